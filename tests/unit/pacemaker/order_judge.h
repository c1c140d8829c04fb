#pragma once
// The order engine against Pacemaker's own scheduler: the engine claims that one action precedes another exactly when
// the transition graph has it so: in the first start of everything, and in the stop of everything that three
// transitions brought up.
//
// A pair of actions is compared over all their instances; within one clone or one bundle, over those of one instance or
// replica, unless the engine claims more. A claim that the graph does not show is always a failure. An order that the
// graph shows and the engine does not claim is allowed for a named reason only, one that the document cannot tell.

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace hale::pacemaker {

struct OrderResult {
    std::string file, refused;
    bool acts = false;  // something starts, or stops
    std::size_t pairs = 0, agree = 0;
    std::vector<std::string> wrong;                           // claims that do not hold
    std::vector<std::string> missed;                          // orders without a reason
    std::map<std::string, std::vector<std::string>> allowed;  // by reason
    double milliseconds = 0;                                  // of the engine
};

struct OrderTotals {
    std::size_t acting = 0, pairs = 0, agree = 0, disagree = 0, unproven = 0;
};

/// Where the tool is that turns a transition graph into a partial order.
std::string order_tool();
/// What is missing to compare at all, for GTEST_SKIP; empty: nothing.
std::string missing_for_order();
/// Judges every CIB; each disagreement is a test failure, and the sums go to standard output.
OrderTotals judge_orders(const std::vector<std::filesystem::path>& files, bool stop);

}  // namespace hale::pacemaker
