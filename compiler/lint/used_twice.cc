// One address, device, mount point, file-system id or machine for two resources, whatever their kinds are called and
// however it is spelt: an `fs` and a `resource … ocf:heartbeat:Filesystem` on one device are two mounts of it, and
// 10.0.0.5/24 is 10.0.0.5. Machines are compared over all clusters of a file as well. Two resources of one kind with one
// text are compared by identity (HL3002) first.

#include <algorithm>
#include <cstdlib>
#include <map>

#include "compiler/diag/cluster_codes.h"
#include "compiler/diag/danger_codes.h"
#include "compiler/lint/rules.h"
#include "compiler/value/address.h"
#include "compiler/value/normal.h"

namespace hale::lint {

namespace {

constexpr std::string_view kAddress = "the address";
constexpr std::string_view kDevice = "the device";
constexpr std::string_view kMachine = "the machine";

/// Who has something already, and where that is said.
struct ClaimOwner {
    const model::Resource* resource = nullptr;  // nullptr: a node
    std::string name;
    model::OriginId origin;
    std::string beside;    // of a file-system id: what it is the id of
    std::string text = {};  // as written
};

std::string normal(std::string_view what, const std::string& text) {
    if (what == kAddress || what == "the host") return model::normal_address(text);
    if (what == kDevice) return model::normal_device(text);
    return text.find('/') == std::string::npos ? text : model::normal_path(text);
}

class UsedTwiceCheck {
public:
    UsedTwiceCheck(const Facts& facts, diag::Sink& sink) : f_(facts), sink_(sink) {}

    void run() {
        nodes();
        for (const model::Resource& r : f_.cluster.resources) {
            if (r.is_template) continue;
            if (!(r.kind->traits.single && may_be_several(r))) claims(r);
            fsid(r);
            machine(r);
            if (r.kind->name == "bundle") bundle(r);
        }
    }

private:
    /// Gives the earlier owner another resource took it from, after it was told; one message for each pair.
    bool take(std::string_view what, const std::string& key, const std::string& shown, const ClaimOwner& owner) {
        const auto [it, fresh] = owners_.try_emplace(std::string(what) + ' ' + key, owner);
        if (fresh || it->second.name == owner.name) return true;
        const ClaimOwner& first = it->second;
        if (!owner.beside.empty() && owner.beside == first.beside) return true;
        const bool spelt = first.text != owner.text && f_.model.origins.at(owner.origin).kind == model::OriginKind::Imported &&
                           !owner.resource->literal;
        sink_.report(spelt ? diag::SpeltTwice : diag::UsedTwice, f_.span(owner.origin), what, shown, owner.name, first.name)
            .notes(f_.iterations(owner.origin))
            .label(f_.span(first.origin), "used here first")
            .help("give each its own, or use one instance in both places");
        return false;
    }

    void nodes() {
        for (const model::Node& node : f_.cluster.nodes) {
            for (const model::Attribute& a : node.attributes) {
                const bool ring = a.name.rfind("ring", 0) == 0 && a.name.ends_with("_addr");
                if (a.name != "addresses" && !ring) continue;
                std::vector<model::Value> all = a.value.items;
                if (all.empty()) all.push_back(a.value);
                for (const model::Value& v : all) {
                    owners_.try_emplace(std::string(kAddress) + ' ' + model::normal_address(text_of(v)),
                                        ClaimOwner{nullptr, "node " + node.name, a.origin, {}});
                }
            }
        }
    }

    void claims(const model::Resource& r) {
        for (const schema::Traits::Claim& claim : r.kind->traits.claims) {
            const model::Attribute* a = parameter(r, claim.parameter);
            if (a == nullptr) continue;
            std::string text = text_of(a->value);
            const std::string key = normal(claim.what, text);
            if (claim.what == kAddress) text = text.substr(0, text.find('/'));
            if (!take(claim.what, key, text, {&r, name_of(r), a->origin, {}, text_of(a->value)})) return;
        }
    }

    /// One directory may be exported to several clients under its id; two may not share one.
    void fsid(const model::Resource& r) {
        const model::Attribute* a = parameter(r, "fsid");
        if (a == nullptr || text_of(a->value).empty()) return;
        std::string beside;
        for (const char* name : {"directory", "mountpoint", "path"}) {
            if (const model::Attribute* d = parameter(r, name)) beside = model::normal_path(text_of(d->value));
            if (!beside.empty()) break;
        }
        if (beside.empty()) return;
        take("the NFS file-system id", text_of(a->value), text_of(a->value), {&r, name_of(r), a->origin, beside});
    }

    /// A `vm` and a VirtualDomain whose file has that name are one machine; so are two of one name in two clusters.
    void machine(const model::Resource& r) {
        if (r.kind->name != "vm" && r.kind->name != "ocf:heartbeat:VirtualDomain") return;
        std::string name = r.label;
        model::OriginId at = r.origin;
        if (r.kind->name != "vm") {
            const model::Attribute* config = parameter(r, "config");
            if (config == nullptr) return;
            name = text_of(config->value);
            name = name.substr(name.rfind('/') + 1);
            if (name.ends_with(".xml")) name.resize(name.size() - 4);
            at = config->origin;
        }
        const std::string key = std::string(kMachine) + ' ' + name;
        const auto it = owners_.find(key);
        if (it == owners_.end()) {
            owners_.emplace(key, ClaimOwner{&r, name_of(r), at, {}});
        } else if (it->second.resource->kind != r.kind) {
            take(kMachine, name, name, {&r, name_of(r), at, {}});
        }
        in_other_clusters(r, name, at);
    }

    void in_other_clusters(const model::Resource& r, const std::string& name, model::OriginId at) {
        for (std::uint32_t i = 0; i < f_.number; ++i) {
            const model::Cluster& other = f_.model.clusters[i];
            for (const model::Resource& theirs : other.resources) {
                if (theirs.is_template || theirs.kind->name != r.kind->name || theirs.label != r.label) continue;
                if (r.kind->name != "vm" && !same_config(r, theirs)) continue;
                sink_.report(diag::UsedTwice, f_.span(at), kMachine, name, name_of(r),
                             name_of(theirs) + " of cluster " + other.name)
                    .soften(true)
                    .notes(f_.iterations(at))
                    .label(f_.span(theirs.origin), "the same machine here")
                    .note("neither cluster knows where the other runs it: it can run twice, on one disk")
                    .help("let one cluster run it, or give them different names");
                return;
            }
        }
    }

    static bool same_config(const model::Resource& a, const model::Resource& b) {
        const model::Attribute *x = parameter(a, "config"), *y = parameter(b, "config");
        return x != nullptr && y != nullptr && model::normal_path(text_of(x->value)) == model::normal_path(text_of(y->value));
    }

    /// Its containers have consecutive addresses, or share the ports of their host.
    void bundle(const model::Resource& r) {
        const model::Block* network = nullptr;
        std::int64_t replicas = 1;
        for (const model::Block& b : r.blocks) {
            if (b.name == "network") network = &b;
            for (const char* name : {"replicas", "promoted_max", "masters"}) {
                const model::Attribute* a = b.name == "network" ? nullptr : b.find(name);
                if (a != nullptr) replicas = std::max(replicas, std::int64_t{std::atoll(text_of(a->value).c_str())});
            }
        }
        if (network == nullptr) return;
        const model::Attribute* start = network->find("ip_range_start");
        std::string why;
        const auto first = start == nullptr ? std::nullopt : model::parse_address(text_of(start->value), why);
        for (std::int64_t i = 0; first && i < std::min<std::int64_t>(replicas, 256); ++i) {
            const auto address = model::offset(*first, i);
            if (!address) break;
            const std::string text = model::to_text(*address);
            if (!take(kAddress, model::normal_address(text), text, {&r, name_of(r), start->origin, {}})) return;
        }
        if (start != nullptr) return;
        for (const model::Block& port : network->children) {
            const model::Attribute* a = port.name == "port" ? port.find("port") : nullptr;
            if (a != nullptr && !take("the port", text_of(a->value), text_of(a->value), {&r, name_of(r), a->origin, {}})) return;
        }
        if (const model::Attribute* control = network->find("control_port")) {
            take("the port", text_of(control->value), text_of(control->value), {&r, name_of(r), control->origin, {}});
        }
    }

    const Facts& f_;
    diag::Sink& sink_;
    std::map<std::string, ClaimOwner> owners_;
};

}  // namespace

void used_twice(const Facts& facts, diag::Sink& sink) { UsedTwiceCheck(facts, sink).run(); }

}  // namespace hale::lint
