// A kind in one manager's own words.

#include <algorithm>

#include "compiler/schema/metadata.h"

namespace hale::schema {

namespace {

/// A parameter of the manager's own agent takes text where hale has a type of its own that the agent cannot check.
Type outer_type(const Type& type) {
    switch (type.tag) {
        case TypeTag::Ref:
        case TypeTag::Address:
        case TypeTag::List:
        case TypeTag::Map:
        case TypeTag::Rule:
            return {};
        default:
            return type;
    }
}

/// Words of a service or VM that say how the manager treats it. Without a row they are no parameter of an agent.
bool is_policy_word(std::string_view name) {
    constexpr std::string_view words[] = {"domain",    "recovery", "max_restarts", "restart_window", "autostart",
                                          "exclusive", "priority", "stickiness",   "after",          "before",
                                          "with",      "migrate",  "apart_from",   "depend_mode"};
    return std::find(std::begin(words), std::end(words), name) != std::end(words);
}

/// Those that rgmanager's service.sh and vm.sh take as parameters under the same name.
bool rgmanager_has(std::string_view name) {
    return name != "stickiness" && name != "before" && name != "with" && name != "apart_from" && name != "after";
}

class LiteralMaker {
public:
    LiteralMaker(const Kind& kind, Manager manager)
        : kind_(kind), mapping_(manager == Manager::Rgmanager ? kind.rgmanager : kind.pacemaker), manager_(manager) {
        out_ = kind;
        out_.attributes.clear();
    }

    Kind run() {
        for (const Attribute& a : kind_.attributes) attribute(a);
        for (const MapRow& row : mapping_.rows) {
            if (row.op != MapRow::Op::Constant) continue;
            Attribute constant;
            constant.name = row.target;
            constant.def = model::Value::string(row.value);
            add(std::move(constant));
        }
        own_mapping();
        return std::move(out_);
    }

private:
    bool silent(const std::string& name) const {
        return std::count(mapping_.silent.begin(), mapping_.silent.end(), name) != 0;
    }

    void add(Attribute a) {
        const bool taken = std::any_of(out_.attributes.begin(), out_.attributes.end(),
                                       [&](const Attribute& other) { return other.name == a.name; });
        if (!taken) out_.attributes.push_back(std::move(a));
    }

    void attribute(const Attribute& a) {
        const MapRow* row = mapping_.row(a.name);
        // The identity is the id of Pacemaker's primitive, and a parameter only where a row names it.
        if (row == nullptr && manager_ == Manager::Pacemaker && a.name == kind_.primary) return;
        if (row == nullptr && silent(a.name)) return;
        const bool plug = std::count(kind_.plug.begin(), kind_.plug.end(), a.name) != 0;
        if (row == nullptr && plug && manager_ == Manager::Pacemaker && !kind_.advisory) return;  // pcmk_host_argument
        if (row == nullptr && kind_.container && is_policy_word(a.name)) {
            if (manager_ == Manager::Pacemaker) return;
            if (!rgmanager_has(a.name) && a.name != "after") return;
        }
        Attribute own = a;
        own.type = outer_type(a.type);
        if (own.type.tag != a.type.tag && own.def) own.def = model::Value::string(model::to_text(*own.def));
        if (row == nullptr && kind_.container && a.name == "after") own.name = "depend";  // rgmanager's word
        if (row == nullptr) return add(std::move(own));
        own.aliases.clear();
        own.name = row->target;
        switch (row->op) {
            case MapRow::Op::Rename:
                if (own.replaced_by.empty()) return add(std::move(own));
                own.replaced_by = renamed(own.replaced_by);
                return add(std::move(own));
            case MapRow::Op::Values:
                spell(*row, own);
                return add(std::move(own));
            case MapRow::Op::Split:
                return split(*row, std::move(own));
            case MapRow::Op::Unit:
                if (row->suffix || row->value != "s") {
                    own.type = {};
                    own.def.reset();
                }
                return add(std::move(own));
            case MapRow::Op::Meta:
            case MapRow::Op::Drop:
            case MapRow::Op::Constant:
                return;
        }
    }

    std::string renamed(const std::string& name) const {
        const MapRow* row = mapping_.row(name);
        return row != nullptr && row->op == MapRow::Op::Rename ? row->target : name;
    }

    /// `ext4 = "ext4"`: the words are those of the table's right side.
    static void spell(const MapRow& row, Attribute& own) {
        Type type{TypeTag::Enum, {}, nullptr};
        std::optional<model::Value> def;
        for (const auto& [word, spelling] : row.table) {
            if (std::count(type.members.begin(), type.members.end(), spelling) == 0) type.members.push_back(spelling);
            if (own.def && !def && model::to_text(*own.def) == word) def = model::Value::word(spelling);
        }
        own.type = std::move(type);
        own.def = std::move(def);
    }

    void split(const MapRow& row, Attribute own) {
        own.type = {};
        own.def.reset();
        Attribute rest = own;
        rest.name = row.target2;
        rest.required = rest.unique = false;
        rest.unique_group.clear();
        add(std::move(own));
        add(std::move(rest));
    }

    /// What is left of the mapping once its rows are applied.
    void own_mapping() {
        Mapping own;
        own.declared = true;
        own.type = mapping_.type.empty() ? kind_.name : mapping_.type;
        own.special = mapping_.special;
        own.preset = mapping_.preset;
        own.bool_true = mapping_.bool_true;
        own.bool_false = mapping_.bool_false;
        own.strategy = mapping_.strategy == "unfencing" ? mapping_.strategy : "";
        own.sharing = mapping_.sharing;
        (manager_ == Manager::Rgmanager ? out_.rgmanager : out_.pacemaker) = std::move(own);
        const MapRow* row = mapping_.row(kind_.primary);
        if (row != nullptr && row->op == MapRow::Op::Rename) {
            out_.primary = row->target;
        } else if (out_.attribute(out_.primary) == nullptr) {
            out_.primary.clear();
        }
        for (std::string& plug : out_.plug) plug = renamed(plug);
        std::erase_if(out_.plug, [&](const std::string& name) { return out_.attribute(name) == nullptr; });
    }

    const Kind& kind_;
    const Mapping& mapping_;
    Manager manager_;
    Kind out_;
};

}  // namespace

Kind literal(const Kind& kind, Manager manager) { return LiteralMaker(kind, manager).run(); }

}  // namespace hale::schema
