#include "backends/rgmanager/kinds.h"

#include <algorithm>

namespace hale::rgmanager {

namespace {

const std::string& name_there(const schema::Kind& kind) {
    return kind.rgmanager.type.empty() ? kind.name : kind.rgmanager.type;
}

bool exists_there(const schema::Kind* kind) {
    return kind != nullptr && kind->rgmanager.declared && !kind->rgmanager.none;
}

}  // namespace

std::string folded(std::string_view text) {
    std::string out(text);
    std::transform(out.begin(), out.end(), out.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return out;
}

const Kinds::Table& Kinds::all(schema::KindClass cls) const {
    const auto [it, fresh] = tables_.try_emplace(cls);
    Table& table = it->second;
    if (!fresh) return table;
    for (const std::string& name : library_.names(cls)) {
        if (name.find(':') != std::string::npos) continue;  // Pacemaker's name of an agent
        const schema::Kind* kind = library_.find(cls, name);
        if (!exists_there(kind)) continue;
        // Two kinds may have one type there; the one of the same name is meant.
        const auto [entry, is_new] = table.emplace(name_there(*kind), kind);
        if (!is_new && kind->name == name_there(*kind)) entry->second = kind;
    }
    return table;
}

const schema::Kind* Kinds::by_type(schema::KindClass cls, std::string_view type) const {
    const schema::Kind* same_name = library_.find(cls, type);
    if (exists_there(same_name) && name_there(*same_name) == type) return same_name;
    const Table& table = all(cls);
    const auto it = table.find(type);
    return it == table.end() ? nullptr : it->second;
}

const schema::Kind* Kinds::agent(std::string_view type) const { return by_type(schema::KindClass::Agent, type); }

const schema::Kind* Kinds::agent_any_case(std::string_view type) const {
    if (const schema::Kind* exact = agent(type)) return exact;
    if (folded_.empty()) {
        for (const auto& [name, kind] : all(schema::KindClass::Agent)) folded_.emplace(folded(name), kind);
    }
    const auto it = folded_.find(folded(type));
    return it == folded_.end() ? nullptr : it->second;
}

const schema::Kind* Kinds::construct(std::string_view element) const {
    return by_type(schema::KindClass::Construct, element);
}
const schema::Kind* Kinds::named(std::string_view name) const {
    return library_.find(schema::KindClass::Construct, name);
}
const schema::Kind* Kinds::fence_agent(std::string_view agent) const {
    return by_type(schema::KindClass::FenceAgent, agent);
}

std::string manager_name(const schema::Kind& kind, const schema::Attribute& attribute) {
    const schema::MapRow* row = kind.rgmanager.row(attribute.name);
    return row != nullptr && !row->target.empty() ? row->target : attribute.name;
}

}  // namespace hale::rgmanager
