#include "compiler/order/order.h"
#include "compiler/support/breakage.h"

#include <algorithm>

namespace hale::order {

namespace {

using model::Cluster;
using model::UseId;

constexpr int kMaxLevel = 100;

/// A child and the levels its parent's table gives it (nullptr: the kind is not listed).
struct Placed {
    UseId use;
    const schema::Child* row;
    std::size_t rank;  // position of the row in the table
};

bool has_level(const Placed& p) { return p.row != nullptr && (p.row->start != 0 || p.row->stop != 0); }

/// Children in tree order: typed ones by table row, then the rest, each in written order.
std::vector<Placed> tree_order(const Cluster& cluster, UseId id, const std::vector<UseId>& children) {
    const schema::Kind& parent = *cluster.resource_of(id).kind;
    std::vector<Placed> placed;
    placed.reserve(children.size());
    for (const UseId child : children) {
        const schema::Child* row = parent.child(cluster.resource_of(child).kind->name);
        placed.push_back(
            {child, row,
             row != nullptr ? static_cast<std::size_t>(row - parent.children.data()) : parent.children.size()});
    }
    std::stable_sort(placed.begin(), placed.end(), [](const Placed& a, const Placed& b) { return a.rank < b.rank; });
    return placed;
}

/// Those with a level in 1..100, by level, then table row; the order within one kind is kept.
std::vector<UseId> by_level(const std::vector<Placed>& placed, int schema::Child::*level) {
    std::vector<Placed> leveled;
    std::copy_if(placed.begin(), placed.end(), std::back_inserter(leveled), [&](const Placed& p) {
        return p.row != nullptr && HALE_BREAK("order.level-limit", p.row->*level >= 1, p.row->*level >= 2) &&
               p.row->*level <= kMaxLevel;
    });
    std::stable_sort(leveled.begin(), leveled.end(), [&](const Placed& a, const Placed& b) {
        return HALE_BREAK("order.rank-in-level", std::pair(a.row->*level, a.rank) < std::pair(b.row->*level, b.rank),
                          (a.rank < b.rank));
    });
    std::vector<UseId> out;
    for (const Placed& p : leveled) out.push_back(p.use);
    return out;
}

void append_unleveled(const std::vector<Placed>& placed, std::vector<UseId>& out) {
    for (const Placed& p : placed) {
        if (HALE_BREAK("order.unleveled-kept", !has_level(p), p.row == nullptr)) out.push_back(p.use);
    }
}

void start_walk(const Cluster& cluster, UseId id, std::vector<Step>& out) {
    out.push_back({id, false});
    for (const UseId child : cluster.at(id).start_order) start_walk(cluster, child, out);
}

void stop_walk(const Cluster& cluster, UseId id, std::vector<Step>& out) {
    for (const UseId child : cluster.at(id).stop_order) stop_walk(cluster, child, out);
    out.push_back({id, true});
}

}  // namespace

Sequence by_table(const Cluster& cluster, UseId parent, const std::vector<UseId>& children) {
    std::vector<Placed> placed = tree_order(cluster, parent, children);
    Sequence out;
    out.start = by_level(placed, &schema::Child::start);
    append_unleveled(placed, out.start);

    std::reverse(placed.begin(), placed.end());
    append_unleveled(placed, out.stop);
    const std::vector<UseId> leveled = by_level(placed, &schema::Child::stop);
    out.stop.insert(out.stop.end(), leveled.begin(), leveled.end());
    return out;
}

void compute(Cluster& cluster) {
    for (std::size_t i = 0; i < cluster.uses.size(); ++i) {
        model::Use& use = cluster.uses[i];
        if (use.children.empty()) continue;
        if (use.written_order) {
            use.start_order = use.children;
            HALE_BREAK("order.written-reversed", use.stop_order.assign(use.children.rbegin(), use.children.rend()),
                       use.stop_order.assign(use.children.begin(), use.children.end()));
            continue;
        }
        Sequence order = by_table(cluster, UseId(i), use.children);
        use.start_order = std::move(order.start);
        use.stop_order = std::move(order.stop);
    }
}

std::vector<Step> start_steps(const Cluster& cluster, UseId root) {
    std::vector<Step> out;
    start_walk(cluster, root, out);
    return out;
}

std::vector<Step> stop_steps(const Cluster& cluster, UseId root) {
    std::vector<Step> out;
    stop_walk(cluster, root, out);
    return out;
}

}  // namespace hale::order
