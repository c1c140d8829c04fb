#pragma once
// Is what an import would write again the file that was read? Two XML trees are walked side by side, and every
// difference that nobody has told the user is reported at its place in the original. So an import never loses or
// changes anything in silence, whatever the reader and the writer of a manager do: it is checked at run time, not
// assumed.

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/diag/diag.h"
#include "compiler/xml/tree.h"

namespace hale::backends {

struct Comparing {
    /// Attributes that tell siblings of one name apart, the first present one counts: `name`, `ref`, `id` …
    std::vector<std::string_view> keys;
    /// True when the order of these two children of `parent` means something. Default: always.
    std::function<bool(const xml::Node& parent, const xml::Node& a, const xml::Node& b)> ordered;
};

/// Reports HL5050 (an element or attribute that is not in `written`), HL5051 (another value), HL5052 (an addition) and
/// HL5053 (another order), but only what no diagnostic in `sink` names already: one whose span touches the attribute,
/// its start tag or an element around that was lost, and whose message contains the name in backquotes. Gives the
/// number of differences, reported or told before.
std::size_t report_differences(const xml::Node& original, const xml::Node& written, const Comparing& comparing,
                               diag::Sink& sink);

/// Reports HL5150 for each comment of `original` that `written` does not have in the same element, before the same one.
/// Gives their number.
std::size_t report_comments(const xml::Tree& original, const xml::Tree& written, const Comparing& comparing,
                            diag::Sink& sink);

}  // namespace hale::backends
