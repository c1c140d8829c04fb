#include "tests/unit/pacemaker/schema_generator.h"

#include <algorithm>
#include <functional>
#include <sstream>
#include <string_view>

namespace hale::test {

namespace {

constexpr const char* kReference = "\x01";  // stands for an IDREF until every id is known

bool is(pugi::xml_node node, std::string_view name) { return name == node.name(); }
bool has(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

std::vector<pugi::xml_node> elements(pugi::xml_node node) {
    std::vector<pugi::xml_node> out;
    for (const pugi::xml_node child : node.children()) {
        if (child.type() == pugi::node_element) out.push_back(child);
    }
    return out;
}

}  // namespace

std::string SchemaGenerator::cib(const std::string& schema, unsigned seed) {
    random_.seed(seed);
    count_ = depth_ = 0;
    pugi::xml_document out;
    grammar(file(schema + ".rng").document_element(), nullptr, out);
    pugi::xml_node root = out.document_element();
    root.remove_attribute("validate-with");
    root.append_attribute("validate-with") = schema.c_str();
    root.remove_child("status");
    root.append_child("status");
    resolve(root);
    std::ostringstream text;
    out.save(text, "  ");
    return text.str();
}

const pugi::xml_document& SchemaGenerator::file(const std::string& name) {
    const auto [it, fresh] = files_.try_emplace(name);
    if (fresh && !it->second.load_file((folder_ / name).c_str())) {
        throw std::runtime_error("cannot read " + (folder_ / name).string());
    }
    return it->second;
}

void SchemaGenerator::collect(pugi::xml_node node, Grammar& into) {
    for (const pugi::xml_node child : elements(node)) {
        if (is(child, "define")) into.definitions.emplace(child.attribute("name").value(), child);
        if (is(child, "start")) into.definitions.emplace("", child);
        if (is(child, "include")) collect(file(child.attribute("href").value()).document_element(), into);
    }
}

void SchemaGenerator::grammar(pugi::xml_node node, const Grammar* parent, pugi::xml_node to) {
    Grammar g;
    g.parent = parent;
    collect(node, g);
    refer("", &g, to);
}

void SchemaGenerator::refer(const std::string& name, const Grammar* g, pugi::xml_node to) {
    const auto [begin, end] = g->definitions.equal_range(name);
    for (auto it = begin; it != end; ++it) all(it->second, *g, to);
}

void SchemaGenerator::all(pugi::xml_node patterns, const Grammar& g, pugi::xml_node to) {
    for (const pugi::xml_node pattern : elements(patterns)) one(pattern, g, to);
}

void SchemaGenerator::one(pugi::xml_node pattern, const Grammar& g, pugi::xml_node to) {
    const bool deep = depth_ > 7;
    if (is(pattern, "element")) {
        element(pattern, g, to);
    } else if (is(pattern, "attribute")) {
        attribute(pattern, g, to);
    } else if (is(pattern, "group") || is(pattern, "interleave")) {
        all(pattern, g, to);
    } else if (is(pattern, "optional")) {
        if (chance(depth_ < 3 ? 80 : deep ? 10 : 40)) all(pattern, g, to);
    } else if (is(pattern, "zeroOrMore") || is(pattern, "oneOrMore")) {
        unsigned times = deep ? 0 : depth_ < 4 ? pick(5) : pick(3);
        if (is(pattern, "oneOrMore")) times = std::max(times, 1U);
        while (times-- > 0) all(pattern, g, to);
    } else if (is(pattern, "choice")) {
        const std::vector<pugi::xml_node> ways = elements(pattern);
        one(ways[deep ? 0 : pick(static_cast<unsigned>(ways.size()))], g, to);
    } else if (is(pattern, "ref")) {
        refer(pattern.attribute("name").value(), &g, to);
    } else if (is(pattern, "parentRef")) {
        refer(pattern.attribute("name").value(), g.parent, to);
    } else if (is(pattern, "externalRef")) {
        grammar(file(pattern.attribute("href").value()).document_element(), &g, to);
    } else if (is(pattern, "grammar")) {
        grammar(pattern, &g, to);
    }  // empty, text: nothing
}

void SchemaGenerator::element(pugi::xml_node pattern, const Grammar& g, pugi::xml_node to) {
    const char* name = pattern.attribute("name").value();
    if (*name == '\0') return;  // any name at all: nothing that a cluster knows
    ++depth_;
    all(pattern, g, to.append_child(name));
    --depth_;
}

void SchemaGenerator::attribute(pugi::xml_node pattern, const Grammar& g, pugi::xml_node to) {
    const std::string name = pattern.attribute("name").value();
    if (name.empty() || to.attribute(name.c_str())) return;
    const std::vector<pugi::xml_node> inside = elements(pattern);
    const std::string text = inside.empty() ? word(to.name(), name) : value(inside.front(), g, to.name(), name);
    to.append_attribute(name.c_str()) = text.c_str();
}

std::string SchemaGenerator::value(pugi::xml_node pattern, const Grammar& g, const std::string& element,
                                   const std::string& name) {
    if (is(pattern, "value")) return pattern.text().get();
    if (is(pattern, "choice")) {
        const std::vector<pugi::xml_node> ways = elements(pattern);
        return value(ways[pick(static_cast<unsigned>(ways.size()))], g, element, name);
    }
    if (is(pattern, "ref")) {
        const auto it = g.definitions.find(pattern.attribute("name").value());
        if (it == g.definitions.end()) return word(element, name);
        return value(elements(it->second).front(), g, element, name);
    }
    const std::string type = pattern.attribute("type").value();
    if (type == "ID") return element.substr(0, 3) + std::to_string(++count_);
    if (type == "IDREF") return kReference;
    if (type == "boolean") return any({"true", "false", "1", "0"});
    if (type == "integer" || type == "positiveInteger" || type == "nonNegativeInteger")
        return std::to_string(1 + pick(9));
    return word(element, name);
}

std::string SchemaGenerator::word(const std::string& element, const std::string& name) {
    if (element == "node") return (name == "uname" ? "n" : "") + std::to_string(++count_);
    if (name == "range") return "8080-8090";
    if (name == "uname" || name == "node" || name == "target") return "n" + std::to_string(1 + pick(3));
    if (has(name, "interval") || has(name, "timeout") || has(name, "delay"))
        return any({"0", "10s", "20", "1min", "500ms"});
    if (has(name, "score")) return any({"INFINITY", "-INFINITY", "100", "-5", "0"});
    if (name == "role" || has(name, "-role")) return any({"Started", "Stopped", "Promoted", "Master", "Unpromoted"});
    if (name == "start" || name == "end") return any({"2026-11-22", "2027-01-01 10:00:00"});
    if (has(name, "replicas") || name == "masters" || has(name, "max") || has(name, "port") || name == "vlan") {
        return std::to_string(1 + pick(9));
    }
    if (name == "hours" || has(name, "days") || has(name, "month") || has(name, "week") || has(name, "year") ||
        name == "moon") {
        return any({"1", "1-3", "2-"});
    }
    if (element == "op" && name == "name") return any({"monitor", "start", "stop", "promote"});
    if (element == "nvpair" && name == "name") {
        return any({"target-role", "ip", "is-managed", "priority", "a b", "x:y", "device"}) +
               (chance(50) ? std::to_string(++count_) : "");
    }
    if (name == "devices") return "pri1,pri2";
    if (name == "type") return any({"Dummy", "IPaddr2", "web"});
    if (name == "provider") return any({"heartbeat", "pacemaker", "own"});
    if (has(name, "dir") || name == "path") return "/srv/" + std::to_string(pick(9));
    if (name == "xpath") return "//status";
    return any({"a", "some words", "7", "x-y", "true", "\xc3\xa4", "$x", "\"q\""});
}

namespace {

/// What an IDREF is to name: an element, or `resource` for anything that constraints may name.
std::string wanted(const std::string& element, const std::string& attribute) {
    if (attribute == "template") return "template";
    if (attribute == "id-ref") return element;
    if (attribute == "reference") return "primitive";
    return element == "role" || element == "role_ref" ? "acl_role" : "resource";
}

struct References {
    std::map<std::string, std::vector<std::string>> ids;
    pugi::xml_node useless;  // refers to what is not there

    explicit References(pugi::xml_node root) {
        note(root);
        find(root);
    }
    void note(pugi::xml_node node) {
        const std::string id = node.attribute("id").value();
        if (!id.empty() && id != kReference) {
            ids[node.name()].push_back(id);
            if (is(node.parent(), "resources") && !is(node, "template")) ids["resource"].push_back(id);
        }
        for (const pugi::xml_node child : node.children()) note(child);
    }
    void find(pugi::xml_node node) {
        for (const pugi::xml_attribute a : node.attributes()) {
            if (std::string_view(a.value()) != kReference) continue;
            if (ids.count(wanted(node.name(), a.name())) == 0) useless = node;
        }
        for (const pugi::xml_node child : node.children()) find(child);
    }
};

}  // namespace

/// Each reference gets the id of something that fits where it stands; what refers to nothing goes, with the constraint
/// or resource that it is in.
void SchemaGenerator::resolve(pugi::xml_node root) {
    while (pugi::xml_node useless = References(root).useless) {
        while (!is(useless.parent().parent(), "configuration")) useless = useless.parent();
        useless.parent().remove_child(useless);
    }
    const std::function<void(pugi::xml_node, const References&)> fill = [&](pugi::xml_node node,
                                                                            const References& all) {
        for (pugi::xml_attribute a : node.attributes()) {
            if (std::string_view(a.value()) == kReference) a = any(all.ids.at(wanted(node.name(), a.name()))).c_str();
        }
        for (const pugi::xml_node child : node.children()) fill(child, all);
    };
    fill(root, References(root));
}

}  // namespace hale::test
