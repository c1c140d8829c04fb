#pragma once
// The check that goes before pugixml, and the positions it does not give. pugixml silently accepts duplicate
// attributes, DOCTYPE, `&#0;` (which cuts a value short), invalid UTF-8, a bare `&`, junk text and two roots, and
// knows no attribute offsets (facts/toolchain.md, section 3); so the text is walked once here first.

#include <vector>

#include "compiler/diag/diag.h"
#include "compiler/source/source.h"

namespace hale::xml {

/// Elements may nest this deep; libxml2, which rgmanager and Pacemaker read with, stops at the same depth.
inline constexpr std::size_t kMaxDepth = 256;

struct AttributePlace {
    source::Span name, value, whole;
};
/// A start tag.
struct TagPlace {
    source::Span name, tag;
    std::vector<AttributePlace> attributes;
};

/// What to do with `<!DOCTYPE …>`. Cluster files have none. Agent metadata has one that only names a DTD, which nobody
/// reads; one that declares something itself (entities, defaults) is refused in either case.
enum class Doctype : std::uint8_t { Refuse, Skip };

/// Start tags in document order; `ok` is false when something was reported (HL5001..HL5007).
struct Scan {
    bool ok = true;
    std::vector<TagPlace> tags;
};
Scan scan(source::FileId file, std::string_view text, diag::Sink& sink, Doctype doctype = Doctype::Refuse);

}  // namespace hale::xml
