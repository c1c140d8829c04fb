#include "compiler/schema/load_kind.h"

#include <algorithm>

#include "compiler/diag/kinds_codes.h"
#include "compiler/support/suggest.h"

namespace hale::schema {

using block::Attr;
using block::Block;
using model::Value;

namespace {

/// The one label of a block inside a declaration; reports HL2102 when there is none, or more.
std::optional<std::string> only_label(Loading& loading, const Block& block) {
    if (block.labels.size() == 1 && !block.labels.front().text.empty()) return block.labels.front().text;
    loading.sink.report(diag::DeclarationName, block.name_span, block.name);
    return {};
}

void declared_twice(Loading& loading, source::Span span, std::string_view name, source::Span first) {
    loading.sink.report(diag::DeclaredTwice, span, name).label(first, "first here");
}

std::optional<std::int64_t> bound(Words& words, std::string_view word, const Type& type) {
    // `any` may hold numbers, a list's bounds are those of its items.
    const Type* of = type.tag == TypeTag::List && type.element ? type.element.get() : &type;
    const Type number{of->tag == TypeTag::Any ? TypeTag::Int : of->tag, {}, nullptr};
    const auto value = words.typed(word, number);
    return value ? std::optional(value->number) : std::nullopt;
}

void load_default(Loading& loading, Words& words, Attribute& out) {
    const Attr* attr = words.find("default");
    if (attr == nullptr) return;
    Converted c = convert(out, attr->value);
    if (c.error) report(loading.sink, attr->value_span, "default", *c.error);
    if (c.value) out.def = without_origins(std::move(c.value));
}

void load_attribute(Loading& loading, const Block& block, Kind& kind) {
    const auto name = only_label(loading, block);
    if (!name) return;
    Words words(loading, block, "`attr`");
    Attribute out;
    out.name = *name;
    out.span = block.labels.front().span;
    if (const Attr* type = words.find("type")) {
        out.type = load_type(loading, type->value, type->value_span).value_or(Type{TypeTag::Any, {}, nullptr});
    }
    out.doc = words.text("doc");
    out.required = words.flag("required");
    out.unique_group = words.name("unique_group");
    out.unique = words.flag("unique") || !out.unique_group.empty();
    out.reload = words.flag("reload");
    out.inherit = words.text("inherit");
    out.deprecated = words.flag("deprecated");
    out.replaced_by = words.name("replaced_by");
    out.aliases = words.names("alias");
    out.min = bound(words, "min", out.type);
    out.max = bound(words, "max", out.type);
    load_default(loading, words, out);
    words.finish();
    std::vector<std::string> spellings = out.aliases;
    spellings.push_back(out.name);
    for (const std::string& spelling : spellings) {
        if (const Attribute* first = kind.attribute(spelling)) {
            return declared_twice(loading, out.span, spelling, first->span);
        }
    }
    kind.attributes.push_back(std::move(out));
}

int level(Loading& loading, Words& words, const Block& block, std::string_view word) {
    const auto value = words.typed(word, {TypeTag::Int, {}, nullptr});
    if (!value) return 0;
    if (value->number >= 1 && value->number <= 100) return static_cast<int>(value->number);
    loading.sink.report(diag::BadLevel, block.find(word)->value_span, word, value->number);
    return 0;
}

int count(Words& words, std::string_view word) {
    const auto value = words.typed(word, {TypeTag::Int, {}, nullptr});
    return value ? static_cast<int>(std::clamp<std::int64_t>(value->number, 0, 1'000'000)) : 0;
}

void load_child(Loading& loading, const Block& block, Kind& kind) {
    const auto name = only_label(loading, block);
    if (!name) return;
    Words words(loading, block, "`child`");
    Child out;
    out.kind = *name;
    out.start = level(loading, words, block, "start");
    out.stop = level(loading, words, block, "stop");
    out.forbid = words.flag("forbid");
    out.max = count(words, "max");
    words.finish();
    if (kind.child(out.kind) != nullptr) return declared_twice(loading, block.labels.front().span, out.kind, {});
    kind.children.push_back(std::move(out));
}

void load_operation(Loading& loading, const Block& block, Kind& kind) {
    const auto name = only_label(loading, block);
    if (!name) return;
    Words words(loading, block, "`op`");
    Operation out;
    out.name = *name;
    const Type duration{TypeTag::Duration, {}, nullptr};
    if (const auto v = words.typed("interval", duration)) out.interval = v->number;
    if (const auto v = words.typed("timeout", duration)) out.timeout = v->number;
    out.depth = count(words, "depth");
    out.role = words.name("role");
    words.finish();
    const bool twice = std::any_of(kind.operations.begin(), kind.operations.end(), [&](const Operation& o) {
        return o.name == out.name && o.depth == out.depth && o.role == out.role;
    });
    if (twice) return declared_twice(loading, block.labels.front().span, "op " + out.name, {});
    kind.operations.push_back(std::move(out));
}

/// rgmanager rejects a whole rule whose parameter is inherited and required, unique or primary
/// (facts/rgmanager.md, section 1). Where rgmanager has no such agent, a required attribute may be inherited: HL3005
/// tells when nothing around has it.
void check_inherit(Loading& loading, const Kind& kind) {
    for (const Attribute& a : kind.attributes) {
        if (a.inherit.empty()) continue;
        const std::string_view with = a.required && !kind.rgmanager.none ? "required"
                                      : a.unique                         ? "unique"
                                      : a.name == kind.primary           ? "primary"
                                                                         : "";
        if (!with.empty()) loading.sink.report(diag::InheritConflict, a.span, a.name, with);
    }
}

void load_members(Loading& loading, const Block& block, Kind& kind) {
    for (const Block& b : block.children) {
        if (b.name == "attr") load_attribute(loading, b, kind);
        if (b.name == "child") load_child(loading, b, kind);
        if (b.name == "op") load_operation(loading, b, kind);
    }
}

void load_mappings(Loading& loading, const Block& block, Kind& kind) {
    for (const Block& b : block.children) {
        if (std::count(managers().begin(), managers().end(), b.name) == 0) continue;
        Mapping& mapping = kind.mapping(b.name);
        if (mapping.declared) {
            declared_twice(loading, b.name_span, b.name, {});
            continue;
        }
        mapping = load_mapping(loading, b, kind);
    }
}

/// `claims { directory = "the mount point" }`, `several { fstype = [gfs2, ocfs2] }`: the names are an agent's own.
void load_traits(const Block& block, Traits& out) {
    for (const Block& b : block.children) {
        for (const Attr& attr : b.attrs) {
            if (b.name == "claims") out.claims.push_back({attr.name, name_text(attr.value).value_or("")});
            if (b.name != "several") continue;
            Traits::Several& row = out.several.emplace_back();
            row.parameter = attr.name;
            for (const Value& item : attr.value.items) row.values.push_back(name_text(item).value_or(""));
        }
    }
}

}  // namespace

void add_traits(Library& library, Kind& kind) {
    const std::string& spec = kind.pacemaker.type.empty() ? kind.name : kind.pacemaker.type;
    if (kind.cls != KindClass::Agent || spec.find(':') == std::string::npos) return;
    if (const Kind* declared = library.find(KindClass::Traits, spec)) kind.traits = declared->traits;
}

std::optional<KindClass> class_of(std::string_view word) {
    const auto it = std::find(kClassWords.begin(), kClassWords.end(), word);
    return it == kClassWords.end() ? std::nullopt : std::optional(static_cast<KindClass>(it - kClassWords.begin()));
}

bool check_attribute(Loading& loading, const Kind& kind, std::string_view name, source::Span span) {
    if (kind.attribute(name) != nullptr) return true;
    auto report = loading.sink.report(diag::UndeclaredAttribute, span, kind.name, name);
    const std::string best = suggest(name, kind.attributes, [](const Attribute& a) { return a.name; });
    if (!best.empty()) report.help("did you mean `{}`?", best);
    return false;
}

Kind load_kind(Loading& loading, const Block& block, KindClass cls) {
    Kind kind;
    kind.cls = cls;
    kind.name = block.labels.front().text;
    kind.span = block.labels.front().span;
    Words words(loading, block, "`" + block.name + "`");
    kind.doc = words.text("doc");
    kind.primary = words.name("primary");
    kind.max_instances = count(words, "max_instances");
    kind.container = words.flag("container");
    kind.open = words.flag("open");
    kind.advisory = words.flag("advisory");
    kind.blocks = words.names("blocks");
    kind.plug = words.names("plug");
    kind.traits.single = words.flag("single");
    kind.traits.node = words.flag("node");
    kind.traits.must_promote = words.name("promotable") == "required";
    kind.traits.must_notify = words.name("notify") == "required";
    kind.traits.must_interleave = words.name("interleave") == "required";
    kind.traits.replica = words.name("replica");
    kind.traits.volume_group = words.name("volume_group");
    std::vector<std::string_view> blocks = {"attr", "child", "op", "claims", "several"};
    blocks.insert(blocks.end(), managers().begin(), managers().end());
    words.finish(blocks);
    load_members(loading, block, kind);
    load_traits(block, kind.traits);
    if (!kind.primary.empty() && !check_attribute(loading, kind, kind.primary, block.find("primary")->value_span)) {
        kind.primary.clear();
    }
    for (const std::string& plug : kind.plug) check_attribute(loading, kind, plug, block.find("plug")->value_span);
    load_mappings(loading, block, kind);
    check_inherit(loading, kind);
    return kind;
}

}  // namespace hale::schema
