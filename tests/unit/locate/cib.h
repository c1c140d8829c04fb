#pragma once
// Small CIBs with status, put together from words, in the forms of several Pacemaker releases.

#include <string>
#include <vector>

namespace hale::locate::test {

/// `seconds`: node states since Pacemaker 2.1.7.
struct Release {
    std::string feature_set = "3.16.1";
    bool seconds = false;
};
inline const Release k11{"3.0.14", false}, k20{"3.2.0", false}, k21{"3.16.1", false}, k217{"3.19.0", true},
    k30{"3.20.1", true};

class Cib {
public:
    explicit Cib(Release release = k21) : release_(std::move(release)) {}

    Cib& attribute(const std::string& name, const std::string& value) {
        return attributes_ += " " + name + "=\"" + value + "\"", *this;
    }
    Cib& quorum(const std::string& value) { return quorum_ = value, *this; }
    Cib& dc(const std::string& id) { return dc_ = id, *this; }
    Cib& property(const std::string& text) { return properties_ += text, *this; }
    Cib& constraint(const std::string& text) { return constraints_ += text, *this; }
    Cib& resource(const std::string& text) { return resources_ += text, *this; }
    /// A VM by VirtualDomain; no domain: no `config`.
    Cib& vm(const std::string& id, const std::string& domain, const std::string& meta = {}) {
        resources_ += "<primitive id=\"" + id + "\" class=\"ocf\" provider=\"heartbeat\" type=\"VirtualDomain\">";
        if (!domain.empty()) {
            resources_ += "<instance_attributes id=\"" + id + "-a\"><nvpair id=\"" + id +
                          "-c\" name=\"config\" value=\"/etc/libvirt/qemu/" + domain + ".xml\"/></instance_attributes>";
        }
        if (!meta.empty()) resources_ += "<meta_attributes id=\"" + id + "-m\">" + meta + "</meta_attributes>";
        resources_ += "</primitive>";
        return *this;
    }
    static std::string stopped() { return "<nvpair id=\"tr\" name=\"target-role\" value=\"Stopped\"/>"; }

    /// A node without a state.
    Cib& node(const std::string& name) {
        names_ += name + " ";
        nodes_ += "<node id=\"" + id_of(name) + "\" uname=\"" + name + "\"/>";
        return *this;
    }
    Cib& online(const std::string& name) {
        return node(name).state(name, yes("true"), yes("online"), "member", "member");
    }
    Cib& unclean(const std::string& name) {
        return node(name).state(name, no("false"), no("offline"), "member", "member");
    }
    Cib& down(const std::string& name) { return node(name).state(name, no("false"), no("offline"), "down", "down"); }
    Cib& fenced(const std::string& name) {
        down(name);
        open_ = false;
        return *this;
    }
    Cib& state(const std::string& name, const std::string& member, const std::string& controller,
               const std::string& join, const std::string& expected) {
        return raw_state(name, "in_ccm=\"" + member + "\" crmd=\"" + controller + "\" join=\"" + join +
                                   "\" expected=\"" + expected + "\"");
    }
    Cib& raw_state(const std::string& name, const std::string& words) {
        close();
        status_ += "<node_state id=\"" + id_of(name) + "\" uname=\"" + name + "\" " + words + ">";
        current_ = name;
        has_state_ = open_ = true;
        return *this;
    }
    Cib& transient(const std::string& pairs) {
        status_ += "<transient_attributes><instance_attributes id=\"t-" + current_ + "\">" + pairs +
                   "</instance_attributes></transient_attributes>";
        return *this;
    }
    /// The current node's records of a resource; each is made by the functions below.
    Cib& record(const std::string& resource, const std::vector<std::string>& operations) {
        lrm_ += "<lrm_resource id=\"" + resource + "\" type=\"VirtualDomain\" class=\"ocf\" provider=\"heartbeat\">";
        for (const std::string& op : operations)
            lrm_ += "<lrm_rsc_op " + op + " crm_feature_set=\"" + release_.feature_set + "\" on_node=\"" + current_ +
                    "\"/>";
        lrm_ += "</lrm_resource>";
        return *this;
    }
    std::string text() {
        close();
        return "<cib crm_feature_set=\"" + release_.feature_set +
               "\" validate-with=\"pacemaker-2.0\" admin_epoch=\"0\" epoch=\"" + epoch_ +
               "\" num_updates=\"1\" have-quorum=\"" + quorum_ + "\" dc-uuid=\"" + dc_ + "\"" + attributes_ +
               "><configuration><crm_config/>" + properties_ + "<nodes>" + nodes_ + "</nodes><resources>" + power() +
               resources_ + "</resources><constraints>" + constraints_ + "</constraints></configuration><status>" +
               status_ + "</status></cib>";
    }
    Cib& epoch(const std::string& number) { return epoch_ = number, *this; }

private:
    /// Each cluster says a second time who its nodes are: whom it can fence.
    std::string power() const {
        return "<primitive id=\"power\" class=\"stonith\" type=\"fence_ipmilan\"><instance_attributes "
               "id=\"power-a\"><nvpair id=\"power-h\" "
               "name=\"pcmk_host_list\" value=\"" +
               names_ + "\"/></instance_attributes></primitive>";
    }
    static std::string id_of(const std::string& name) { return name.substr(1); }
    std::string yes(const std::string& word) const { return release_.seconds ? "1795335000" : word; }
    std::string no(const std::string& word) const { return release_.seconds ? "0" : word; }
    void close() {
        if (!has_state_) return;
        if (open_) status_ += "<lrm id=\"" + id_of(current_) + "\"><lrm_resources>" + lrm_ + "</lrm_resources></lrm>";
        status_ += "</node_state>";
        lrm_.clear();
        has_state_ = false;
    }

    Release release_;
    std::string quorum_ = "1", dc_ = "2", epoch_ = "10", names_, attributes_, properties_, nodes_, resources_,
                constraints_, status_, lrm_, current_;
    bool has_state_ = false, open_ = true;
};

/// An operation that has ended, `at` seconds after some moment.
inline std::string op(const std::string& what, int call, int rc, int at, const std::string& more = {}) {
    const bool recurring = what == "monitor" && rc == 0;
    return "id=\"x\" operation=\"" + what + "\" call-id=\"" + std::to_string(call) + "\" rc-code=\"" +
           std::to_string(rc) + "\" op-status=\"0\" interval=\"" + (recurring ? "10000" : "0") +
           "\" last-rc-change=\"" + std::to_string(1795335000 + at) + "\" transition-magic=\"0:" + std::to_string(rc) +
           ";1:1:0:u\" " + more;
}
inline std::string pending(const std::string& what, int at, const std::string& more = {}) {
    return "id=\"x\" operation=\"" + what +
           "\" call-id=\"-1\" rc-code=\"193\" op-status=\"-1\" interval=\"0\" last-rc-change=\"" +
           std::to_string(1795335000 + at) + "\" transition-magic=\"-1:193;1:1:0:u\" " + more;
}
inline std::string moved(const std::string& from, const std::string& to) {
    return "migrate_source=\"" + from + "\" migrate_target=\"" + to + "\"";
}
inline std::string probe(int call = 5, int at = 0) { return op("monitor", call, 7, at); }
inline std::vector<std::string> never() { return {probe()}; }
inline std::vector<std::string> runs() { return {op("start", 10, 0, 10), op("monitor", 11, 0, 11)}; }
inline std::vector<std::string> was_stopped() { return {op("stop", 20, 0, 20), op("monitor", 11, 0, 11)}; }

}  // namespace hale::locate::test
