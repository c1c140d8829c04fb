#include "compiler/simulate/failures.h"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <map>
#include <mutex>
#include <pugixml.hpp>
#include <set>
#include <sstream>
#include <thread>

namespace hale::simulate {

namespace {

std::set<std::string> names_of(const State& state) {
    std::set<std::string> out;
    for (const Instance& i : state.instances) out.insert(i.resource);
    return out;
}

/// Why it does not run: what the state says of it, in words.
std::string why_down(const State& after, const std::string& resource) {
    for (const Instance& i : after.instances) {
        if (i.resource != resource) continue;
        if (i.blocked) return "blocked: a stop failed and nothing can fence its node";
        if (!i.managed) return "unmanaged";
        if (i.failed) return "it failed";
    }
    const bool unclean =
        std::any_of(after.nodes.begin(), after.nodes.end(), [](const auto& n) { return n.second == "unclean"; });
    if (unclean) return "a lost node could not be fenced";
    const bool online =
        std::any_of(after.nodes.begin(), after.nodes.end(), [](const auto& n) { return n.second == "online"; });
    if (!online) return "no node is left";
    return "no node that is left may run it, what it needs is down, or quorum is lost";
}

void compare(const State& before, const State& after, const std::vector<Action>& actions, Failure& out) {
    for (const std::string& resource : names_of(before)) {
        const std::vector<std::string> was = before.nodes_of(resource), is = after.nodes_of(resource);
        if (was.empty()) continue;
        std::vector<std::string> left, joined;
        std::set_difference(was.begin(), was.end(), is.begin(), is.end(), std::back_inserter(left));
        std::set_difference(is.begin(), is.end(), was.begin(), was.end(), std::back_inserter(joined));
        for (std::size_t i = 0; i < joined.size(); ++i)
            out.moves.push_back({resource, i < left.size() ? left[i] : "", joined[i]});
        if (is.empty()) out.down.push_back({resource, why_down(after, resource)});
        const auto did = [&](const char* operation, const std::string& node) {
            return std::any_of(actions.begin(), actions.end(), [&](const Action& a) {
                return a.resource == resource && a.operation == operation && a.node == node;
            });
        };
        for (const std::string& node : is) {
            if (std::count(was.begin(), was.end(), node) != 0 && did("start", node)) {
                out.restarts.push_back(resource);
                break;
            }
        }
    }
    for (const Action& a : actions) {
        if (a.operation == "stonith" && std::count(out.fenced.begin(), out.fenced.end(), a.node) == 0)
            out.fenced.push_back(a.node);
    }
}

/// The monitor whose failure is injected: its interval in milliseconds.
std::map<std::string, std::string> monitors(std::string_view cib) {
    pugi::xml_document document;
    std::map<std::string, std::string> out;
    if (!document.load_buffer(cib.data(), cib.size())) return out;
    for (const pugi::xpath_node& found :
         document.select_nodes("//lrm_rsc_op[@operation='monitor' and @interval!='0']")) {
        const pugi::xml_node op = found.node();
        out.emplace(op.parent().attribute("id").as_string(), op.attribute("interval").as_string());
    }
    return out;
}

std::string plain(const std::string& name) { return name.substr(0, name.find(':')); }

struct Job {
    std::vector<std::string> nodes, resources;
    int times = 1;
};

std::vector<Job> jobs_of(const State& start, const MatrixOptions& options) {
    std::vector<Job> out;
    std::vector<std::string> nodes;
    for (const auto& [name, word] : start.nodes)
        if (word == "online") nodes.push_back(name);
    for (const std::string& node : nodes) out.push_back({{node}, {}, 1});
    for (std::size_t i = 0; options.pairs && i < nodes.size(); ++i) {
        for (std::size_t j = i + 1; j < nodes.size(); ++j) out.push_back({{nodes[i], nodes[j]}, {}, 1});
    }
    if (!options.resources) return out;
    for (const std::string& name : names_of(start)) {
        if (start.nodes_of(name).empty()) continue;
        out.push_back({{}, {name}, 1});
        out.push_back({{}, {name}, 1000000});
    }
    return out;
}

std::string title(const Job& job) {
    std::string out;
    for (const auto* list : {&job.nodes, &job.resources}) {
        for (const std::string& name : *list) out += fmt::format("{}fail({})", out.empty() ? "" : " and ", name);
    }
    return job.times > 1 ? out + " again and again" : out;
}

}  // namespace

Failure fail(Scheduler& scheduler, const std::string& running, const State& start,
             const std::vector<std::string>& nodes, const std::vector<std::string>& resources, int times) {
    Failure out;
    out.what = title({nodes, resources, times});
    std::vector<std::string> inject;
    for (const std::string& node : nodes) inject.insert(inject.end(), {"--node-fail", node});
    const std::map<std::string, std::string> intervals = monitors(running);
    std::string cib = running;
    for (const std::string& resource : resources) {
        const std::vector<std::string> on = start.nodes_of(resource);
        auto interval = intervals.find(resource);
        if (interval == intervals.end())
            interval = std::find_if(intervals.begin(), intervals.end(),
                                    [&](const auto& i) { return plain(i.first) == resource; });
        if (on.empty() || interval == intervals.end()) {
            out.problem = "nothing checks it, so its failure is not seen";
            return out;
        }
        inject.insert(inject.end(), {"--op-inject",
                                     fmt::format("{}_monitor_{}@{}=1", interval->first, interval->second, on.front())});
        if (times > 1) {
            // As many failures as it takes: its fail count is what a migration-threshold is held against.
            pugi::xml_document document;
            if (document.load_string(cib.c_str())) {
                pugi::xml_node state = document.find_node([&](const pugi::xml_node& n) {
                    return std::string_view(n.name()) == "node_state" && on.front() == n.attribute("uname").as_string();
                });
                pugi::xml_node holder = state.child("transient_attributes");
                if (holder.empty()) {
                    holder = state.prepend_child("transient_attributes");
                    holder.append_attribute("id") = state.attribute("id").as_string();
                }
                pugi::xml_node set = holder.child("instance_attributes");
                if (set.empty()) {
                    set = holder.append_child("instance_attributes");
                    set.append_attribute("id") = fmt::format("status-{}", state.attribute("id").as_string()).c_str();
                }
                pugi::xml_node pair = set.append_child("nvpair");
                const std::string name = fmt::format("fail-count-{}#monitor_{}", resource, interval->second);
                pair.append_attribute("id") =
                    fmt::format("hale-{}-{}", state.attribute("id").as_string(), resource).c_str();
                pair.append_attribute("name") = name.c_str();
                pair.append_attribute("value") = "100000";
                std::ostringstream text;
                document.save(text, "", pugi::format_raw | pugi::format_no_declaration);
                cib = text.str();
            }
        }
    }
    const auto outcome = scheduler.settle(cib, inject);
    if (!outcome) {
        out.problem = scheduler.problem;
        return out;
    }
    out.actions = outcome->actions;
    out.after = outcome->after;
    compare(start, out.after, out.actions, out);
    return out;
}

Matrix failures(Processes& processes, std::string_view cib, const MatrixOptions& options) {
    Matrix matrix;
    Scheduler scheduler(processes);
    const auto begin = cold(cib, false);
    if (!begin)
        matrix.problem = "this is no CIB";
    else if (!scheduler.available())
        matrix.problem = "crm_simulate is not installed (Debian: pacemaker-cli-utils)";
    if (!matrix.problem.empty()) return matrix;
    const auto start = scheduler.settle(*begin, {});
    if (!start) {
        matrix.problem = scheduler.problem;
        return matrix;
    }
    matrix.start = start->after;
    matrix.actions = start->actions;
    matrix.settled = start->settled;
    const std::vector<Job> jobs = jobs_of(matrix.start, options);
    matrix.failures.resize(jobs.size());
    std::atomic<std::size_t> next = 0, done = 0;
    std::mutex talk;
    const auto work = [&] {
        Scheduler own(processes);
        for (std::size_t i = next++; i < jobs.size(); i = next++) {
            matrix.failures[i] = fail(own, start->cib, matrix.start, jobs[i].nodes, jobs[i].resources, jobs[i].times);
            const std::lock_guard lock(talk);
            if (options.progress) options.progress(++done, jobs.size());
        }
    };
    std::vector<std::thread> threads;
    for (std::size_t i = 1; i < std::min(options.jobs, jobs.size()); ++i) threads.emplace_back(work);
    work();
    for (std::thread& thread : threads) thread.join();
    return matrix;
}

}  // namespace hale::simulate
