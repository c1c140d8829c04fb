#include "backends/pacemaker/read.h"

#include <algorithm>

#include "backends/pacemaker/read_internal.h"
#include "compiler/diag/import_codes.h"
#include "compiler/xml/read.h"

namespace hale::pacemaker {

using xml::Node;

Reading::Reading(const Node& node, Extra& extra, Markup& markup)
    : node_(node), extra_(extra), markup_(markup), taken_(node.attributes.size(), false) {
    markup_.span = node.span;
    markup_.name_span = node.name_span;
    for (const xml::Attribute& a : node.attributes) markup_.attributes.push_back({a.name, a.name_span, a.value_span});
}

/// The attribute of this name; it counts as taken.
const xml::Attribute* Reading::left(std::string_view name) {
    const auto it = std::find_if(node_.attributes.begin(), node_.attributes.end(),
                                 [&](const xml::Attribute& a) { return a.name == name; });
    if (it == node_.attributes.end()) return nullptr;
    taken_[static_cast<std::size_t>(it - node_.attributes.begin())] = true;
    return &*it;
}

void Reading::take(std::string_view name, std::string& into) {
    const xml::Attribute* a = node_.find(name);
    if (a != nullptr && !a->value.empty()) into = left(name)->value;
}

void Reading::take(std::string_view name, std::optional<std::string>& into) {
    if (const xml::Attribute* a = left(name)) into = a->value;
}

void Reading::take(std::string_view name, std::optional<bool>& into) {
    const xml::Attribute* a = node_.find(name);
    if (a != nullptr && (a->value == "true" || a->value == "false")) into = left(name)->value == "true";
}

void Reading::finish() {
    for (std::size_t i = 0; i < taken_.size(); ++i) {
        if (!taken_[i]) extra_.attributes.push_back(node_.attributes[i]);
    }
}

namespace {

ClusterNode read_node(const Node& node) {
    ClusterNode n;
    Reading r(node, n.extra, n.markup);
    r.take("id", n.id);
    r.take("uname", n.uname);
    r.take("type", n.type);
    for (const Node& child : r.children()) {
        if (!read_into_sets(r, child, nullptr, &n.attributes, &n.utilization)) r.keep(child);
    }
    r.finish();
    return n;
}

FencingLevel read_level(const Node& node) {
    FencingLevel level;
    Reading r(node, level.extra, level.markup);
    r.take("id", level.id);
    r.take("target", level.target);
    r.take("index", level.index);
    r.take("devices", level.devices);
    for (const Node& child : r.children()) r.keep(child);
    r.finish();
    return level;
}

Tag read_tag(const Node& node) {
    Tag tag;
    Reading r(node, tag.extra, tag.markup);
    r.take("id", tag.id);
    for (const Node& child : r.children()) {
        if (child.is_element("obj_ref")) {
            r.append(Slot::Reference, tag.members, read_reference(child));
        } else {
            r.keep(child);
        }
    }
    r.finish();
    return tag;
}

class Reader {
public:
    Document document;

    void configuration(const Node& node) {
        Reading r(node, document.extra, document.markup);
        for (const Node& child : r.children()) {
            const auto name = std::find(kSectionNames.begin(), kSectionNames.end(), child.name);
            const auto index = static_cast<std::size_t>(name - kSectionNames.begin());
            if (child.kind != xml::NodeKind::Element || name == kSectionNames.end() ||
                document.sections[index].markup.is_read()) {
                r.keep(child);
                continue;
            }
            r.placed(Slot::Section, index);
            section(child, static_cast<SectionName>(index));
        }
        r.finish();
    }

private:
    void section(const Node& node, SectionName name) {
        Section& s = document.section(name);
        Reading r(node, s.extra, s.markup);
        for (const Node& child : r.children()) {
            if (child.kind != xml::NodeKind::Element || !item(r, child, name)) r.keep(child);
        }
        r.finish();
    }

    /// One element of a section into its list; false when the list has no such element.
    bool item(Reading& r, const Node& child, SectionName name) {
        Document& d = document;
        switch (name) {
            case SectionName::CrmConfig:
                return set(r, child, "cluster_property_set", d.crm_config);
            case SectionName::RscDefaults:
                return set(r, child, "meta_attributes", d.rsc_defaults);
            case SectionName::OpDefaults:
                return set(r, child, "meta_attributes", d.op_defaults);
            case SectionName::Nodes:
                return one(r, child, "node", d.nodes, read_node);
            case SectionName::FencingTopology:
                return one(r, child, "fencing-level", d.fencing_topology, read_level);
            case SectionName::Tags:
                return one(r, child, "tag", d.tags, read_tag);
            case SectionName::Acls:
                r.append(Slot::Item, d.acls, child);
                return true;
            case SectionName::Alerts:
                r.append(Slot::Item, d.alerts, child);
                return true;
            case SectionName::Resources:
                return any(r, Slot::Resource, d.resources, read_resource(child));
            case SectionName::Constraints:
                return any(r, Slot::Item, d.constraints, read_constraint(child));
        }
        return false;
    }

    static bool set(Reading& r, const Node& child, std::string_view name, std::vector<NvSet>& list) {
        return one(r, child, name, list, read_set);
    }
    template <class T>
    static bool one(Reading& r, const Node& child, std::string_view name, std::vector<T>& list,
                    T (*read_item)(const Node&)) {
        if (!child.is_element(name)) return false;
        r.append(Slot::Item, list, read_item(child));
        return true;
    }
    template <class T>
    static bool any(Reading& r, Slot slot, std::vector<T>& list, std::optional<T> item) {
        if (!item) return false;
        r.append(slot, list, std::move(*item));
        return true;
    }
};

/// The attributes of <cib> and what stands beside <configuration>.
void read_cib(const Node& root, Reader& reader) {
    constexpr std::string_view kPrefix = "pacemaker-";
    Document& d = reader.document;
    d.admin_epoch.clear();
    d.epoch.clear();
    d.num_updates.clear();
    d.schema.clear();
    Reading r(root, d.cib, d.cib_markup);
    r.take("admin_epoch", d.admin_epoch);
    r.take("epoch", d.epoch);
    r.take("num_updates", d.num_updates);
    const auto schema = root.get("validate-with");
    if (schema && schema->starts_with(kPrefix) && schema->size() > kPrefix.size()) {
        r.take("validate-with", d.schema);
        d.schema.erase(0, kPrefix.size());
    }
    for (const Node& child : r.children()) {
        if (child.is_element("configuration") && !d.markup.is_read()) {
            r.placed(Slot::Section, 0);
            reader.configuration(child);
        } else {
            r.keep(child);
        }
    }
    r.finish();
}

}  // namespace

std::optional<Document> read(source::FileId file, const source::SourceManager& sources, diag::Sink& sink,
                             const cib::ValidateOptions* validation) {
    std::optional<xml::Tree> tree = xml::read(file, sources, sink);
    if (!tree) return std::nullopt;
    const std::size_t errors = sink.error_count();
    Reader reader;
    if (tree->root.is_element("cib") && tree->root.child("configuration") != nullptr) {
        read_cib(tree->root, reader);
    } else if (tree->root.is_element("configuration")) {
        reader.configuration(tree->root);
    } else {
        const bool cib = tree->root.is_element("cib");
        sink.report(diag::NotACib, tree->root.name_span,
                    cib ? "<cib> has no <configuration>" : "the root element is <" + tree->root.name + ">")
            .help("a CIB is `<cib …><configuration>…</configuration><status/></cib>`; `cibadmin --query` prints it");
        return std::nullopt;
    }
    if (validation != nullptr) {
        cib::validate(tree->root, *validation, sink);
        if (sink.error_count() != errors) return std::nullopt;
    }
    reader.document.before = std::move(tree->before);
    reader.document.after = std::move(tree->after);
    return std::move(reader.document);
}

bool looks_like(std::string_view text) {
    for (std::size_t at = text.find('<'); at != std::string_view::npos; at = text.find('<', at + 1)) {
        const std::string_view rest = text.substr(at + 1);
        if (rest.starts_with("?") || rest.starts_with("!")) {
            const std::string_view end = rest.starts_with("!--") ? "-->" : ">";
            const std::size_t stop = rest.find(end);
            if (stop == std::string_view::npos) return false;
            at += stop;
            continue;
        }
        const std::string_view name = rest.substr(0, rest.find_first_of(" \t\r\n/>"));
        return name == "cib" || name == "configuration";
    }
    return false;
}

}  // namespace hale::pacemaker
