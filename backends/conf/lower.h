#pragma once
// Constructs to sections, by the mapping rows of their kinds (docs/reference/agents.md). The mapping's `type` is the
// section's name; a target with dots (`net.host`) is a key of an inner section.

#include <functional>
#include <string>
#include <string_view>

#include "backends/common/mapping.h"
#include "backends/conf/tree.h"

namespace hale::conf {

class SectionLower {
public:
    /// True when `block`, which stands inside the construct whose section is `into`, needs no further lowering.
    using Special = std::function<bool(const model::Block& block, Item& into)>;
    /// True when sections of this path are never merged (`nodelist.node`).
    using Repeated = bool (*)(std::string_view path);

    SectionLower(const backends::Speller& speller, std::string_view manager, Special special, Repeated repeated)
        : speller_(speller), manager_(manager), special_(std::move(special)), repeated_(repeated) {}

    /// Everything in `block`: its attributes, the constructs in it, `native` blocks of this manager. HL4002..HL4008;
    /// HL4007 for a construct inside that this manager does not have; HL4211, HL4212 for a quoted value that the
    /// manager would not read.
    void contents(const model::Block& block, Item& into, std::string_view path) const;
    void attributes(const schema::Kind& kind, const std::vector<model::Attribute>& attributes, Item& into) const;
    /// The body of a `native` block, merged into a section: keys replace those of the same name. HL4210.
    void native(const model::Block& body, Item& into, std::string_view path) const;

    /// HL4007 with the mapping's reason and stand-in.
    void refuse(const model::Block& block) const;
    const backends::Speller& speller() const { return speller_; }

private:
    void child(const model::Block& block, Item& into, std::string_view path) const;
    void check_spelling(const schema::Kind& kind, const model::Attribute& attribute) const;

    const backends::Speller& speller_;
    std::string_view manager_;
    Special special_;
    Repeated repeated_;
};

/// `a.b`, or `b` where `a` is empty.
std::string join_path(std::string_view path, std::string_view name);

}  // namespace hale::conf
