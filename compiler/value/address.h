#pragma once
// IP addresses with an optional prefix length: `10.20.0.50`, `10.20.0.50/24`, `fd00::1/64`.

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace hale::model {

struct Address {
    bool v6 = false;
    std::array<std::uint8_t, 16> bytes{};  // IPv4: the first four
    std::optional<int> prefix;             // 0..32 or 0..128

    std::size_t size() const { return v6 ? 16 : 4; }
    friend bool operator==(const Address&, const Address&) = default;
};

/// Parses strictly (no leading zeros in IPv4: some programs read them as octal). When it gives nothing, `why` is a
/// short reason that fits after "no IP address: ".
std::optional<Address> parse_address(std::string_view text, std::string& why);

/// Canonical text (RFC 5952 for IPv6), with `/prefix` when there is one.
std::string to_text(const Address& address);

/// The address `n` further on (or back), with the same prefix; nothing when it leaves the address family's range.
std::optional<Address> offset(Address address, std::int64_t n);

}  // namespace hale::model
