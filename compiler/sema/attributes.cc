// Attributes: known to the kind, given once, of the declared type, within the declared range.

#include <algorithm>

#include "compiler/diag/kinds_codes.h"
#include "compiler/schema/convert.h"
#include "compiler/sema/context.h"
#include "compiler/sema/habits.h"
#include "compiler/support/suggest.h"

namespace hale::sema {

namespace {

void report_unknown(Context& ctx, const schema::Kind& kind, const expand::Attr& attr) {
    const std::string best =
        suggest(attr.name, kind.attributes, [](const schema::Attribute& a) -> const std::string& { return a.name; });
    auto report = ctx.sink.report(diag::UnknownAttribute, attr.name_span, attr.name, kind.name);
    report.mark("not an attribute of `{}`", kind.name)
        .notes(ctx.iterations(attr.origin))
        .soften(kind.advisory && kind.cls != schema::KindClass::Construct);
    report.label(kind.span, "`{}` is declared here", kind.name);
    std::string_view manager;
    if (const schema::Attribute* ours = attribute_called(kind, attr.name, manager)) {
        report.help("{}'s `{}` is `{}` here", manager, attr.name, ours->name)
            .fix(diag::FixSafety::Maybe, "rename to `" + ours->name + "`", attr.name_span, ours->name);
    } else if (kind.cls == schema::KindClass::Agent && is_meta_attribute(attr.name)) {
        report.help("it is a meta attribute: `meta {{ {} = … }}`", attr.name);
    } else if (!best.empty()) {
        report.help("did you mean `{}`?", best)
            .fix(diag::FixSafety::Maybe, "rename to `" + best + "`", attr.name_span, best);
    }
}

}  // namespace

namespace {

std::optional<model::Attribute> typed(Context& ctx, const schema::Attribute& declared, const expand::Attr& attr,
                                      bool advisory) {
    if (!attr.value) return std::nullopt;  // poisoned: reported before
    if (ctx.lenient && attr.value.is(model::ValueKind::String)) advisory = true;
    schema::Converted converted = schema::convert(declared, attr.value);
    if (converted.error) {
        const source::Span at = ctx.span(converted.error->origin);
        schema::report(ctx.sink, at.valid() ? at : attr.value_span, attr.name, *converted.error)
            .notes(ctx.iterations(attr.origin))
            .soften(advisory);
        if (advisory) return model::Attribute{declared.name, attr.value, attr.origin};
        return std::nullopt;
    }
    model::Attribute out{declared.name, std::move(converted.value), attr.origin};
    if (!out.value.origin) out.value.origin = attr.value.origin ? attr.value.origin : attr.origin;
    if (declared.type.tag == schema::TypeTag::Ref) {  // a name that is not found is marked, not its attribute
        model::Origin origin = ctx.model.origins.at(attr.origin);
        origin.span = attr.value_span;
        origin.parent = attr.origin;
        origin.kind = model::OriginKind::Written;
        out.value.origin = ctx.model.origins.add(std::move(origin));
    }
    if (declared.deprecated) {
        auto report = ctx.sink.report(diag::DeprecatedAttribute, attr.name_span, attr.name);
        if (!declared.replaced_by.empty()) {
            report.help("use `{}`", declared.replaced_by);
            const bool name = declared.replaced_by.find(' ') == std::string::npos;  // else it stands somewhere else
            if (name) {
                report.fix(diag::FixSafety::Safe, "rename to `" + declared.replaced_by + "`", attr.name_span,
                           declared.replaced_by);
            }
        }
    }
    return out;
}

}  // namespace

std::optional<model::Attribute> typed_attribute(Context& ctx, const schema::Attribute& declared,
                                                const expand::Attr& attr) {
    return typed(ctx, declared, attr, false);
}

std::optional<model::Attribute> typed_attribute(Context& ctx, const schema::Kind& kind, const expand::Attr& attr) {
    if (const schema::Attribute* declared = kind.attribute(attr.name)) {
        // A construct that an imported file must pass through takes any quoted text; a bare word is somebody's mistake.
        const bool soft = kind.cls != schema::KindClass::Construct || attr.value.is(model::ValueKind::String);
        return typed(ctx, *declared, attr, kind.advisory && soft);
    }
    if (!kind.open) report_unknown(ctx, kind, attr);
    if (kind.open || (kind.advisory && kind.cls != schema::KindClass::Construct))
        return model::Attribute{attr.name, attr.value, attr.origin};
    return std::nullopt;
}

FirstOfItsName::FirstOfItsName(Context& ctx, const expand::Block& block) : ctx_(ctx), block_(block) {
    constexpr std::size_t kFew = 16;  // up to here a look through the list costs less than a table
    if (block.attrs.size() <= kFew) return;
    first_.reserve(block.attrs.size());
    for (const expand::Attr& attr : block.attrs) first_.try_emplace(attr.name, &attr);
}

bool FirstOfItsName::operator()(const expand::Attr& attr) const {
    const auto it = first_.find(attr.name);
    const expand::Attr* first = it != first_.end() ? it->second : block_.find(attr.name);
    if (first == &attr || first == nullptr) return true;
    ctx_.sink.report(diag::DuplicateAttribute, attr.name_span, attr.name)
        .label(first->name_span, "first given here")
        .help("keep one of the two")
        .notes(ctx_.iterations(attr.origin));
    return false;
}

std::vector<model::Attribute> typed_attributes(Context& ctx, const schema::Kind& kind, const expand::Block& block) {
    std::vector<model::Attribute> out;
    out.reserve(block.attrs.size());
    const FirstOfItsName first(ctx, block);
    for (const expand::Attr& attr : block.attrs) {
        if (!first(attr)) continue;
        if (auto typed = typed_attribute(ctx, kind, attr)) out.push_back(std::move(*typed));
    }
    return out;
}

namespace {

/// Among the block's attributes, or in a set of parameters inside it. What another set (`id_ref`), a pair of its own, a
/// native passage or a template gives is not looked up: it counts as given.
bool gives(const schema::Kind& kind, const schema::Attribute& declared, const expand::Block& block) {
    const bool here = std::any_of(block.attrs.begin(), block.attrs.end(), [&](const expand::Attr& a) {
        std::string_view manager;
        const schema::Attribute* known = kind.attribute(a.name);
        if (known == nullptr) known = attribute_called(kind, a.name, manager);  // reported under its other name
        return known == &declared || (known != nullptr && known->deprecated && known->replaced_by == declared.name);
    });
    return here || std::any_of(block.children.begin(), block.children.end(), [&](const expand::Block& child) {
               if (child.name == "nvpair") return !child.labels.empty() && child.labels[0].text == declared.name;
               if (child.name != "params" && child.name != "values") return false;
               return child.find("id_ref") != nullptr || gives(kind, declared, child);
           });
}

}  // namespace

void require_attributes(Context& ctx, const schema::Kind& kind, const expand::Block& block) {
    if (ctx.incomplete) return;
    const bool literal = kind.cls == schema::KindClass::Agent && kind.name.find(':') != std::string::npos;
    if (literal && (block.name == "template" || block.find("extends") != nullptr)) return;
    for (const schema::Attribute& declared : kind.attributes) {
        if (!declared.required || declared.def || !declared.inherit.empty() || declared.name == kind.primary) continue;
        if (gives(kind, declared, block)) continue;
        const std::string what = block.labels.empty() ? block.name.str() : block.name + ' ' + block.labels.back().text;
        ctx.sink.report(diag::MissingAttribute, block.name_span, what, declared.name)
            .notes(ctx.iterations(block.origin))
            .label(declared.span, "`{}` is required", declared.name)
            .soften(kind.advisory)
            .help("add `{} = …`{}{}", declared.name, declared.doc.empty() ? "" : ": ", declared.doc);
    }
}

bool check_labels(Context& ctx, const expand::Block& block, std::initializer_list<std::string_view> names) {
    if (block.labels.size() < names.size()) {
        const std::string_view missing = *(names.begin() + block.labels.size());
        ctx.sink.report(diag::MissingLabel, block.name_span, block.name, missing)
            .notes(ctx.iterations(block.origin))
            .help("write `{} NAME {{ … }}`, where NAME is {}", block.name, missing);
        return false;
    }
    for (std::size_t i = names.size(); i < block.labels.size(); ++i) {
        ctx.sink.report(diag::ExtraLabel, block.labels[i].span, block.name, block.labels[i].text)
            .notes(ctx.iterations(block.origin));
    }
    return std::none_of(block.labels.begin(), block.labels.end(),
                        [](const expand::Label& l) { return l.text.empty(); });
}

}  // namespace hale::sema
