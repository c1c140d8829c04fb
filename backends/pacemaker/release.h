#pragma once
// Which schema, and so which release of Pacemaker, knows what (facts/pacemaker.md, "Schema versions"). A release here
// is the line that people name: 1.1, 2.0, 2.1, 3.0; its schema is the newest that all of that line can read, or nearly.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/value/origin.h"
#include "compiler/xml/tree.h"

namespace hale::pacemaker {

/// A version of the schema; 2.10 comes after 2.9.
struct SchemaVersion {
    int major = 0, minor = 0;
    friend auto operator<=>(const SchemaVersion&, const SchemaVersion&) = default;
};
/// "3.7"; nothing for text that is no version.
std::optional<SchemaVersion> parse_schema(std::string_view text);

/// The schema of a release; nothing for one that nobody knows.
std::optional<std::string_view> schema_of_release(std::string_view release);

/// Something in the document that not every schema has.
struct Feature {
    std::string what;       // for messages: "<podman>", "on-fail=demote"
    SchemaVersion since;    // the first schema with it
    SchemaVersion until;    // the first schema without it; 0.0: none
    std::string_view from;  // Pacemaker release of `since`
    std::string_view gone;  // Pacemaker release of `until`
    model::OriginId origin;
};
/// Everything of that kind in <configuration>, in document order.
std::vector<Feature> features_of(const xml::Node& configuration);

/// Respells what a release calls otherwise: Promoted and Master, promoted-max and master-max, fencing-enabled and
/// stonith-enabled. The meaning stays.
void adapt_to_release(xml::Node& configuration, std::string_view release);

}  // namespace hale::pacemaker
