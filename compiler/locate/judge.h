#pragma once
// The verdict: what one host's records mean for the VM, and what all of them mean together.

#include "compiler/locate/locate.h"
#include "compiler/locate/status.h"

namespace hale::locate {

enum class Place : std::uint8_t {
    Stopped,
    Running,
    Starting,
    Stopping,
    MovingAway,
    Arriving,
    Failed,
    NeverAsked,
    Doubtful
};

/// What the records of one host say, and since when.
struct Finding {
    Place place = Place::NeverAsked;
    std::string target, source;  // of a migration
    long long changed = 0;
    bool by_stop = false;  // Stopped by a stop, not by a look
    bool start_failed = false;
    std::string why;
};
Finding read_place(const Record& record);

/// Judges a CIB's status. `history`: nothing when none was asked for.
Answer judge(std::string_view vm, const Status& status, const std::optional<History>& history,
             const std::string& last_known);

}  // namespace hale::locate
