#include "compiler/schema/schema.h"

#include <algorithm>

#include "compiler/manager/manager.h"

namespace hale::schema {

namespace {

template <class List, class Get>
auto* find_in(const List& list, Get get, std::string_view name) {
    const auto it = std::find_if(list.begin(), list.end(), [&](const auto& x) { return get(x) == name; });
    return it == list.end() ? nullptr : &*it;
}

}  // namespace

const Attribute* Kind::attribute(std::string_view wanted) const {
    for (const Attribute& a : attributes) {
        if (a.name == wanted || std::find(a.aliases.begin(), a.aliases.end(), wanted) != a.aliases.end()) return &a;
    }
    return nullptr;
}

const Child* Kind::child(std::string_view wanted) const {
    return find_in(
        children, [](const Child& c) -> std::string_view { return c.kind; }, wanted);
}

const std::vector<std::string_view>& managers() {
    static const std::vector<std::string_view> names = [] {
        std::vector<std::string_view> out;
        for (const manager::Manager& m : manager::managers()) out.push_back(m.name);
        return out;
    }();
    return names;
}

const Mapping& Kind::mapping(std::string_view manager) const {
    static const Mapping undeclared;
    if (manager == "rgmanager") return rgmanager;
    if (manager == "pacemaker") return pacemaker;
    const auto it = others.find(manager);
    return it == others.end() ? undeclared : it->second;
}

Mapping& Kind::mapping(std::string_view manager) {
    if (manager == "rgmanager") return rgmanager;
    if (manager == "pacemaker") return pacemaker;
    return others.try_emplace(std::string(manager)).first->second;
}

const MapRow* Mapping::row(std::string_view wanted) const {
    return find_in(
        rows, [](const MapRow& r) -> std::string_view { return r.attribute; }, wanted);
}

std::string to_text(const Type& type) {
    const auto members = [&] {
        std::string out;
        for (const std::string& m : type.members) out += (out.empty() ? "" : ", ") + m;
        return out;
    };
    switch (type.tag) {
        case TypeTag::String:
            return "string";
        case TypeTag::Int:
            return "int";
        case TypeTag::Bool:
            return "bool";
        case TypeTag::Duration:
            return "duration";
        case TypeTag::Size:
            return "size";
        case TypeTag::Percent:
            return "percent";
        case TypeTag::Score:
            return "score";
        case TypeTag::Address:
            return "address";
        case TypeTag::Path:
            return "path";
        case TypeTag::Word:
            return "word";
        case TypeTag::Enum:
            return "one of " + members();
        case TypeTag::List:
            return "list of " + to_text(*type.element);
        case TypeTag::Map:
            return "map";
        case TypeTag::Ref:
            return "reference to " + members();
        case TypeTag::Secret:
            return "secret";
        case TypeTag::Rule:
            return "rule";
        case TypeTag::Any:
            return "any value";
    }
    return "";
}

}  // namespace hale::schema
