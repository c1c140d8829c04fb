#pragma once
// What cluster.conf's own schema says of a file (cluster.rng, which ccs_config_validate asks; facts/rgmanager.md
// section 13), found from what the kinds say of cluster.conf. rgmanager itself reads many a file that the schema
// refuses; so these are warnings.

#include <map>
#include <string>
#include <vector>

#include "backends/rgmanager/kinds.h"
#include "compiler/diag/diag.h"
#include "compiler/xml/tree.h"

namespace hale::rgmanager {

/// Nothing of what is found is reported here: whoever reads the element may have more to say of it.
struct Structure {
    struct Finding {
        diag::Diagnostic diagnostic;
        std::string name;  // of the attribute or element; another diagnostic at the place that has it says the same
        bool kept = false;
    };
    std::vector<Finding> findings;                     // HL5060..HL5068
    std::multimap<std::uint32_t, std::size_t> places;  // where each begins

    /// The finding at this place says why it is kept as a native block. False: there is none.
    bool keep(source::Span place);
    /// Something was found in the element.
    bool explains(const xml::Node& element) const;
    /// Reports what no diagnostic in `sink` says.
    void report(diag::Sink& sink) const;
};

Structure structure_of(const xml::Tree& tree, const Kinds& kinds);

}  // namespace hale::rgmanager
