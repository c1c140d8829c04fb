#include "compiler/fencing/host_map.h"

#include <algorithm>
#include <cstdint>

#include "compiler/value/literal.h"

namespace hale::fencing {

namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; }

std::string without_escapes(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c != '\\') out += c;
    }
    return out;
}

std::vector<std::string> split(std::string_view text, std::string_view separators) {
    std::vector<std::string> out;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find_first_of(separators, at), text.size());
        if (end > at) out.emplace_back(text.substr(at, end - at));
        at = end + 1;
    }
    return out;
}

}  // namespace

HostMap parse_host_map(std::string_view text) {
    HostMap out;
    std::optional<std::string> host;
    std::size_t last = 0;
    for (std::size_t at = 0; at <= text.size(); ++at) {
        const char c = at < text.size() ? text[at] : '\0';
        if (c == '\\') {
            ++at;
        } else if (c == '=' || c == ':') {
            if (at > last) host = std::string(text.substr(last, at - last));
            last = at + 1;
        } else if (c == '\0' || c == ';' || c == ' ' || c == '\t') {
            const std::string_view piece = last < at ? text.substr(last, at - last) : std::string_view();
            if (host) {
                out.pairs.push_back({*host, without_escapes(piece)});
                host.reset();
            } else if (!piece.empty()) {
                out.leftovers.emplace_back(piece);
            }
            last = at + 1;
        }
    }
    return out;
}

std::vector<std::string> parse_host_list(std::string_view text) { return split(text, ",; \t\n"); }

std::vector<std::string> plugs_of(std::string_view plug) { return split(plug, ","); }

bool same_host(std::string_view a, std::string_view b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) { return lower(x) == lower(y); });
}

std::string host_key(std::string_view name) {
    std::string out(name);
    std::transform(out.begin(), out.end(), out.begin(), lower);
    return out;
}

std::optional<std::int64_t> delay_for(std::string_view text, std::string_view host) {
    if (text.find(':') == std::string_view::npos) return model::parse_duration(text);
    for (const HostPlug& pair : parse_host_map(text).pairs) {
        if (same_host(pair.host, host)) return model::parse_duration(pair.plug);
    }
    return std::nullopt;
}

}  // namespace hale::fencing
