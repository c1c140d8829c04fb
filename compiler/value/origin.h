#pragma once
// Where everything came from. The model holds no spans: each entity and each value has an OriginId into one table.

#include <string>
#include <vector>

#include "compiler/source/source.h"
#include "compiler/value/value.h"

namespace hale::model {

enum class OriginKind : std::uint8_t { Written, Inherited, Default, Loop, Param, Template, Imported, Computed };

struct Origin {
    OriginKind kind = OriginKind::Written;
    source::Span span;  // of the text that said it (for Inherited/Default: of the value it was taken from)
    OriginId parent;    // what produced it: the loop iteration, the template, the import
    Name note;          // Loop: `name = "web01"` for the iteration, nothing for what stands in it; Inherited: `from
                        // fs.data.mountpoint`; Template: its name
};

class OriginTable {
public:
    OriginId add(Origin origin) {
        table_.push_back(std::move(origin));
        return OriginId(table_.size() - 1);
    }
    const Origin& at(OriginId id) const { return table_[id.index]; }
    source::Span span(OriginId id) const { return id ? at(id).span : source::Span{}; }
    std::size_t size() const { return table_.size(); }
    /// The loop iterations around it, innermost first: `name = "web01"`. For `= note: in the iteration …`.
    std::vector<std::string> iterations(OriginId id) const;

private:
    std::vector<Origin> table_;
};

/// "written", "inherited" …
std::string_view to_text(OriginKind kind);

}  // namespace hale::model
