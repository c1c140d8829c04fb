#pragma once
// A tree to XML text: one node a line, indented by two spaces, the same bytes for the same tree. Never minified: the
// libraries that rgmanager reads with overrun a buffer on an element that follows its parent without white space
// (facts/rgmanager.md, section 0).

#include <optional>
#include <string>
#include <vector>

#include "compiler/diag/diag.h"
#include "compiler/value/origin.h"
#include "compiler/xml/tree.h"

namespace hale::xml {

struct Written {
    std::string text;
    std::vector<model::OriginId> lines;  // lines[i]: origin of the node on line i+1
};

/// Is told of every element and attribute with the place where it was written, for the books.
class Observer {
public:
    virtual ~Observer() = default;
    /// `attribute` is nullptr for the element itself. Line and column as an editor counts them.
    virtual void wrote(const Node& node, const Attribute* attribute, std::uint32_t line, std::uint32_t col) = 0;
};

/// Nothing when a name or value cannot stand in XML (HL4001, at its origin).
std::optional<Written> write(const Tree& tree, const model::OriginTable& origins, diag::Sink& sink,
                             Observer* observer = nullptr);

/// The text as it stands between double quotes.
std::string escape_attribute(std::string_view text);

}  // namespace hale::xml
