#include "compiler/migrate/migrate.h"

#include <algorithm>

#include "compiler/decompile/print.h"
#include "compiler/migrate/migration.h"

namespace hale::migrate {

block::Block* Migration::cluster() {
    const auto it = std::find_if(input.blocks.begin(), input.blocks.end(),
                                 [](const block::Block& b) { return b.name == "cluster"; });
    return it == input.blocks.end() ? nullptr : &*it;
}

model::OriginId Migration::origin(source::Span span) {
    model::Origin made;
    made.kind = model::OriginKind::Imported;
    made.span = span;
    return input.origins.add(std::move(made));
}

block::Attr Migration::attr(std::string name, model::Value value, source::Span at) {
    block::Attr out;
    out.name = std::move(name);
    out.name_span = out.value_span = at;
    out.origin = origin(at);
    out.value = std::move(value);
    out.value.origin = out.origin;
    return out;
}

block::Block Migration::block(std::string name, std::vector<std::string> labels, source::Span at) {
    block::Block out;
    out.name = std::move(name);
    out.name_span = out.span = at;
    out.origin = origin(at);
    for (std::string& label : labels) out.labels.push_back({std::move(label), false, at});
    return out;
}

std::vector<block::Block*> natives_of(block::Block& owner, std::string_view manager) {
    std::vector<block::Block*> out;
    for (block::Block& child : owner.children) {
        if (child.name == "native" && !child.labels.empty() && child.labels.front().text == manager) out.push_back(&child);
    }
    return out;
}

block::Block* child_of(block::Block& owner, std::string_view name) {
    const auto it = std::find_if(owner.children.begin(), owner.children.end(),
                                 [&](const block::Block& b) { return b.name == name; });
    return it == owner.children.end() ? nullptr : &*it;
}

std::string text_of(const block::Block& b, std::string_view name) {
    const block::Attr* a = b.find(name);
    return a == nullptr ? std::string() : a->value.text.empty() ? model::to_text(a->value) : a->value.text;
}

namespace {

/// The description as text: parameters are declared at its top, and the blocks name them.
std::string description(const Migration& m) {
    std::string out;
    for (const Param& p : m.result.params) {
        out += "param " + p.name + " : string = " + model::to_text(model::Value::string(p.value)) + "  # " + p.why + '\n';
    }
    if (!out.empty()) out += '\n';
    return out;
}

/// What was derived stands in the blocks as its value; the text names the parameter.
void name_params(std::vector<block::Block>& blocks, const Migration& m) {
    for (block::Block& b : blocks) {
        for (block::Attr& a : b.attrs) {
            if (a.value.member.empty() || m.param_names.count(a.value.member) == 0) continue;
            a.value = model::Value::word(a.value.member);
        }
        name_params(b.children, m);
    }
}

}  // namespace

Result migrate(Input input, const Wishes& wishes) {
    Result result;
    result.manager = wishes.manager;
    Migration m{input, wishes, result, {}, {}, {}, {}};
    if (m.cluster() == nullptr) {
        result.problem = "there is no cluster in it";
        return result;
    }
    if (wishes.manager == "pacemaker" && !m.from("pacemaker")) {
        prepare_fencing(m);
        prepare_resources(m);
        prepare_corosync(m);
    }
    if (!settle(m)) return result;
    std::vector<block::Block> named = input.blocks;
    name_params(named, m);
    result.hale = description(m) + decompile::print(named);
    account(m);
    defaults(m);
    return result;
}

}  // namespace hale::migrate
