#pragma once
// What a manager does and in which order: the typed form of `hale order`. Managers give it, verbs print or draw it.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace hale::order {

/// One action, or a joint: a moment between many actions and many others, with no action of its own. Everything that a
/// joint waits for is over before anything that waits for the joint begins.
struct Action {
    std::string id;                  // `web_start_0`; of a joint: empty
    std::string resource;            // `fs:data`
    std::string operation;           // start, promote, stop, demote
    std::vector<std::size_t> after;  // indices of earlier ones, those that others imply left out; ascending
    bool is_joint() const { return id.empty(); }
};

/// A manager that runs each unit for itself names them: actions from `begin` up to `end` are the unit's. One without
/// actions is one that the manager refuses.
struct Unit {
    std::string name;
    std::size_t begin = 0, end = 0;
};

/// Actions in one valid sequence. `units` in the order in which they are printed; empty for a manager whose resources
/// all stand in one graph.
struct Order {
    std::vector<Action> actions;
    std::vector<Unit> units;
    bool in_units = false;
};

/// The text form of docs/reference/cli.md: an action a line, `start web`; in units `## NAME rc=0` and `[start] fs:data`.
std::string to_text(const Order& order);
/// {"format":1,"actions":[{"id","resource","operation","after":[id…]}]}, without joints: `after` has every action that
/// one waits for by way of them.
std::string to_json(const Order& order);

}  // namespace hale::order
