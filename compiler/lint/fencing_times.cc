// Times of fencing that do not fit: a limit below what the device takes, two nodes that shoot each other, a watchdog that
// is waited for and does not exist, storage fencing that nothing undoes.

#include <algorithm>
#include <set>

#include "compiler/diag/danger_codes.h"
#include "compiler/fencing/table.h"
#include "compiler/lint/rules.h"
#include "compiler/value/literal.h"

namespace hale::lint {

namespace {

using fencing::Row;

/// sbd's message timeout where nothing else is known, and a fifth on top as its own manual asks.
constexpr std::int64_t kSbdMs = 12000;
constexpr std::int64_t kDefaultTimeoutMs = 60000;

std::int64_t ms(const std::string& text) { return text.empty() ? 0 : model::parse_duration(text).value_or(0); }

class Check {
public:
    Check(const Facts& facts, diag::Sink& sink) : f_(facts), t_(facts.fences), sink_(sink) {}

    void run() {
        for (const model::FenceDevice& device : f_.cluster.fence_devices) {
            if (f_.for_manager("pacemaker")) limit(device);
            unfencing(device);
        }
        if (!f_.for_manager("pacemaker")) return;
        watchdog();
        if (t_.devices_speak()) race();
    }

private:
    std::int64_t said(const model::FenceDevice& d, std::string_view name) const {
        const model::Attribute* a = fencing::parameter(d, name);
        if (a == nullptr) return 0;
        return a->value.is(model::ValueKind::Duration) ? a->value.number : ms(text_of(a->value));
    }

    static bool is_sbd(const model::FenceDevice& d) {
        return d.agent != nullptr && (d.agent->name == "fence_sbd" || d.agent->name == "external/sbd" ||
                                      d.agent->pacemaker.type.find("external/sbd") != std::string::npos);
    }

    void limit(const model::FenceDevice& d) {
        const model::Attribute* own = fencing::parameter(d, "pcmk_reboot_timeout");
        if (own == nullptr) own = fencing::parameter(d, "pcmk_off_timeout");
        const model::Attribute* cluster = fencing::option(f_.cluster, "stonith-timeout");
        if (cluster == nullptr) cluster = fencing::option(f_.cluster, "fencing-timeout");
        const model::Attribute* at = own != nullptr ? own : cluster;
        const std::int64_t have = at == nullptr ? kDefaultTimeoutMs
                                  : at->value.is(model::ValueKind::Duration) ? at->value.number
                                                                             : ms(text_of(at->value));
        std::int64_t need = said(d, "delay") + said(d, "power_wait");
        if (is_sbd(d)) need += kSbdMs + said(d, "pcmk_delay_max") + said(d, "pcmk_delay_base");
        if (need <= 0 || have <= 0 || need < have) return;
        const model::OriginId origin = at == nullptr ? d.origin : at->origin;
        sink_.report(diag::FencingTimes, f_.span(origin), at == nullptr ? "stonith-timeout" : at->name,
                     model::duration_text(have), "`" + d.name + "`", model::duration_text(need))
            .notes(f_.iterations(origin))
            .note("fencing that is cut off has failed, although the node may be down")
            .help("give it more than {}", model::duration_text(need));
    }

    void watchdog() {
        const model::Attribute* wait = fencing::option(f_.cluster, "stonith-watchdog-timeout");
        if (wait == nullptr) wait = fencing::option(f_.cluster, "fencing-watchdog-timeout");
        const model::Attribute* have = fencing::option(f_.cluster, "have-watchdog");
        if (wait == nullptr || ms(text_of(wait->value)) == 0) return;
        if (have != nullptr && !is_true(have)) {
            sink_.report(diag::WatchdogMissing, f_.span(wait->origin), wait->name, text_of(wait->value))
                .label(f_.span(have->origin), "no watchdog here")
                .note("Pacemaker then exits at once on every node")
                .help("set up sbd with a watchdog, or leave `{}` out", wait->name);
            return;
        }
        const model::Attribute* limit = fencing::option(f_.cluster, "stonith-timeout");
        const std::int64_t need = ms(text_of(wait->value)), got = limit == nullptr ? 0 : ms(text_of(limit->value));
        if (limit == nullptr || need <= 0 || got <= 0 || need < got) return;
        sink_.report(diag::FencingTimes, f_.span(limit->origin), limit->name, model::duration_text(got),
                     "the watchdog (`" + wait->name + "`)", model::duration_text(need))
            .help("give it more than {}", model::duration_text(need));
    }

    // ---- two nodes ----

    /// How long the fencing of a victim is held back, over all devices that fence it first.
    std::int64_t delay(const std::string& victim) const {
        std::int64_t out = 0;
        for (const Row& row : t_.rows()) {
            if (!fencing::same_host(row.victim, victim)) continue;
            const model::FenceDevice& d = f_.cluster.at(row.device);
            const std::string base = fencing::parameter_text(d, "pcmk_delay_base");
            out = std::max({out, fencing::delay_for(base, victim).value_or(0), said(d, "delay")});
        }
        return out;
    }

    std::set<std::uint32_t> devices_of(const std::string& victim) const {
        std::set<std::uint32_t> out;
        for (const fencing::Device& device : t_.devices()) {
            if (!device.off && t_.reaches(device, victim)) out.insert(device.id.index);
        }
        return out;
    }

    /// Both are plugs of one switch or hypervisor, by whichever device.
    bool one_switch(const std::string& a, const std::string& b) const {
        std::set<std::string> at;
        for (const Row& row : t_.rows()) {
            if (!row.address.empty() && fencing::same_host(row.victim, a)) at.insert(row.address);
        }
        return std::any_of(t_.rows().begin(), t_.rows().end(), [&](const Row& row) {
            return fencing::same_host(row.victim, b) && at.contains(row.address);
        });
    }

    /// A switch lets one in at a time, and one that asks the network has its own referee: only two devices that know
    /// nothing of one another let both nodes win.
    void race() {
        if (f_.cluster.nodes.size() != 2 || t_.watchdog()) return;
        const model::Attribute* priority = fencing::option(f_.cluster, "priority-fencing-delay");
        if (priority != nullptr && ms(text_of(priority->value)) > 0) return;
        for (const char* word : {"stonith-enabled", "fencing-enabled"}) {
            const model::Attribute* a = fencing::option(f_.cluster, word);
            if (a != nullptr && !is_true(a)) return;
        }
        const std::string &a = f_.cluster.nodes[0].name, &b = f_.cluster.nodes[1].name;
        const std::set<std::uint32_t> first = devices_of(a), second = devices_of(b);
        const auto in_both = [&](std::uint32_t d) { return second.contains(d); };
        if (first.empty() || second.empty() || std::any_of(first.begin(), first.end(), in_both)) return;
        if (one_switch(a, b)) return;
        for (const std::set<std::uint32_t>* set : {&first, &second}) {
            for (const std::uint32_t d : *set) {
                if (said(f_.cluster.fence_devices[d], "pcmk_delay_max") > 0) return;
            }
        }
        if (delay(a) != delay(b)) return;
        const model::FenceDevice& d = f_.cluster.fence_devices[*second.begin()];
        sink_.report(diag::FencingRace, f_.span(d.origin), a, b)
            .notes(f_.iterations(d.origin))
            .note("when they lose sight of each other each fences the other, and the whole cluster is down")
            .help("hold one of them back: `pcmk_delay_base = 10s` on one device, or `priority-fencing-delay`");
    }

    // ---- storage ----

    void unfencing(const model::FenceDevice& d) {
        if (d.agent == nullptr || d.agent->pacemaker.strategy != "unfencing") return;
        const bool own = std::any_of(t_.rows().begin(), t_.rows().end(),
                                     [&](const Row& r) { return r.device == d_id(d) && r.own_block; });
        if (own && f_.for_manager("rgmanager")) return unfencing_blocks(d);
        if (own || !t_.devices_speak()) return;
        const model::Attribute* provides = fencing::meta(d, "provides");
        if (provides != nullptr && text_of(provides->value) == "unfencing") return;
        sink_.report(diag::NoUnfencing, f_.span(d.origin), d.name, "a node", "`provides = unfencing` is missing")
            .notes(f_.iterations(d.origin))
            .help("add `meta {{ provides = unfencing }}` to it");
    }

    model::FenceDeviceId d_id(const model::FenceDevice& d) const {
        return model::FenceDeviceId(static_cast<std::size_t>(&d - f_.cluster.fence_devices.data()));
    }

    /// cluster.conf: each node that is cut off must say how it comes back.
    void unfencing_blocks(const model::FenceDevice& d) {
        for (const model::Node& node : f_.cluster.nodes) {
            const auto is_this = [&](const model::FenceAction& a) { return a.device == d_id(d); };
            for (const model::FenceLevel& level : node.levels) {
                const auto cut = std::find_if(level.actions.begin(), level.actions.end(), is_this);
                if (cut == level.actions.end() || std::any_of(node.unfence.begin(), node.unfence.end(), is_this)) continue;
                sink_.report(diag::NoUnfencing, f_.span(cut->origin), d.name, node.name, "there is no `unfence`")
                    .notes(f_.iterations(cut->origin))
                    .note("after it was fenced the node never reaches its disks again, not even after a restart")
                    .help("add an `unfence` with the device `{}` and `action = on` to the node", d.name);
                break;
            }
        }
    }

    const Facts& f_;
    const fencing::Table& t_;
    diag::Sink& sink_;
};

}  // namespace

void fencing_times(const Facts& facts, diag::Sink& sink) { Check(facts, sink).run(); }

}  // namespace hale::lint
