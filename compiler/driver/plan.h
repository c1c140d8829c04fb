#pragma once
// `hale plan`: two inputs of any kind brought into one manager's own form, and compared by that manager's rules.

#include <memory>
#include <optional>
#include <string>

#include "backends/side.h"
#include "compiler/diff/plan.h"
#include "compiler/driver/session.h"
#include "compiler/support/process.h"

namespace hale::driver {

/// One of the two configurations: its session, and the manager's text in it.
class PlanSide {
public:
    PlanSide(SessionOptions options, FileSystem& files) : session(std::move(options), files) {}

    /// Reads and analyses `path`. False: it cannot be read (`session.problem`), or has errors (in `session.sink`).
    bool load(const std::string& path);
    /// Brings it into the form of `manager`: a file of its own stays as it is, anything else is built. `cluster` names
    /// the one that is meant when there are several. False: said in `session.sink` or `problem`.
    bool bring_to(const backends::Backend& manager, const std::string& cluster, const backends::SecretResolver& secrets,
                  std::string& problem);
    /// What the manager compares. Lives as long as this object.
    backends::Side side() const;

    Session session;
    source::FileId text;                      // of the manager's form
    const model::Cluster* cluster = nullptr;  // nullptr for a file with more than one and no --cluster

private:
    source::Span home(source::Span span) const;
    std::string place(source::Span span) const;

    std::vector<model::OriginId> lines_;  // of built text; empty: the text is the file itself
};

/// The manager whose rules count: the one that is named; else the one whose file `after`, then `before` is; else the
/// first target of `after`. nullptr: none is named anywhere.
const backends::Backend* plan_manager(const PlanSide& before, const PlanSide& after, const std::string& target);

/// What becomes of the cluster. Both sides were brought to `manager`. Hazards (HL70xx) are in the plan. With
/// `processes`, Pacemaker's own scheduler confirms it where it is installed and the cluster is no larger than it can
/// execute.
std::optional<diff::Plan> make_plan(PlanSide& before, PlanSide& after, const backends::Backend& manager,
                                    Processes* processes);

}  // namespace hale::driver
