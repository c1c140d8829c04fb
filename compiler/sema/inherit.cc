// Inheritance (design: language.md; measured: facts/rgmanager.md section 3).
//   inherit = "mountpoint"        the immediate parent's value, which may be inherited itself; no climbing past it
//   inherit = "service%nfslock"   the nearest enclosing instance of that kind, any distance
// A value written on the instance wins. No match is no value; a required attribute then is HL3005 with the chain.

#include <algorithm>

#include "compiler/diag/cluster_codes.h"
#include "compiler/sema/context.h"
#include "compiler/support/breakage.h"

namespace hale::sema {

namespace {

struct Source {
    const model::Value* value = nullptr;
    model::UseId use;
    std::string attribute;
};

class Inheritance {
public:
    Inheritance(Builder& b, model::UseId id) : b_(b), cluster_(b.cluster()), id_(id) {}

    void run() {
        const model::Resource& resource = cluster_.resource_of(id_);
        for (const schema::Attribute& declared : resource.kind->attributes) {
            if (declared.inherit.empty() ||
                HALE_BREAK("inherit.over-written", resource.find(declared.name) != nullptr, false))
                continue;
            const Source source = find(declared.inherit);
            if (source.value != nullptr) {
                take(declared, source);
            } else if (HALE_BREAK("inherit.missing-is-silent", declared.required && !declared.def, false)) {
                report(resource, declared);
            }
        }
    }

private:
    Source find(const std::string& inherit) const {
        const std::size_t percent = inherit.find('%');
        if (percent == std::string::npos) return value_at(cluster_.at(id_).parent, inherit);
        const std::string kind = inherit.substr(0, percent);
        for (model::UseId up = cluster_.at(id_).parent; up; up = cluster_.at(up).parent) {
            if (HALE_BREAK("inherit.nearest", cluster_.resource_of(up).kind->name == kind, !cluster_.at(up).parent))
                return value_at(up, inherit.substr(percent + 1));
        }
        return {};
    }

    Source value_at(model::UseId use, const std::string& attribute) const {
        if (!use) return {};
        return {cluster_.effective(use, attribute), use, attribute};
    }

    void take(const schema::Attribute& declared, const Source& source) {
        model::Value value = *source.value;
        model::Origin origin;
        origin.kind = model::OriginKind::Inherited;
        origin.span = b_.ctx.span(value.origin);
        origin.parent = value.origin;
        origin.note = "from " + cluster_.resource_of(source.use).path() + '.' + source.attribute;
        value.origin = b_.ctx.model.origins.add(std::move(origin));
        const model::OriginId id = value.origin;
        cluster_.at(id_).inherited.push_back({declared.name, std::move(value), id});
    }

    void report(const model::Resource& resource, const schema::Attribute& declared) const {
        std::string chain;
        for (model::UseId up = cluster_.at(id_).parent; up; up = cluster_.at(up).parent) {
            chain += (chain.empty() ? "" : ", then ") + cluster_.resource_of(up).path();
            if (declared.inherit.find('%') == std::string::npos) break;
        }
        const model::OriginId origin = cluster_.at(id_).origin;
        b_.ctx.sink.report(diag::NothingToInherit, b_.ctx.span(origin), resource.path(), declared.name)
            .notes(b_.ctx.iterations(origin))
            .note("looked for `{}` in {}", declared.inherit, chain.empty() ? "nothing: it has no parent" : chain)
            .help("write `{} = …` on `{}`, or place it inside a resource that has it", declared.name, resource.label);
    }

    Builder& b_;
    model::Cluster& cluster_;
    model::UseId id_;
};

}  // namespace

void inherit(Builder& b) {
    // A parent's use is always created before its children's, so its own inherited values are there.
    for (std::size_t i = 0; i < b.cluster().uses.size(); ++i) Inheritance(b, model::UseId(i)).run();
}

}  // namespace hale::sema
