#pragma once
// Running hale for measurements.

#include <filesystem>
#include <string>
#include <vector>

namespace hale::bench {

struct Cost {
    double cpu_ms = 0;
    double rss_mb = 0;
    int exit_code = 0;
};

/// Runs the command (the program is found by PATH) with stdout to /dev/null and stderr to the file `talk`.
Cost run_once(std::vector<std::string> args, const std::filesystem::path& talk);

}  // namespace hale::bench
