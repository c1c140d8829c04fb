// What one host's records say of the VM. The record with the highest call id that decides is the newest; call id -1 is
// pending and newer than all. Old records stay: a stopped VM still has a monitor that once was fine, with a lower id.

#include <fmt/format.h>

#include <algorithm>

#include "compiler/locate/judge.h"

namespace hale::locate {

namespace {

/// What an operation that has ended says by itself.
Place meaning(const Operation& op) {
    if (op.status != 0) return Place::Failed;
    switch (op.action) {
        case Action::Monitor:
            if (op.rc == 7) return Place::Stopped;
            return op.rc == 0 || op.rc == 8 || op.rc == 190 || op.rc == 191 ? Place::Running : Place::Failed;
        case Action::Start:
        case Action::MigrateFrom:
            return op.rc == 0 ? Place::Running : Place::Failed;
        case Action::Stop:
            return op.rc == 0 ? Place::Stopped : Place::Failed;
        case Action::MigrateTo:
            return op.rc == 0 ? Place::MovingAway : Place::Failed;
        case Action::Other:
            break;
    }
    return Place::Doubtful;
}

Place pending_meaning(const Operation& op) {
    switch (op.action) {
        case Action::Start:
            return Place::Starting;
        case Action::Stop:
            return Place::Stopping;
        case Action::MigrateTo:
            return Place::MovingAway;
        case Action::MigrateFrom:
            return Place::Arriving;
        case Action::Monitor:
        case Action::Other:
            break;
    }
    return Place::Doubtful;
}

/// Worse answers first, where several records share the highest call id.
int weight(Place place) {
    switch (place) {
        case Place::Failed:
            return 3;
        case Place::Stopped:
            return 0;
        case Place::Running:
            return 1;
        default:
            return 2;
    }
}

const Operation* newest_of(const Record& record) {
    const Operation* best = nullptr;
    for (const Operation& op : record.operations) {
        if (op.call < 0 || op.action == Action::Other) continue;
        if (best == nullptr || op.call > best->call ||
            (op.call == best->call && weight(meaning(op)) > weight(meaning(*best)))) {
            best = &op;
        }
    }
    return best;
}

/// A stop proves nothing when another record is later by the host's own clock, or its time is not known.
std::string doubt_of_stop(const Record& record, const Operation& stop) {
    if (stop.changed <= 0) return "its last record has no time";
    for (const Operation& op : record.operations) {
        if (op.changed > stop.changed) return "its records contradict each other in time";
    }
    return {};
}

}  // namespace

Finding read_place(const Record& record) {
    Finding out;
    if (!record.damage.empty()) {
        out.place = Place::Doubtful;
        out.why = record.damage;
        return out;
    }
    const Operation* newest = newest_of(record);
    for (const Operation& op : record.operations) {
        if (op.call >= 0) continue;
        // A recurring look that has not ended tells nothing where the VM runs; elsewhere it tells of a start.
        if (op.action == Action::Monitor && op.recurring && newest != nullptr && meaning(*newest) == Place::Running)
            continue;
        out.place = pending_meaning(op);
        out.source = op.source;
        out.target = op.target;
        out.changed = op.changed;
        out.why = "an operation has not ended";
        return out;
    }
    if (newest == nullptr) return out;
    out.place = meaning(*newest);
    out.source = newest->source;
    out.target = newest->target;
    out.changed = newest->changed;
    if (out.place == Place::Failed) out.why = "its last operation failed";
    if (out.place != Place::Stopped) return out;
    out.by_stop = newest->action == Action::Stop;
    out.why = doubt_of_stop(record, *newest);
    if (!out.why.empty()) out.place = Place::Doubtful;
    out.start_failed = std::any_of(record.operations.begin(), record.operations.end(), [&](const Operation& op) {
        return op.call + 1 == newest->call && meaning(op) == Place::Failed && op.action != Action::Stop;
    });
    return out;
}

}  // namespace hale::locate
