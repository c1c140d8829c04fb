#pragma once
// Pacemaker's own tools as judges of a CIB: the schema (xmllint), crm_verify, and the scheduler's transition
// (crm_simulate). Each works on files in a temporary directory and needs no cluster.

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace hale::test {

/// A program of this name is on the path or in the usual administrators' directories.
bool have_tool(const std::string& name);
/// Which of crm_verify, crm_simulate and xmllint are missing, for GTEST_SKIP; empty: none.
std::string missing_pacemaker_tools();

/// What xmllint says against the installed schema of the CIB's validate-with; empty: valid.
std::string schema_errors(const std::string& cib);
/// What crm_verify -V complains of; empty: nothing.
std::string verify_errors(const std::string& cib);

/// A transition: which actions, and which is proven to come before which.
class Transition {
public:
    /// `start data`, `stop data`: labels of every resource action; instances of clones without their number.
    const std::set<std::string>& labels() const { return labels_; }
    bool has(const std::string& label) const { return labels_.count(label) != 0; }
    /// Every action `first` comes before every action `then` in every run. False when one of them does not occur.
    bool before(const std::string& first, const std::string& then) const;

private:
    friend std::optional<Transition> read_transition(const std::string& graph);
    std::set<std::string> labels_;
    std::multimap<std::string, int> by_label_;
    std::map<int, std::set<int>> before_;  // action -> all that come before it
};

/// All nodes come up and everything starts; `stop`: then everything is stopped, and that is the transition. Nothing
/// when crm_simulate fails.
std::optional<Transition> simulate(const std::string& cib, bool stop);

/// After everything has started, `fail` (`rsc_monitor_10000@n1=7`) is injected: what happens then.
std::optional<Transition> simulate_failure(const std::string& cib, const std::string& fail);

}  // namespace hale::test
