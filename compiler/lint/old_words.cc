// Words that Pacemaker still reads but has replaced. Each is told only where the schema of the cluster has the better
// one: a CIB of an old release is right in its own words.

#include <algorithm>
#include <array>
#include <compare>
#include <cstdlib>

#include "compiler/diag/lint_codes.h"
#include "compiler/lint/rules.h"
#include "compiler/manager/manager.h"

namespace hale::lint {

namespace {

using model::Attribute;
using model::Block;

struct Schema {
    int major = 99, minor = 0;
    friend auto operator<=>(const Schema&, const Schema&) = default;
};

/// What the cluster says; nothing, or what is no number, is the newest.
Schema schema_of(const model::Cluster& cluster) {
    for (const Attribute& a : cluster.attributes) {
        if (a.name != "schema") continue;
        const std::size_t dot = a.value.text.find('.');
        if (dot == 0 || dot == std::string::npos || a.value.text[0] < '0' || a.value.text[0] > '9') return {};
        return {std::atoi(a.value.text.c_str()), std::atoi(a.value.text.c_str() + dot + 1)};
    }
    return {};
}

constexpr std::array<std::pair<std::string_view, std::string_view>, 2> kRoles = {
    {{"Master", "Promoted"}, {"Slave", "Unpromoted"}}};
constexpr std::array<std::string_view, 4> kRoleWords = {"role", "with-role", "target-role", "rsc-role"};

class Check {
public:
    Check(const Facts& facts, diag::Sink& sink) : f_(facts), sink_(sink), schema_(schema_of(facts.cluster)) {}

    void run() {
        for (const Block& block : f_.cluster.constructs) {
            if (block.name == "order") score(block);
            this->block(block);
        }
        for (const model::Resource& r : f_.cluster.resources) resource(r);
    }

private:
    void report(const Attribute& a, std::string_view old, const std::string& better, const std::string& written) {
        auto report = sink_.report(diag::OldWord, f_.span(a.origin), old, better);
        report.notes(f_.iterations(a.origin)).help("write `{}`", written);
        offer(report, diag::FixSafety::Safe, "write `" + written + "`", f_.rewrite(a, written));
    }

    void role(const Attribute& a) {
        if (schema_ < Schema{3, 7} || std::find(kRoleWords.begin(), kRoleWords.end(), a.name) == kRoleWords.end()) {
            return;
        }
        for (const auto& [old, better] : kRoles) {
            if (text_of(a.value) == old) {
                report(a, old, std::string(better), a.name + " = " + std::string(better));
            }
        }
    }

    /// Parameters are the agents' own.
    void block(const Block& block) {
        if (block.name == "params" || block.name == "utilization" || block.name == "native") return;
        for (const Attribute& a : block.attributes) role(a);
        for (const Block& child : block.children) this->block(child);
    }

    void score(const Block& order) {
        const Attribute* a = order.find("score");
        if (a == nullptr || order.find("kind") != nullptr || schema_ < Schema{1, 2}) return;
        const bool optional = a->value.number == 0 && text_of(a->value).find("INFINITY") == std::string::npos;
        report(*a, "score", "kind", std::string("kind = ") + (optional ? "optional" : "mandatory"));
    }

    void resource(const model::Resource& r) {
        for (const Block& block : r.blocks) {
            const Attribute* element = block.name == "promotable" ? block.find("element") : nullptr;
            if (element != nullptr && element->value.text == "master" && schema_ >= Schema{3, 0}) {
                report(*element, "<master>", "<clone> with promotable=true", "element = clone");
            }
            if (block.name == "rkt" && schema_ >= Schema{3, 2}) {
                sink_.report(diag::OldWord, f_.span(block.origin), "rkt", "podman")
                    .help("Pacemaker 3 has no rkt: run the image with `podman` or `docker`");
            }
            this->block(block);
        }
        for (const model::Operation& op : r.operations) {
            for (const Attribute& a : op.attributes) role(a);
        }
        for (const Attribute& a : r.attributes) {
            if (a.name == "target-role" && r.kind->container) role(a);
        }
    }

    const Facts& f_;
    diag::Sink& sink_;
    Schema schema_;
};

}  // namespace

void old_words(const Facts& facts, diag::Sink& sink) {
    if (manager::any_of(facts.cluster.targets, &manager::Manager::own_units)) Check(facts, sink).run();
}

}  // namespace hale::lint
