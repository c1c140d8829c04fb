#pragma once
// What is dangerous in a change of the CIB, whatever it does to resources (HL7004, HL7006..HL7012).

#include "backends/pacemaker/cib_view.h"
#include "backends/side.h"
#include "compiler/diff/plan.h"

namespace hale::pacemaker {

struct BothSides {
    const backends::Side& before;
    const backends::Side& after;
    const CibView& old;
    const CibView& now;
};

/// `fs:data`: the word that the description has for the resource, else its agent's own name, and its id.
std::string display_name(const ViewUnit& unit, const backends::Side& after, const backends::Side& before);

void hazards(const BothSides& sides, const diff::Plan& plan, diag::Sink& sink);

}  // namespace hale::pacemaker
