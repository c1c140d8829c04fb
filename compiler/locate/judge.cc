#include "compiler/locate/judge.h"

#include <fmt/format.h>

#include <algorithm>

namespace hale::locate {

namespace {

class Judge {
public:
    Judge(const Status& status, const std::optional<History>& history, const std::string& last_known, Answer& answer)
        : status_(status), history_(history), last_known_(last_known), answer_(answer) {}

    void run() {
        for (const Candidate& c : status_.candidates) {
            if (c.certain) answer_.resources.push_back(c.id);
        }
        for (const std::string& problem : status_.problems) doubt(problem);
        if (history_ && !history_->problem.empty()) doubt(history_->problem);
        if (answer_.resources.empty()) doubt("no resource of this cluster is this VM");
        for (const Host& host : status_.hosts) look_at(host);
        check_strangers();
        for (const Candidate& c : status_.candidates) {
            check_migrations(c);
            check_silent_start(c);
        }
        if (!last_known_.empty()) check_last_known();
        conclude();
        describe_host();
    }

private:
    void doubt(std::string why) {
        if (std::find(answer_.reasons.begin(), answer_.reasons.end(), why) == answer_.reasons.end()) {
            answer_.reasons.push_back(std::move(why));
        }
    }

    const FenceEvent* newest_event(std::string_view host) const {
        if (!history_) return nullptr;
        for (const FenceEvent& e : history_->events) {
            if (e.target == host && e.status == "pending") return &e;
        }
        for (const FenceEvent& e : history_->events) {
            if (e.target == host) return &e;
        }
        return nullptr;
    }
    bool fencing_is(const Host& host, std::string_view status) const {
        const FenceEvent* event = newest_event(host.name);
        return event != nullptr && event->status == status;
    }

    void look_at(const Host& host) {
        if (host.health == Health::Pending || host.health == Health::Unknown) {
            doubt(fmt::format("{}: {}", host.name, host.why));
        }
        if (host.health == Health::Unclean) doubt(fmt::format("{}: {}", host.name, host.why));
        if (fencing_is(host, "pending")) doubt(fmt::format("{}: its fencing is pending", host.name));
        if (host.health == Health::Down && fencing_is(host, "failed")) {
            doubt(fmt::format("{}: it is down, but its last fencing failed", host.name));
        }
        if (host.remote && host.name == status_.vm_inside) return;  // the VM does not run inside itself
        for (const Candidate& c : status_.candidates) look_at(host, c);
    }

    void look_at(const Host& host, const Candidate& c) {
        if (host.health == Health::Down && !host.has_history) return;  // fencing erased what it had
        const auto record = host.records.find(c.id);
        const Finding found = record == host.records.end() ? Finding{} : read_place(record->second);
        if (c.certain) seen_.push_back({&host, found});
        switch (found.place) {
            case Place::Stopped:
                return;
            case Place::NeverAsked:
                return doubt(fmt::format("{}: it has no record of {}", host.name, c.id));
            case Place::Running:
                if (host.health == Health::Online && c.certain) return;  // conclude() speaks of it
                return doubt(fmt::format("{}: {} was last seen running there", host.name, c.id));
            default:
                return doubt(
                    fmt::format("{}: {}: {}", host.name, c.id,
                                found.why.empty() ? "it has moved away, and was not stopped since" : found.why));
        }
    }

    /// A host that is to be fenced, and that this CIB does not know, may have the VM.
    void check_strangers() {
        if (!history_) return;
        for (const FenceEvent& e : history_->events) {
            if (e.status == "success" || host(e.target) != nullptr) continue;
            doubt(fmt::format("the fencing history names {}, which is no node of this CIB", e.target));
        }
    }

    /// A migration brought the VM to its target: what the target says has to be newer than that.
    void check_migrations(const Candidate& c) {
        for (const Host& host : status_.hosts) {
            const auto record = host.records.find(c.id);
            if (record == host.records.end()) continue;
            for (const Operation& op : record->second.operations) {
                const bool moved = op.action == Action::MigrateTo || op.action == Action::MigrateFrom;
                if (moved && op.target.empty())
                    doubt(fmt::format("{}: a migration of {} without a target", host.name, c.id));
                if (moved) check_arrival(c, op);
            }
        }
    }
    void check_arrival(const Candidate& c, const Operation& migration) {
        const auto target = std::find_if(status_.hosts.begin(), status_.hosts.end(),
                                         [&](const Host& h) { return h.name == migration.target; });
        if (target == status_.hosts.end() || (target->health == Health::Down && !target->has_history)) return;
        const auto record = target->records.find(c.id);
        if (record == target->records.end()) return;  // said already
        const Finding found = read_place(record->second);
        if (found.place != Place::Stopped) return;
        const bool arrived =
            std::any_of(record->second.operations.begin(), record->second.operations.end(), [&](const Operation& op) {
                return op.action == Action::MigrateFrom && op.source == migration.source && op.changed <= found.changed;
            });
        if ((arrived && found.by_stop) || (migration.changed > 0 && found.changed >= migration.changed)) return;
        doubt(fmt::format("{}: {} migrated there, and was not looked for since", target->name, c.id));
    }

    /// Where a start under way leaves no record, only a VM that may not start is certain to be off.
    void check_silent_start(const Candidate& c) {
        if (status_.pending_is_recorded || !c.wants_to_run) return;
        for (const Host& h : status_.hosts) {
            if (h.health != Health::Online || h.start_banned) continue;
            return doubt(
                fmt::format("{} may be starting: this cluster does not record operations before they end", c.id));
        }
    }

    void check_last_known() {
        answer_.last_node = last_known_;
        const bool known = std::any_of(status_.hosts.begin(), status_.hosts.end(),
                                       [&](const Host& h) { return h.name == last_known_; });
        if (!known) doubt(fmt::format("it ran on {} before, which is no node of this CIB", last_known_));
    }

    struct Seen {
        const Host* host;
        Finding found;
    };
    const Seen* first(Place place) const {
        const auto at = std::find_if(seen_.begin(), seen_.end(), [&](const Seen& s) { return s.found.place == place; });
        return at == seen_.end() ? nullptr : &*at;
    }
    const Host* host(std::string_view name) const {
        const auto at =
            std::find_if(status_.hosts.begin(), status_.hosts.end(), [&](const Host& h) { return h.name == name; });
        return at == status_.hosts.end() ? nullptr : &*at;
    }
    bool is_online(const Host* h) const {
        return h != nullptr && h->health == Health::Online && !fencing_is(*h, "pending");
    }

    void set_place(const char* state, const Seen& at) {
        answer_.state = state;
        (at.host->health == Health::Online ? answer_.node : answer_.last_node) = at.host->name;
        const bool came_here = answer_.state != "starting" || last_known_.empty();
        if (at.host->health == Health::Online && came_here) answer_.last_node = at.host->name;
    }

    const Seen* running_online() const {
        const auto at = std::find_if(seen_.begin(), seen_.end(), [&](const Seen& s) {
            return s.found.place == Place::Running && is_online(s.host);
        });
        return at == seen_.end() ? nullptr : &*at;
    }

    /// A migration of which no end has said that it is over. True when there is one.
    bool migrating() {
        const Seen* from = first(Place::MovingAway);
        const Seen* to = first(Place::Arriving);
        if (from == nullptr && to == nullptr) return false;
        const std::string source = from != nullptr ? from->host->name : to->found.source;
        const std::string target = from != nullptr ? from->found.target : to->host->name;
        answer_.state = "migrating";
        answer_.node = source;
        answer_.target = target;
        answer_.last_node = answer_.node;
        const bool failed = first(Place::Failed) != nullptr;
        if (status_.sure && !failed && is_online(host(source)) && is_online(host(target)))
            answer_.verdict = Verdict::Running;
        if (answer_.verdict != Verdict::Running && (!is_online(host(source)) || !is_online(host(target)))) {
            answer_.state = "unknown";
            doubt("a migration was under way, and one of its ends is not there");
        }
        return true;
    }

    void conclude() {
        answer_.verdict = Verdict::Unsafe;
        if (running_online() == nullptr && migrating()) return;
        if (const Seen* at = running_online() != nullptr ? running_online() : first(Place::Running)) {
            set_place(is_online(at->host) ? "running" : "unknown", *at);
            if (status_.sure && is_online(at->host)) answer_.verdict = Verdict::Running;
            if (is_online(at->host)) doubt(fmt::format("it runs on {}", at->host->name));
            return;
        }
        if (const Seen* at = first(Place::Failed)) return set_place("failed", *at);
        if (const Seen* at = first(Place::Starting)) return set_place("starting", *at);
        if (const Seen* at = first(Place::Stopping)) return set_place("stopping", *at);
        if (!answer_.reasons.empty()) return;
        if (status_.hosts.empty() || answer_.resources.empty()) return doubt("nothing says that it is stopped");
        answer_.verdict = Verdict::Safe;
        const bool failed = std::any_of(seen_.begin(), seen_.end(), [](const Seen& s) { return s.found.start_failed; });
        answer_.state = failed ? "failed" : "stopped";
        last_stop();
    }

    /// Where it was stopped last, when nobody remembers better.
    void last_stop() {
        long long newest = 0;
        for (const Seen& s : seen_) {
            if (!s.found.by_stop || s.found.changed <= newest || !last_known_.empty()) continue;
            newest = s.found.changed;
            answer_.last_node = s.host->name;
        }
    }

    void describe_host() {
        const bool starting = answer_.state == "starting";  // the question is how the host is where it ran before
        const Host* at =
            host(answer_.node.empty() || (starting && !last_known_.empty()) ? answer_.last_node : answer_.node);
        const bool nowhere = answer_.node.empty() && answer_.last_node.empty();
        if (last_known_.empty() &&
            (starting || nowhere)) {  // the history of a fenced host is erased: it may have been this
            for (const Host& h : status_.hosts) {
                if (h.health == Health::Down && !h.has_history) at = &h;
            }
        }
        if (at == nullptr) {
            answer_.host_state = "unknown";
            answer_.fencing = "unknown";
            return;
        }
        answer_.host_state = state_of(*at);
        const FenceEvent* event = newest_event(at->name);
        answer_.fencing = event != nullptr ? event->status : "none";
        if (answer_.fencing == "success") answer_.fencing = answer_.host_state == "unclean" ? "pending" : "completed";
        if (event == nullptr && answer_.host_state == "unclean") answer_.fencing = "pending";
        if (event == nullptr && answer_.host_state == "fenced") answer_.fencing = "completed";
    }
    std::string state_of(const Host& h) const {
        switch (h.health) {
            case Health::Online: {
                const bool failed = std::any_of(seen_.begin(), seen_.end(), [&](const Seen& s) {
                    return s.host == &h && s.found.place == Place::Failed;
                });
                return failed || fencing_is(h, "pending") ? "unclean" : "online";
            }
            case Health::Down:
                return h.has_history ? "down" : "fenced";
            case Health::Unclean:
                return "unclean";
            case Health::Pending:
                return "pending";
            case Health::Unknown:
                break;
        }
        return "unknown";
    }

    const Status& status_;
    const std::optional<History>& history_;
    const std::string& last_known_;
    Answer& answer_;
    std::vector<Seen> seen_;
};

}  // namespace

Answer judge(std::string_view vm, const Status& status, const std::optional<History>& history,
             const std::string& last_known) {
    Answer answer;
    answer.vm = vm;
    Judge(status, history, last_known, answer).run();
    if (answer.verdict == Verdict::Safe) answer.reasons.clear();
    return answer;
}

}  // namespace hale::locate
