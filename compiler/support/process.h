#pragma once
// Where other programs begin. Whatever runs one (`crm_simulate`, `cibadmin` …) asks a Processes, so that tests answer
// in its place. Arguments are handed over as they are: no shell reads them.

#include <string>
#include <utility>
#include <vector>

namespace hale {

struct ProcessResult {
    int status = -1;       // exit status; -1: it did not run to its end (`problem` says why)
    std::string out, err;  // what it printed, each at most 256 MiB
    std::string problem;   // "No such file or directory", "no answer within 60 s"
    bool ok() const { return status == 0; }
};

class Processes {
public:
    virtual ~Processes() = default;
    /// Runs argv[0] (looked up in PATH) and waits for it: at most `timeout` seconds, then it and its children are
    /// killed. `environment`: variables that are set beside the present ones.
    virtual ProcessResult run(const std::vector<std::string>& argv, const std::string& input, int timeout,
                              const std::vector<std::pair<std::string, std::string>>& environment) = 0;
};

/// The machine's own.
class HostProcesses : public Processes {
public:
    ProcessResult run(const std::vector<std::string>& argv, const std::string& input, int timeout,
                      const std::vector<std::pair<std::string, std::string>>& environment) override;
};

/// A folder of one's own below TMPDIR, removed with everything in it at the end of its life.
class TemporaryFolder {
public:
    TemporaryFolder();
    ~TemporaryFolder();
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;
    /// Empty when none could be made.
    const std::string& path() const { return path_; }

private:
    std::string path_;
};

}  // namespace hale
