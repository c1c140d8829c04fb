// Rules that can never hold, and everything that keeps Pacemaker from starting something: maintenance, standby, resources
// that it does not manage, an opt-in cluster without a place, and what crm_resource left behind.

#include <algorithm>
#include <array>
#include <ctime>
#include <set>

#include "compiler/diag/danger_codes.h"
#include "compiler/fencing/table.h"
#include "compiler/lint/rules.h"
#include "compiler/model/guests.h"
#include "compiler/support/suggest.h"

namespace hale::lint {

namespace {

using model::Attribute;
using model::Block;

/// Agents that set attributes of nodes; of an agent that nobody knows it is not known.
constexpr std::array<std::string_view, 10> kSetters = {"ping",  "attribute", "SysInfo",   "ifspeed", "ethmonitor",
                                                      "Health", "SAPHana",   "pgsql", "rabbitmq", "SAPInstance"};

bool sets_attributes(const model::Resource& r) {
    return r.kind->unknown || std::any_of(kSetters.begin(), kSetters.end(), [&](std::string_view word) {
               return r.kind->name.find(word) != std::string::npos;
           });
}

std::string today() {
    const std::time_t now = std::time(nullptr);
    std::array<char, 16> out{};
    std::tm parts{};
    ::gmtime_r(&now, &parts);
    std::strftime(out.data(), out.size(), "%Y-%m-%d", &parts);
    return out.data();
}

bool is_date(const std::string& text) { return text.size() >= 10 && text[4] == '-' && text[7] == '-'; }
bool about_date(const model::Rule& rule) {
    if ((rule.op == model::Rule::Op::Name && rule.text == "date") || rule.text.rfind("date", 0) == 0) return true;
    return std::any_of(rule.children.begin(), rule.children.end(), about_date);
}

class MatchingCheck {
public:
    MatchingCheck(const Facts& facts, diag::Sink& sink) : f_(facts), sink_(sink) {
        for (const model::Node& node : f_.cluster.nodes) {
            nodes_.push_back(node.name);
            for (const Block& set : node.blocks) {
                if (set.name == "attributes") names_in(set);
            }
        }
        for (const std::string& guest : model::guest_nodes(f_.cluster)) nodes_.push_back(guest);
        for (const model::Resource& r : f_.cluster.resources) {
            setter_ = setter_ || sets_attributes(r);
            for (const char* word : {"name"}) {
                const Attribute* a = parameter(r, word);
                if (a != nullptr && sets_attributes(r)) attributes_.push_back(text_of(a->value));
            }
            if (r.kind->name.find(":ping") != std::string::npos) attributes_.emplace_back("pingd");
        }
    }

    void run() {
        for (const Block& block : f_.cluster.constructs) {
            if (block.name == "place") place(block);
        }
        everything();
        for (const model::Resource& r : f_.cluster.resources) unmanaged(r);
        if (opt_in()) homeless();
        against_group();
    }

private:
    void names_in(const Block& set) {
        for (const Attribute& a : set.attributes) attributes_.push_back(a.name);
        for (const Block& b : set.children) {
            if (b.name == "values") names_in(b);
            if (b.name == "nvpair") attributes_.push_back(b.label());
        }
    }

    // ---- rules ----

    void place(const Block& block) {
        const bool left = block.label().rfind("cli-", 0) == 0;
        bool dated = std::any_of(block.children.begin(), block.children.end(),
                                 [](const Block& b) { return b.name == "lifetime"; });
        const auto look = [&](const Block& b) {
            const Attribute* when = b.find("when");
            if (when == nullptr || !when->value.rule) return;
            dated = dated || about_date(*when->value.rule);
            rule(*when->value.rule, when->origin, left);
            reversed(*when->value.rule, when->origin);
        };
        look(block);
        for (const Block& child : block.children) look(child);
        if (left && !dated) left_behind(block);
    }

    void tell(model::OriginId at, const std::string& what, const std::string& best) {
        auto report = sink_.report(diag::NeverMatches, f_.span(at), what);
        report.notes(f_.iterations(at));
        if (!best.empty()) report.help("did you mean `{}`?", best);
    }

    void rule(const model::Rule& r, model::OriginId at, bool left) {
        using Op = model::Rule::Op;
        const bool compares = r.op == Op::Eq || r.op == Op::Ne || r.op == Op::Lt || r.op == Op::Le || r.op == Op::Gt || r.op == Op::Ge;
        if (!compares || r.children.size() != 2 || r.children[0].op != Op::Name) {
            for (const model::Rule& child : r.children) rule(child, at, left);
            return;
        }
        const std::string& name = r.children[0].text;
        const model::Rule& value = r.children[1];
        if (name == "uname" || name == "#uname") return uname(value, at);
        if (name == "date") {
            const bool before = r.op == Op::Lt || r.op == Op::Le;
            if (before && !left && is_date(value.text) && value.text.substr(0, 10) < today()) {
                tell(at, "it ended on " + value.text.substr(0, 10), {});
            }
            return;
        }
        attribute(name, at);
    }

    void uname(const model::Rule& value, model::OriginId at) {
        if (value.op != model::Rule::Op::Literal || nodes_.empty()) return;
        const auto same = [&](const std::string& node) { return fencing::same_host(node, value.text); };
        if (std::any_of(nodes_.begin(), nodes_.end(), same)) return;
        tell(at, "no node is called `" + value.text + "`", suggest(value.text, nodes_));
    }

    void attribute(const std::string& name, model::OriginId at) {
        constexpr std::array<std::string_view, 8> kOwn = {"id", "kind", "role", "cluster-name", "site-name", "ra-version", "standby", "maintenance"};
        const bool own = name.find('#') == 0 || std::find(kOwn.begin(), kOwn.end(), name) != kOwn.end() ||
                         name.rfind("master-", 0) == 0 || name.rfind("fail-count-", 0) == 0;
        if (own || std::find(attributes_.begin(), attributes_.end(), name) != attributes_.end()) return;
        const std::string best = suggest(name, attributes_);
        if (best.empty() && (setter_ || nodes_.empty())) return;
        tell(at, "no node has the attribute `" + name + "`, and nothing sets it", best);
    }

    /// After a later date and before an earlier one.
    void reversed(const model::Rule& r, model::OriginId at) {
        for (const model::Rule& child : r.children) reversed(child, at);
        if (r.op != model::Rule::Op::And) return;
        std::string from, to;
        for (const model::Rule& child : r.children) {
            if (child.children.size() != 2 || child.children[0].text != "date" || !is_date(child.children[1].text)) continue;
            if (child.op == model::Rule::Op::Gt || child.op == model::Rule::Op::Ge) from = child.children[1].text;
            if (child.op == model::Rule::Op::Lt || child.op == model::Rule::Op::Le) to = child.children[1].text;
        }
        if (!from.empty() && !to.empty() && to <= from) tell(at, "it ends (" + to + ") before it begins (" + from + ")", {});
    }

    void left_behind(const Block& block) {
        const std::string label = block.label();
        const bool ban = label.rfind("cli-ban", 0) == 0, prefer = label.rfind("cli-prefer", 0) == 0;
        if (!ban && !prefer) return;
        sink_.report(diag::LeftBehind, f_.span(block.origin), label, ban ? "--ban` or `--move" : "--move",
                     ban ? "the resource may not run there, for ever" : "the resource stays there, whatever else is said")
            .notes(f_.iterations(block.origin))
            .help("`crm_resource --clear` takes it away; give it another name where it is meant");
    }

    // ---- nothing starts ----

    void nothing(model::OriginId at, const std::string& why, const char* help) {
        sink_.report(diag::NothingStarts, f_.span(at), why).notes(f_.iterations(at)).help("{}", help);
    }

    void everything() {
        if (const Attribute* a = fencing::option(f_.cluster, "maintenance-mode"); is_true(a)) {
            nothing(a->origin, "`maintenance-mode` is on, and Pacemaker looks after nothing at all", "set it to false, or leave it out");
        }
        if (const Attribute* a = fencing::option(f_.cluster, "stop-all-resources"); is_true(a)) {
            nothing(a->origin, "`stop-all-resources` is on", "set it to false, or leave it out");
        }
        for (const char* word : {"standby", "maintenance"}) {
            model::OriginId at;
            const bool all = !f_.cluster.nodes.empty() &&
                             std::all_of(f_.cluster.nodes.begin(), f_.cluster.nodes.end(), [&](const model::Node& node) {
                                 return std::any_of(node.blocks.begin(), node.blocks.end(), [&](const Block& set) {
                                     const Attribute* a = set.name == "attributes" ? set.find(word) : nullptr;
                                     if (a != nullptr) at = a->origin;
                                     return is_true(a);
                                 });
                             });
            if (all) nothing(at, std::string("every node is in ") + word, "take the attribute away from at least one node");
        }
    }

    void unmanaged(const model::Resource& r) {
        if (r.is_template) return;
        const Attribute* managed = meta(r, "is-managed");
        const Attribute* maintenance = meta(r, "maintenance");
        const bool no = managed != nullptr && !is_true(managed);
        if (!no && !is_true(maintenance)) return;
        const Attribute* at = no ? managed : maintenance;
        sink_.report(diag::Unmanaged, f_.span(at->origin), name_of(r), "`" + at->name + "` is " + text_of(at->value))
            .notes(f_.iterations(at->origin))
            .help("leave it out once the work on it is done");
    }

    bool opt_in() const {
        const Attribute* symmetric = fencing::option(f_.cluster, "symmetric-cluster");
        return symmetric != nullptr && !is_true(symmetric);
    }

    /// In an opt-in cluster what no constraint of place names runs nowhere.
    void homeless() {
        std::set<std::uint32_t> placed;
        for (const Block& block : f_.cluster.constructs) {
            if (block.name != "place") continue;
            if (block.find("pattern") != nullptr) return;
            const auto add = [&](const Attribute* who) {
                if (who == nullptr) return;
                std::vector<model::Value> all = who->value.items;
                all.push_back(who->value);
                for (const model::Value& v : all) {
                    for (const model::UseId use : f_.uses_of(v)) placed.insert(f_.unit(use).index);
                }
            };
            add(block.find("resource"));
            for (const Block& set : block.children) add(set.find("members"));
        }
        for (const Beside& b : f_.besides) {
            placed.insert(f_.unit(b.who).index);
            placed.insert(f_.unit(b.with).index);
        }
        for (const model::Service& s : f_.cluster.services) {
            const model::Resource& unit = f_.cluster.resource_of(s.root);
            if (!unit.literal || placed.contains(s.root.index)) continue;
            nothing(unit.origin, "`" + name_of(unit) + "` has no place, and `symmetric-cluster` is false",
                    "add a constraint of place with a score for each node that may run it");
        }
    }

    // ---- a member against its group ----

    void against_group() {
        for (const Home& a : f_.homes) {
            const model::UseId group = f_.enclosing(a.who, "group");
            if (!group || group == a.who) continue;
            for (const Home& b : f_.homes) {
                if (b.who != group && f_.enclosing(b.who, "group") != group) continue;
                if (b.who == a.who) continue;
                const bool same = a.node == b.node;
                const bool wants = a.score >= model::kInfinity && b.score >= model::kInfinity && !same;
                const bool bans = a.score <= -model::kInfinity && b.score > 0 && same;
                if (!wants && !bans) continue;
                sink_.report(diag::AgainstItsGroup, f_.span(a.origin), f_.path(a.who), f_.path(group),
                             bans ? "which prefers the node that this one may not run on" : "which is to run on another node")
                    .notes(f_.iterations(a.origin))
                    .label(f_.span(b.origin), "the other constraint")
                    .note("a group runs on one node: what holds for one member holds for all")
                    .help("place the group, not its members");
                break;
            }
        }
    }

    const Facts& f_;
    diag::Sink& sink_;
    std::vector<std::string> nodes_, attributes_;
    bool setter_ = false;
};

}  // namespace

void matching(const Facts& facts, diag::Sink& sink) {
    if (facts.for_manager("pacemaker")) MatchingCheck(facts, sink).run();
}

}  // namespace hale::lint
