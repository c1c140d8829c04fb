#include "compiler/driver/secrets.h"

#include <fmt/format.h>

#include <cctype>
#include <chrono>
#include <cstdlib>

#include "compiler/driver/key_values.h"
#include "compiler/driver/run_command.h"

namespace hale::driver {

namespace {

constexpr std::chrono::seconds kLimit{10};

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

std::optional<std::string> Secrets::from_command(const std::string& name) {
    if (options_.command.empty()) return std::nullopt;
    std::string why = "a quote is not closed";
    auto words = command_words(options_.command);
    if (words) words = with_name(std::move(*words), name, why);
    Ran ran;
    if (words) {
        ran = run_command(*words, kLimit);
        why = ran.problem;
    }
    if (!ran.output) problems_.push_back(fmt::format("--secrets-command gives no value for `{}`: {}", name, why));
    return ran.output;
}

std::optional<std::string> Secrets::look_up(const std::string& name) {
    if (const auto it = known_.find(name); it != known_.end()) return it->second;
    if (const char* value = std::getenv(environment_name(name).c_str())) return std::string(value);
    return from_command(name);
}

std::optional<std::string> Secrets::resolve(std::string_view name) {
    if (options_.mode == "lrm") return "lrm://";  // Pacemaker looks it up on the node
    if (options_.mode == "placeholder") return fmt::format("@{}@", name);
    auto it = asked_.find(name);
    if (it == asked_.end()) it = asked_.emplace(std::string(name), look_up(std::string(name))).first;
    used_ = used_ || it->second.has_value();
    return it->second;
}

}  // namespace hale::driver
