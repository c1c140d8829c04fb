#pragma once
// Operations of a primitive: the kind's own ones with what the resource says on top.

#include "backends/pacemaker/lower.h"

namespace hale::pacemaker {

/// Start, stop, monitors and what else has a time. Pacemaker tells two monitors apart by their interval alone, so a
/// second one with the same interval runs a second later (HL4108 when somebody wrote it).
std::vector<Op> lower_operations(Lowering& lowering, const model::Resource& resource, const std::string& id);
/// The same for a fence device.
std::vector<Op> lower_operations(Lowering& lowering, const model::FenceDevice& device, const std::string& id);

/// `90s`, `500ms`: always with a unit that Pacemaker knows.
std::string time_text(std::int64_t milliseconds);

}  // namespace hale::pacemaker
