// Blocks whose meaning is their schema: constructs, operations, native passages; and blocks in the wrong place.

#include <algorithm>
#include <cstdlib>

#include "compiler/diag/kinds_codes.h"
#include "compiler/diag/names_codes.h"
#include "compiler/sema/context.h"
#include "compiler/sema/habits.h"
#include "compiler/support/suggest.h"

namespace hale::sema {

namespace {

model::Block raw_block(const expand::Block& block) {
    model::Block out;
    out.name = block.name;
    out.origin = block.origin;
    for (const expand::Label& label : block.labels) out.labels.push_back(label.text);
    for (const expand::Attr& attr : block.attrs) out.attributes.push_back({attr.name, attr.value, attr.origin});
    for (const expand::Block& child : block.children) out.children.push_back(raw_block(child));
    return out;
}

void set_time(const model::Attribute& attribute, model::Operation& op) {
    if (attribute.name == "interval") op.interval = attribute.value.number;
    if (attribute.name == "timeout") op.timeout = attribute.value.number;
    if (attribute.name != "depth") return;
    const model::Value& depth = attribute.value;
    op.depth = depth.is(model::ValueKind::Int) ? static_cast<int>(depth.number) : std::atoi(depth.text.c_str());
    if (depth.text == "*") op.depth = model::Operation::kEveryDepth;
}

}  // namespace

std::string suggest_kind(Context& ctx, schema::KindClass cls, std::string_view name) {
    return suggest(name, ctx.library().names(cls));
}

void report_unknown_agent(Context& ctx, const schema::Kind& kind, source::Span span) {
    if (!kind.unknown || !ctx.unknown_agents.insert(&kind).second) return;
    Suggestion best(kind.name);
    for (const std::string& spec : ctx.library().agent_specs()) best.offer(spec);
    if (kind.cls == schema::KindClass::FenceAgent) {
        for (const std::string& name : ctx.library().names(kind.cls)) best.offer(name);
    }
    auto report = ctx.sink.report(diag::UnknownAgent, span, kind.name);
    report.note("its parameters pass through unchecked");
    if (!best.best().empty()) {
        report.help("did you mean `{}`?", best.best());
    } else {
        report.help(
            "`--agent-metadata DIR` reads a folder of metadata files, `--installed-agents` asks the agents of this "
            "machine, and `hale agents import` makes a declaration for `--agents DIR`");
    }
}

model::Block build_construct(Builder& b, const expand::Block& block, const schema::Kind& kind) {
    model::Block out;
    out.kind = &kind;
    out.name = block.name;
    out.origin = block.origin;
    for (const expand::Label& label : block.labels) out.labels.push_back(label.text);
    out.attributes = typed_attributes(b.ctx, kind, block);
    require_attributes(b.ctx, kind, block);
    for (const expand::Block& child : block.children) {
        const schema::Kind* inner = b.ctx.construct(child.name);
        const bool allowed = std::count(kind.blocks.begin(), kind.blocks.end(), child.name) != 0;
        if (allowed && child.name == "native") {
            out.children.push_back(build_native(b, child).body);
        } else if (inner != nullptr && allowed) {
            out.children.push_back(build_construct(b, child, *inner));
        } else {
            report_misplaced(b, child, kind.name, kind.blocks);
        }
    }
    return out;
}

model::Native build_native(Builder& b, const expand::Block& block) {
    if (!check_labels(b.ctx, block, {"the manager it is for (`rgmanager` or `pacemaker`)"})) return {};
    return {block.labels.front().text, raw_block(block)};
}

namespace {

/// `params`, `meta` or `native` inside an `op`.
void op_block(Builder& b, const expand::Block& child, const schema::Kind& kind, model::Operation& op) {
    const schema::Kind* inner = b.ctx.construct(child.name);
    if (inner == nullptr || std::count(kind.blocks.begin(), kind.blocks.end(), child.name) == 0) {
        report_misplaced(b, child, "op", kind.blocks);
    } else if (child.name == "native") {
        op.blocks.push_back(build_native(b, child).body);
    } else {
        op.blocks.push_back(build_construct(b, child, *inner));
    }
}

}  // namespace

model::Operation build_operation(Builder& b, const expand::Block& block, const schema::Kind* owner) {
    model::Operation op;
    op.origin = block.origin;
    if (!check_labels(b.ctx, block, {"the action's name"})) return op;
    op.name = block.labels.front().text;
    if (op.name == "status") op.name = "monitor";
    const bool known = owner == nullptr || owner->operations.empty() ||
                       std::any_of(owner->operations.begin(), owner->operations.end(),
                                   [&](const schema::Operation& o) { return o.name == op.name; });
    if (!known) {
        const std::string best = suggest(op.name, owner->operations,
                                         [](const schema::Operation& o) -> const std::string& { return o.name; });
        auto report = b.ctx.sink.report(diag::UnknownOperation, block.labels.front().span, owner->name, op.name);
        report.notes(b.ctx.iterations(block.origin)).soften(owner->advisory);
        if (!best.empty()) report.help("did you mean `{}`?", best);
    }
    if (const schema::Kind* kind = b.ctx.construct("op")) {
        op.attributes = typed_attributes(b.ctx, *kind, block);
        for (const expand::Block& child : block.children) op_block(b, child, *kind, op);
    }
    for (const model::Attribute& attribute : op.attributes) set_time(attribute, op);
    return op;
}

void report_misplaced(Builder& b, const expand::Block& block, std::string_view parent,
                      const std::vector<std::string>& allowed) {
    Context& ctx = b.ctx;
    const bool known = ctx.agent(block.name) != nullptr || ctx.construct(block.name) != nullptr || block.name == "use";
    if (known) {
        auto report = ctx.sink.report(diag::MisplacedBlock, block.name_span, block.name, parent);
        report.notes(ctx.iterations(block.origin));
        if (allowed.empty()) return;
        std::string list;
        for (const std::string& name : allowed) list += (list.empty() ? "`" : ", `") + name + '`';
        report.help("`{}` takes {}", parent, list);
        return;
    }
    if (const expand::Attr* base = block.name == "resource" ? block.find("extends") : nullptr) {
        ctx.sink.report(diag::UnknownReference, base->value_span, "template", base->value.text);
        return;
    }
    Suggestion best(block.name);
    for (const std::string& name : allowed) best.offer(name);
    for (const std::string& name : ctx.library().names(schema::KindClass::Agent)) best.offer(name);
    for (const std::string& name : ctx.library().names(schema::KindClass::Construct)) best.offer(name);
    auto report = ctx.sink.report(diag::UnknownKind, block.name_span, block.name);
    report.notes(ctx.iterations(block.origin));
    const std::string_view label = block.labels.empty() ? Name() : block.labels.front().text;
    if (const std::string habit = habit_of_kind(ctx, block.name, label); !habit.empty()) {
        report.help("{}", habit);
    } else if (!best.best().empty()) {
        report.help("did you mean `{}`?", best.best())
            .fix(diag::FixSafety::Maybe, "rename to `" + best.best() + "`", block.name_span, best.best());
    } else {
        report.help("`hale agents` lists the kinds; an OCF agent is written `resource {} ocf:PROVIDER:{} {{ … }}`",
                    block.labels.empty() ? "NAME" : block.labels.front().text, block.name);
    }
}

}  // namespace hale::sema
