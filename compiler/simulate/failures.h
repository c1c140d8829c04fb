#pragma once
// `hale simulate`: where everything starts, and what happens at each failure. Pacemaker's own scheduler decides.

#include <functional>
#include <string>
#include <vector>

#include "compiler/simulate/scheduler.h"

namespace hale::simulate {

struct Move {
    std::string resource, from, to;
};
struct Down {
    std::string resource, why;
};

/// What one failure does.
struct Failure {
    std::string what;                   // `fail(alpha)`, `fail(alpha) and fail(beta)`, `fail(web)`, `fail(web) 5 times`
    std::vector<std::string> fenced;    // nodes, in order
    std::vector<Move> moves;            // what ran on one node before and on another now
    std::vector<std::string> restarts;  // what stopped and started where it is
    std::vector<Down> down;             // what ran before and does not now
    std::vector<Action> actions;        // the sequence
    State after;
    std::string problem;  // why it could not be simulated; then nothing else is set
};

struct Matrix {
    State start;
    std::vector<Action> actions;  // of the cold start
    std::vector<Failure> failures;
    bool settled = true;
    std::string problem;  // why nothing could be simulated
};

struct MatrixOptions {
    bool pairs = false;     // each pair of nodes as well
    bool resources = true;  // each resource failing once, and until it may not run there any more
    std::size_t jobs = 1;   // how many simulations run at a time
    std::function<void(std::size_t done, std::size_t all)> progress;
};

/// The matrix of a CIB: cold start, each node, each resource. The CIB's own status section does not count.
Matrix failures(Processes& processes, std::string_view cib, const MatrixOptions& options);

/// What one combination of failed nodes and resources does to the cluster `running` (a CIB with status).
Failure fail(Scheduler& scheduler, const std::string& running, const State& start,
             const std::vector<std::string>& nodes, const std::vector<std::string>& resources, int times);

/// "format": 1, design/cli.md.
std::string to_json(const Matrix& matrix);
/// For people: where things start, a line a failure, and findings (what survives the loss of no node).
std::string to_text(const Matrix& matrix);

}  // namespace hale::simulate
