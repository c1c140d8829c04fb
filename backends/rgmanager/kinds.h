#pragma once
// hale's kinds by the names that cluster.conf has for them.

#include <map>
#include <string>
#include <string_view>

#include "compiler/schema/schema.h"

namespace hale::rgmanager {

class Kinds {
public:
    explicit Kinds(schema::Library& library);

    /// The agent whose rgmanager type is exactly `type`; nullptr: rgmanager has no such rule.
    const schema::Kind* agent(std::string_view type) const;
    /// The same without regard to case, as rgmanager matches what no child table lists (facts/rgmanager.md section 4).
    const schema::Kind* agent_any_case(std::string_view type) const;
    /// The construct that stands for an element (`cman` is `quorum`); nullptr: none.
    const schema::Kind* construct(std::string_view element) const;
    /// A construct by its hale name.
    const schema::Kind* named(std::string_view construct) const;
    const schema::Kind* fence_agent(std::string_view agent) const;

private:
    std::map<std::string, const schema::Kind*, std::less<>> agents_, folded_, constructs_, fence_agents_;
    schema::Library& library_;
};

std::string folded(std::string_view text);

/// The attribute name that rgmanager's agent knows for a hale attribute.
std::string manager_name(const schema::Kind& kind, const schema::Attribute& attribute);

}  // namespace hale::rgmanager
