#pragma once
// What becomes of a running cluster when one configuration takes the place of another: `hale plan`. A manager fills it
// in (`Backend::changes`), since only the manager's rules say whether a change restarts anything; renderers print it.
//
// Every change stands once: at the resource that it is about, or among `settings` when it is about none. Hazards are
// diagnostics (HL67xx) of the sink that the manager was given, so they have a code, a place and an explain page.

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/diag/diag.h"
#include "compiler/source/source.h"

namespace hale::diff {

/// What the manager does with one resource, by growing disturbance.
enum class Effect { None, Reload, Migrate, Move, Start, Stop, Restart };
/// `none`, `reload` … as in `design/cli.md`.
std::string_view to_text(Effect effect);

/// One thing that differs. `before` or `after` is empty when the other side alone has it.
struct Change {
    std::string what;  // `mountpoint`, `monitor: timeout`
    std::string before, after;
    bool secret = false;        // the values are never printed
    std::string at, at_before;  // `nfs.hale:12:7`: in the new and the old description; may be empty
    friend bool operator==(const Change&, const Change&) = default;
};

/// One resource that does not stay as it is, or whose description changed.
struct Resource {
    std::string id;    // `fs:data`
    std::string unit;  // the service, group or clone that it stands in: `service:nfs`; its own id when it stands alone
    Effect effect = Effect::None;
    std::vector<Change> changes;       // what was changed in its description
    std::vector<std::string> reasons;  // why this effect: "`mountpoint` of fs cannot be changed while it runs"
    std::string renamed_from;          // its former id, when the new description says `moved_from`
};

/// One action of an agent, in an order in which the manager may run them.
struct Operation {
    std::string action;  // stop, start, reload, reconfig, migrate, promote …
    std::string resource;
    std::string node;  // where; empty: unknown or everywhere
    friend bool operator==(const Operation&, const Operation&) = default;
};

/// What a resource is called here, and the unit that it stands in.
struct Named {
    std::string id, unit;
};

struct Plan {
    std::string manager;
    std::string before, after;        // names of the two descriptions
    std::vector<Resource> resources;  // in the order of the new description, then those that go
    std::vector<Change> settings;     // of the cluster, nodes, fencing, constraints: no resource's own
    std::vector<Operation> operations;
    std::vector<diag::Diagnostic> hazards;
    std::map<std::string, Named, std::less<>> names;  // by the manager's own id: every resource, touched or not
    std::string scheduler;  // what Pacemaker's own scheduler was asked: "confirmed by crm_simulate", or why it was not

    /// Nothing differs that the manager or an agent could see.
    bool empty() const { return resources.empty() && settings.empty() && operations.empty(); }
    /// How many resources have this effect.
    std::size_t count(Effect effect) const;
    /// The resource of this id, made when there is none yet.
    Resource& resource(const std::string& id);
};

/// Raises the effect of a resource to `effect` when that disturbs more, and keeps the reason (each once).
void raise(Resource& resource, Effect effect, std::string reason);

enum class Format { Text, Json, Html, Markdown };
/// The plan for people (grouped by unit, totals first, 80 columns), as JSON ("format": 1, `design/cli.md`), as one
/// self-contained page, or as Markdown for a merge request. `colour`: ANSI colours in text.
std::string render(const Plan& plan, const source::SourceManager& sources, Format format, bool colour = false);

}  // namespace hale::diff
