// Which schema the document is written in: the one that the cluster says, that of the wanted release, else the lowest
// that expresses it.

#include <set>

#include "backends/pacemaker/lower.h"
#include "backends/pacemaker/release.h"
#include "backends/pacemaker/write.h"
#include "compiler/diag/internal_codes.h"
#include "compiler/diag/managers_codes.h"
#include "compiler/support/breakage.h"

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
void check_release(const model::Model& model, const std::vector<Feature>& features, std::string_view release,
                   SchemaVersion has, diag::Sink& sink) {
    std::set<std::string> seen;
    for (const Feature& f : features) {
        if (!seen.insert(f.what).second) continue;
        if (HALE_BREAK("schema.too-old", f.since > has, false)) {
            sink.report(diag::PacemakerReleaseTooOld, model.origins.span(f.origin), release, f.what)
                .note("Pacemaker has it since {}, with schema {}", f.from, text(f.since));
        } else if (f.until != SchemaVersion{} && f.until <= has) {
            sink.report(diag::PacemakerReleaseTooNew, model.origins.span(f.origin), release, f.what)
                .note("it is gone since Pacemaker {}, with schema {}", f.gone, text(f.until));
        }
    }
}

SchemaVersion lowest(const std::vector<Feature>& features) {
    SchemaVersion out = *parse_schema(kLowest);
    for (const Feature& f : features) out = HALE_BREAK("schema.lowest", std::max(out, f.since), out);
    return out;
}

/// What the cluster says, else the lowest schema that has all the features.
std::string said_or_lowest(const model::Model& model, const model::Cluster& cluster,
                           const std::vector<Feature>& features, diag::Sink& sink) {
    const model::Attribute* said = said_schema(cluster);
    if (said == nullptr) {  // written for 2.0 and later: what is gone by then has no schema at all
        if (!is_literal(cluster)) check_release(model, features, "2.0", lowest(features), sink);
        return text(lowest(features));
    }
    if (!parse_schema(said->value.text) && !is_literal(cluster)) {
        sink.report(diag::NoSuchSchema, model.origins.span(said->value.origin), said->value.text)
            .help("write a number such as \"3.7\", or leave it out");
    }
    return said->value.text;
}

}  // namespace

bool choose_schema(const model::Model& model, const model::Cluster& cluster, std::string_view release, xml::Node& cib,
                   diag::Sink& sink) {
    const std::size_t errors = sink.error_count();
    const xml::Node* configuration = cib.child("configuration");
    const std::vector<Feature> features =
        configuration == nullptr ? std::vector<Feature>() : features_of(*configuration);
    if (const auto wanted = schema_of_release(release)) {
        check_release(model, features, release, *parse_schema(*wanted), sink);
        set_schema(cib, *wanted);
    } else if (release.empty()) {
        set_schema(cib, said_or_lowest(model, cluster, features, sink));
    } else {  // the command line takes no other
        sink.report(diag::InternalError, {}, "unknown Pacemaker release " + std::string(release));
    }
    return sink.error_count() == errors;
}

}  // namespace hale::pacemaker
