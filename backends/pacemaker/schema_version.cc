// Which schema the document is written in: the one that the cluster says, that of the wanted release, else the lowest
// that expresses it.

#include <set>

#include "backends/pacemaker/lower.h"
#include "backends/pacemaker/release.h"
#include "backends/pacemaker/write.h"
#include "compiler/diag/internal_codes.h"
#include "compiler/diag/managers_codes.h"

namespace hale::pacemaker {

namespace {

/// What every release since 2.0 reads.
constexpr std::string_view kLowest = "3.0";

std::string text(SchemaVersion v) { return std::to_string(v.major) + "." + std::to_string(v.minor); }

const model::Attribute* said_schema(const model::Cluster& cluster) {
    for (const model::Attribute& a : cluster.attributes) {
        if (a.name == "schema") return &a;
    }
    return nullptr;
}

/// HL4110 and HL4122, once for each thing.
void check_release(Lowering& l, const std::vector<Feature>& features, const std::string& release, SchemaVersion has) {
    std::set<std::string> seen;
    for (const Feature& f : features) {
        if (!seen.insert(f.what).second) continue;
        if (f.since > has) {
            l.sink.report(diag::PacemakerReleaseTooOld, l.span(f.origin), release, f.what)
                .note("Pacemaker has it since {}, with schema {}", f.from, text(f.since));
        } else if (f.until != SchemaVersion{} && f.until <= has) {
            l.sink.report(diag::PacemakerReleaseTooNew, l.span(f.origin), release, f.what)
                .note("it is gone since Pacemaker {}, with schema {}", f.gone, text(f.until));
        }
    }
}

SchemaVersion lowest(const std::vector<Feature>& features) {
    SchemaVersion out = *parse_schema(kLowest);
    for (const Feature& f : features) out = std::max(out, f.since);
    return out;
}

}  // namespace

void choose_schema(Lowering& l) {
    xml::Tree tree = write(l.document);
    const std::string& release = l.options.pacemaker_release;
    xml::Node configuration;
    for (xml::Node& child : tree.root.children) {
        if (child.is_element("configuration")) configuration = std::move(child);
    }
    adapt_to_release(configuration, release);
    const std::vector<Feature> features = features_of(configuration);
    const auto wanted = schema_of_release(release);
    if (wanted) {
        l.document.schema = *wanted;
        return check_release(l, features, release, *parse_schema(*wanted));
    }
    if (!release.empty()) {  // the command line takes no other
        l.sink.report(diag::InternalError, {}, "unknown Pacemaker release " + release);
        return;
    }
    l.document.schema = text(lowest(features));
    const model::Attribute* said = said_schema(l.cluster);
    if (said == nullptr) return;
    const auto version = parse_schema(said->value.text);
    if (!version && !is_literal(l.cluster)) {
        l.sink.report(diag::NoSuchSchema, l.span(said->value.origin), said->value.text)
            .help("write a number such as \"3.7\", or leave it out");
        return;
    }
    l.document.schema = said->value.text;
}

}  // namespace hale::pacemaker
