#include <algorithm>

#include "compiler/cli/options.h"
#include "compiler/cli/output.h"
#include "compiler/support/suggest.h"

namespace hale::cli {

namespace {

using schema::Kind;
using schema::KindClass;
using schema::Mapping;
using schema::MapRow;

struct Class {
    KindClass cls;
    std::string_view word;
};
constexpr Class kClasses[] = {
    {KindClass::Agent, "agent"}, {KindClass::FenceAgent, "fence_agent"}, {KindClass::Construct, "construct"}};

/// What a manager calls the kind: `ocf:heartbeat:Filesystem`, or `-` when it has none.
std::string called(const Mapping& m) { return m.none || m.type.empty() ? "-" : m.type; }

std::string first_line(const std::string& text) { return text.substr(0, text.find('\n')); }

std::string table(schema::Library& library) {
    std::string out;
    for (const Class& c : kClasses) {
        std::size_t name_width = 0, rgmanager_width = 0, pacemaker_width = 0;
        std::vector<const Kind*> kinds;
        for (const std::string& name : library.names(c.cls)) {
            const Kind* kind = library.find(c.cls, name);
            if (kind == nullptr) continue;
            kinds.push_back(kind);
            name_width = std::max(name_width, name.size());
            rgmanager_width = std::max(rgmanager_width, called(kind->rgmanager).size());
            pacemaker_width = std::max(pacemaker_width, called(kind->pacemaker).size());
        }
        for (const Kind* k : kinds) {
            out +=
                fmt::format("{:<11}  {:<{}}  {:<{}}  {:<{}}  {}\n", c.word, k->name, name_width, called(k->rgmanager),
                            rgmanager_width, called(k->pacemaker), pacemaker_width, first_line(k->doc));
        }
    }
    return out;
}

std::string attribute_line(const schema::Attribute& a) {
    std::string out = fmt::format("  {}: {}", a.name, schema::to_text(a.type));
    if (a.required) out += ", required";
    if (a.unique) out += ", unique";
    if (a.reload) out += ", changes without a restart";
    if (a.def) out += ", default " + model::to_text(*a.def);
    if (a.min) out += fmt::format(", at least {}", *a.min);
    if (a.max) out += fmt::format(", at most {}", *a.max);
    if (!a.inherit.empty()) out += ", inherits " + a.inherit;
    for (const std::string& alias : a.aliases) out += ", also " + alias;
    if (a.deprecated) out += ", deprecated" + (a.replaced_by.empty() ? "" : ": use " + a.replaced_by);
    out += '\n';
    if (!a.doc.empty()) out += "      " + a.doc + '\n';
    return out;
}

std::string child_line(const schema::Child& c) {
    std::string out = "  " + c.kind;
    if (c.forbid) return out + ": not allowed\n";
    if (c.start != 0) out += fmt::format(", start level {}", c.start);
    if (c.stop != 0) out += fmt::format(", stop level {}", c.stop);
    if (c.max != 0) out += fmt::format(", at most {}", c.max);
    return out + '\n';
}

std::string operation_line(const schema::Operation& op) {
    std::string out = "  " + op.name;
    if (op.interval) out += " every " + model::duration_text(*op.interval);
    if (op.timeout) out += " timeout " + model::duration_text(*op.timeout);
    if (op.depth != 0) out += fmt::format(" depth {}", op.depth);
    if (!op.role.empty()) out += " as " + op.role;
    return out + '\n';
}

std::string words(const std::vector<std::pair<std::string, std::string>>& pairs) {
    std::string out;
    for (const auto& [from, to] : pairs) out += fmt::format("{}{} -> {}", out.empty() ? "" : ", ", from, to);
    return out;
}

std::string row_line(const MapRow& r) {
    switch (r.op) {
        case MapRow::Op::Rename:
            return fmt::format("  {} is called {}\n", r.attribute, r.target);
        case MapRow::Op::Constant:
            return fmt::format("  {} = {} is always written\n", r.target, r.value);
        case MapRow::Op::Values:
            return fmt::format("  {} is spelled {}: {}\n", r.attribute, r.target, words(r.table));
        case MapRow::Op::Split:
            return fmt::format("  {} becomes {} and {}, split at \"{}\"\n", r.attribute, r.target, r.target2, r.value);
        case MapRow::Op::Unit:
            return fmt::format("  {} is written as {} in {}\n", r.attribute, r.target, r.value);
        case MapRow::Op::Meta:
            return fmt::format("  {} is the meta attribute {}\n", r.attribute, r.target);
        case MapRow::Op::Drop:
            return fmt::format("  {} is {}: {}\n", r.attribute, r.harmless ? "left out" : "refused", r.reason);
    }
    return {};
}

std::string mapping_text(std::string_view manager, const Mapping& m) {
    if (!m.declared) return {};
    if (m.none) {
        return fmt::format("{}: none, {}\n{}", manager, m.reason,
                           m.stand_in.empty() ? "" : fmt::format("  instead: {}\n", m.stand_in));
    }
    std::string out = fmt::format("{}: {}\n", manager, m.type);
    for (const MapRow& r : m.rows) out += row_line(r);
    if (!m.bool_true.empty()) out += fmt::format("  true and false are {} and {}\n", m.bool_true, m.bool_false);
    if (!m.sharing.empty()) out += fmt::format("  with several users: {}\n", m.sharing);
    if (!m.strategy.empty()) out += fmt::format("  lowered by: {}\n", m.strategy);
    return out;
}

std::string detail(std::string_view cls, const Kind& k) {
    std::string out = fmt::format("{} {}\n", cls, k.name);
    if (!k.doc.empty()) out += k.doc + '\n';
    if (!k.primary.empty()) out += fmt::format("\nThe label sets `{}`.\n", k.primary);
    if (k.max_instances != 0) out += fmt::format("At most {} in one cluster.\n", k.max_instances);
    if (k.open) out += "Attributes that are not listed are passed through.\n";
    const auto section = [&](std::string_view title, const auto& list, auto line) {
        if (list.empty()) return;
        out += fmt::format("\n{}\n", title);
        for (const auto& x : list) out += line(x);
    };
    section("Attributes", k.attributes, attribute_line);
    section("Children, in starting order", k.children, child_line);
    section("Operations", k.operations, operation_line);
    const std::string managers = mapping_text("rgmanager", k.rgmanager) + mapping_text("pacemaker", k.pacemaker);
    return managers.empty() ? out : out + '\n' + managers;
}

int unknown(schema::Library& library, const std::string& name) {
    Suggestion near(name);
    for (const Class& c : kClasses) {
        for (const std::string& candidate : library.names(c.cls)) near.offer(candidate);
    }
    say(fmt::format(
        "no kind is called `{}`{}", name,
        near.best().empty() ? "; `hale agents` lists all of them" : ": did you mean `" + near.best() + "`?"));
    return kUsage;
}

}  // namespace

int run_agents(const Options& options) {
    Disk disk;
    driver::Session session(session_options(options), disk);
    schema::Library& library = session.kinds();
    std::string out;
    if (options.name.empty()) {
        out = table(library);
    } else {
        for (const Class& c : kClasses) {
            const Kind* kind = library.find(c.cls, options.name);
            if (kind != nullptr) out += (out.empty() ? "" : "\n") + detail(c.word, *kind);
        }
        if (out.empty()) return unknown(library, options.name);
    }
    const int found = finish(session, options);
    return print(out) ? found : kUsage;
}

}  // namespace hale::cli
