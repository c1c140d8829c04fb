// What is printed of an order: each action with what it waits for, nothing that another one it waits for implies.
//
// Only what lies between an action and the earliest of those it waits for can imply any of them, so that much of the
// transition is looked at and no more.

#include <algorithm>
#include <unordered_map>

#include "backends/pacemaker/transition.h"

namespace hale::pacemaker::ordering {

namespace {

using Vertices = std::vector<std::size_t>;

class Reduction {
public:
    explicit Reduction(const Transition& transition)
        : t_(transition), claims_(transition), after_(transition.size()), seen_(transition.size(), 0) {}

    std::vector<Vertices> run() {
        for (const std::size_t vertex : t_.sequence()) after_[vertex] = reduced(vertex);
        return std::move(after_);
    }

private:
    struct Before {
        std::size_t vertex = 0;
        bool needed = false, same = false;
    };

    std::vector<Before> all_before(std::size_t vertex) const {
        std::vector<Before> out;
        for (const std::uint32_t e : t_.incoming(vertex)) {
            const Edge& edge = t_.edges()[e];
            if (!t_.doubtful(edge)) out.push_back({edge.from, edge.needed, edge.same});
        }
        return out;
    }

    Vertices reduced(std::size_t vertex) {
        const std::vector<Before> before = all_before(vertex);
        const bool none_implies = std::none_of(before.begin(), before.end(), [](const Before& b) { return b.needed; });
        if (before.size() < 2 || none_implies) return in_order(plain(before));
        const bool joints_only = std::all_of(before.begin(), before.end(), [&](auto& b) { return t_.is_joint(b.vertex); });
        if (!joints_only) return in_order(without_implied(vertex, before));
        // Members of one set wait for the same joints.
        Vertices key;
        for (const Before& b : before) key.push_back(2 * b.vertex + (b.needed ? 1 : 0));
        const auto [known, fresh] = same_.try_emplace(std::move(key));
        if (fresh) known->second = in_order(without_implied(vertex, before));
        return known->second;
    }

    static Vertices plain(const std::vector<Before>& before) {
        Vertices out;
        for (const Before& b : before) out.push_back(b.vertex);
        return out;
    }

    Vertices in_order(Vertices out) const {
        std::sort(out.begin(), out.end(), [&](std::size_t a, std::size_t b) { return t_.place(a) < t_.place(b); });
        out.erase(std::unique(out.begin(), out.end()), out.end());
        return out;
    }

    Vertices without_implied(std::size_t vertex, const std::vector<Before>& before) {
        Vertices out;
        std::vector<Before> open;
        mark_needed(before);
        for (const Before& b : before) {
            if (t_.is_joint(b.vertex)) {
                if (!plainly_implied(b, before)) joint(b, before, out);
            } else if (t_.outgoing(b.vertex).size() < 2) {
                out.push_back(b.vertex);  // leads nowhere else
            } else if (!plainly_implied(b, before)) {
                open.push_back(b);
            }
        }
        if (open.empty()) return out;
        const Vertices between = between_of(before, earliest(open), vertex);
        for (const Before& b : open) {
            if (!leads_into_seen(b.vertex) || !implied(b.vertex, b.same, before, between)) out.push_back(b.vertex);
        }
        return out;
    }

    // --- what one look shows ---

    void mark_needed(const std::vector<Before>& before) {
        wanted_.clear();
        for (const Before& b : before) {
            if (b.needed && !t_.is_joint(b.vertex)) wanted_.push_back(b.vertex);
        }
        std::sort(wanted_.begin(), wanted_.end());
    }
    bool wanted(std::size_t vertex) const { return std::binary_search(wanted_.begin(), wanted_.end(), vertex); }

    /// An edge leads from it to a needed one.
    bool plainly_implied(const Before& b, const std::vector<Before>& before) const {
        if (t_.is_joint(b.vertex)) {
            return std::any_of(before.begin(), before.end(), [&](const Before& other) {
                return other.needed && !t_.is_joint(other.vertex) && comes_from(other.vertex, b.vertex);
            });
        }
        const auto& out = t_.outgoing(b.vertex);
        return std::any_of(out.begin(), out.end(), [&](std::uint32_t e) {
            const Edge& edge = t_.edges()[e];
            return !edge.same && edge.to != b.vertex && wanted(edge.to) && !t_.doubtful(edge);
        });
    }
    bool comes_from(std::size_t vertex, std::size_t joint) const {
        const auto& in = t_.incoming(vertex);
        return std::any_of(in.begin(), in.end(), [&](std::uint32_t e) { return t_.edges()[e].from == joint; });
    }

    // --- what a walk shows ---

    std::size_t earliest(const std::vector<Before>& open) const {
        std::size_t out = Transition::kNone;
        for (const Before& b : open) out = std::min(out, t_.place(b.vertex));
        return out;
    }
    std::size_t earliest_of(std::size_t joint) {
        const auto [known, fresh] = earliest_.try_emplace(joint, Transition::kNone);
        for (std::size_t i = 0; fresh && i < t_.incoming(joint).size(); ++i) {
            known->second = std::min(known->second, t_.place(t_.edges()[t_.incoming(joint)[i]].from));
        }
        return known->second;
    }

    /// What is before the needed ones (but for `except`) and not before `lowest`, in order of places; `seen_` has it.
    Vertices between_of(const std::vector<Before>& before, std::size_t lowest, std::size_t except) {
        ++round_;
        Vertices todo, out;
        const auto see = [&](std::size_t vertex) {
            if (t_.place(vertex) < lowest || seen_[vertex] == round_) return;
            seen_[vertex] = round_;
            todo.push_back(vertex);
            out.push_back(vertex);
        };
        for (const Before& b : before) {
            if (b.needed && b.vertex != except) see(b.vertex);
        }
        while (!todo.empty()) {
            const std::size_t at = todo.back();
            todo.pop_back();
            for (const std::uint32_t e : t_.incoming(at)) see(t_.edges()[e].from);
        }
        std::sort(out.begin(), out.end(), [&](std::size_t a, std::size_t b) { return t_.place(a) < t_.place(b); });
        return out;
    }

    bool leads_into_seen(std::size_t vertex) const {
        const auto& out = t_.outgoing(vertex);
        return std::any_of(out.begin(), out.end(),
                           [&](std::uint32_t e) { return seen_[t_.edges()[e].to] == round_; });
    }

    /// A needed one that is not `first` itself is behind it.
    bool implied(std::size_t first, bool same, const std::vector<Before>& before, const Vertices& between) {
        claims_.from(first, between);
        return std::any_of(before.begin(), before.end(), [&](const Before& other) {
            if (!other.needed || other.vertex == first) return false;
            const Claims::Mark& mark = claims_.at(other.vertex);
            if (t_.is_joint(other.vertex)) return mark.inner_everywhere || (same && mark.inner_same);
            return mark.everywhere || (same && mark.same_instance);
        });
    }

    /// The joint, or those that it waits for and nothing beside it implies (its own list says what it implies itself).
    void joint(const Before& b, const std::vector<Before>& before, Vertices& out) {
        const Vertices between = between_of(before, earliest_of(b.vertex), b.vertex);
        const Vertices& own = after_[b.vertex];
        Vertices left = own;
        for (const std::size_t vertex : between) {
            if (t_.is_joint(vertex) || !leads_to(vertex, b.vertex) || !leads_into_seen(vertex)) continue;
            if (implied(vertex, false, before, between)) std::erase(left, vertex);
        }
        if (left.size() == own.size()) {
            out.push_back(b.vertex);
        } else {
            out.insert(out.end(), left.begin(), left.end());
        }
    }
    bool leads_to(std::size_t vertex, std::size_t joint) const {
        const auto& out = t_.outgoing(vertex);
        return std::any_of(out.begin(), out.end(), [&](std::uint32_t e) { return t_.edges()[e].to == joint; });
    }
    const Transition& t_;
    Claims claims_;
    std::vector<Vertices> after_;
    std::map<Vertices, Vertices> same_;
    std::unordered_map<std::size_t, std::size_t> earliest_;
    Vertices wanted_;
    std::vector<std::uint32_t> seen_;
    std::uint32_t round_ = 0;
};

}  // namespace

std::vector<Vertices> waits(const Transition& transition) { return Reduction(transition).run(); }

}  // namespace hale::pacemaker::ordering
