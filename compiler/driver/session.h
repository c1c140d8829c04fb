#pragma once
// One run of the compiler, shared by every CLI verb (and later the language server): owns sources, diagnostics, the
// library of kinds and the model. The phases, each eating one value and returning another:
//
//     open      the file's text and the parameters         (fails on I/O: `problem` says why, exit 2)
//     expand    text -> plain blocks                        (mistakes are in `sink`)
//     analyse   blocks -> `model`                           (mistakes are in `sink`)
//     lint      what is dangerous in a right description    (findings are in `sink`)
//
// `load` is all of them. The text may be .hale, or a manager's own file (cluster.conf, a CIB, corosync.conf …): which
// one is told by its content, or by `options.from`. `expand` then lets that manager raise it to the same kind of
// blocks, with positions in that file, so every verb works on every input.

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "backends/backend.h"
#include "compiler/diag/diag.h"
#include "compiler/expand/expand.h"
#include "compiler/model/model.h"
#include "compiler/schema/agents.h"
#include "compiler/schema/schema.h"
#include "compiler/source/source.h"
#include "compiler/support/files.h"

namespace hale::driver {

struct SessionOptions {
    std::string agents_dir;                     // --agents DIR
    std::map<std::string, std::string> params;  // --param k=v; wins over the parameter file
    std::string param_file;                     // --param-file F
    bool timings = false;                       // --timings: measure the phases (parses the file once more)
    std::string from;                           // --from: `hale` or a manager's name; empty: told by the content
    bool as_meant = false;                      // --as-meant: see backends::RaiseOptions
    bool keep = false;                          // `hale import`: see backends::RaiseOptions
    schema::AgentOptions agents;                // where agents that nobody declared are looked up
    std::set<int> allowed;                      // --allow: see lint::run
};

/// CPU time of one phase in milliseconds.
struct Timing {
    std::string phase;
    double ms = 0;
};

class Session {
public:
    Session(SessionOptions options, FileSystem& files);

    /// Reads and analyses FILE (`-`: standard input). False when it cannot be read (exit 2; the reason is in
    /// `problem`). Mistakes in the text are in `sink`, and `model` holds what could be understood.
    bool load(const std::string& path);

    /// Only reads FILE, and the parameter file. False: see `problem`.
    bool open(const std::string& path);
    /// Expands the opened file, or raises it when it is a manager's own; origins go to `model.origins`. XML that is no
    /// manager's file is HL5040.
    std::vector<expand::Block> expand();
    /// The manager whose own file was opened; nullptr: it is .hale, or nobody's.
    const backends::Backend* reader() const;

    /// The library of kinds, built at the first question.
    schema::Library& kinds();

    /// Runs `work` and records its CPU time under `phase` when timings are asked for.
    template <class Work>
    auto timed(std::string phase, Work work) {
        struct Stop {
            Session& session;
            std::string phase;
            double start;
            ~Stop() {
                if (session.options.timings) session.timings.push_back({std::move(phase), cpu_ms() - start});
            }
        } const stop{*this, std::move(phase), cpu_ms()};
        return work();
    }

    SessionOptions options;
    FileSystem& files;
    source::SourceManager sources;
    diag::Sink sink;
    model::Model model;
    source::FileId main;  // the opened file
    std::string problem;  // why open/load failed: "cannot read `x.hale`: No such file or directory"
    std::vector<Timing> timings;

private:
    static double cpu_ms();
    bool read_params();
    std::vector<expand::Block> expand_hale();
    /// True when the opened text is XML that no manager recognises; then it was reported.
    bool refuse_foreign_xml();

    std::unique_ptr<schema::Library> library_;
};

}  // namespace hale::driver
