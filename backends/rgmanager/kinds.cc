#include "backends/rgmanager/kinds.h"

#include <algorithm>

namespace hale::rgmanager {

namespace {

const schema::Kind* lookup(const std::map<std::string, const schema::Kind*, std::less<>>& table,
                           std::string_view name) {
    const auto it = table.find(name);
    return it == table.end() ? nullptr : it->second;
}

const std::string& name_there(const schema::Kind& kind) {
    return kind.rgmanager.type.empty() ? kind.name : kind.rgmanager.type;
}

}  // namespace

std::string folded(std::string_view text) {
    std::string out(text);
    std::transform(out.begin(), out.end(), out.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return out;
}

Kinds::Kinds(schema::Library& library) : library_(library) {
    const auto each = [&](schema::KindClass cls, auto take) {
        for (const std::string& name : library.names(cls)) {
            const schema::Kind* kind = library.find(cls, name);
            if (kind != nullptr && kind->rgmanager.declared && !kind->rgmanager.none) take(*kind);
        }
    };
    // Two kinds may have one type there; the one of the same name is meant.
    const auto put = [](auto& table, std::string key, const schema::Kind& kind) {
        const auto [it, fresh] = table.emplace(std::move(key), &kind);
        if (!fresh && kind.name == name_there(kind)) it->second = &kind;
    };
    each(schema::KindClass::Agent, [&](const schema::Kind& kind) {
        put(agents_, name_there(kind), kind);
        put(folded_, folded(name_there(kind)), kind);
    });
    each(schema::KindClass::Construct, [&](const schema::Kind& kind) { put(constructs_, name_there(kind), kind); });
    each(schema::KindClass::FenceAgent, [&](const schema::Kind& kind) { put(fence_agents_, name_there(kind), kind); });
}

const schema::Kind* Kinds::agent(std::string_view type) const { return lookup(agents_, type); }
const schema::Kind* Kinds::agent_any_case(std::string_view type) const { return lookup(folded_, folded(type)); }
const schema::Kind* Kinds::construct(std::string_view element) const { return lookup(constructs_, element); }
const schema::Kind* Kinds::named(std::string_view name) const {
    return library_.find(schema::KindClass::Construct, name);
}
const schema::Kind* Kinds::fence_agent(std::string_view agent) const { return lookup(fence_agents_, agent); }

std::string manager_name(const schema::Kind& kind, const schema::Attribute& attribute) {
    const schema::MapRow* row = kind.rgmanager.row(attribute.name);
    return row != nullptr && !row->target.empty() ? row->target : attribute.name;
}

}  // namespace hale::rgmanager
