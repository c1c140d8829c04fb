#include "compiler/driver/secrets.h"

#include <sys/wait.h>

#include <array>
#include <cctype>
#include <cstdio>
#include <cstdlib>
#include <memory>

#include "compiler/driver/key_values.h"
#include "compiler/support/breakage.h"

namespace hale::driver {

namespace {

/// In single quotes, safe for /bin/sh whatever the name contains.
std::string shell_quoted(std::string_view text) {
    std::string out = "'";
    for (const char c : text) {
        if (HALE_BREAK("secrets.quote", c == '\'', false)) {
            out += "'\\''";
        } else {
            out += c;
        }
    }
    return out + '\'';
}

std::optional<std::string> output_of(const std::string& command) {
    std::FILE* pipe = ::popen(command.c_str(), "re");
    if (pipe == nullptr) return std::nullopt;
    std::string out;
    std::array<char, 4096> buffer{};
    while (const std::size_t n = std::fread(buffer.data(), 1, buffer.size(), pipe)) out.append(buffer.data(), n);
    const int status = ::pclose(pipe);
    if (status == -1 || !WIFEXITED(status) || HALE_BREAK("secrets.exit-code", WEXITSTATUS(status) != 0, false))
        return std::nullopt;
    if (out.ends_with('\n')) out.pop_back();
    if (out.ends_with('\r')) out.pop_back();
    return out;
}

}  // namespace

bool Secrets::open(std::string& problem) {
    if (options_.file.empty()) return true;
    const std::optional<std::string> text = files_.read(options_.file, problem);
    if (!text) return false;
    std::optional<KeyValues> values = parse_key_values(*text, problem);
    if (!values) return false;
    known_ = std::move(*values);
    return true;
}

std::string Secrets::environment_name(std::string_view name) {
    std::string out = "HALE_SECRET_";
    for (const char c : name) {
        const auto u = static_cast<unsigned char>(c);
        out += u < 0x80 && std::isalnum(u) != 0 ? static_cast<char>(std::toupper(u)) : '_';
    }
    return out;
}

std::optional<std::string> Secrets::from_command(const std::string& name) const {
    if (options_.command.empty()) return std::nullopt;
    constexpr std::string_view kPlace = "{name}";
    std::string command;
    std::string_view rest = options_.command;
    for (std::size_t at = rest.find(kPlace); at != std::string_view::npos; at = rest.find(kPlace)) {
        command += rest.substr(0, at);
        command += shell_quoted(name);
        rest.remove_prefix(at + kPlace.size());
    }
    return output_of(command.append(rest));
}

std::optional<std::string> Secrets::look_up(const std::string& name) const {
    if (const auto it = known_.find(name); it != known_.end()) return it->second;
    if (const char* value = std::getenv(environment_name(name).c_str())) return std::string(value);
    return from_command(name);
}

std::optional<std::string> Secrets::resolve(std::string_view name) {
    auto it = asked_.find(name);
    if (it == asked_.end()) it = asked_.emplace(std::string(name), look_up(std::string(name))).first;
    used_ = used_ || it->second.has_value();
    return it->second;
}

}  // namespace hale::driver
