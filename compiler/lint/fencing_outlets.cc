// Whether fencing one node stops that node and no other: two nodes behind one address or plug, a device that is not told
// which machine is meant, a plug with another machine's name, a map that the fencer reads otherwise than it looks.

#include <algorithm>
#include <map>
#include <set>

#include "compiler/diag/danger_codes.h"
#include "compiler/fencing/table.h"
#include "compiler/lint/rules.h"

namespace hale::lint {

namespace {

using fencing::Row;

class Check {
public:
    Check(const Facts& facts, diag::Sink& sink) : f_(facts), t_(facts.fences), sink_(sink) {}

    void run() {
        same_outlet();
        for (const Row& row : t_.rows()) {
            if (row.own_block) no_outlet(row);
            as_other(row);
        }
        for (const model::FenceDevice& device : f_.cluster.fence_devices) {
            action(device);
            for (const char* name : {"pcmk_host_map", "pcmk_host_list"}) misread(device, name);
        }
    }

private:
    const model::FenceDevice& device(const Row& row) const { return f_.cluster.at(row.device); }
    static bool is_uuid(const std::string& plug) { return plug.size() == 36 && std::count(plug.begin(), plug.end(), '-') == 4; }
    static bool has_plugs(const model::FenceDevice& device) {
        return device.agent != nullptr && !device.agent->plug.empty();
    }

    /// What is switched: a machine's own service processor by its address, an outlet by address and plug. Nothing where
    /// that cannot be told.
    std::vector<std::string> outlets(const Row& row) const {
        const model::FenceDevice& d = device(row);
        if (d.agent == nullptr || d.agent->unknown || fencing::plug_is_node(*d.agent)) return {};
        if (!has_plugs(d)) {
            if (row.address.empty() || d.agent->advisory) return {};
            return {"the address `" + row.address + "`"};
        }
        std::vector<std::string> out;
        for (const std::string& plug : fencing::plugs_of(row.plug)) {
            std::string at = row.address.empty() ? "`" + d.name + "`" : "`" + row.address + "`";
            out.push_back("`" + plug + "` of " + at);
        }
        return out;
    }

    void same_outlet() {
        std::map<std::string, const Row*> first;
        std::set<std::string> told;
        for (const Row& row : t_.rows()) {
            for (const std::string& outlet : outlets(row)) {
                const auto [it, fresh] = first.try_emplace(outlet, &row);
                const Row& other = *it->second;
                if (fresh || fencing::same_host(other.victim, row.victim)) continue;
                if (!told.insert(other.victim + ' ' + row.victim).second) continue;
                sink_.report(diag::SameOutlet, f_.span(row.origin), other.victim, row.victim, outlet)
                    .notes(f_.iterations(row.origin))
                    .label(f_.span(other.origin), "`{}` is fenced there first", other.victim)
                    .note("fencing `{}` stops the other one, and `{}` may go on writing", row.victim, row.victim)
                    .help("give each node the address or the plug of its own");
            }
        }
    }

    /// Under Pacemaker the node's name is the plug when none is said; rgmanager passes nothing.
    void no_outlet(const Row& row) {
        const model::FenceDevice& d = device(row);
        if (!row.plug.empty() || !has_plugs(d) || fencing::plug_is_node(*d.agent) || d.agent->advisory) return;
        if (!f_.for_manager("rgmanager") || !d.natives.empty()) return;
        for (const Row& other : t_.rows()) {
            if (other.device == row.device && other.victim == row.victim && !other.plug.empty()) return;
        }
        sink_.report(diag::NoOutlet, f_.span(row.origin), d.name, row.victim)
            .notes(f_.iterations(row.origin))
            .note("the agent then stops nothing, or the wrong machine")
            .help("say `{}`", d.agent->plug.back() == "domain" ? "domain" : d.agent->plug.front());
    }

    /// A remote node may well be fenced with the machine that a cluster node is.
    bool is_member(const Row& row) const {
        return std::any_of(f_.cluster.nodes.begin(), f_.cluster.nodes.end(), [&](const model::Node& node) {
            const auto remote = [](const model::Attribute& a) { return a.name == "type" && text_of(a.value) == "remote"; };
            return fencing::same_host(node.name, row.victim) &&
                   std::none_of(node.attributes.begin(), node.attributes.end(), remote);
        });
    }

    /// The name of another node as plug: fencing one stops the other.
    void as_other(const Row& row) {
        const model::FenceDevice& d = device(row);
        if (row.plug.empty() || fencing::same_host(row.plug, row.victim) || !has_plugs(d) || !is_member(row)) return;
        std::string other = machine_of_other(row);
        if (other.empty()) return;
        sink_.report(diag::FencedAsOther, f_.span(row.origin), row.victim, row.plug)
            .notes(f_.iterations(row.origin))
            .note("fencing `{}` stops `{}`, and `{}` may go on writing", row.victim, other, row.victim)
            .help("write the name that the device has for `{}`", row.victim);
    }

    /// The node, or the machine that another node is, with this plug for its name.
    std::string machine_of_other(const Row& row) const {
        const std::string own = machine(row.victim);
        if (!own.empty() && row.own_block && !is_uuid(row.plug)) {
            return fencing::same_host(own, row.plug) ? std::string() : row.plug;
        }
        for (const std::string& victim : t_.victims()) {
            if (fencing::same_host(victim, row.plug) && reached_by_same(row, victim)) return victim;
            if (!fencing::same_host(victim, row.victim) && fencing::same_host(machine(victim), row.plug)) return victim;
        }
        return {};
    }

    /// The device fences that other node as well, under a name of its own, or nobody fences it.
    bool reached_by_same(const Row& row, const std::string& victim) const {
        return std::any_of(t_.rows().begin(), t_.rows().end(), [&](const Row& other) {
            return other.device == row.device && fencing::same_host(other.victim, victim);
        });
    }

    /// `runs_in = host.web01`: the machine that the node is.
    std::string machine(const std::string& victim) const {
        for (const model::Node& node : f_.cluster.nodes) {
            if (node.name != victim) continue;
            for (const model::Attribute& a : node.attributes) {
                if (a.name != "runs_in" || a.value.entity.kind != model::EntityKind::Service) continue;
                const model::Cluster& host = f_.model.clusters[a.value.entity.cluster];
                return host.resource_of(host.services[a.value.entity.index].root).label;
            }
        }
        return {};
    }

    void action(const model::FenceDevice& d) {
        if (!f_.for_manager("pacemaker")) return;
        for (const model::Block& block : d.blocks) {
            const model::Attribute* a = block.name == "params" ? block.find("action") : nullptr;
            if (a == nullptr) continue;
            auto report = sink_.report(diag::FenceActionParameter, f_.span(a->origin), d.name);
            report.notes(f_.iterations(a->origin))
                .help("say `pcmk_reboot_action` for what the device shall do where Pacemaker wants a reboot");
            offer(report, diag::FixSafety::Maybe, "pcmk_reboot_action",
                  f_.rewrite(*a, "pcmk_reboot_action = " + model::to_text(a->value)));
        }
    }

    void misread(const model::FenceDevice& d, const char* name) {
        const model::Attribute* a = fencing::parameter(d, name);
        if (a == nullptr) return;
        const std::string text = text_of(a->value);
        const auto tell = [&](const std::string& piece, const char* why, const char* help) {
            sink_.report(diag::HostMapMisread, f_.span(a->origin), piece, name, d.name, why)
                .notes(f_.iterations(a->origin))
                .help("{}", help);
        };
        if (text.find('"') != std::string::npos || text.find('\'') != std::string::npos) {
            return tell(text, "has quotes, which the fencer takes for part of the names", "leave the quotes out");
        }
        if (name != std::string_view("pcmk_host_map")) return;
        for (const std::string& piece : fencing::parse_host_map(text).leftovers) {
            tell(piece, "has no plug, and is passed over", "write NODE:PLUG pairs with `;` between them; `\\` before a blank");
            return;
        }
    }

    const Facts& f_;
    const fencing::Table& t_;
    diag::Sink& sink_;
};

}  // namespace

void fencing_outlets(const Facts& facts, diag::Sink& sink) { Check(facts, sink).run(); }

}  // namespace hale::lint
