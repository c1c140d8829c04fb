// Nodes that are resources: guests inside a machine, and remote nodes behind a connection. Their names are those of nodes,
// and Pacemaker places the connection by itself.

#include <algorithm>
#include <map>
#include <set>

#include "compiler/diag/danger_codes.h"
#include "compiler/fencing/host_map.h"
#include "compiler/lint/rules.h"

namespace hale::lint {

namespace {

class RemoteNodesCheck {
public:
    RemoteNodesCheck(const Facts& facts, diag::Sink& sink) : f_(facts), sink_(sink) {}

    void run() {
        for (const model::Resource& r : f_.cluster.resources) {
            if (!r.is_template) guest(r);
        }
        for (std::uint32_t i = 0; i < f_.cluster.uses.size(); ++i) inside(model::UseId(i));
        for (const Wait& w : f_.waits) {
            connection(w.first, w.origin, "be ordered");
            connection(w.then, w.origin, "be ordered");
        }
        for (const Beside& b : f_.besides) {
            connection(b.who, b.origin, "be colocated");
            connection(b.with, b.origin, "be colocated");
        }
        addresses();
    }

private:
    void guest(const model::Resource& r) {
        const model::Attribute* name = meta(r, "remote-node");
        if (name == nullptr) return;
        const std::string text = text_of(name->value);
        std::string owner;
        for (const model::Node& node : f_.cluster.nodes) {
            const bool remote = std::any_of(node.attributes.begin(), node.attributes.end(), [](const model::Attribute& a) {
                return a.name == "type" && text_of(a.value) == "remote";
            });
            if (!remote && fencing::same_host(node.name, text)) owner = "a node of the cluster";
        }
        for (const model::Resource& other : f_.cluster.resources) {
            if (other.label == text && !other.is_template) owner = &other == &r ? "its own machine" : "the resource `" + text + "`";
        }
        const auto [it, fresh] = guests_.try_emplace(text, &r);
        if (!fresh) owner = "the guest in `" + name_of(*it->second) + "`";
        if (owner.empty()) return;
        sink_.report(diag::GuestNameTaken, f_.span(name->origin), text, owner)
            .notes(f_.iterations(name->origin))
            .note("Pacemaker knows nodes and resources by name: it mixes the two up")
            .help("give the guest node a name of its own, which its host name is too");
    }

    static bool is_connection(const model::Resource& r) { return r.kind->traits.node; }

    /// A connection, or the machine of a guest, in a group or a clone.
    void inside(model::UseId use) {
        const model::Resource& r = f_.cluster.resource_of(use);
        const model::Attribute* guest = meta(r, "remote-node");
        if (r.is_template || (!is_connection(r) && guest == nullptr)) return;
        for (const char* kind : {"group", "clone", "bundle"}) {
            const model::UseId outer = f_.enclosing(use, kind);
            if (!outer) continue;
            sink_.report(diag::ConnectionConstrained, f_.span(r.origin), name_of(r), guest != nullptr ? "guest" : "remote",
                         std::string("stand in the ") + kind + " `" + f_.path(outer) + "`")
                .notes(f_.iterations(r.origin))
                .note("what stands with it would have to run where the node itself does")
                .help("let it stand alone, and use constraints of place");
            return;
        }
    }

    void connection(model::UseId use, model::OriginId at, const char* what) {
        const model::Resource& r = f_.cluster.resource_of(use);
        if (!is_connection(r) || !told_.insert(at.index).second) return;
        sink_.report(diag::ConnectionConstrained, f_.span(at), name_of(r), "remote", what)
            .notes(f_.iterations(at))
            .note("Pacemaker itself starts it before what runs on the node, and stops it after")
            .help("leave the constraint out; `place` may say where the connection is held");
    }

    /// The agent takes the address and the length apart.
    void addresses() {
        for (const model::Resource& r : f_.cluster.resources) {
            const std::string& kind = r.kind->name;
            if (kind != "ocf:heartbeat:IPaddr2" && kind != "ocf:heartbeat:IPaddr" && kind != "ocf:heartbeat:IPsrcaddr") continue;
            const model::Attribute* a = parameter(r, kind == "ocf:heartbeat:IPsrcaddr" ? "ipaddress" : "ip");
            if (a == nullptr || text_of(a->value).find('/') == std::string::npos) continue;
            const std::string text = text_of(a->value);
            auto report = sink_.report(diag::PrefixInAddress, f_.span(a->origin), a->name, name_of(r), text);
            report.notes(f_.iterations(a->origin))
                .note("the agent takes `{}` for no address, and the start fails", text)
                .help("write the address alone, and `cidr_netmask` for the length");
        }
    }

    const Facts& f_;
    diag::Sink& sink_;
    std::map<std::string, const model::Resource*> guests_;
    std::set<std::uint32_t> told_;
};

}  // namespace

void remote_nodes(const Facts& facts, diag::Sink& sink) {
    if (facts.for_manager("pacemaker")) RemoteNodesCheck(facts, sink).run();
}

}  // namespace hale::lint
