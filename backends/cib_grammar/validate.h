#pragma once
// A CIB against the schema that it names: what Pacemaker refuses when the file is loaded is told here, at its place.
//
// `validate-with="none"` asks for no schema and gets none. A file that names none is held against the newest schema that
// takes all of it; what only whole files have (the numbers of <cib>, empty sections) is not asked of it then.

#include "backends/cib_grammar/grammar.h"
#include "compiler/diag/diag.h"
#include "compiler/xml/tree.h"

namespace hale::cib {

struct ValidateOptions {
    /// True for an import: what comes back as it stands is a warning, since the file itself is not made worse.
    bool keep = false;
};

/// Reports HL5300..HL5312. `root` is <cib>, or <configuration>. True: nothing was found.
bool validate(const xml::Node& root, const ValidateOptions& options, diag::Sink& sink);

/// The schema that validate-with names; 0: none, or none that is known.
Version version_of(const xml::Node& root);

}  // namespace hale::cib
