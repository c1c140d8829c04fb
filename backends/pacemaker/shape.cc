#include "backends/pacemaker/shape.h"
#include "compiler/support/breakage.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <utility>

namespace hale::pacemaker {

namespace {

using IndexPair = std::pair<std::size_t, std::size_t>;

/// Neighbours that stop one right after the other in mirrored order, and belong to the same subtree, form a unit.
std::vector<Unit> make_units(const std::vector<Element>& start, const std::map<std::size_t, std::size_t>& stop_rank) {
    std::vector<Unit> units;
    for (const Element& e : start) {
        const bool joins = !units.empty() && !e.foreign && !units.back().foreign() &&
                           HALE_BREAK("shape.join-other-subtree", units.back().front().regions == e.regions, true) &&
                           stop_rank.at(e.instance) + 1 == stop_rank.at(units.back().members.back().instance);
        if (joins) {
            units.back().members.push_back(e);
        } else {
            units.push_back({{e}});
        }
    }
    return units;
}

std::vector<std::size_t> stop_order(const std::vector<Unit>& units,
                                    const std::map<std::size_t, std::size_t>& stop_rank) {
    std::vector<std::size_t> order(units.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return stop_rank.at(units[a].front().instance) < stop_rank.at(units[b].front().instance);
    });
    return order;
}

/// Something of `from` does not hold for `to`: an independent subtree (of the wanted sort) ends between them.
bool leaves_region(const Element& from, const Element& to, bool non_critical) {
    return std::any_of(from.regions.begin(), from.regions.end(), [&](const Element::Region& r) {
        return r.non_critical == non_critical && std::find(to.regions.begin(), to.regions.end(), r) == to.regions.end();
    });
}

class Builder {
public:
    explicit Builder(Shape& shape) : shape_(shape), rank_(shape.units.size()) {
        for (std::size_t i = 0; i < shape.stop.size(); ++i) rank_[shape.stop[i]] = i;
    }

    void order() {
        std::vector<std::size_t> start(shape_.units.size());
        for (std::size_t i = 0; i < start.size(); ++i) start[i] = i;
        neighbours(start, start_pairs_, false);
        neighbours(shape_.stop, stop_pairs_, true);
        mirrored_covers();
        std::set<IndexPair> pairs = start_pairs_;
        pairs.insert(stop_pairs_.begin(), stop_pairs_.end());
        for (const auto& [u, v] : pairs) add_edges(u, v);
    }

    void together() {
        for (std::size_t v = 0; v < shape_.units.size(); ++v) {
            if (shape_.units[v].foreign()) {
                place_foreign(v);
            } else if (const auto u = nearest_before(v)) {
                shape_.together.push_back({v, *u});
            } else if (shape_.units[v].non_critical() && shape_.anchor() < shape_.units.size()) {
                shape_.together.push_back({v, shape_.anchor()});
            }
        }
    }

private:
    const Element& at(std::size_t unit) const { return shape_.units[unit].front(); }
    bool strong(std::size_t unit) const { return shape_.units[unit].strong(); }

    /// Pairs (earlier start, later start) that make `sequence` a chain: strong to strong, past the weak ones between
    /// them, and each weak one with its neighbours and with the strong ones before and after it.
    void neighbours(const std::vector<std::size_t>& sequence, std::set<IndexPair>& pairs, bool reversed) {
        const auto add = [&](std::size_t a, std::size_t b) {
            pairs.insert(reversed ? IndexPair(b, a) : IndexPair(a, b));
        };
        std::optional<std::size_t> last_strong;
        std::vector<std::size_t> weak;  // since last_strong
        for (const std::size_t unit : sequence) {
            if (!strong(unit)) {
                if (last_strong) add(*last_strong, unit);
                if (!weak.empty()) add(weak.back(), unit);
                weak.push_back(unit);
                continue;
            }
            if (last_strong) add(*last_strong, unit);
            for (const std::size_t w : weak) add(w, unit);
            weak.clear();
            last_strong = unit;
        }
        normalise(pairs);
    }

    /// Earlier start first, whatever sequence the pair came from.
    static void normalise(std::set<IndexPair>& pairs) {
        std::set<IndexPair> out;
        for (const auto& [a, b] : pairs) out.insert({std::min(a, b), std::max(a, b)});
        pairs = std::move(out);
    }

    /// Strong pairs that are mirrored with no mirrored third between them: so that a restart reaches everything that
    /// started later and stops earlier.
    void mirrored_covers() {
        for (std::size_t u = 0; u < shape_.units.size(); ++u) {
            if (!strong(u)) continue;
            std::optional<std::size_t> nearest;  // the latest stop before u's found so far
            for (std::size_t v = u + 1; v < shape_.units.size() && nearest != rank_[u] - 1; ++v) {
                if (!strong(v) || rank_[v] > rank_[u] || (nearest && rank_[v] < *nearest)) continue;
                nearest = rank_[v];
                start_pairs_.insert({u, v});
            }
        }
    }

    /// Orders from `u` to the later `v` may only be advice.
    bool advisory(std::size_t u, std::size_t v) const {
        if (HALE_BREAK("shape.non-critical-mandatory", leaves_region(at(u), at(v), true), false)) return true;
        return HALE_BREAK("shape.foreign-advice", at(v).foreign, false);
    }

    void add_edges(std::size_t u, std::size_t v) {
        const bool mirrored = rank_[v] < rank_[u];
        const bool advice = advisory(u, v);
        const bool restarts =
            advice || HALE_BREAK("shape.independent-restarts", !leaves_region(at(u), at(v), false), true);
        if (mirrored && restarts) {
            shape_.edges.push_back({u, v, Edge::Kind::Both, advice});
            return;
        }
        if (start_pairs_.count({u, v}) != 0 || mirrored) shape_.edges.push_back({u, v, Edge::Kind::StartOnly, advice});
        if (mirrored) {
            shape_.edges.push_back({v, u, Edge::Kind::StopOnly, advice});
        } else if (stop_pairs_.count({u, v}) != 0) {
            shape_.edges.push_back({u, v, Edge::Kind::StopOnly, advice});
        }
    }

    /// The nearest owned unit before `v` that `v` may depend on.
    std::optional<std::size_t> nearest_before(std::size_t v) const {
        for (std::size_t u = v; u-- > 0;) {
            if (!shape_.units[u].foreign() && !leaves_region(at(u), at(v), true)) return u;
        }
        return std::nullopt;
    }

    /// A shared instance must run where the service runs: what follows it depends on it, or, when nothing follows,
    /// what stands before it.
    void place_foreign(std::size_t x) {
        for (std::size_t v = x + 1; v < shape_.units.size(); ++v) {
            if (shape_.units[v].foreign() || leaves_region(at(x), at(v), true)) continue;
            shape_.together.push_back({v, x});
            return;
        }
        for (std::size_t v = x; v-- > 0;) {
            if (shape_.units[v].foreign() || leaves_region(at(x), at(v), true)) continue;
            shape_.together.push_back({v, x});
            return;
        }
    }

    Shape& shape_;
    std::vector<std::size_t> rank_;  // of a unit in the stop order
    std::set<IndexPair> start_pairs_, stop_pairs_;
};

}  // namespace

bool Unit::non_critical() const {
    const auto& regions = members.front().regions;
    return std::any_of(regions.begin(), regions.end(), [](const Element::Region& r) { return r.non_critical; });
}

std::size_t Shape::anchor() const {
    const auto it = std::find_if(units.begin(), units.end(), [](const Unit& u) { return u.strong(); });
    return static_cast<std::size_t>(it - units.begin());
}

Shape make_shape(const std::vector<Element>& start, const std::vector<std::size_t>& stop) {
    std::map<std::size_t, std::size_t> stop_rank;  // by instance
    for (std::size_t i = 0; i < stop.size(); ++i) stop_rank[stop[i]] = i;
    Shape shape;
    shape.units = make_units(start, stop_rank);
    shape.stop = stop_order(shape.units, stop_rank);
    Builder builder(shape);
    builder.order();
    builder.together();
    return shape;
}

}  // namespace hale::pacemaker
