// Names to entities: `domain = pair`, `after = db.promoted`, `members = [alpha]`, `host.web01`, `fs.data`.

#include <algorithm>

#include "compiler/diag/cluster_codes.h"
#include "compiler/diag/names_codes.h"
#include "compiler/model/guests.h"
#include "compiler/sema/context.h"
#include "compiler/support/suggest.h"

namespace hale::sema {

namespace {

using model::Entity;
using model::EntityKind;
using model::Value;
using model::ValueKind;

/// The kind names an entity answers to: `service`, `vm`, `fs`, `resource`, `node` …
bool matches(const model::Model& m, Entity e, const std::string& wanted) {
    const model::Cluster& cluster = m.clusters[e.cluster];
    switch (e.kind) {
        case EntityKind::Node:
            return wanted == "node";
        case EntityKind::FenceDevice:
            return wanted == "fence_device";
        case EntityKind::Domain:
            return wanted == "domain";
        case EntityKind::Cluster:
            return wanted == "cluster";
        case EntityKind::Construct:
            return wanted == cluster.constructs[e.index].name;
        case EntityKind::Resource:
            return wanted == "resource" || wanted == cluster.resources[e.index].kind->name;
        case EntityKind::Service: {
            const model::UseId root = cluster.services[e.index].root;
            return root &&
                   (wanted == "resource" || wanted == "service" || wanted == cluster.resource_of(root).kind->name);
        }
        case EntityKind::None:
            break;
    }
    return false;
}

bool fits(const model::Model& m, Entity e, const schema::Type& type) {
    return std::any_of(type.members.begin(), type.members.end(),
                       [&](const std::string& w) { return w == "any" || matches(m, e, w); });
}

std::vector<std::string> words_of(const Value& value) {
    std::vector<std::string> words;
    if (value.kind == ValueKind::Path) {
        for (const Value& item : value.items) words.push_back(item.text);
    } else {
        words.push_back(value.text);
    }
    return words;
}

std::string joined(const std::vector<std::string>& words) {
    std::string out;
    for (const std::string& w : words) out += (out.empty() ? "" : ".") + w;
    return out;
}

/// Which cluster's names to look in, and how many words that took (`host.web01`).
std::pair<std::uint32_t, std::size_t> cluster_of(const Builder& b, const std::vector<std::string>& words) {
    for (std::uint32_t i = 0; words.size() > 1 && i < b.ctx.model.clusters.size(); ++i) {
        if (i != b.number && b.ctx.model.clusters[i].name == words.front()) return {i, 1};
    }
    return {b.number, 0};
}

/// Names of another cluster are not in `b.names`; look at its tables.
std::vector<Entity> find_in(const Builder& b, std::uint32_t number, const std::string& label) {
    if (number == b.number) return b.names.find(label);
    const model::Cluster& cluster = b.ctx.model.clusters[number];
    std::vector<Entity> out;
    const auto add = [&](EntityKind kind, std::size_t i) {
        out.push_back({kind, static_cast<std::uint32_t>(i), number});
    };
    for (std::size_t i = 0; i < cluster.nodes.size(); ++i) {
        if (cluster.nodes[i].name == label) add(EntityKind::Node, i);
    }
    for (std::size_t i = 0; i < cluster.services.size(); ++i) {
        if (cluster.resource_of(cluster.services[i].root).label == label) add(EntityKind::Service, i);
    }
    return out;
}

class Resolver {
public:
    Resolver(Builder& b, const schema::Type& type, const std::string& attribute, Value& value)
        : b_(b), type_(type), attribute_(attribute), value_(value), words_(words_of(value)) {}

    void run() {
        const auto [cluster, skip] = cluster_of(b_, words_);
        std::size_t at = skip;
        std::vector<Entity> found = find_in(b_, cluster, words_[at]);
        if (words_.size() > at + 1 && !any_fits(found)) {  // `fs.data`: the kind first
            std::vector<Entity> qualified = find_in(b_, cluster, words_[at + 1]);
            std::erase_if(qualified, [&](Entity e) { return !matches(b_.ctx.model, e, words_[at]); });
            if (!qualified.empty()) {
                found = std::move(qualified);
                ++at;
            }
        }
        if (found.empty() && words_.size() > at + 1) {  // `node-1.example.com`: a label with dots
            const std::vector<std::string> rest(words_.begin() + static_cast<std::ptrdiff_t>(at), words_.end());
            found = find_in(b_, cluster, joined(rest));
            if (!found.empty()) {
                words_ = {joined(rest)};
                at = 0;
            }
        }
        finish(found, at + 1);
    }

private:
    bool any_fits(const std::vector<Entity>& found) const {
        return std::any_of(found.begin(), found.end(), [&](Entity e) { return fits(b_.ctx.model, e, type_); });
    }

    void finish(const std::vector<Entity>& found, std::size_t used) {
        std::vector<Entity> fitting;
        for (const Entity e : found) {
            if (fits(b_.ctx.model, e, type_)) fitting.push_back(e);
        }
        const std::string name = joined(words_);
        const source::Span span = b_.ctx.span(value_.origin);
        // Two of one kind have been reported where they are declared.
        const bool twins = fitting.size() > 1 && std::all_of(fitting.begin(), fitting.end(), [&](Entity e) {
                               return describe(b_, e) == describe(b_, fitting.front());
                           });
        if (twins || (fitting.size() > 1 && is_imported(b_.cluster()))) fitting.resize(1);
        if (fitting.size() == 1 && words_.size() <= used + 1) {
            value_.kind = ValueKind::Ref;
            value_.verbatim = false;
            value_.entity = fitting.front();
            value_.text = words_[used - 1];
            if (words_.size() == used + 1) value_.member = words_[used];
            value_.items.clear();
            return;
        }
        std::string wanted;
        for (const std::string& w : type_.members) {
            if (w != "quoted") wanted += (wanted.empty() ? "" : " or ") + (w == "any" ? "thing" : w);
        }
        if (value_.verbatim) return undeclared(wanted, name, span);
        if (fitting.size() > 1) {
            std::string list;
            for (const Entity e : fitting) list += (list.empty() ? "" : " or ") + describe(b_, e);
            b_.ctx.sink.report(diag::AmbiguousName, span, name, list)
                .notes(b_.ctx.iterations(value_.origin))
                .help("name the kind too, as in `fs.{}`", name);
        } else if (!found.empty() && words_.size() <= used + 1) {
            b_.ctx.sink.report(diag::WrongReference, span, name, describe(b_, found.front()), attribute_, wanted)
                .notes(b_.ctx.iterations(value_.origin));
        } else {
            value_.kind = ValueKind::Unset;
            if (b_.ctx.incomplete || b_.names.twins() || !b_.names.first_missing(name)) return;
            const std::string best = b_.names.suggestion(words_.back());
            auto report = b_.ctx.sink.report(diag::UnknownReference, span, wanted, name);
            report.notes(b_.ctx.iterations(value_.origin));
            if (!best.empty() && best != name) report.help("did you mean `{}`?", best);
        }
        value_.kind = ValueKind::Unset;
    }

    /// A quoted name that may be one of something that nobody declared (`ref(node, quoted)`): kept as it stands.
    void undeclared(const std::string& wanted, const std::string& name, source::Span span) {
        value_ = Value::string(value_.text, value_.origin);
        if (is_guest_node(name)) return;
        const std::string best = b_.names.suggestion(name);
        auto report = b_.ctx.sink.report(diag::UndeclaredName, span, wanted, name);
        report.notes(b_.ctx.iterations(value_.origin)).note("Pacemaker takes no constraint about what does not exist");
        if (!best.empty() && best != name) report.help("did you mean `{}`?", best);
    }

    bool is_guest_node(const std::string& name) const {
        const auto& kinds = type_.members;
        return std::count(kinds.begin(), kinds.end(), "node") != 0 && model::guest_nodes(b_.cluster()).contains(name);
    }

    Builder& b_;
    const schema::Type& type_;
    const std::string& attribute_;
    Value& value_;
    std::vector<std::string> words_;
};

void resolve_deep(Builder& b, const schema::Type& type, const std::string& name, Value& value) {
    if (type.tag == schema::TypeTag::Ref) {
        resolve(b, type, name, value);
    } else if (type.tag == schema::TypeTag::List && type.element != nullptr) {
        for (Value& item : value.items) resolve_deep(b, *type.element, name, item);
    }
}

void resolve_attributes(Builder& b, const schema::Kind* kind, std::vector<model::Attribute>& attributes) {
    for (model::Attribute& a : attributes) {
        const bool open = a.value.is(ValueKind::Word) || a.value.is(ValueKind::Path) || a.value.is(ValueKind::List);
        const schema::Attribute* declared = open && kind != nullptr ? kind->attribute(a.name) : nullptr;
        if (declared != nullptr) resolve_deep(b, declared->type, a.name, a.value);
    }
}

void resolve_block(Builder& b, model::Block& block) {
    resolve_attributes(b, block.kind, block.attributes);
    for (model::Block& child : block.children) resolve_block(b, child);
}

}  // namespace

void resolve(Builder& b, const schema::Type& type, const std::string& attribute, Value& value) {
    if (!value.is(ValueKind::Word) && !value.is(ValueKind::Path) && !value.is(ValueKind::String)) return;
    Resolver(b, type, attribute, value).run();
}

void resolve_references(Builder& b) {
    for (model::Resource& r : b.cluster().resources) {
        resolve_attributes(b, r.kind, r.attributes);
        for (model::Block& block : r.blocks) resolve_block(b, block);
    }
    for (model::Node& node : b.cluster().nodes) {
        resolve_attributes(b, b.ctx.construct("node"), node.attributes);
        for (model::Block& block : node.blocks) resolve_block(b, block);
        for (model::FenceLevel& level : node.levels) {
            for (model::FenceAction& action : level.actions) {
                resolve_attributes(b, b.cluster().at(action.device).agent, action.arguments);
            }
        }
    }
    for (model::FenceDevice& device : b.cluster().fence_devices) resolve_attributes(b, device.agent, device.attributes);
    for (model::Block& block : b.cluster().constructs) resolve_block(b, block);
}

}  // namespace hale::sema
