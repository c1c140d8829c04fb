// What a service or VM says as a whole. The attributes that rgmanager can change without a restart are always written:
// adding one later would count as a change of the service, and restart it (facts/rgmanager.md sections 11 and 16).

#include <algorithm>

#include "backends/rgmanager/lowering.h"
#include "compiler/diag/managers_codes.h"
#include "compiler/support/breakage.h"

namespace hale::rgmanager {

namespace {

using model::RelationKind;

class PolicyLowering {
public:
    PolicyLowering(Lowering& l, const model::Service& service, Resource& out)
        : l_(l), service_(service), kind_(*l.cluster.resource_of(service.root).kind), out_(out) {}

    void run() {
        domain();
        for (const model::Attribute& a : service_.policy.attributes) {
            if (!has_its_own_place(a.name)) word(a);
        }
        if (HALE_BREAK("rgm.defaults-unwritten", writes_defaults(), false)) defaults();
        depend();
    }

private:
    static bool has_its_own_place(std::string_view name) {
        return name == "domain" || name == "after" || name == "before" || name == "depend_mode";
    }

    void domain() {
        const auto& domain = service_.policy.domain;
        if (domain) out_.set("domain", l_.cluster.at(*domain).name, domain.origin);
    }

    void word(const model::Attribute& a) {
        if (a.value.verbatim && misread(a)) return;
        for (const backends::Pair& p : to_manager(l_.speller, kind_, kind_.rgmanager, a)) {
            if (out_.find(p.name) != nullptr) {
                l_.sink.report(diag::NativeConflict, l_.span(out_.find(p.name)->origin), p.name);
                continue;
            }
            out_.set(p.name, p.value, p.origin);
            if (a.name == "priority") central_only(a, "the priority of a service");
        }
    }

    /// A quoted truth value that rgmanager takes for its opposite: autostart = "yes" switches autostart off.
    bool misread(const model::Attribute& a) {
        if (!a.value.is(model::ValueKind::Bool)) return false;
        const bool meant = a.value.number != 0;
        const bool read = a.name == "autostart"   ? reads_autostart(a.value.text)
                          : a.name == "exclusive" ? reads_exclusive(a.value.text)
                                                  : meant;
        if (HALE_BREAK("rgm.misread", read == meant, true)) return false;
        l_.sink.report(diag::ReadOtherwise, l_.span(a.value.origin), a.value.text, a.name, read ? "true" : "false")
            .notes(l_.iterations(a.origin))
            .help("write it without quotes: `{} = {}`", a.name, meant ? "true" : "false");
        return true;
    }

    void central_only(const model::Attribute& a, std::string_view what) {
        if (central_processing()) return;
        l_.sink.report(diag::OnlyCentral, l_.span(a.origin), what)
            .notes(l_.iterations(a.origin))
            .help("`central_processing = true` for rgmanager itself turns it on");
    }

    bool central_processing() const {
        const auto in = [](const model::Block& b) {
            const model::Attribute* a = b.find("central_processing");
            return a != nullptr && (a->value.number != 0 || reads_flag(a->value.text));
        };
        return std::any_of(l_.cluster.constructs.begin(), l_.cluster.constructs.end(), in);
    }

    /// `write_defaults = false` keeps a file that lacks them as it is: adding them restarts what runs.
    bool writes_defaults() const {
        return std::none_of(l_.cluster.constructs.begin(), l_.cluster.constructs.end(), [](const model::Block& b) {
            const model::Attribute* a = b.name == "resource_manager" ? b.find("write_defaults") : nullptr;
            return a != nullptr && a->value.number == 0;
        });
    }

    void defaults() {
        const model::OriginId origin = service_.origin;
        for (const schema::Attribute& declared : kind_.attributes) {
            if (!declared.reload || !declared.def || service_.policy.find(declared.name) != nullptr) continue;
            if (l_.cluster.resource_of(service_.root).find(declared.name) != nullptr) continue;
            const model::Attribute implied{declared.name, *declared.def, origin};
            for (const backends::Pair& p : to_manager(l_.speller, kind_, kind_.rgmanager, implied)) {
                if (out_.find(p.name) == nullptr) out_.set(p.name, p.value, origin);
            }
        }
        if (kind_.attribute("recovery") != nullptr && out_.find("recovery") == nullptr) {
            out_.set("recovery", "restart", origin);
        }
    }

    void depend() {
        foreign_before();
        const auto self = static_cast<std::size_t>(&service_ - l_.cluster.services.data());
        const std::vector<Dependency>& all = l_.dependencies[self];
        const model::Attribute* mode = service_.policy.find("depend_mode");
        if (all.empty()) return;
        if (HALE_BREAK("rgm.several-dependencies", all.size() > 1, false)) return several(all);
        const Dependency& d = all.front();
        if (!is_whole_service(d)) return;
        out_.set("depend", unit_name(l_, l_.cluster.services[d.target.index]), d.origin);
        if (mode != nullptr || !d.hard)
            out_.set("depend_mode", HALE_BREAK("rgm.depend-mode", d.hard, true) ? "hard" : "soft", d.origin);
        if (!d.hard && !central_processing()) {
            l_.sink.report(diag::OnlyCentral, l_.span(d.origin), "a soft dependency")
                .note(
                    "without central processing rgmanager treats it as a hard one: this service stops when `{}` stops",
                    d.text)
                .help("say `depend_mode = hard`, or `central_processing = true` for rgmanager itself");
        }
    }

    /// `before` something that is no service: rgmanager has no place to write it.
    void foreign_before() {
        for (const model::Relation& r : service_.policy.relations) {
            if (r.kind == RelationKind::Before) {
                is_whole_service({r.target.entity, r.target.member, r.target.text, r.hard, r.origin});
            }
        }
    }

    void several(const std::vector<Dependency>& all) {
        l_.sink.report(diag::SeveralDependencies, l_.span(all[1].origin), unit_name(l_, service_), all.size())
            .notes(l_.iterations(all[1].origin))
            .label(l_.span(all[0].origin), "the first one")
            .help("put them in a row: let `{}` come after `{}`, and this service after `{}` alone", all[1].text,
                  all[0].text, all[1].text);
    }

    bool is_whole_service(const Dependency& d) {
        const bool here = d.target.kind == model::EntityKind::Service && d.target.cluster < l_.model.clusters.size() &&
                          l_.model.clusters[d.target.cluster].name == l_.cluster.name;
        if (here && (d.member.empty() || d.member == "started" || d.member == "start")) return true;
        const std::string what = d.member.empty() ? d.text : d.text + '.' + d.member;
        l_.sink.report(diag::DependencyTarget, l_.span(d.origin), what)
            .notes(l_.iterations(d.origin))
            .help(
                "make it a service of its own in this cluster, or put both into one service, where nesting gives the "
                "order");
        return false;
    }

    Lowering& l_;
    const model::Service& service_;
    const schema::Kind& kind_;
    Resource& out_;
};

}  // namespace

std::string unit_name(const Lowering& l, const model::Service& service) {
    const model::Resource& root = l.cluster.resource_of(service.root);
    const std::string& type = root.kind->rgmanager.type.empty() ? root.kind->name : root.kind->rgmanager.type;
    const model::Attribute* primary = root.kind->primary.empty() ? nullptr : root.find(root.kind->primary);
    return type + ':' + (primary != nullptr && !primary->value.text.empty() ? primary->value.text : root.label);
}

std::vector<std::vector<Dependency>> dependencies_of(const Lowering& l) {
    std::vector<std::vector<Dependency>> out(l.cluster.services.size());
    for (std::uint32_t i = 0; i < l.cluster.services.size(); ++i) {
        for (const model::Relation& r : l.cluster.services[i].policy.relations) {
            const model::Entity& target = r.target.entity;
            if (r.kind == RelationKind::After) {
                out[i].push_back({target, r.target.member, r.target.text, r.hard, r.origin});
            } else if (HALE_BREAK("rgm.before-lost", r.kind == RelationKind::Before, false) &&
                       target.kind == model::EntityKind::Service && target.index < out.size()) {
                const model::Entity self{model::EntityKind::Service, i, target.cluster};
                out[target.index].push_back({self, {}, unit_name(l, l.cluster.services[i]), r.hard, r.origin});
            }
        }
    }
    return out;
}

void lower_policy(Lowering& l, const model::Service& service, Resource& out) { PolicyLowering(l, service, out).run(); }

}  // namespace hale::rgmanager
