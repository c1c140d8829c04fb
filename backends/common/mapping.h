#pragma once
// The mapping rows of a kind (docs/reference/agents.md), in both directions. Manager-neutral: each backend brings its
// Spelling and the Mapping to use.
//
// Forward: the attributes of an instance to names and values in the manager's words. What has no counterpart is
// reported at its position: HL4002 (refused), HL4003 (ignored), HL4004 (a word outside a `values` table).
// Backward: the manager's names and values to attributes, canonical where the canonical spelling equals the original,
// verbatim otherwise; whatever would not come out again exactly is left over, for a `native` block.

#include <string>
#include <vector>

#include "backends/common/spelling.h"

namespace hale::backends {

/// A name and value in the manager's words.
struct Pair {
    std::string name, value;
    bool meta = false;  // a meta attribute of the primitive (Pacemaker)
    model::OriginId origin;
    model::OriginId value_origin;
    std::string attribute;  // the neutral attribute it came from; empty: a constant of the mapping
};

/// `attributes` is everything that shall be said: written ones, and inherited ones where the manager does not inherit
/// by itself. `drop` and `ignore` speak of them, but not of values whose origin kind is Default. Pairs come in the
/// order of the attributes; then `defaults` that nobody wrote; then constants.
std::vector<Pair> to_manager(const Speller& speller, const schema::Kind& kind, const schema::Mapping& mapping,
                             const std::vector<model::Attribute>& attributes);

/// One attribute by its row. Empty: nothing is to be written, or it was refused (reported).
std::vector<Pair> to_manager(const Speller& speller, const schema::Kind& kind, const schema::Mapping& mapping,
                             const model::Attribute& attribute);

/// What the mapping says of a use as a whole: HL4009 for each parameter that the agent there cannot do without and that
/// has no value, HL4010 where the agent does something else. `attributes` as above; `origin` is the resource's.
void report_use(const Speller& speller, const schema::Kind& kind, const schema::Mapping& mapping,
                const std::vector<model::Attribute>& attributes, model::OriginId origin);

/// How parameters of the kind are spelled: an agent's durations are plain seconds, whatever the manager's own words
/// are.
Spelling parameter_spelling(Spelling spelling, const schema::Kind& kind);

struct FromManager {
    std::vector<model::Attribute> attributes;
    std::vector<Pair> left_over;  // what no row reads back exactly
};
/// The inverse: to_manager(from_manager(x).attributes) = x without its left-overs. `origin` of each pair becomes the
/// attribute's. Never reports.
FromManager from_manager(const Spelling& spelling, const schema::Kind& kind, const schema::Mapping& mapping,
                         const std::vector<Pair>& pairs);

/// A neutral value of the declared type whose spelling is exactly `text` (canonical if it can be, else verbatim);
/// nothing when the type has no such value.
std::optional<model::Value> value_from_text(const Spelling& spelling, const schema::Attribute& declared,
                                            const schema::Mapping& mapping, const std::string& text);

}  // namespace hale::backends
