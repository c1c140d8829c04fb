// <resources> and the trees under <rm>: what rgmanager runs becomes `shared`, `use`, `service`, `vm` and resources;
// what it drops stays beside it as native.

#include <algorithm>

#include "backends/rgmanager/raise_losses.h"
#include "backends/rgmanager/raise_words.h"
#include "compiler/diag/import_codes.h"

namespace hale::rgmanager {

using block::Block;

namespace {

class ResourceRaising {
public:
    ResourceRaising(Raising& r, const Rm& rm, const Effective& found) : r_(r), rm_(rm), found_(found) {
        std::map<std::string, int> labels;
        for (const Defined& d : found.defined) ++labels[label_of(d)];
        for (const Branch& top : found.top) {
            const Defined& d = found.defined[top.defined];
            const std::string label = label_of(d);
            // `service.web`, where something else is called `web` too.
            model::Value name = word_or_string(label);
            if (labels[label] > 1) {
                const model::Value last = name;
                name = model::Value::make(model::ValueKind::Path, 0, {}, {});
                name.items = {model::Value::word(d.kind->name), last};
            }
            units_.emplace(type_of(*d.kind) + ':' + label, std::move(name));
            if (top.element->find("ref") != nullptr) moved_.insert(top.defined);
        }
        for (const Defined& d : found.defined) {
            if (d.global) ++shared_labels_[label_of(d)];
        }
    }

    void run(Block& cluster) {
        keep_defaults_out(cluster);
        for (std::size_t i = 0; i < found_.defined.size(); ++i) {
            const Defined& d = found_.defined[i];
            if (d.global && moved_.count(i) == 0) cluster.children.push_back(shared(d));
        }
        lost_definitions(cluster);
        std::size_t next = 0;
        for (const Resource* element : all<Resource>(rm_.items)) {
            if (next < found_.top.size() && found_.top[next].element == element) {
                cluster.children.push_back(branch(found_.top[next], true, false));
                ++next;
            } else {
                add_native_node(r_, resource_manager(r_, rm_, cluster), node_of(*element));
            }
        }
    }

private:
    /// hale writes certain attributes of services always; a file that lacks one keeps lacking it, because adding it
    /// would restart the service (facts/rgmanager.md section 11).
    void keep_defaults_out(Block& cluster) {
        const auto lacks = [&](const Branch& top) {
            const Defined& d = found_.defined[top.defined];
            return std::any_of(d.kind->attributes.begin(), d.kind->attributes.end(), [&](const schema::Attribute& a) {
                const bool always = (a.reload && a.def) || a.name == "recovery";
                return always && d.element->find(manager_name(*d.kind, a)) == nullptr;
            });
        };
        if (std::none_of(found_.top.begin(), found_.top.end(), lacks)) return;
        xml::Attribute none;
        none.span = none.name_span = none.value_span = rm_.name_span;
        resource_manager(r_, rm_, cluster)
            .attrs.push_back(make_attr(r_, "write_defaults", model::Value::boolean(false), none));
    }

    static const std::string& type_of(const schema::Kind& kind) {
        return kind.rgmanager.type.empty() ? kind.name : kind.rgmanager.type;
    }

    /// The identity. A resource whose name is empty needs some label in hale.
    static std::string label_of(const Defined& d) {
        const std::string name = name_of(d);
        return name.empty() ? "unnamed" : name;
    }

    static std::string name_of(const Defined& d) {
        if (!d.kind->primary.empty()) {
            const schema::Attribute* primary = d.kind->attribute(d.kind->primary);
            if (primary != nullptr) return std::string(d.element->text(manager_name(*d.kind, *primary)));
        }
        // No primary: the first required value tells instances apart.
        for (const schema::Attribute& a : d.kind->attributes) {
            if (a.required) return std::string(d.element->text(manager_name(*d.kind, a)));
        }
        return type_of(*d.kind);
    }

    static std::string primary_name(const schema::Kind& kind) {
        const schema::Attribute* primary = kind.primary.empty() ? nullptr : kind.attribute(kind.primary);
        return primary != nullptr ? manager_name(kind, *primary) : std::string();
    }

    void lost_definitions(Block& cluster) {
        xml::Node kept("resources");
        for (const Resources* resources : all<Resources>(rm_.items)) {
            kept.span = resources->span;
            kept.name_span = resources->name_span;
            for (const Resource* element : all<Resource>(resources->items)) {
                if (found_.is_lost(*element)) kept.children.push_back(node_of(*element));
            }
        }
        if (!kept.children.empty()) add_native_section(r_, resource_manager(r_, rm_, cluster), kept);
    }

    Block shared(const Defined& d) {
        const Resource& e = *d.element;
        Block out = make_block(r_, "shared", e.span, e.name_span);
        out.labels.push_back(make_label(d.kind->name, e.name_span));
        const std::string primary = primary_name(*d.kind);
        const xml::Attribute* name = primary.empty() ? nullptr : e.find(primary);
        out.labels.push_back(make_label(label_of(d), name != nullptr ? name->value_span : e.name_span));
        instance(e, *d.kind, {}, out);
        for (const Resource* child : all<Resource>(e.items)) add_native_node(r_, out, node_of(*child));
        return out;
    }

    /// What is said of the instance itself: attributes, actions, and what nobody knows.
    void instance(const Resource& e, const schema::Kind& kind, const std::set<std::string>& taken, Block& out) {
        const std::string primary = primary_name(kind);
        std::vector<const xml::Attribute*> rest;
        for (const xml::Attribute& a : e.attributes) {
            if ((a.name == primary && !a.value.empty()) || a.name == "ref" || a.name.rfind("__", 0) == 0 ||
                taken.count(a.name) != 0)
                continue;
            rest.push_back(&a);
        }
        for (const xml::Attribute* a : raise_attributes(r_, kind, rest, out)) {
            report_kept(r_, a->name_span, "attribute", a->name, e.type);
            add_native_attribute(r_, out, *a);
        }
        for (const auto& item : e.items) {
            if (const auto* action = std::get_if<Action>(&item)) raise_action(r_, *action, kind, out);
        }
        extras(e, out);
    }

    /// Comments, and text that rgmanager skips.
    void extras(const Resource& e, Block& out) {
        for (const auto& item : e.items) {
            const auto* node = std::get_if<xml::Node>(&item);
            if (node == nullptr || node->kind == xml::NodeKind::Instruction) continue;
            if (node->kind == xml::NodeKind::Comment) continue;
            report_kept(r_, node->name_span.valid() ? node->name_span : node->span,
                        node->kind == xml::NodeKind::Text ? "text" : "element", node->name, e.type);
            add_native_node(r_, out, *node);
        }
    }

    Block use(const Branch& b, const Defined& d) {
        const Resource& e = *b.element;
        Block out = make_block(r_, "use", e.span, e.name_span);
        const xml::Attribute* ref = e.find("ref");
        const std::string label = label_of(d);
        if (shared_labels_[label] > 1) out.labels.push_back(make_label(d.kind->name, e.name_span));
        out.labels.push_back(make_label(label, ref->value_span));
        if (label != ref->value) r_.sink.report(diag::Respelled, ref->value_span, "ref", ref->value, label);
        for (const xml::Attribute& a : e.attributes) {
            if (a.name == "ref" || a.name.rfind("__", 0) == 0) continue;
            r_.sink.report(diag::LeftOut, a.name_span, "attribute", a.name, "beside `ref` rgmanager does not read it");
        }
        for (const auto& item : e.items) {
            if (const auto* action = std::get_if<Action>(&item)) {
                r_.sink.report(
                    diag::LeftOut, action->name_span, "action", std::string(action->text("name")),
                    "inside a reference rgmanager does not read it; it belongs to the definition in <resources>");
            }
            const auto* node = std::get_if<xml::Node>(&item);
            if (node == nullptr || node->kind == xml::NodeKind::Instruction) continue;
            if (node->kind != xml::NodeKind::Comment) {
                r_.sink.report(diag::LeftOut, node->span, "text", "", "rgmanager does not read it");
            }
        }
        return out;
    }

    Block branch(const Branch& b, bool top, bool enforced) {
        const Defined& d = found_.defined[b.defined];
        const Resource& e = *b.element;
        const bool reference = e.find("ref") != nullptr;
        if (top) begin_unit(d);
        if (!in_unit_.insert(b.defined).second) runs_twice(e, *d.kind);
        Place place{e, *d.kind, top, reference, enforced, first_use_.insert(b.defined).second};
        // A service that is defined in <resources> has one place only: it is written there.
        const bool as_use = reference && !top;
        Block out = as_use ? use(b, d) : make_block(r_, d.kind->name, e.span, e.name_span);
        if (!as_use) inline_block(d, place, out);
        raise_use_words(r_, place, out);
        children(b, e, enforces(e), as_use, out);
        return out;
    }

    /// rgmanager knows a unit as `service:web`, in a buffer of 64 bytes (facts/rgmanager.md section 4).
    void begin_unit(const Defined& d) {
        in_unit_.clear();
        const std::string name = type_of(*d.kind) + ':' + name_of(d);
        const xml::Attribute* a = d.element->find(primary_name(*d.kind));
        if (name.size() > kMaxUnitName && a != nullptr)
            r_.sink.report(diag::UnitNameCut, a->value_span, name, name.size(), kMaxUnitName)
                .note("commands such as clusvcadm do not find the unit by its name");
    }

    /// Started and stopped twice, with the same parameters: the first stop ends it, and the service fails at the next
    /// check. Where it stands gives an NFS export or client other parameters; clusterfs counts its users (section 15).
    void runs_twice(const Resource& e, const schema::Kind& kind) {
        const bool by_place = std::any_of(kind.attributes.begin(), kind.attributes.end(), [](const auto& a) {
            return !a.inherit.empty() && a.inherit.find('%') == std::string::npos;
        });
        const xml::Attribute* ref = e.find("ref");
        if (by_place || ref == nullptr || type_of(kind) == "clusterfs") return;
        r_.sink.report(diag::RunsTwice, ref->value_span, e.type + " \"" + ref->value + '"')
            .note("the agent is started and stopped once for each place; the first stop ends what the other one runs");
    }

    void inline_block(const Defined& d, const Place& place, Block& out) {
        const Resource& definition = *d.element;
        const std::string primary = primary_name(*d.kind);
        const xml::Attribute* name = primary.empty() ? nullptr : definition.find(primary);
        out.labels.push_back(make_label(label_of(d), name != nullptr ? name->value_span : definition.name_span));
        if (&definition != &place.element) {
            out.attrs.push_back(make_attr(r_, "referred", model::Value::boolean(true), *place.element.find("ref")));
        }
        const Place where{definition, *d.kind, place.top, place.reference, place.enforced, place.first_use};
        std::set<std::string> taken;
        if (d.kind->container) taken = raise_policy(r_, where, units_, out);
        instance(definition, *d.kind, taken, out);
    }

    void children(const Branch& b, const Resource& e, bool enforced, bool as_use, Block& out) {
        // In the order of the file where that is rgmanager's own, else in the order of its tree: a type written in the
        // wrong case stands behind the others.
        std::vector<const Branch*> order;
        for (const Branch& child : b.children) order.push_back(&child);
        const bool odd = std::any_of(order.begin(), order.end(), [&](const Branch* c) {
            return c->element->type != type_of(*found_.defined[c->defined].kind);
        });
        if (!odd) {
            std::vector<const Resource*> file;
            for (const Resource* child : all<Resource>(e.items)) file.push_back(child);
            std::sort(order.begin(), order.end(), [&](const Branch* x, const Branch* y) {
                return std::find(file.begin(), file.end(), x->element) <
                       std::find(file.begin(), file.end(), y->element);
            });
        }
        for (const Branch* child : order) {
            if (child->element->type != type_of(*found_.defined[child->defined].kind)) {
                r_.sink.report(diag::Respelled, child->element->name_span, "element", child->element->type,
                               type_of(*found_.defined[child->defined].kind));
            }
            out.children.push_back(branch(*child, false, enforced));
        }
        for (const Resource* child : all<Resource>(e.items)) {
            if (!found_.is_lost(*child)) continue;
            if (as_use) {
                r_.sink.report(diag::LeftOut, child->name_span, "element", child->type,
                               "rgmanager does not run it, and a reference has no place to keep it");
            } else {
                add_native_node(r_, out, node_of(*child));
            }
        }
    }

    Raising& r_;
    const Rm& rm_;
    const Effective& found_;
    std::map<std::string, model::Value> units_;
    std::set<std::size_t> moved_;  // definitions that are written where they are used
    std::map<std::string, int> shared_labels_;
    std::set<std::size_t> first_use_;
    std::set<std::size_t> in_unit_;  // definitions that stand in the unit at hand
};

}  // namespace

void raise_resources(Raising& r, const Rm& rm, Block& cluster) {
    const Effective found = effective(r.document, r.kinds);
    for (const Lost& lost : found.lost) report_loss(r.sink, lost);
    ResourceRaising(r, rm, found).run(cluster);
}

}  // namespace hale::rgmanager
