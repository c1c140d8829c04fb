#pragma once
// Every element and attribute that cluster.conf's own schema (cluster.rng) documents, and a small file with one of
// them.

#include <map>

#include "compiler/xml/read.h"
#include "compiler/xml/write.h"
#include "tests/unit/rgmanager/corpus.h"

namespace hale::rgmanager::testing_data {

using xml::Node;
using Strings = std::vector<std::string>;

struct Documented {
    std::string name, sample;
    bool required = false;
    std::string agent;  // of a fence agent's argument
};
struct Element {
    std::string name;
    Strings path;  // of the elements around it
    std::vector<Documented> attributes;
};

/// What the schema says, element by element.
class Schema {
public:
    std::vector<Element> elements;

    explicit Schema(const Node& grammar) {
        for (const Node& child : grammar.children) {
            if (child.name == "start") walk(child, {}, nullptr, {});
            if (child.name != "define") continue;
            if (child.get("name") == "FENCEDEVICEOPTIONS") {
                for (const char* where : {"fencedevice", "device"}) fence_arguments(child, where);
            } else {
                walk(child, {}, nullptr, {});
            }
        }
    }
    const Element* find(std::string_view name) const {
        for (const Element& e : elements) {
            if (e.name == name) return &e;
        }
        return nullptr;
    }

private:
    struct Context {
        bool optional = false;
        std::string agent;
    };

    static Strings place(const std::string& name) {
        if (name == "service" || name == "vm") return {"cluster", "rm"};
        if (name == "fence" || name == "unfence") return {"cluster", "clusternodes", "clusternode"};
        if (name == "device") return {"cluster", "clusternodes", "clusternode", "fence", "method"};
        if (name == "action") return {"cluster", "rm", "service", "script"};
        return {"cluster", "rm", "service"};
    }

    void walk(const Node& node, Strings path, Element* inside, Context context) {
        for (const Node& child : node.children) {
            Context here = context;
            here.optional = here.optional || child.name == "optional" || child.name == "zeroOrMore";
            if (child.name == "element") {
                const std::string name(child.get("name").value_or(""));
                if (path.empty() && name != "cluster") path = place(name);
                Element found{name, path, {}};
                Strings deeper = path;
                deeper.push_back(name);
                walk(child, deeper, &found, {});
                elements.push_back(std::move(found));
            } else if (child.name == "attribute" && inside != nullptr) {
                add(*inside, child, here);
            } else {
                walk(child, path, inside, here);
            }
        }
    }

    static void add(Element& element, const Node& attribute, const Context& context) {
        const std::string name(attribute.get("name").value_or(""));
        for (const Documented& d : element.attributes) {
            if (d.name == name && d.agent == context.agent) return;
        }
        element.attributes.push_back({name, sample(name, attribute), !context.optional, context.agent});
    }

    static std::string sample(const std::string& name, const Node& attribute) {
        static const std::map<std::string, std::string> known = {
            {"name", "x1"},          {"device", "/dev/x"},     {"mountpoint", "/x"},        {"path", "/x"},
            {"file", "/x"},          {"address", "10.9.9.9"},  {"depend", "service:other"}, {"agent", "fence_apc"},
            {"domain", "whole"},     {"recovery", "relocate"}, {"interval", "45"},          {"timeout", "45"},
            {"target", "10.0.0.0/8"}};
        const auto choice = [](const Node& node, const auto& self) -> std::string {
            for (const Node& child : node.children) {
                if (child.name == "value" && !child.children.empty()) return child.children.front().text;
                if (child.name == "data") {
                    const auto type = child.get("type").value_or("");
                    if (type.find("nteger") != std::string_view::npos) return "3";
                    if (type == "boolean") return "1";
                }
                if (std::string found = self(child, self); !found.empty()) return found;
            }
            return {};
        };
        if (std::string found = choice(attribute, choice); !found.empty()) return found;
        if (const auto it = known.find(name); it != known.end()) return it->second;
        const auto given = attribute.get("rha:sample").value_or("");
        return given.empty() ? "5" : std::string(given);
    }

    void fence_arguments(const Node& define, const char* where) {
        Element found{where, {"cluster", "fencedevices"}, {}};
        if (found.name == "device") found.path = place("device");
        const auto look = [&](const Node& node, Context context, const auto& self) -> void {
            for (const Node& child : node.children) {
                Context here = context;
                if (const auto agent = child.get("rha:fence_agent")) here.agent = *agent;
                here.optional = true;
                if (child.name == "attribute") {
                    if (!here.agent.empty()) add(found, child, here);
                } else {
                    self(child, here, self);
                }
            }
        };
        look(define, {}, look);
        elements.push_back(std::move(found));
    }
};

class Builder {
public:
    explicit Builder(const Schema& schema) : schema_(schema) {}

    /// A file with the element and, if not null, one attribute of it.
    std::string text(const Element& element, const Documented* feature) const {
        Node root("cluster");
        root.set("name", "c").set("config_version", "3");
        root.add(Node("cman")).set("expected_votes", "3");
        Node& nodes = root.add(Node("clusternodes"));
        for (const char* name : {"a", "b", "c"}) {
            Node& node = nodes.add(Node("clusternode"));
            node.set("name", name).set("nodeid", std::to_string(name[0] - 'a' + 1));
        }
        Node& devices = root.add(Node("fencedevices"));
        devices.add(Node("fencedevice")).set("name", "d1").set("agent", agent_of(feature)).set("ipaddr", "10.1.1.1");
        Node& rm = root.add(Node("rm"));
        Node& domain = rm.add(Node("failoverdomains")).add(Node("failoverdomain"));
        domain.set("name", "whole").set("ordered", "1");
        domain.add(Node("failoverdomainnode")).set("name", "a").set("priority", "1");
        rm.add(Node("service")).set("name", "other");

        Node* at = &root;
        for (std::size_t i = 1; i < element.path.size(); ++i) at = &inside(*at, element.path[i]);
        Node& made = element.name == "cluster" ? root : fresh(*at, element.name, feature);
        const bool node = element.name == "master" && feature != nullptr && feature->name == "name";
        if (feature != nullptr) made.set(feature->name, node ? "a" : feature->sample);
        diag::Sink sink;
        return xml::write({{}, root, {}}, {}, sink)->text;
    }

private:
    static std::string agent_of(const Documented* feature) {
        return feature != nullptr && !feature->agent.empty() ? feature->agent : "fence_apc";
    }

    /// The child of this name, made with what it requires. Services are new: `other` is the dependency.
    Node& inside(Node& parent, const std::string& name) const {
        for (Node& child : parent.children) {
            if (child.name == name && name != "service") return child;
        }
        return fresh(parent, name, nullptr);
    }

    Node& fresh(Node& parent, const std::string& name, const Documented* feature) const {
        const bool one = name == "cman" || name == "rm" || name == "clusternodes" || name == "fencedevices" ||
                         name == "failoverdomains" || name == "clusternode" || name == "failoverdomain" ||
                         name == "failoverdomainnode" || (name == "fencedevice" && feature != nullptr);
        if (one) {
            for (Node& child : parent.children) {
                if (child.name == name) return child;
            }
        }
        Node& made = parent.add(Node(name));
        if (const Element* element = schema_.find(name)) {
            for (const Documented& d : element->attributes) {
                if (d.required && d.name != "ref" && d.agent.empty()) made.set(d.name, d.sample);
            }
        }
        if (name == "device") made.set("name", "d1");
        if (name == "master") made.set("name", "a");
        if (name == "fencedevice") made.set("name", "d2");
        if (name == "action") made.set("name", "status");
        return made;
    }

    const Schema& schema_;
};

/// What cluster.rng documents.
inline std::optional<Schema> documented_schema() {
    static source::SourceManager sources;
    diag::Sink sink;
    const std::string text = slurp(root() / "schema" / "cluster.rng");
    const auto tree = xml::read(sources.add("cluster.rng", text), sources, sink, xml::Doctype::Skip);
    return tree ? std::optional<Schema>(tree->root) : std::nullopt;
}

}  // namespace hale::rgmanager::testing_data
