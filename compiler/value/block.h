#pragma once
// A description without syntax: nested blocks with labels and evaluated attributes. Two roads lead here: expansion of
// .hale text, and a manager's reader (`raise`), whose spans then point into the XML file. One road leads on: the
// semantic pass. And the printer turns blocks back into .hale text. So every check works on .hale, cluster.conf and
// CIB alike, and an imported file means what its text says.
//
// A bare word stays a Word or a Path until the attribute's type resolves it; a String for a non-string attribute is
// verbatim (written by backends exactly as it stands).

#include <string>
#include <string_view>
#include <vector>

#include "compiler/source/source.h"
#include "compiler/value/origin.h"
#include "compiler/value/value.h"

namespace hale::block {

struct Label {
    Name text;
    bool quoted = false;  // was a string
    source::Span span;
};

struct Attr {
    Name name;
    bool quoted_name = false;
    source::Span name_span;
    source::Span value_span;
    model::Value value;  // value.origin: Written, or Loop/Param when the value used such a variable
    model::OriginId origin;
    std::vector<std::string> comments{};  // before it, as those of a block
};

struct Block {
    Name name;  // `service`, `fs`, `use`, …: `use gfs {}` is a block named "use"
    source::Span name_span;
    std::vector<Label> labels;
    std::vector<Attr> attrs;
    std::vector<Block> children;  // blocks and `use` items in written order
    source::Span span;
    model::OriginId origin;             // kind Loop with parent chain when inside `for`
    std::vector<std::string> comments;  // before it, without `#`; a blank line ends one and begins the next
    bool apart = false;                 // a blank line stands between the last of them and the block
    std::vector<std::string> trailing;  // before its end

    const Attr* find(std::string_view wanted) const {
        for (const Attr& attr : attrs) {
            if (attr.name == wanted) return &attr;
        }
        return nullptr;
    }
};

}  // namespace hale::block
