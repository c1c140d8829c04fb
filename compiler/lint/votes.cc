// Votes: what the quorum block says must fit the nodes. With too many expected votes the cluster never acts; with too
// few, both halves of a split cluster act.

#include <algorithm>
#include <cstdlib>

#include "compiler/diag/cluster_codes.h"
#include "compiler/lint/rules.h"
#include "compiler/support/breakage.h"

namespace hale::lint {

namespace {

const model::Attribute* find(const std::vector<model::Attribute>& attributes, std::string_view name) {
    for (const model::Attribute& a : attributes) {
        if (a.name == name) return &a;
    }
    return nullptr;
}

std::int64_t number(const model::Attribute& a) {
    return a.value.is(model::ValueKind::Int) ? a.value.number : std::atoll(a.value.text.c_str());
}

}  // namespace

void votes(const Facts& facts, diag::Sink& sink) {
    const std::size_t nodes = facts.cluster.nodes.size();
    std::int64_t sum = 0;
    for (const model::Node& node : facts.cluster.nodes) {
        const model::Attribute* v = find(node.attributes, "votes");
        sum += HALE_BREAK("lint.votes-default", v == nullptr ? 1 : number(*v), 1);
    }
    for (const model::Block* disk : facts.constructs("quorum_disk")) {
        if (const model::Attribute* v = disk->find("votes")) sum += number(*v);
    }
    for (const model::Block* quorum : facts.constructs("quorum")) {
        const model::Attribute* two = quorum->find("two_node");
        const model::Attribute* expected = quorum->find("expected_votes");
        const bool device = std::any_of(quorum->children.begin(), quorum->children.end(),
                                        [](const model::Block& b) { return b.name == "quorum_device"; });
        if (is_true(two) && HALE_BREAK("lint.votes-two-node", nodes != 2, nodes < 2)) {
            auto report =
                sink.report(diag::VotesMismatch, facts.span(two->origin),
                            "`two_node` is for exactly two nodes, and the cluster has " + std::to_string(nodes));
            report.notes(facts.iterations(two->origin)).help("leave `two_node` out");
            offer(report, diag::FixSafety::Safe, "leave it out", facts.rewrite(*two, ""));
        } else if (!is_true(two) && expected != nullptr && !device && number(*expected) != sum) {
            const bool few = number(*expected) < sum;
            auto report = sink.report(diag::VotesMismatch, facts.span(expected->origin),
                                      "`expected_votes` is " + std::to_string(number(*expected)) + ", but there are " +
                                          std::to_string(sum) + " votes");
            report.notes(facts.iterations(expected->origin))
                .note("{}", few ? "both halves of a split cluster could act, and mount the same file systems"
                                : "nodes that are all there could still be without quorum")
                .help("leave `expected_votes` out: it is counted from the nodes");
            offer(report, diag::FixSafety::Maybe, "leave it out", facts.rewrite(*expected, ""));
        }
    }
}

}  // namespace hale::lint
