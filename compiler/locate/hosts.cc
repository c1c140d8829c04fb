// Hosts from <nodes> and <status>, how each of them is, and what makes the CIB as a whole doubtful.

#include <fmt/format.h>

#include <unordered_map>

#include "compiler/locate/read.h"
#include "compiler/locate/xml.h"

namespace hale::locate {

namespace {

/// `true`, `online` or the second since when: yes. `false`, `offline` or 0: no.
std::optional<bool> is_set(std::optional<std::string_view> word, bool& epoch) {
    if (!word) return std::nullopt;
    for (const std::string_view yes : {"true", "online", "yes", "on", "1"}) {
        if (*word == yes) return true;
    }
    for (const std::string_view no : {"false", "offline", "no", "off", "0"}) {
        if (*word == no) return false;
    }
    const auto since = to_number<long long>(*word);
    if (!since || *since < 0) return std::nullopt;
    epoch = true;
    return true;
}

void set_health(Host& host, Health health, std::string why) {
    host.health = health;
    host.why = std::move(why);
}

/// Forms of Pacemaker before 2.1.7 (booleans) and since (seconds).
void read_health(const pugi::xml_node& state, Host& host, bool& epoch) {
    const auto member = is_set(attribute(state, "in_ccm"), epoch);
    if (!member) return set_health(host, Health::Pending, "its membership is not said");
    if (host.remote) {
        return *member ? set_health(host, Health::Online, {}) : set_health(host, Health::Down, {});
    }
    const auto controller = is_set(attribute(state, "crmd"), epoch);
    const auto join = attribute(state, "join"), expected = attribute(state, "expected");
    if (!controller || !join || !expected) return set_health(host, Health::Pending, "its state is not said in full");
    if (*member && *controller && *join == "member" && *expected == "member")
        return set_health(host, Health::Online, {});
    if (!*member && !*controller && *join == "down" && *expected == "down") return set_health(host, Health::Down, {});
    if (!*member) return set_health(host, Health::Unclean, "it is gone and its fencing has not completed");
    set_health(host, Health::Pending, "it is joining, leaving or at odds with itself");
}

class Reader {
public:
    Reader(const pugi::xml_node& cib, Status& status)
        : cib_(cib), status_(status), version_(attribute_or(cib, "crm_feature_set")) {}

    void run() {
        for (const pugi::xml_node& node : cib_.child("configuration").child("nodes").children("node")) {
            Host host;
            host.id = attribute_or(node, "id");
            host.name = attribute_or(node, "uname");
            host.why = "the status does not speak about it";
            if (host.id.empty() || host.name.empty()) status_.problems.push_back("a node without a name or an id");
            status_.hosts.push_back(std::move(host));
        }
        for (const Candidate& c : status_.candidates) wanted_.emplace(c.id, c.id);
        for (const pugi::xml_node& state : cib_.child("status").children("node_state")) read_state(state);
        if (epoch_ && compare_feature_sets(version_, "3.17").value_or(-1) < 0) {
            status_.problems.push_back("the nodes' states are of a later version than the CIB");
        }
        references();
    }

private:
    Host& host_of(const pugi::xml_node& state) {
        const std::string id(attribute_or(state, "id")), name(attribute_or(state, "uname"));
        for (Host& h : status_.hosts) {
            if (h.id == id && h.name == name) return h;
            if (h.id == id || h.name == name) {
                status_.problems.push_back(fmt::format("two nodes share the id {} or the name {}", id, name));
            }
        }
        const bool remote = attribute(state, "remote_node").has_value();
        if (!remote) status_.problems.push_back(fmt::format("{} has a state but is no node", name.empty() ? id : name));
        Host host;
        host.id = id;
        host.name = name;
        status_.hosts.push_back(std::move(host));
        return status_.hosts.back();
    }

    void read_state(const pugi::xml_node& state) {
        Host& host = host_of(state);
        if (host.health != Health::Unknown) {
            status_.problems.push_back(fmt::format("{} has two states", host.name));
            return;
        }
        const auto remote = attribute(state, "remote_node");
        host.remote = remote && (*remote == "true" || *remote == "1");
        read_health(state, host, epoch_);
        const pugi::xml_node lrm = state.child("lrm");
        host.has_history = !lrm.empty();
        for (const pugi::xml_node& r : lrm.child("lrm_resources").children("lrm_resource")) read_record(r, host);
        for (const pugi::xml_node& set : state.child("transient_attributes").children("instance_attributes")) {
            for (const pugi::xml_node& pair : set.children("nvpair")) fail_count(pair, host);
        }
    }

    void read_record(const pugi::xml_node& r, Host& host) {
        std::string_view id = attribute_or(r, "id");
        auto wanted = wanted_.find(id);
        if (wanted == wanted_.end()) {
            const std::size_t colon = id.rfind(':');  // an instance of a clone
            if (colon == std::string_view::npos) return;
            wanted = wanted_.find(id.substr(0, colon));
            if (wanted == wanted_.end()) return;
        }
        Record& record = host.records[wanted->second];
        for (const pugi::xml_node& op : r.children()) {
            if (std::string_view(op.name()) != "lrm_rsc_op") continue;
            record.operations.push_back(read_operation(op, host.name, version_));
            if (!record.operations.back().damage.empty()) record.damage = record.operations.back().damage;
        }
    }

    void fail_count(const pugi::xml_node& pair, Host& host) const {
        const std::string_view name = attribute_or(pair, "name");
        if (!name.starts_with("fail-count-") || attribute_or(pair, "value") != "INFINITY") return;
        std::string_view resource = name.substr(11);
        resource = resource.substr(0, resource.find('#'));
        if (wanted_.contains(resource)) host.start_banned = true;
    }

    void mention(std::string_view name, std::string_view by) {
        if (name.empty() || status_.find_host(name) != nullptr) return;
        status_.problems.push_back(fmt::format("{} names {}, which is no node of this CIB", by, name));
    }

    /// Nodes that only other parts of the CIB name: somebody's state is missing.
    void references() {
        const pugi::xml_node configuration = cib_.child("configuration");
        for (const pugi::xml_node& c : configuration.child("constraints").children("rsc_location")) {
            const std::string_view resource = attribute_or(c, "rsc");
            if (wanted_.contains(resource)) mention(attribute_or(c, "node"), attribute_or(c, "id"));
        }
        for (const pugi::xml_node& r : configuration.child("resources").children("primitive")) {
            if (attribute_or(r, "class") != "stonith") continue;
            for (const pugi::xml_node& pair : r.child("instance_attributes").children("nvpair")) {
                if (attribute_or(pair, "name") == "pcmk_host_list")
                    host_list(attribute_or(pair, "value"), attribute_or(r, "id"));
            }
        }
        for (std::size_t i = 0; i < status_.hosts.size(); ++i) {
            for (const auto& [id, record] : status_.hosts[i].records) {
                for (const Operation& op : record.operations) {
                    mention(op.source, id);
                    mention(op.target, id);
                }
            }
        }
    }

    void host_list(std::string_view text, std::string_view by) {
        while (!text.empty()) {
            const std::size_t end = text.find_first_of(" ,;\t\n");
            mention(text.substr(0, end), by);
            text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
        }
    }

    const pugi::xml_node cib_;
    Status& status_;
    std::string_view version_;
    std::unordered_map<std::string_view, std::string> wanted_;
    bool epoch_ = false;
};

}  // namespace

Host* Status::find_host(std::string_view name) {
    for (Host& h : hosts) {
        if (h.name == name) return &h;
    }
    return nullptr;
}

void read_hosts(const pugi::xml_node& cib, Status& status) { Reader(cib, status).run(); }

void check_whole(const pugi::xml_node& cib, Status& status) {
    const std::size_t before = status.problems.size();
    const auto quorum = attribute(cib, "have-quorum");
    if (!quorum || (*quorum != "1" && *quorum != "true")) status.problems.push_back("the CIB is without quorum");
    const auto version = attribute(cib, "crm_feature_set");
    const auto oldest = version ? compare_feature_sets(*version, "3.0") : std::nullopt;
    const auto newest = version ? compare_feature_sets(*version, "3.21") : std::nullopt;
    if (!oldest || *oldest < 0 || !newest || *newest >= 0)
        status.problems.push_back("the CIB is of a version that hale does not know");
    status.pending_is_recorded = version && compare_feature_sets(*version, "3.1").value_or(-1) >= 0;
    for (const pugi::xml_node& set : cib.child("configuration").child("op_defaults").children()) {
        for (const pugi::xml_node& pair : set.children("nvpair")) {
            if (attribute_or(pair, "name") == "record-pending")
                status.pending_is_recorded = attribute_or(pair, "value") == "true";
        }
    }
    const auto dc = attribute(cib, "dc-uuid");
    bool led = false;
    for (const Host& h : status.hosts) led = led || (dc && h.id == *dc && h.health == Health::Online);
    if (!led) status.problems.push_back("the CIB has no coordinator (DC) among the members");
    if (cib.child("status").empty()) status.problems.push_back("the CIB has no status");
    status.sure = status.problems.size() == before;
}

pugi::xml_node cib_root(const pugi::xml_document& document) {
    const pugi::xml_node root = document.child("cib");
    return root.empty() ? document.child("xml-query").child("cib") : root;
}

Version version_of(const pugi::xml_node& cib) {
    const auto number = [&](const char* name) { return to_number<long>(attribute_or(cib, name)).value_or(0); };
    return {number("admin_epoch"), number("epoch"), number("num_updates")};
}

}  // namespace hale::locate
