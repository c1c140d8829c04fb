#pragma once
// How a manager writes values. A canonical value (`true`, `90s`, `4GiB`) is spelled each manager's own way; a verbatim
// value (it was quoted) is written as it stands.

#include <optional>
#include <string>
#include <string_view>

#include "backends/backend.h"
#include "compiler/schema/schema.h"

namespace hale::backends {

struct Spelling {
    std::string_view manager;  // `rgmanager`, for messages
    std::string_view bool_true, bool_false;
    bool duration_suffix;             // 90s, or 90
    std::string_view list_separator;  // between the items of a list
};

/// Turns values into a manager's text. Holds what that needs: spelling, origins for positions, the resolver of
/// secrets. Codes: HL4005 (a duration that is no whole number of units), HL4006 (a secret that nobody can resolve),
/// HL4008 (a value that has no text form).
class Speller {
public:
    Speller(const Spelling& spelling, const model::OriginTable& origins, const BuildOptions& options, diag::Sink& sink)
        : spelling_(spelling), origins_(origins), options_(options), sink_(sink) {}

    /// `what` names the attribute in messages. Nothing when it was refused (reported). An unresolved secret while only
    /// checking gives an empty text.
    std::optional<std::string> spell(const model::Value& value, std::string_view what,
                                     const schema::Mapping* mapping = nullptr) const;
    /// A duration in `unit` (ms s min h), or a size in `unit` (B KiB MiB GiB), with or without the unit behind it.
    std::optional<std::string> in_unit(const model::Value& value, std::string_view what, std::string_view unit,
                                       bool suffix) const;

    const Spelling& spelling() const { return spelling_; }
    const model::OriginTable& origins() const { return origins_; }
    const BuildOptions& options() const { return options_; }
    diag::Sink& sink() const { return sink_; }
    source::Span span(model::OriginId id) const { return origins_.span(id); }

private:
    std::optional<std::string> secret(const model::Value& value) const;

    const Spelling& spelling_;
    const model::OriginTable& origins_;
    const BuildOptions& options_;
    diag::Sink& sink_;
};

}  // namespace hale::backends
