#include "backends/rgmanager/delta.h"

#include <algorithm>
#include <map>
#include <utility>

#include "backends/rgmanager/spelling.h"

namespace hale::rgmanager {

namespace {

const std::string& type_of(const schema::Kind& kind) {
    return kind.rgmanager.type.empty() ? kind.name : kind.rgmanager.type;
}

/// What rgmanager has for an attribute: what the file gives, else the default of the agent's metadata; nothing: the
/// resource is without it.
std::optional<std::string> stored(const Defined& resource, const schema::Attribute& attribute) {
    const schema::Kind& kind = *resource.kind;
    if (const xml::Attribute* found = resource.element->find(manager_name(kind, attribute))) {
        return std::string(found->value);
    }
    for (const auto& [name, text] : kind.rgmanager.preset) {
        if (name == attribute.name) return text;
    }
    return std::nullopt;
}

std::string primary_value(const Defined& resource) {
    const schema::Attribute* primary =
        resource.kind->primary.empty() ? nullptr : resource.kind->attribute(resource.kind->primary);
    return primary == nullptr ? std::string() : stored(resource, *primary).value_or("");
}

void compare(const Defined& before, const Defined& after, Matched& out) {
    for (const schema::Attribute& attribute : after.kind->attributes) {
        const auto old = stored(before, attribute);
        const auto now = stored(after, attribute);
        if (old == now) continue;
        // rgmanager counts attributes first: one that only one side has restarts the resource, whatever it is.
        const bool decides = old.has_value() != now.has_value() || !attribute.reload;
        out.changes.push_back(
            {&attribute, old.value_or(""), now.value_or(""), old.has_value(), now.has_value(), decides});
        out.compared = std::max(out.compared, decides ? Compared::Changed : Compared::Reconfig);
    }
}

using Name = std::pair<const schema::Kind*, std::string>;

std::vector<Matched> match(const Effective& before, const Effective& after) {
    std::map<Name, int> old;
    for (std::size_t i = 0; i < before.defined.size(); ++i) {
        old.emplace(Name{before.defined[i].kind, primary_value(before.defined[i])}, static_cast<int>(i));
    }
    std::vector<Matched> out;
    std::vector<bool> met(before.defined.size());
    for (std::size_t i = 0; i < after.defined.size(); ++i) {
        Matched pair;
        pair.after = static_cast<int>(i);
        const auto it = old.find(Name{after.defined[i].kind, primary_value(after.defined[i])});
        if (it != old.end()) {
            pair.before = it->second;
            met[static_cast<std::size_t>(it->second)] = true;
            compare(before.defined[static_cast<std::size_t>(it->second)], after.defined[i], pair);
        }
        out.push_back(std::move(pair));
    }
    for (std::size_t i = 0; i < before.defined.size(); ++i) {
        Matched gone;
        gone.before = static_cast<int>(i);
        if (!met[i]) out.push_back(std::move(gone));
    }
    return out;
}

/// Walks both forests and marks their branches.
class Trees {
public:
    Trees(const Effective& before, const Effective& after, Delta& out) : before_(before), after_(after), out_(out) {
        old_marks_.resize(before.defined.size());
        new_marks_.resize(after.defined.size());
        counterpart_.resize(before.defined.size(), -1);
        for (const Matched& pair : out.resources) of_pair(pair);
    }

    void walk(const std::vector<Branch>& lefts, const std::vector<Branch>& rights) {
        std::vector<bool> common(rights.size());
        for (const Branch& left : lefts) {
            const std::size_t partner =
                old_marks_[left.defined] == Mark::Stop ? rights.size() : find(left, rights, common);
            if (partner == rights.size()) {
                out_.marks[&left] = Mark::Stop;
                continue;
            }
            common[partner] = true;
            if (new_marks_[rights[partner].defined] == Mark::Reconfig) out_.marks[&rights[partner]] = Mark::Reconfig;
            walk(left.children, rights[partner].children);
        }
        for (std::size_t i = 0; i < rights.size(); ++i) {
            if (!common[i]) out_.marks[&rights[i]] = Mark::Start;
        }
    }

private:
    void of_pair(const Matched& pair) {
        const auto old = static_cast<std::size_t>(pair.before);
        const auto now = static_cast<std::size_t>(pair.after);
        const bool changed = pair.compared == Compared::Changed;
        if (pair.before >= 0) {
            counterpart_[old] = pair.after;
            if (pair.after < 0 || changed) old_marks_[old] = Mark::Stop;
        }
        if (pair.after >= 0) {
            if (pair.before < 0 || changed)
                new_marks_[now] = Mark::Start;
            else if (pair.compared == Compared::Reconfig)
                new_marks_[now] = Mark::Reconfig;
        }
    }

    std::size_t find(const Branch& left, const std::vector<Branch>& rights, const std::vector<bool>& common) const {
        for (std::size_t i = 0; i < rights.size(); ++i) {
            if (!common[i] && static_cast<int>(rights[i].defined) == counterpart_[left.defined]) return i;
        }
        return rights.size();
    }

    const Effective& before_;
    const Effective& after_;
    Delta& out_;
    std::vector<Mark> old_marks_, new_marks_;
    std::vector<int> counterpart_;
};

/// The children of a node, as rgmanager comes across them for one of its ways to walk.
class Walk {
public:
    Walk(const Effective& in, Delta& out, bool up) : in_(in), out_(out), up_(up) {}

    void top(const Branch& branch) {
        root_ = &branch;
        whole_ = true;
        stop(branch);
        whole_ = false;
    }

    /// The marked branches below an unmarked one: first those whose type has no level, in reverse order, then by start
    /// level, up and down alike (facts/rgmanager.md section 5, "Reconfigure orders differ").
    void conditional(const Branch& parent) {
        for (const Branch* child : by_level(parent, true, true)) {
            const Mark mark = out_.mark(*child);
            root_ = child;
            if (!up_ && mark == Mark::Stop)
                stop(*child);
            else if (up_ && mark == Mark::Start)
                start(*child);
            else
                inside(*child, mark);
        }
    }

    void inside(const Branch& branch, Mark mark) {
        if (up_ && mark == Mark::Reconfig) add("reconfig", branch);
        conditional(branch);
    }

    void start(const Branch& branch) {
        add("start", branch);
        for (const Branch* child : by_level(branch, true, false)) start(*child);
    }
    void stop(const Branch& branch) {
        for (const Branch* child : by_level(branch, false, true)) stop(*child);
        add("stop", branch);
    }

private:
    void add(std::string_view action, const Branch& branch) {
        const schema::Kind& kind = *in_.defined[branch.defined].kind;
        const bool known = std::any_of(kind.operations.begin(), kind.operations.end(),
                                       [&](const schema::Operation& o) { return o.name == action; });
        if (known || kind.operations.empty())
            out_.operations.push_back({std::string(action), branch.defined, up_, root_, whole_});
    }

    const schema::Child* row(const schema::Kind& parent, const Branch& child) const {
        return parent.child(in_.defined[child.defined].kind->name);
    }

    /// `reverse` puts those without a level first and turns them round. With levels of `starting` or of stopping.
    std::vector<const Branch*> by_level(const Branch& parent, bool starting, bool reverse) const {
        const schema::Kind& kind = *in_.defined[parent.defined].kind;
        std::vector<const Branch*> loose;
        std::vector<std::pair<int, const Branch*>> levelled;
        for (const Branch& child : parent.children) {
            const schema::Child* r = row(kind, child);
            const int level = r == nullptr ? 0 : starting ? r->start : r->stop;
            const bool none = r == nullptr || (r->start == 0 && r->stop == 0);
            if (none)
                loose.push_back(&child);
            else if (level > 0)
                levelled.emplace_back(level, &child);
        }
        // Tree order is by table row; a true stop turns round the children of one type.
        if (!starting) turn_types(kind, levelled);
        std::stable_sort(levelled.begin(), levelled.end(),
                         [](const auto& a, const auto& b) { return a.first < b.first; });
        std::vector<const Branch*> out;
        // A parent without a table of children knows no levels: its children keep their order unless it truly stops.
        const bool turned = reverse && !(kind.children.empty() && starting);
        if (turned) out.assign(loose.rbegin(), loose.rend());
        for (const auto& [level, child] : levelled) out.push_back(child);
        if (!turned) out.insert(out.end(), loose.begin(), loose.end());
        return out;
    }

    void turn_types(const schema::Kind& kind, std::vector<std::pair<int, const Branch*>>& levelled) const {
        for (auto begin = levelled.begin(); begin != levelled.end();) {
            const schema::Child* type = row(kind, *begin->second);
            const auto end =
                std::find_if(begin, levelled.end(), [&](const auto& item) { return row(kind, *item.second) != type; });
            std::reverse(begin, end);
            begin = end;
        }
    }

    const Effective& in_;
    Delta& out_;
    bool up_;
    bool whole_ = false;
    const Branch* root_ = nullptr;
};

/// A unit that is added or removed without its agent being asked (vm: `init_on_add` and `destroy_on_delete` are 0).
bool asked(const schema::Kind& kind, std::string_view flag) {
    const auto& special = kind.rgmanager.special;
    return std::none_of(special.begin(), special.end(),
                        [&](const auto& s) { return s.first == flag && s.second == "0"; });
}

void operations(const Effective& before, const Effective& after, Delta& out) {
    Walk down(before, out, false);
    for (const Branch& unit : before.top) {
        if (out.mark(unit) != Mark::Stop)
            down.conditional(unit);
        else if (asked(*before.defined[unit.defined].kind, "destroy_on_delete"))
            down.top(unit);
    }
    Walk up(after, out, true);
    for (const Branch& unit : after.top) {
        const Mark mark = out.mark(unit);
        if (mark != Mark::Start)
            up.inside(unit, mark);
        else if (asked(*after.defined[unit.defined].kind, "init_on_add"))
            up.top(unit);
    }
}

}  // namespace

std::string instance_name(const Defined& resource) {
    std::string name = type_of(*resource.kind) + ':' + primary_value(resource);
    name.resize(std::min(name.size(), name.find('\n')));
    return name;
}

std::vector<std::size_t> start_walk(const Effective& in, const Branch& unit) {
    Delta walked;
    Walk(in, walked, true).start(unit);
    std::vector<std::size_t> out;
    for (const Ran& ran : walked.operations) out.push_back(ran.defined);
    return out;
}

Delta delta(const Effective& before, const Effective& after) {
    Delta out;
    out.resources = match(before, after);
    Trees(before, after, out).walk(before.top, after.top);
    operations(before, after, out);
    return out;
}

}  // namespace hale::rgmanager
