// The walk over everything that a description says.

#include <algorithm>
#include <array>

#include "compiler/ledger/ledger.h"

namespace hale::ledger {

namespace {

using model::Attribute;

/// Words for hale alone, whatever they stand in.
constexpr std::array<std::string_view, 14> kForHale = {"uuid",    "moved_from", "runs_in",  "per_node",
                                                       "fencing", "targets",    "literal",  "comments",
                                                       "partial", "sections",   "referred", "write_defaults",
                                                       "ids",     "first"};

std::string said(const model::Value& value) {
    return value.verbatim || value.is(model::ValueKind::String) ? value.text : model::to_text(value);
}

class Walk {
public:
    explicit Walk(const model::Cluster& cluster) : c_(cluster) {}

    std::vector<Subject> run() {
        const std::size_t root = element("cluster " + c_.name, c_.origin, {"cluster"}, Subject::kNone, nullptr);
        for (const Attribute& a : c_.attributes) attribute(root, "cluster", a);
        if (c_.config_version) plain(root, "config_version", c_.config_version.origin, {"cluster.config_version"},
                                     std::to_string(*c_.config_version));
        for (const model::Node& node : c_.nodes) this->node(root, node);
        for (const model::FenceDevice& device : c_.fence_devices) fence_device(root, device);
        for (const model::Domain& domain : c_.domains) this->domain(root, domain);
        resources(root);
        for (const model::Block& block : c_.constructs) construct(root, block, {});
        natives(root, c_.natives);
        return std::move(out_);
    }

private:
    std::size_t element(std::string entity, model::OriginId origin, std::vector<std::string> words, std::size_t parent,
                        const schema::Kind* kind) {
        out_.push_back({std::move(entity), {}, origin, {}, {}, std::move(words), kind, parent, false, false});
        return out_.size() - 1;
    }
    Subject& plain(std::size_t owner, std::string name, model::OriginId origin, std::vector<std::string> words,
                   std::string before) {
        Subject s{out_[owner].entity, std::move(name), origin, {}, std::move(before), std::move(words), out_[owner].kind,
                  owner,              false, false};
        out_.push_back(std::move(s));
        return out_.back();
    }
    /// `what.name.value`, `what.name`, `name.value`, `name`: the capability words of an attribute.
    void attribute(std::size_t owner, const std::string& what, const Attribute& a) {
        const std::string value = said(a.value);
        std::vector<std::string> words;
        for (const std::string& prefix : {what.empty() ? std::string() : what + '.', std::string()}) {
            words.push_back(prefix + a.name + '.' + value);
            words.push_back(prefix + a.name);
        }
        Subject& s = plain(owner, a.name, a.origin, std::move(words), value);
        s.value = a.value.origin;
        s.speaks_to_hale = std::find(kForHale.begin(), kForHale.end(), a.name) != kForHale.end();
    }

    void node(std::size_t root, const model::Node& node) {
        const std::size_t at = element("node " + node.name, node.origin, {"node"}, root, nullptr);
        if (node.id) plain(at, "id", node.id.origin, {"node.id"}, std::to_string(*node.id));
        for (const Attribute& a : node.attributes) attribute(at, "node", a);
        for (const model::FenceLevel& level : node.levels) {
            const std::size_t in = element(out_[at].entity + " fence " + level.label, level.origin, {"fence"}, at, nullptr);
            for (const model::FenceAction& action : level.actions) fence_action(in, "fence", action);
        }
        for (const model::FenceAction& action : node.unfence) fence_action(at, "unfence", action);
        for (const model::Block& block : node.blocks) construct(at, block, "node.");
        natives(at, node.natives);
    }
    void fence_action(std::size_t owner, const std::string& word, const model::FenceAction& action) {
        const model::FenceDevice& device = c_.at(action.device);
        const std::size_t at =
            element(out_[owner].entity + ' ' + device.name, action.origin, {word}, owner, device.agent);
        for (const Attribute& a : action.arguments) attribute(at, word, a);
    }
    void fence_device(std::size_t root, const model::FenceDevice& device) {
        const std::size_t at =
            element("fence_device " + device.name, device.origin, {"fence_device"}, root, device.agent);
        for (const Attribute& a : device.attributes) attribute(at, "fence_device", a);
        operations(at, device.operations, "fence_device.op");
        for (const model::Block& block : device.blocks) construct(at, block, "fence_device.");
        natives(at, device.natives);
    }
    void domain(std::size_t root, const model::Domain& domain) {
        const std::size_t at = element("domain " + domain.name, domain.origin, {"domain"}, root, nullptr);
        for (const Attribute& a : domain.attributes) attribute(at, "domain", a);
    }

    void resources(std::size_t root) {
        for (const model::Service& service : c_.services) use(root, service.root, &service);
        for (const model::Resource& r : c_.resources) {
            const bool rooted = std::any_of(r.uses.begin(), r.uses.end(),
                                            [&](model::UseId u) { return !c_.at(u).is_reference; });
            if (!rooted) instance(root, r, r.origin);
        }
    }
    std::size_t instance(std::size_t owner, const model::Resource& r, model::OriginId origin) {
        const bool unit = r.kind->container;
        std::vector<std::string> words{r.kind->name};
        if (r.shared) words.insert(words.begin(), "shared");
        words.push_back(unit ? "service" : "resource");
        const std::size_t at = element(r.path(), origin, std::move(words), owner, r.kind);
        out_[at].unused = r.uses.empty() && !r.is_template;
        for (const Attribute& a : r.attributes) attribute(at, r.kind->name, a);
        operations(at, r.operations, "op");
        for (const model::Block& block : r.blocks) construct(at, block, {});
        natives(at, r.natives);
        return at;
    }
    void use(std::size_t owner, model::UseId id, const model::Service* root) {
        const model::Use& use = c_.at(id);
        const model::Resource& r = c_.at(use.resource);
        const std::size_t at = use.is_reference ? element("use " + r.path(), use.origin, {"use"}, owner, r.kind)
                                                : instance(owner, r, r.origin);
        for (const Attribute& a : use.attributes) attribute(at, {}, a);
        if (root != nullptr) {
            for (const Attribute& a : root->policy.attributes) attribute(at, r.kind->name == "vm" ? "vm" : "service", a);
        }
        for (const model::UseId child : use.children) this->use(at, child, nullptr);
    }
    void operations(std::size_t owner, const std::vector<model::Operation>& list, const std::string& word) {
        for (const model::Operation& op : list) {
            const std::size_t at = element(out_[owner].entity + " op " + op.name, op.origin, {word, "op"}, owner, nullptr);
            for (const Attribute& a : op.attributes) attribute(at, "op", a);
            for (const model::Block& block : op.blocks) construct(at, block, {});
        }
    }
    void construct(std::size_t owner, const model::Block& block, const std::string& prefix) {
        if (block.name == "native" && !block.labels.empty()) return native(owner, block, block.label());
        std::string name = block.name;
        for (const std::string& label : block.labels) name += ' ' + label;
        const std::size_t at = element(owner == 0 ? name : out_[owner].entity + ' ' + name, block.origin,
                                       {prefix + block.name, owner == 0 ? block.name + "_constraint" : block.name,
                                        block.name},
                                       owner, block.kind);
        for (const Attribute& a : block.attributes) attribute(at, block.name, a);
        for (const model::Block& child : block.children) construct(at, child, {});
    }
    void natives(std::size_t owner, const std::vector<model::Native>& list) {
        for (const model::Native& native : list) this->native(owner, native.body, native.manager);
    }
    void native(std::size_t owner, const model::Block& block, const std::string& manager) {
        const std::string word = "native " + manager;
        body(element(out_[owner].entity + ' ' + word, block.origin, {word, "native"}, owner, nullptr), block, word);
    }
    void body(std::size_t at, const model::Block& block, const std::string& word) {
        for (const Attribute& a : block.attributes) {
            plain(at, a.name, a.origin, {word, "native"}, said(a.value)).value = a.value.origin;
        }
        for (const model::Block& child : block.children) {
            body(element(out_[at].entity + ' ' + child.name, child.origin, {word, "native"}, at, nullptr), child, word);
        }
    }

    const model::Cluster& c_;
    std::vector<Subject> out_;
};

}  // namespace

std::vector<Subject> subjects(const model::Cluster& cluster) { return Walk(cluster).run(); }

}  // namespace hale::ledger
