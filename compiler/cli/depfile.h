#pragma once
// What a product was made from, in the form of Make, for build engines (`hale build --depfile`).

#include <string>
#include <string_view>
#include <vector>

#include "compiler/cli/options.h"
#include "compiler/support/files.h"

namespace hale::cli {

/// The machine's disk, which remembers what was read.
class RecordingDisk : public Disk {
public:
    std::optional<std::string> read(const std::string& path, std::string& problem) override;
    /// Each file once, in the order of the first reading; standard input is none.
    const std::vector<std::string>& files() const { return files_; }

private:
    std::vector<std::string> files_;
};

/// `cib.xml: a.hale b.hale`: one rule, names escaped as GNU make and ninja read them, a phony rule for each input, so
/// that a file that is gone stops nobody. Kinds and metadata that `options` name count, the product itself does not.
std::string depfile_text(const Options& options, const std::vector<std::string>& read);

}  // namespace hale::cli
