#pragma once
// Sections to blocks: the inverse of lower.h. What no mapping row reads back exactly goes into a `native` block beside
// the attributes, so that lowering the blocks again gives the same settings.

#include <string>
#include <string_view>
#include <vector>

#include "backends/common/mapping.h"
#include "backends/conf/tree.h"
#include "compiler/value/block.h"

namespace hale::conf {

class SectionRaise {
public:
    SectionRaise(schema::Library& library, model::OriginTable& origins, const backends::Spelling& spelling,
                 diag::Sink& sink)
        : library_(library), origins_(origins), spelling_(spelling), sink_(sink) {}

    /// A block named after `kind` with everything in the section; the section's label is its label. A key that nobody
    /// knows is a warning (HL5109) and kept. A known key whose value has the wrong type becomes a string as it stands:
    /// the semantic pass says what is wrong with it, at its place in the file.
    block::Block construct(const Item& section, const schema::Kind& kind);
    /// The keys and inner sections of `section` into `out`. `taken` are keys that the caller has read.
    void contents(const Item& section, const schema::Kind& kind, block::Block& out,
                  const std::vector<std::string_view>& taken = {});

    /// `native MANAGER {}`, empty.
    block::Block native(const Item& of);
    /// An item as it stands, into a native block.
    void literal(const Item& item, block::Block& into);

    block::Block block(std::string name, const Item& of);
    void label(block::Block& block, const std::string& text, source::Span span);
    void set(block::Block& block, std::string name, model::Value value, source::Span name_span,
             source::Span value_span);
    /// The comments among `items` (without `#`), for the block that follows them.
    static std::string comment_text(const Item& comment);

    const schema::Kind* kind(std::string_view name) { return library_.find(schema::KindClass::Construct, name); }

private:
    const schema::Kind* child_kind(const schema::Kind& parent, std::string_view section);
    bool is_prefix(const schema::Kind& kind, std::string_view section) const;
    void pairs(const Item& section, const schema::Kind& kind, const std::string& prefix,
               const std::vector<std::string_view>& taken, std::vector<backends::Pair>& out,
               block::Block& native_block);
    void attributes(const schema::Kind& kind, const std::vector<backends::Pair>& pairs, block::Block& out,
                    block::Block& native_block);
    void left_over(const schema::Kind& kind, const backends::Pair& pair, block::Block& out, block::Block& native_block);
    model::OriginId origin(source::Span span);

    schema::Library& library_;
    model::OriginTable& origins_;
    const backends::Spelling& spelling_;
    diag::Sink& sink_;
};

}  // namespace hale::conf
