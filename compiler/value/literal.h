#pragma once
// Numbers with units as people write them between quotes (`timeout = "1h30m"`, `--param size=4GiB`): wider than hale's
// own literals, because a quoted value is written verbatim and each manager has its own notation. All functions give
// nothing for text they do not understand and for values that do not fit in 63 bits; none accepts blanks at the ends.

#include <cstdint>
#include <optional>
#include <string_view>

namespace hale::model {

/// Decimal with an optional sign.
std::optional<std::int64_t> parse_int(std::string_view text);

/// true yes on y 1 / false no off n 0, in any letter case.
std::optional<bool> parse_bool(std::string_view text);

/// Milliseconds. `30` (seconds), `30s`, `500ms`, `5min`, `1h30m` (rgmanager: s m h d w y, facts/rgmanager.md section
/// 1), Pacemaker's `us usec ms msec sec min hr`, and ISO 8601 `PT5M`, `P1DT2H` without years and months. In any letter
/// case.
std::optional<std::int64_t> parse_duration(std::string_view text);

/// Bytes. `512`, `4k`, `4KiB`, `10M`, `10MB`, `1g`, `2TiB`: always powers of 1024.
std::optional<std::int64_t> parse_size(std::string_view text);

/// `80%` or `80`, 0 or more.
std::optional<std::int64_t> parse_percent(std::string_view text);

/// A Pacemaker score: an integer, `infinity`, `+infinity`, `-infinity` (also `inf`), saturated at +-kInfinity.
std::optional<std::int64_t> parse_score(std::string_view text);

/// One of hale's own unit literals, e.g. `30s 5min 2h 1d 500ms 4KiB 10MiB 4GiB 80%`.
struct UnitLiteral {
    enum class Kind : std::uint8_t { Duration, Size, Percent };
    Kind kind;
    std::int64_t number;  // ms, bytes, percent
};
std::optional<UnitLiteral> parse_unit_literal(std::string_view text);

/// `factor * value`, or nothing on overflow.
std::optional<std::int64_t> checked_mul(std::int64_t value, std::int64_t factor);
std::optional<std::int64_t> checked_add(std::int64_t a, std::int64_t b);

}  // namespace hale::model
