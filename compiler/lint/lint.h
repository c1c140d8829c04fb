#pragma once
// What is wrong or dangerous although every part of the description is right: circles of order, placement that leaves
// nothing, a file system on two nodes. The rules read the model alone, so they say the same about .hale, cluster.conf
// and a CIB. One file answers one question; lint.cc lists them all.

#include <set>

#include "compiler/diag/diag.h"
#include "compiler/model/model.h"

namespace hale::lint {

/// Runs every rule over every cluster. What a rule finds is reported at the place that a user has to change (HL31xx:
/// errors of meaning, HL6xxx: what works but should not be left so). Wrong parts that analysis reported are not in the
/// model, so that one mistake gives one message. A finding whose code is in `allowed` is taken one step milder: an
/// error becomes a warning, a warning is left out.
void run(const model::Model& model, const source::SourceManager& sources, const std::set<int>& allowed,
         diag::Sink& sink);

/// The code is that of a rule (HL31xx, HL6xxx), so that it may be allowed.
bool is_rule(int code);
/// All of them: for who wants to see what a description does, right or dangerous.
std::set<int> all_rules();
/// Those that say that something waits for itself.
std::set<int> circle_rules();

}  // namespace hale::lint
