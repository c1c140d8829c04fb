#pragma once
// A raw value (what expansion evaluated) to the typed value that an attribute asks for. One function serves sema's
// attribute pass and the loader of declarations, so that a default and a written value are read alike.
//
// What each type accepts (docs/reference/types.md):
//   string    a string; `secret(…)`. Nothing else: a bare word or a number must be quoted.
//   int bool duration size percent score enum   the literal, or a quoted string that reads as one: then `verbatim` is
//             set, `text` is kept and backends write it as it stands. A bare int is a duration in seconds and a size
//             in bytes. A score also takes the words infinity and -infinity; it saturates at +-1,000,000.
//   word      a bare word, `a:b:c`, or a string (verbatim)
//   address path   a string (kind String, not verbatim)
//   list(T)   a list, or one value, which becomes a list of one
//   ref(…)    a bare word or dotted name, or a string for a name that is no word; stays Word/Path, resolved in sema
//   secret    `secret(…)`, or a string (sema warns)
// ValueKind::Unset stays Unset without an error: its mistake was reported when it was found.

#include <optional>
#include <string>
#include <string_view>

#include "compiler/diag/diag.h"
#include "compiler/schema/schema.h"
#include "compiler/value/value.h"

namespace hale::schema {

struct ConvertError {
    enum class Kind : std::uint8_t {
        WrongType,   // HL2004
        NotAMember,  // HL2005: a word that the enum does not have
        BadAddress,  // HL2006
        OutOfRange   // HL2007: outside the attribute's min/max
    };
    Kind kind = Kind::WrongType;
    std::string expected;    // "a duration", "one of live, pause, no", "1 to 100"
    std::string seen;        // "the word `liv`", "the string \"abc\""; for a secret only what kind of value it is
    std::string why;         // BadAddress: the reason
    std::string suggestion;  // what was probably meant, as hale text (`true`, `"text"`, `live`); may be empty
    model::OriginId origin;  // of the offending value (an item of a list)
};

struct Converted {
    model::Value value;  // Unset when there is an error
    std::optional<ConvertError> error;
};

/// The raw value as `type`; origin is kept.
Converted convert(const Type& type, model::Value raw);
/// The same, and the attribute's min/max.
Converted convert(const Attribute& attribute, model::Value raw);

/// Reports HL2004..HL2007 about the attribute `name`; the caller may add labels and notes to what it returns.
diag::Report report(diag::Sink& sink, source::Span span, std::string_view name, const ConvertError& error);

/// "a duration", "an int", "one of on, off".
std::string with_article(const Type& type);

}  // namespace hale::schema
