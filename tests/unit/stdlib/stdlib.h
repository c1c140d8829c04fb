#pragma once
// What the tests of the declarations share: the library as the compiler sees it, and the agents' real metadata.

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <pugixml.hpp>
#include <string>
#include <vector>

#include "compiler/schema/load.h"

namespace hale::stdlib_test {

/// The built-in declarations. `sink` holds what was wrong with them.
struct Loaded {
    source::SourceManager sources;
    diag::Sink sink;
    std::unique_ptr<schema::Library> library = schema::make_library(sources, "", sink);

    std::vector<const schema::Kind*> all(schema::KindClass cls) {
        std::vector<const schema::Kind*> out;
        for (const std::string& name : library->names(cls)) {
            if (const schema::Kind* kind = library->find(cls, name)) out.push_back(kind);
        }
        return out;
    }
};

inline Loaded& loaded() {
    static Loaded instance;
    return instance;
}

/// Collected metadata; tests skip without it.
inline std::filesystem::path data_dir() {
    if (const char* env = std::getenv("HALE_DATA")) return env;
    return std::filesystem::path(HALE_SOURCE_DIR) / ".." / "shared" / "data";
}

/// One parameter of an agent's metadata, of either manager.
struct Parameter {
    std::string name, type, def, inherit;
    bool required = false, unique = false, primary = false, reconfig = false, deprecated = false;
};

/// A flag as rgmanager reads it (facts/rgmanager.md section 1): a number other than 0, or a small y.
inline bool flag(const pugi::xml_node& node, const char* name) {
    const std::string text = node.attribute(name).value();
    return std::atoi(text.c_str()) != 0 || (!text.empty() && text[0] == 'y');
}

inline std::vector<Parameter> parameters(const pugi::xml_document& doc) {
    std::vector<Parameter> out;
    for (const pugi::xml_node& p : doc.child("resource-agent").child("parameters").children("parameter")) {
        const pugi::xml_node content = p.child("content");
        out.push_back({p.attribute("name").value(), content.attribute("type").value(),
                       content.attribute("default").value(), p.attribute("inherit").value(), flag(p, "required"),
                       flag(p, "unique"), flag(p, "primary"), flag(p, "reconfig"), flag(p, "deprecated")});
    }
    return out;
}

inline const Parameter* find(const std::vector<Parameter>& list, const std::string& name) {
    for (const Parameter& p : list) {
        if (p.name == name) return &p;
    }
    return nullptr;
}

/// What the attribute is called at the manager: nothing when a row drops it or the manager does not care.
inline std::vector<std::string> targets(const schema::Mapping& mapping, const schema::Attribute& attribute) {
    for (const std::string& silent : mapping.silent) {
        if (silent == attribute.name) return {};
    }
    const schema::MapRow* row = mapping.row(attribute.name);
    if (row == nullptr) return {attribute.name};
    switch (row->op) {
        case schema::MapRow::Op::Drop:
            return {};
        case schema::MapRow::Op::Split:
            return {row->target, row->target2};
        default:
            return {row->target.empty() ? attribute.name : row->target};
    }
}

/// Words of service and vm that become policy in the model: backends know them, whatever the rows say.
inline bool is_policy(const schema::Kind& kind, const std::string& name) {
    static const char* const words[] = {"domain",         "autostart",  "exclusive",   "recovery", "max_restarts",
                                        "restart_window", "priority",   "stickiness",  "after",    "before",
                                        "with",           "apart_from", "depend_mode", "migrate"};
    if (!kind.container) return false;
    for (const char* word : words) {
        if (name == word) return true;
    }
    return false;
}

}  // namespace hale::stdlib_test
