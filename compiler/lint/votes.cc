// Votes: what the quorum block says must fit the nodes. With too many expected votes the cluster never acts; with too
// few, both halves of a split cluster act.

#include <algorithm>
#include <cstdlib>

#include "compiler/diag/cluster_codes.h"
#include "compiler/diag/danger_codes.h"
#include "compiler/lint/rules.h"

namespace hale::lint {

namespace {

const model::Attribute* attribute_of(const std::vector<model::Attribute>& attributes, std::string_view name) {
    for (const model::Attribute& a : attributes) {
        if (a.name == name) return &a;
    }
    return nullptr;
}

std::int64_t number(const model::Attribute& a) {
    return a.value.is(model::ValueKind::Int) ? a.value.number : std::atoll(a.value.text.c_str());
}

}  // namespace

namespace {

class VotesCheck {
public:
    VotesCheck(const Facts& facts, diag::Sink& sink) : f_(facts), sink_(sink), nodes_(facts.cluster.nodes.size()) {
        for (const model::Node& node : f_.cluster.nodes) {
            const model::Attribute* v = attribute_of(node.attributes, "votes");
            sum_ += v == nullptr ? 1 : number(*v);
        }
        // qdiskd brings one vote less than there are nodes where nothing is said (qdisk(5)).
        for (const model::Block* disk : f_.constructs("quorum_disk")) {
            const model::Attribute* v = disk->find("votes");
            disk_ = true;
            sum_ += v != nullptr ? number(*v) : std::max<std::int64_t>(static_cast<std::int64_t>(nodes_) - 1, 0);
        }
    }

    void run() {
        for (const model::Block* quorum : f_.constructs("quorum")) {
            if (nodes_ == 0) {
                no_nodes(*quorum);
            } else {
                two_node(*quorum);
                expected(*quorum);
                pair(*quorum);
            }
            for (const model::Block& child : quorum->children) {
                if (child.name == "quorum_device") device(child);
            }
        }
        for (const model::Block* disk : f_.constructs("quorum_disk")) min_score(*disk);
    }

private:
    static bool has_device(const model::Block& quorum) {
        return std::any_of(quorum.children.begin(), quorum.children.end(),
                           [](const model::Block& b) { return b.name == "quorum_device"; });
    }

    /// The nodes are found by multicast: how many there are stands nowhere.
    void no_nodes(const model::Block& quorum) {
        if (f_.cluster.targets != std::vector<std::string>{"corosync"}) return;
        sink_.report(diag::NoNodeList, f_.span(quorum.origin), "the votes cannot be held against the nodes")
            .note("corosync 3 with knet or udpu, and Pacemaker's tools, need a node list")
            .help("list the nodes with their addresses, names and numbers");
    }

    void two_node(const model::Block& quorum) {
        const model::Attribute* two = quorum.find("two_node");
        if (!is_true(two)) return;
        if (nodes_ != 2) {
            auto report =
                sink_.report(diag::VotesMismatch, f_.span(two->origin),
                             "`two_node` is for exactly two nodes, and the cluster has " + std::to_string(nodes_));
            report.notes(f_.iterations(two->origin)).help("leave `two_node` out");
            offer(report, diag::FixSafety::Safe, "leave it out", f_.rewrite(*two, ""));
            return;
        }
        for (const model::Node& node : f_.cluster.nodes) {
            const model::Attribute* v = attribute_of(node.attributes, "votes");
            if (v == nullptr || number(*v) == 1) continue;
            sink_.report(diag::TwoNodeVotes, f_.span(v->origin), node.name, number(*v))
                .notes(f_.iterations(v->origin))
                .label(f_.span(two->origin), "one of two nodes keeps the quorum")
                .help("leave `votes` out");
        }
    }

    void expected(const model::Block& quorum) {
        const model::Attribute* expected = quorum.find("expected_votes");
        if (is_true(quorum.find("two_node")) || expected == nullptr || has_device(quorum) || number(*expected) == sum_) return;
        const bool few = number(*expected) < sum_;
        auto report = sink_.report(diag::VotesMismatch, f_.span(expected->origin),
                                   "`expected_votes` is " + std::to_string(number(*expected)) + ", but there are " +
                                       std::to_string(sum_) + " votes");
        report.notes(f_.iterations(expected->origin))
            .note("{}", few ? "both halves of a split cluster could act, and mount the same file systems"
                            : "nodes that are all there could still be without quorum")
            .help("leave `expected_votes` out: it is counted from the nodes");
        offer(report, diag::FixSafety::Maybe, "leave it out", f_.rewrite(*expected, ""));
    }

    /// Where nothing is said hale takes two nodes for a pair; a corosync.conf that says nothing does not.
    void pair(const model::Block& quorum) {
        const model::Attribute* two = quorum.find("two_node");
        const model::Attribute* provider = quorum.find("provider");
        if (nodes_ != 2 || sum_ != 2 || two == nullptr || is_true(two) || has_device(quorum) || disk_) return;
        if (!f_.for_manager("corosync") || f_.cluster.targets.empty()) return;
        if (is_true(quorum.find("auto_tie_breaker")) || (provider != nullptr && text_of(provider->value) == "none")) return;
        sink_.report(diag::PairWithoutRule, f_.span(quorum.origin))
            .notes(f_.iterations(quorum.origin))
            .note("it stops everything, and the failure of one node is the failure of both")
            .help("set `two_node`, or add a quorum device");
    }

    void device(const model::Block& device) {
        const model::Attribute* model = device.find("model");
        if (model == nullptr || text_of(model->value) != "net" || device.find("host") != nullptr) return;
        sink_.report(diag::DeviceHostMissing, f_.span(device.origin))
            .notes(f_.iterations(device.origin))
            .help("say the name or address of the qnetd server: `host`");
    }

    void min_score(const model::Block& disk) {
        const model::Attribute* wanted = disk.find("min_score");
        if (wanted == nullptr) return;
        std::int64_t sum = 0;
        for (const model::Block& h : disk.children) {
            const model::Attribute* score = h.name == "heuristic" ? h.find("score") : nullptr;
            if (h.name == "heuristic") sum += score == nullptr ? 1 : number(*score);
        }
        if (number(*wanted) <= sum) return;
        sink_.report(diag::ScoreUnreachable, f_.span(wanted->origin), number(*wanted), sum)
            .notes(f_.iterations(wanted->origin))
            .note("every node takes itself for sick and leaves the cluster")
            .help("at most {}", sum);
    }

    const Facts& f_;
    diag::Sink& sink_;
    std::size_t nodes_;
    std::int64_t sum_ = 0;
    bool disk_ = false;
};

}  // namespace

void votes(const Facts& facts, diag::Sink& sink) { VotesCheck(facts, sink).run(); }

}  // namespace hale::lint
