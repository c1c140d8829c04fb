#include "tests/unit/locate/states.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "tests/unit/locate/cib.h"

namespace hale::locate::test {

namespace {

namespace fs = std::filesystem;
constexpr auto S = Verdict::Safe, R = Verdict::Running, U = Verdict::Unsafe;

/// Three hosts: the first as `first` says, the others never ran the VM.
Cib rest(Cib c) { return c.online("n2").record("guest1", never()).online("n3").record("guest1", never()); }
Cib base(Release r = k21) { return Cib(std::move(r)).vm("guest1", "guest1"); }
std::string event(const std::string& target, const std::string& status, const std::string& completed) {
    return "action=\"reboot\" target=\"" + target + "\" client=\"c\" origin=\"n2\" status=\"" + status + "\"" +
           (completed.empty() ? "" : " completed=\"" + completed + "\"");
}

void releases(std::vector<State>& out) {
    for (const Release& r : {k11, k20, k21, k217, k30}) {
        const auto named = [&](const char* what) { return r.feature_set + " " + what; };
        out.push_back({named("running"), rest(base(r).online("n1").record("guest1", runs())).text(), {}, R, "running"});
        out.push_back(
            {named("stopped"),
             rest(Cib(r).vm("guest1", "guest1", Cib::stopped()).online("n1").record("guest1", was_stopped())).text(),
             {},
             S,
             "stopped"});
        out.push_back(
            {named("dead, unfenced"), rest(base(r).unclean("n1").record("guest1", runs())).text(), {}, U, "unknown"});
        out.push_back({named("dead, fenced"),
                       rest(Cib(r).vm("guest1", "guest1", Cib::stopped()).fenced("n1")).text(),
                       {},
                       S,
                       "stopped"});
        out.push_back({named("starting"),
                       rest(base(r).online("n1").record("guest1", {pending("start", 10)})).text(),
                       {},
                       U,
                       "starting"});
    }
    // Before 2.0 a start under way leaves no record.
    out.push_back({"1.1 maybe starting",
                   rest(base(k11).online("n1").record("guest1", was_stopped())).text(),
                   {},
                   U,
                   "unknown",
                   "guest1",
                   true});
    out.push_back({"op_defaults record-pending=false",
                   rest(base()
                            .property("<op_defaults><meta_attributes id=\"d\"><nvpair id=\"d1\" "
                                      "name=\"record-pending\" value=\"false\"/></meta_attributes></op_defaults>")
                            .online("n1")
                            .record("guest1", was_stopped()))
                       .text(),
                   {},
                   U,
                   "unknown",
                   "guest1",
                   true});
    out.push_back({"seconds under an old version",
                   rest(base(Release{"3.0.14", true}).online("n1").record("guest1", was_stopped())).text(),
                   {},
                   U,
                   "unknown"});
}

void whole_cib(std::vector<State>& out) {
    const auto stopped = [] { return rest(base().online("n1").record("guest1", was_stopped())); };
    const auto running = [] { return rest(base().online("n1").record("guest1", runs())); };
    out.push_back({"stopped", stopped().text(), {}, S, "stopped"});
    out.push_back({"no quorum", stopped().quorum("0").text(), {}, U, "unknown"});
    out.push_back({"no quorum, running", running().quorum("0").text(), {}, U, "running"});
    out.push_back({"no DC", stopped().dc("").text(), {}, U, "unknown"});
    out.push_back({"DC is not a member", stopped().dc("9").text(), {}, U, "unknown"});
    out.push_back({"later version",
                   stopped().attribute("x", "y").text().replace(5, 24, "crm_feature_set=\"3.99.0\""),
                   {},
                   U,
                   "unknown"});
    out.push_back({"other major version",
                   rest(base(Release{"4.0.0", false}).online("n1").record("guest1", was_stopped())).text(),
                   {},
                   U,
                   "unknown"});
    out.push_back({"a node without state", stopped().node("n4").text(), {}, U, "unknown", "guest1", true});
    out.push_back(
        {"a state without node",
         stopped().raw_state("n4", "in_ccm=\"true\" crmd=\"online\" join=\"member\" expected=\"member\"").text(),
         {},
         U,
         "unknown",
         "guest1",
         true});
    out.push_back({"a constraint names an unknown node",
                   stopped().constraint("<rsc_location id=\"l\" rsc=\"guest1\" node=\"n9\" score=\"100\"/>").text(),
                   {},
                   U,
                   "unknown",
                   "guest1",
                   true});
    out.push_back({"joining",
                   rest(base().node("n1").state("n1", "true", "online", "pending", "member")).text(),
                   {},
                   U,
                   "unknown"});
    out.push_back(
        {"leaving",
         rest(base().node("n1").state("n1", "true", "online", "member", "down").record("guest1", was_stopped())).text(),
         {},
         U,
         "unknown"});
    out.push_back(
        {"in_ccm without crmd",
         rest(base().node("n1").state("n1", "true", "offline", "down", "member").record("guest1", was_stopped()))
             .text(),
         {},
         U,
         "unknown"});
    out.push_back({"unclean although its record says stopped",
                   rest(base().unclean("n1").record("guest1", was_stopped())).text(),
                   {},
                   U,
                   "unknown"});
    out.push_back({"shut down in order, stopped before",
                   rest(base().down("n1").record("guest1", was_stopped())).text(),
                   {},
                   S,
                   "stopped"});
    out.push_back({"shut down with the VM left running (maintenance)",
                   rest(base().down("n1").record("guest1", runs())).text(),
                   {},
                   U,
                   "unknown",
                   "guest1",
                   true});
    out.push_back({"a host that was never asked", rest(base().online("n1")).text(), {}, U, "unknown"});
    out.push_back({"no records in it", rest(base().online("n1").record("guest1", {})).text(), {}, U, "unknown"});
}

void operations(std::vector<State>& out) {
    const auto one = [&](const char* name, const std::vector<std::string>& ops, Verdict v, const char* state) {
        out.push_back({name, rest(base().online("n1").record("guest1", ops)).text(), {}, v, state});
    };
    one("stop failed", {op("stop", 20, 1, 20), op("monitor", 11, 0, 11)}, U, "failed");
    one("stop under way", {pending("stop", 20), op("monitor", 11, 0, 11)}, U, "stopping");
    one("monitor failed", {op("start", 10, 0, 10), op("monitor", 11, 1, 30)}, U, "failed");
    one("monitor finds it stopped", {op("start", 10, 0, 10), op("monitor", 11, 7, 30)}, S, "stopped");
    one("start failed, not yet stopped", {op("start", 10, 1, 10)}, U, "failed");
    one("start failed, then stopped", {op("stop", 11, 0, 11), op("start", 10, 1, 10)}, S, "failed");
    one("probe cannot tell (not installed)", {op("monitor", 5, 5, 0)}, U, "failed");
    one("probe under way", {pending("monitor", 5)}, U, "unknown");
    one("stop and a later record at odds", {op("stop", 20, 0, 5), op("monitor", 11, 0, 11)}, U, "unknown");
    out.back().single_evidence = true;
    one("stop without a time", {"operation=\"stop\" call-id=\"20\" rc-code=\"0\" op-status=\"0\""}, U, "unknown");
    one("no call id", {"operation=\"stop\" rc-code=\"0\" op-status=\"0\" last-rc-change=\"1795335020\""}, U, "unknown");
    one("timed out stop",
        {"operation=\"stop\" call-id=\"20\" rc-code=\"1\" op-status=\"2\" last-rc-change=\"1795335020\""}, U, "failed");
    one("two results",
        {"operation=\"stop\" call-id=\"20\" rc-code=\"0\" op-status=\"0\" last-rc-change=\"1795335020\" "
         "transition-magic=\"0:1;1:1:0:u\""},
        U, "unknown");
    one("a running VM found by a probe", {op("monitor", 5, 0, 0)}, R, "running");
    out.push_back(
        {"a record of a later version",
         rest(base().online("n1").record("guest1", {op("stop", 20, 0, 20, "crm_feature_set=\"3.99.0\"")})).text(),
         {},
         U,
         "unknown",
         "guest1",
         true});
    out.push_back({"runs twice",
                   base().online("n1").record("guest1", runs()).online("n2").record("guest1", runs()).text(),
                   {},
                   R,
                   "running"});
}

void migrations(std::vector<State>& out) {
    const std::string there = moved("n1", "n2");
    const std::vector<std::string> leaving = {op("start", 10, 0, 10), op("monitor", 11, 0, 11),
                                              pending("migrate_to", 30, there)};
    const std::vector<std::string> left = {op("start", 10, 0, 10), op("monitor", 11, 0, 11),
                                           op("migrate_to", 12, 0, 30, there)};
    const auto third = [](Cib c) { return c.online("n3").record("guest1", never()); };
    out.push_back({"migrating",
                   third(base().online("n1").record("guest1", leaving).online("n2").record("guest1", never())).text(),
                   {},
                   R,
                   "migrating"});
    out.push_back(
        {"migrating, source lost",
         third(base().dc("3").unclean("n1").record("guest1", leaving).online("n2").record("guest1", never())).text(),
         {},
         U,
         "unknown"});
    out.push_back(
        {"migrating, source fenced",
         third(base().dc("3").fenced("n1").online("n2").record("guest1", {pending("migrate_from", 40, there), probe()}))
             .text(),
         {},
         U,
         "unknown",
         "guest1",
         true});
    out.push_back(
        {"migrating, target lost",
         third(base().dc("3").online("n1").record("guest1", leaving).unclean("n2").record("guest1", never())).text(),
         {},
         U,
         "unknown"});
    out.push_back({"arriving",
                   third(base()
                             .online("n1")
                             .record("guest1", left)
                             .online("n2")
                             .record("guest1", {pending("migrate_from", 40, there), probe()}))
                       .text(),
                   {},
                   R,
                   "migrating"});
    out.push_back({"arriving, target lost",
                   third(base()
                             .dc("3")
                             .online("n1")
                             .record("guest1", left)
                             .unclean("n2")
                             .record("guest1", {pending("migrate_from", 40, there), probe()}))
                       .text(),
                   {},
                   U,
                   "unknown"});
    out.push_back({"arrived, its records gone",
                   third(base()
                             .online("n1")
                             .record("guest1", {op("stop", 13, 0, 41), op("migrate_to", 12, 0, 30, there)})
                             .online("n2")
                             .record("guest1", never()))
                       .text(),
                   {},
                   U,
                   "unknown",
                   "guest1",
                   true});
    out.push_back({"arrived",
                   third(base()
                             .online("n1")
                             .record("guest1", {op("stop", 13, 0, 41), op("migrate_to", 12, 0, 30, there)})
                             .online("n2")
                             .record("guest1", {probe(), op("migrate_from", 6, 0, 35, there), op("monitor", 7, 0, 41)}))
                       .text(),
                   {},
                   R,
                   "running"});
    out.push_back({"migrated and stopped",
                   third(base()
                             .online("n1")
                             .record("guest1", {op("stop", 13, 0, 41), op("migrate_to", 12, 0, 30, there)})
                             .online("n2")
                             .record("guest1", {op("stop", 8, 0, 60), op("migrate_from", 6, 0, 35, there)}))
                       .text(),
                   {},
                   S,
                   "stopped"});
    out.push_back({"migration failed",
                   third(base()
                             .online("n1")
                             .record("guest1", {op("start", 10, 0, 10), op("migrate_to", 12, 1, 30, there)})
                             .online("n2")
                             .record("guest1", never()))
                       .text(),
                   {},
                   U,
                   "failed"});
}

void fencing(std::vector<State>& out) {
    const auto fenced = [] { return rest(base().fenced("n1")).text(); };
    out.push_back(
        {"fenced, history agrees", fenced(), history({event("n1", "success", "2026-11-22 08:10:46Z")}), S, "stopped"});
    out.push_back(
        {"fenced, earlier failure", fenced(),
         history({event("n1", "success", "2026-11-22 08:10:46Z"), event("n1", "failed", "2026-11-22 08:10:40Z")}), S,
         "stopped"});
    out.push_back(
        {"down, fencing failed", fenced(), history({event("n1", "failed", "2026-11-22 08:10:46Z")}), U, "unknown"});
    out.push_back({"down, fencing pending", fenced(), history({event("n1", "pending", "")}), U, "unknown"});
    out.push_back(
        {"down, failed after success", fenced(),
         history({event("n1", "failed", "2026-11-22 08:10:50Z"), event("n1", "success", "2026-11-22 08:10:46Z")}), U,
         "unknown"});
    out.push_back({"history with fewer events than it says", fenced(),
                   "<pacemaker-result><list name=\"fencing history\" count=\"2\"><fence_event " +
                       event("n1", "success", "2026-11-22 08:10:46Z") +
                       "/></list><status code=\"0\"/></pacemaker-result>",
                   U, "unknown"});
    out.push_back(
        {"history cut off", fenced(), "<pacemaker-result><list name=\"fencing history\" count=\"1\">", U, "unknown"});
    out.push_back({"history empty text", fenced(), "", U, "unknown"});
    out.push_back({"unfenced, although a history says success",
                   rest(base().unclean("n1").record("guest1", runs())).text(),
                   history({event("n1", "success", "2026-11-22 08:10:46Z")}), U, "unknown"});
}

void names(std::vector<State>& out) {
    const auto two = [](const std::string& domain, const std::vector<std::string>& second) {
        return Cib()
            .vm("guest1", "guest1")
            .vm("other", domain)
            .online("n1")
            .record("guest1", was_stopped())
            .record("other", second)
            .online("n2")
            .record("guest1", never())
            .record("other", never());
    };
    out.push_back({"running under a second resource", two("guest1", runs()).text(), {}, R, "running"});
    out.push_back({"stopped under both resources", two("guest1", was_stopped()).text(), {}, S, "stopped"});
    out.push_back({"another VM runs", two("guest2", runs()).text(), {}, S, "stopped", "guest1", true});
    out.push_back({"a VM of unknown domain runs", two("", runs()).text(), {}, U, "unknown"});
    out.push_back({"by the domain's name", rest(Cib().vm("vm-a", "guest1").online("n1")).text(), {}, U, "unknown"});
    out.push_back(
        {"by the domain's name, running",
         Cib().vm("vm-a", "db1").online("n1").record("vm-a", never()).online("n2").record("vm-a", runs()).text(),
         {},
         R,
         "running",
         "db1"});
    out.push_back({"by the guest node's name",
                   Cib()
                       .vm("vm-a", "x", "<nvpair id=\"g\" name=\"remote-node\" value=\"node7\"/>")
                       .online("n1")
                       .record("vm-a", never())
                       .online("n2")
                       .record("vm-a", was_stopped())
                       .text(),
                   {},
                   S,
                   "stopped",
                   "node7"});
    out.push_back({"nobody knows it",
                   rest(base().online("n1").record("guest1", was_stopped())).text(),
                   {},
                   U,
                   "unknown",
                   "elsewhere"});
    out.push_back({"a clone's instance",
                   Cib()
                       .resource("<clone id=\"c\">")
                       .vm("guest1", "guest1")
                       .resource("</clone>")
                       .online("n1")
                       .record("guest1:0", never())
                       .online("n2")
                       .record("guest1:1", runs())
                       .text(),
                   {},
                   R,
                   "running"});
    out.push_back(
        {"from a template",
         Cib()
             .resource("<template id=\"t\" class=\"ocf\" provider=\"heartbeat\" "
                       "type=\"VirtualDomain\"><instance_attributes id=\"ti\"><nvpair id=\"tc\" name=\"config\" "
                       "value=\"/x/guest1.xml\"/></instance_attributes></template><primitive id=\"v\" template=\"t\"/>")
             .online("n1")
             .record("v", runs())
             .online("n2")
             .record("v", never())
             .text(),
         {},
         R,
         "running"});
    out.push_back({"taken out of the configuration",
                   Cib().online("n1").record("guest1", was_stopped()).online("n2").record("guest1", never()).text(),
                   {},
                   U,
                   "unknown"});
}

std::string slurp(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

std::string history(const std::vector<std::string>& events) {
    std::string out = "<pacemaker-result api-version=\"2.25\"><list name=\"fencing history\" count=\"" +
                      std::to_string(events.size()) + "\">";
    for (const std::string& e : events) out += "<fence_event " + e + "/>";
    return out + "</list><status code=\"0\" message=\"OK\"/></pacemaker-result>";
}

std::vector<State> own_states() {
    std::vector<State> out;
    releases(out);
    whole_cib(out);
    operations(out);
    migrations(out);
    fencing(out);
    names(out);
    return out;
}

std::vector<State> recorded_states() {
    const std::vector<std::tuple<std::string, Verdict, std::string>> all = {
        {"1-running", R, "running"},
        {"2-host-dead-unfenced", U, "unknown"},
        {"3a-host-fenced-vm-not-yet-started", U, "starting"},
        {"3b-host-fenced-vm-recovered", R, "running"},
        {"4a-migrating-to", R, "migrating"},
        {"4b-migrating-from", R, "migrating"},
        {"4c-migrated", R, "running"},
        {"5-stopped", S, "stopped"},
        {"6-failed", S, "failed"},
        {"7-stop-failed-host-alive-unfenced", U, "failed"},
        {"8-stop-failed-host-fenced", S, "stopped"}};
    const char* said = std::getenv("HALE_DATA");
    const fs::path folder = fs::path(said != nullptr ? said : HALE_DATA) / "pacemaker" / "status-samples";
    std::vector<State> out;
    for (const auto& [name, verdict, state] : all) {
        if (!fs::exists(folder / (name + ".cib.xml"))) continue;
        out.push_back(
            {name, slurp(folder / (name + ".cib.xml")), slurp(folder / (name + ".fence-history.xml")), verdict, state});
    }
    return out;
}

Answer ask(const State& state) {
    Sources sources;
    sources.cib = state.cib;
    sources.history = state.history;
    std::string problem;
    auto answer = locate(state.vm, sources, problem);
    EXPECT_TRUE(answer) << state.name << ": " << problem;
    return answer.value_or(Answer{});
}

}  // namespace hale::locate::test
