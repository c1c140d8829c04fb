#pragma once
// Where the values of `secret("name")` come from, asked in this order: a file of `name = value` lines, the environment
// (`secret("ipmi/host")` is HALE_SECRET_IPMI_HOST), a command whose output is the value. Values are never shown; only
// `build` asks for them.

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/support/files.h"

namespace hale::driver {

struct SecretOptions {
    std::string file;     // --secrets-file F; empty: none
    std::string command;  // --secrets-command 'cmd {name}': run without a shell, `{name}` is one argument or part of one
    std::string mode{};   // --secrets placeholder|lrm: what stands for every secret; nothing is asked
};

class Secrets {
public:
    Secrets(SecretOptions options, FileSystem& files) : options_(std::move(options)), files_(files) {}

    /// Reads the secrets file. False when it cannot be read or understood; `problem` says why, without its contents.
    bool open(std::string& problem);
    /// The value, asked for once a name and then remembered.
    std::optional<std::string> resolve(std::string_view name);
    /// At least one value was given out: what is written must not be readable by others.
    bool used() const { return used_; }
    /// What went wrong with the command, one sentence each; never what it printed.
    const std::vector<std::string>& problems() const { return problems_; }

    /// `ipmi/host` -> `HALE_SECRET_IPMI_HOST`.
    static std::string environment_name(std::string_view name);

private:
    std::optional<std::string> look_up(const std::string& name);
    std::optional<std::string> from_command(const std::string& name);

    SecretOptions options_;
    FileSystem& files_;
    std::map<std::string, std::string, std::less<>> known_;
    std::map<std::string, std::optional<std::string>, std::less<>> asked_;
    std::vector<std::string> problems_;
    bool used_ = false;
};

}  // namespace hale::driver
