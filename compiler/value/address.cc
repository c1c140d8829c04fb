#include "compiler/value/address.h"
#include "compiler/support/breakage.h"

#include <fmt/core.h>

#include <charconv>
#include <vector>

namespace hale::model {

namespace {

std::vector<std::string_view> split(std::string_view text, char separator) {
    std::vector<std::string_view> parts;
    for (;;) {
        const std::size_t at = text.find(separator);
        parts.push_back(text.substr(0, at));
        if (at == std::string_view::npos) return parts;
        text.remove_prefix(at + 1);
    }
}

/// A number of at most `digits` digits in `base`; nothing else may stand in `text`.
std::optional<unsigned> number(std::string_view text, int base, std::size_t digits) {
    unsigned value = 0;
    if (text.empty() || text.size() > digits) return {};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, base);
    if (error != std::errc() || end != text.data() + text.size()) return {};
    return value;
}

bool parse_v4(std::string_view text, std::uint8_t* out, std::string& why) {
    const auto parts = split(text, '.');
    if (parts.size() != 4) {
        why = fmt::format("it has {} parts, an IPv4 address has four", parts.size());
        return false;
    }
    for (std::size_t i = 0; i < 4; ++i) {
        const auto value = number(parts[i], 10, 9);
        if (!value) {
            why = fmt::format("`{}` is no number", parts[i]);
            return false;
        }
        if (HALE_BREAK("address.v4-255", *value > 255, *value > 256)) {
            why = fmt::format("{} is greater than 255", *value);
            return false;
        }
        if (parts[i].size() > 1 && HALE_BREAK("address.leading-zero", parts[i].front() == '0', false)) {
            why = fmt::format("`{}` has a leading zero, which some programs read as octal", parts[i]);
            return false;
        }
        out[i] = static_cast<std::uint8_t>(*value);
    }
    return true;
}

/// The groups of one side of `::`, as bytes. An IPv4 tail is allowed at the very end.
bool parse_groups(std::string_view text, bool last, std::vector<std::uint8_t>& out, std::string& why) {
    if (text.empty()) return true;
    const auto parts = split(text, ':');
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (last && i + 1 == parts.size() && parts[i].find('.') != std::string_view::npos) {
            std::array<std::uint8_t, 4> tail{};
            if (!parse_v4(parts[i], tail.data(), why)) return false;
            out.insert(out.end(), tail.begin(), tail.end());
            return true;
        }
        const auto value = number(parts[i], 16, 4);
        if (!value) {
            why = fmt::format("`{}` is no group of one to four hexadecimal digits", parts[i]);
            return false;
        }
        out.push_back(static_cast<std::uint8_t>(*value >> 8));
        out.push_back(static_cast<std::uint8_t>(*value & 0xFF));
    }
    return true;
}

bool parse_v6(std::string_view text, std::array<std::uint8_t, 16>& out, std::string& why) {
    const std::size_t gap = text.find("::");
    std::vector<std::uint8_t> head, tail;
    const bool parsed = gap == std::string_view::npos ? parse_groups(text, true, head, why)
                                                      : parse_groups(text.substr(0, gap), false, head, why) &&
                                                            parse_groups(text.substr(gap + 2), true, tail, why);
    if (!parsed) return false;
    const std::size_t bytes = head.size() + tail.size();
    if (gap == std::string_view::npos ? bytes != 16 : bytes > 14) {
        why = gap == std::string_view::npos ? "an IPv6 address has eight groups" : "it has too many groups";
        return false;
    }
    std::copy(head.begin(), head.end(), out.begin());
    std::copy(tail.begin(), tail.end(), out.end() - static_cast<std::ptrdiff_t>(tail.size()));
    return true;
}

std::string text_v6(const std::array<std::uint8_t, 16>& bytes) {
    std::array<unsigned, 8> groups{};
    for (std::size_t i = 0; i < 8; ++i) groups[i] = static_cast<unsigned>(bytes[2 * i] << 8 | bytes[2 * i + 1]);
    std::size_t best = 8, length = 1;  // the longest run of two or more zero groups
    for (std::size_t i = 0; i < 8; ++i) {
        std::size_t n = 0;
        while (i + n < 8 && groups[i + n] == 0) ++n;
        if (HALE_BREAK("address.last-longest-run", n > length, (n >= length && n > 1))) {
            best = i;
            length = n;
        }
    }
    std::string out;
    for (std::size_t i = 0; i < 8; ++i) {
        if (i == best) {
            out += "::";
            i += length - 1;
            continue;
        }
        if (!out.empty() && out.back() != ':') out += ':';
        out += fmt::format("{:x}", groups[i]);
    }
    return out;
}

}  // namespace

std::optional<Address> parse_address(std::string_view text, std::string& why) {
    Address address;
    const std::size_t slash = text.find('/');
    const std::string_view host = text.substr(0, slash);
    address.v6 = host.find(':') != std::string_view::npos;
    if (host.empty()) {
        why = "it is empty";
        return {};
    }
    if (address.v6 ? !parse_v6(host, address.bytes, why) : !parse_v4(host, address.bytes.data(), why)) return {};
    if (slash == std::string_view::npos) return address;
    const std::string_view length = text.substr(slash + 1);
    const auto prefix = number(length, 10, 3);
    const unsigned most = address.v6 ? 128 : 32;
    if (!prefix || HALE_BREAK("address.prefix-limit", *prefix > most, *prefix > most + 1) ||
        (length.size() > 1 && length.front() == '0')) {
        why = fmt::format("the prefix length `{}` is not 0 to {}", length, most);
        return {};
    }
    address.prefix = static_cast<int>(*prefix);
    return address;
}

std::string to_text(const Address& a) {
    std::string out =
        a.v6 ? text_v6(a.bytes) : fmt::format("{}.{}.{}.{}", a.bytes[0], a.bytes[1], a.bytes[2], a.bytes[3]);
    if (a.prefix) out += fmt::format("/{}", *a.prefix);
    return out;
}

std::optional<Address> offset(Address address, std::int64_t n) {
    // Add byte by byte from the right; `carry` keeps what does not fit (arithmetic shift keeps the sign).
    std::int64_t carry = n;
    for (std::size_t i = address.size(); i-- > 0;) {
        const std::int64_t sum = (carry & 0xFF) + address.bytes[i];
        address.bytes[i] = static_cast<std::uint8_t>(sum & 0xFF);
        carry = (carry >> 8) + (sum >> 8);
    }
    if (carry != 0) return {};
    return address;
}

}  // namespace hale::model
