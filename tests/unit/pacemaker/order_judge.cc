// The comparison of order_judge.h.

#include "tests/unit/pacemaker/order_judge.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>
#include <thread>

#include "backends/pacemaker/read.h"
#include "backends/pacemaker/run_order.h"
#include "tests/models/pacemaker_tools.h"

namespace hale::pacemaker {

namespace fs = std::filesystem;

namespace {

using Key = std::pair<std::string, std::string>;  // resource, operation

std::string slurp(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    std::ostringstream out;
    out << in.rdbuf();
    return out.str();
}

/// Standard output of a command; nothing when it fails.
std::optional<std::string> output_of(const std::string& command) {
    FILE* pipe = popen(command.c_str(), "r");
    if (pipe == nullptr) return std::nullopt;
    std::string text;
    char buffer[65536];
    while (const std::size_t n = fread(buffer, 1, sizeof buffer, pipe)) text.append(buffer, n);
    if (pclose(pipe) != 0) return std::nullopt;
    return text;
}

/// Which clone or bundle a resource is of; ids of others are absent.
struct Contexts {
    std::map<std::string, std::string> of;
    std::map<std::string, std::string> replica;  // of a bundle's container, address, connection

    Contexts(const Document& d, const RunOrder& order) {
        for (const Resource& r : d.resources) {
            if (const auto* c = std::get_if<Clone>(&r)) {
                if (const auto* g = std::get_if<Group>(&c->child)) {
                    for (const Primitive& p : g->members) of[p.id] = c->id;
                } else {
                    of[std::get<Primitive>(c->child).id] = c->id;
                }
            } else if (const auto* b = std::get_if<Bundle>(&r)) {
                if (b->member) of[b->member->id] = b->id;
                int ips = 0;
                for (const order::Action& action : order.order.actions) {
                    const std::string& id = action.resource;
                    if (id.rfind(b->id + "-", 0) != 0) continue;
                    of[id] = b->id;
                    const bool ip = id.rfind(b->id + "-ip-", 0) == 0;
                    replica[id] = b->id + "-" + (ip ? std::to_string(ips++) : id.substr(id.rfind('-') + 1));
                }
            }
        }
    }
    bool shared(const std::string& a, const std::string& b) const {
        const auto x = of.find(a), y = of.find(b);
        return x != of.end() && y != of.end() && x->second == y->second;
    }
};

struct Instance {
    std::string id, number, node;  // number: of a unique clone
    std::size_t index = 0;
};

/// What the scheduler would do, from the tool's JSON.
struct Graph {
    std::map<Key, std::vector<Instance>> instances;
    std::vector<std::set<std::size_t>> before;
    std::map<std::string, std::size_t> index_of;
    std::map<std::size_t, std::string> node_of;

    explicit Graph(const nlohmann::json& json) {
        for (const auto& round : json.at("rounds")) {
            for (const auto& action : round.at("actions")) add(action);
        }
    }
    void add(const nlohmann::json& action) {
        const std::string id = action.at("id");
        const std::size_t index = before.size();
        index_of[id] = index;
        std::set<std::size_t> all;
        for (const std::string p : action.at("after")) {
            const std::size_t i = index_of.at(p);
            all.insert(i);
            all.insert(before[i].begin(), before[i].end());
        }
        before.push_back(std::move(all));
        const std::string operation = action.at("operation");
        if (operation != "start" && operation != "promote" && operation != "stop" && operation != "demote") return;
        std::string resource = action.at("resource"), number;
        const std::size_t colon = resource.rfind(':');
        if (colon != std::string::npos) {
            number = resource.substr(colon + 1);
            resource.resize(colon);
        }
        node_of[index] = action.at("node");
        instances[{resource, operation}].push_back({id, number, action.at("node"), index});
    }

    enum class Shown { No, Yes, NoPair };
    /// Every pair of instances, or of those that `match`.
    template <class Match>
    Shown shows(const Key& a, const Key& b, const Match& match) const {
        bool any = false;
        for (const Instance& x : instances.at(a)) {
            for (const Instance& y : instances.at(b)) {
                if (!match(x, y)) continue;
                any = true;
                if (before[y.index].count(x.index) == 0) return Shown::No;
            }
        }
        return any ? Shown::Yes : Shown::NoPair;
    }
};

class Comparison {
public:
    Comparison(const Document& document, const Graph& graph, bool stop, OrderResult& result)
        : d_(document),
          g_(graph),
          out_(result),
          stop_(stop),
          order_(run_order(document, stop)),
          contexts_(document, run_order(document, false)) {
        for (std::size_t i = 0; i < order_.order.actions.size(); ++i) {
            place_[{order_.order.actions[i].resource, order_.order.actions[i].operation}] = i;
        }
        for (const Constraint& c : d_.constraints) {
            const auto* order = std::get_if<Order>(&c);
            if (order != nullptr && order->kind == "Serialize") serialized_ = true;
        }
    }

    void run() {
        for (const auto& [key, instances] : g_.instances) {
            if (place_.count(key) == 0 && order_.complete) out_.missed.push_back("no action " + name(key));
        }
        for (const auto& [a, x] : g_.instances) {
            for (const auto& [b, y] : g_.instances) {
                if (a != b && place_.count(a) != 0 && place_.count(b) != 0) compare(a, b);
            }
        }
    }

private:
    static std::string name(const Key& key) { return key.second + " " + key.first; }

    void compare(const Key& a, const Key& b) {
        const Claim claim = order_.proves(place_.at(a), place_.at(b));
        const bool narrow = contexts_.shared(a.first, b.first) && claim != Claim::Everywhere;
        const Graph::Shown shown = g_.shows(a, b, [&](const Instance& x, const Instance& y) {
            return !narrow || (x.number == y.number && where(a, x) == where(b, y));
        });
        if (shown == Graph::Shown::NoPair) return;
        ++out_.pairs;
        const bool held = shown == Graph::Shown::Yes;
        if ((claim != Claim::Nothing) == held) {
            ++out_.agree;
            return;
        }
        const std::string pair = name(a) + " < " + name(b);
        if (!held) {
            out_.wrong.push_back(pair);
            return;
        }
        const std::string reason = reason_of(a, b);
        (reason.empty() ? out_.missed : out_.allowed[reason]).push_back(pair);
    }

    std::string where(const Key& key, const Instance& instance) const {
        const auto replica = contexts_.replica.find(key.first);
        return replica == contexts_.replica.end() ? instance.node : replica->second;
    }

    /// Why the document cannot tell.
    std::string reason_of(const Key& a, const Key& b) const {
        if (order_.likely(place_.at(a), place_.at(b))) return "it hangs on something that need not take place";
        if (by_connection(a, b)) return "placed on a guest or remote node that must come up first";
        if (serialized_) return "kind=Serialize, either could be first";
        return "";
    }

    /// `b` comes after `a` through the connection to the node that an instance of the one which runs on it, or what
    /// comes between, is placed on: what runs there starts after the connection and stops before it.
    bool by_connection(const Key& a, const Key& b) const {
        for (const auto& [step, node] : g_.node_of) {
            const auto connection = g_.instances.find({node, stop_ ? "stop" : "start"});
            if (connection == g_.instances.end()) continue;
            for (const Instance& c : connection->second) {
                const std::size_t first = stop_ ? step : c.index, then = stop_ ? c.index : step;
                if (reaches(a, first) && reached(then, b)) return true;
            }
        }
        return false;
    }
    /// An instance of `key` is this action, or comes before it.
    bool reaches(const Key& key, std::size_t action) const {
        const auto& all = g_.instances.at(key);
        return std::any_of(all.begin(), all.end(), [&](const Instance& x) {
            return x.index == action || g_.before[action].count(x.index) != 0;
        });
    }
    /// An instance of `key` is this action, or comes after it.
    bool reached(std::size_t action, const Key& key) const {
        const auto& all = g_.instances.at(key);
        return std::any_of(all.begin(), all.end(), [&](const Instance& x) {
            return x.index == action || g_.before[x.index].count(action) != 0;
        });
    }

    const Document& d_;
    const Graph& g_;
    OrderResult& out_;
    bool stop_;
    RunOrder order_;
    Contexts contexts_;
    std::map<Key, std::size_t> place_;
    bool serialized_ = false;
};

OrderResult judge(const fs::path& file, const std::string& tool, bool stop) {
    OrderResult out;
    out.file = file.parent_path().filename() / file.filename();
    source::SourceManager sources;
    diag::Sink sink;
    const auto document = read(sources.add(file, slurp(file)), sources, sink);
    if (!document) {
        out.refused = "cannot be read";
        return out;
    }
    const auto begin = std::chrono::steady_clock::now();
    run_order(*document, stop);
    out.milliseconds = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count();
    const auto text = output_of("python3 '" + tool + "' '" + file.string() + "' --json" +
                                (stop ? " --rounds 3 --stop" : "") + " 2>/dev/null");
    const auto json = text ? nlohmann::json::parse(*text, nullptr, false) : nlohmann::json();
    if (!json.is_object()) {
        out.refused = "refused by the scheduler";
        return out;
    }
    const Graph graph(json);
    for (const auto& [key, instances] : graph.instances) out.acts |= key.second == (stop ? "stop" : "start");
    if (out.acts) Comparison(*document, graph, stop, out).run();
    return out;
}

std::size_t of_many(const std::map<std::string, std::vector<std::string>>& lists) {
    std::size_t out = 0;
    for (const auto& [reason, list] : lists) out += list.size();
    return out;
}

}  // namespace

std::string order_tool() {
    const char* set = std::getenv("HALE_DATA");
    const char* other = std::getenv("HALE_TRANSITION_ORDER");
    if (other != nullptr) return other;
    return (set != nullptr ? std::string(set) : std::string(HALE_SOURCE_DIR "/../shared/data")) +
           "/../tools/transition_order.py";
}

std::string missing_for_order() {
    if (!fs::exists(order_tool())) return order_tool();
    for (const char* program : {"python3", "crm_simulate"}) {
        if (!test::have_tool(program)) return program;
    }
    return {};
}

OrderTotals judge_orders(const std::vector<fs::path>& files, bool stop) {
    std::vector<OrderResult> results(files.size());
    std::atomic<std::size_t> next{0};
    std::vector<std::thread> workers;
    for (int i = 0; i < 2; ++i) {
        workers.emplace_back([&] {
            for (std::size_t k = next++; k < files.size(); k = next++) results[k] = judge(files[k], order_tool(), stop);
        });
    }
    for (std::thread& worker : workers) worker.join();

    OrderTotals total;
    std::map<std::string, std::size_t> allowed;
    double slowest = 0;
    std::size_t refused = 0;
    for (const OrderResult& r : results) {
        if (!r.refused.empty()) {
            ++refused;
            std::cout << r.file << ": " << r.refused << "\n";
        }
        total.acting += r.acts;
        total.pairs += r.pairs;
        total.agree += r.agree;
        slowest = std::max(slowest, r.milliseconds);
        for (const auto& [reason, list] : r.allowed) {
            allowed[reason] += list.size();
            for (const std::string& pair : list) {
                std::cout << r.file << ": unproven, " << reason << ": " << pair << "\n";
            }
        }
        total.disagree += r.wrong.size() + r.missed.size();
        total.unproven += of_many(r.allowed);
        for (const std::string& pair : r.wrong) ADD_FAILURE() << r.file << ": claimed, not so: " << pair;
        for (const std::string& pair : r.missed) ADD_FAILURE() << r.file << ": not claimed: " << pair;
    }
    std::cout << files.size() << " files, " << refused << " refused, " << total.acting << (stop ? " stop" : " start")
              << " something; " << total.pairs << " pairs, " << total.agree << " agree, " << total.disagree
              << " disagree";
    for (const auto& [reason, count] : allowed) std::cout << ", " << count << " unproven (" << reason << ")";
    std::cout << "; slowest " << slowest << " ms\n";
    return total;
}

}  // namespace hale::pacemaker
