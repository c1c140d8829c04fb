#pragma once

#include <optional>
#include <string>
#include <vector>

#include "compiler/locate/locate.h"

namespace hale::locate::test {

struct State {
    std::string name, cib;
    std::optional<std::string> history;
    Verdict verdict;
    std::string state, vm = "guest1";
    /// What speaks against safe stands in one place only, and is no part of what a cluster always says: without it the
    /// same CIB is a right and safe one. The law cannot hold for its deletion.
    bool single_evidence = false;
};

/// States of our own (no corpus is needed).
std::vector<State> own_states();
/// The recorded states of HALE_DATA; empty without it.
std::vector<State> recorded_states();

/// `stonith_admin --history --output-as=xml` with these events (attributes of each).
std::string history(const std::vector<std::string>& events);
Answer ask(const State& state);

}  // namespace hale::locate::test
