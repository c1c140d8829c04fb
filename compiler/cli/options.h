#pragma once
// What the command line said, as plain data: verbs never see the parser (CLI11 costs seconds to compile and lives in
// parse.cc alone).

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "compiler/diag/render.h"
#include "compiler/schema/agents.h"

namespace hale::cli {

enum ExitCode : int { kFine = 0, kFindings = 1, kUsage = 2, kOurBug = 70, kInterrupted = 130 };

/// What `locate` reads; an empty path: not said.
struct LocateOptions {
    std::string cib, history, domain_xml, state, cman_nodes, fence_domain;
};

struct Options {
    // common
    diag::Format error_format = diag::Format::Text;
    bool deny_warnings = false;
    bool timings = false;
    std::string agents_dir;
    schema::AgentOptions agents;
    std::map<std::string, std::string> params;
    std::string param_file;
    // check, build, order, import
    std::vector<std::string> files;
    std::string target;   // a manager's name; empty: not said
    std::string cluster;  // --cluster, for files that hold several
    std::string from;     // --from: what the files are; empty: told by their content
    bool as_meant = false;
    bool fold = true;       // import --no-fold
    std::set<int> allowed;  // --allow: codes of rules
    std::string dump;       // check --dump: model, syntax, expanded
    bool fix = false;       // check --fix
    // build
    std::string output = "-";
    bool check = false;
    std::optional<std::int64_t> config_version;
    bool next_version = false;  // --config-version auto
    std::string pacemaker_release;
    std::string secrets_file, secrets_command;
    // order
    bool stop = false;
    bool json = false;
    // plan
    bool markdown = false, detailed_exitcode = false, scheduler = true;
    std::string html;                  // where the page goes; empty: none
    std::vector<std::string> fail_on;  // effects, `fence`, `hazard`
    // graph
    std::string view, drawing;
    LocateOptions locate;
    // explain, agents, locate
    std::string name;
    std::string dialect;  // agents export --as
};

/// A verb: what it does with the options; gives the exit code.
using Verb = int (*)(const Options&);

struct Command {
    Options options;
    Verb verb = nullptr;
    int exit_code = kFine;  // when there is no verb: help and version are fine, a wrong flag is usage
};

/// Reads the command line. Help goes to stdout, mistakes to stderr.
Command parse_command_line(int argc, char** argv);

int run_agents(const Options& options);
int run_agents_check(const Options& options);
int run_agents_export(const Options& options);
int run_agents_import(const Options& options);
int run_build(const Options& options);
int run_check(const Options& options);
int run_explain(const Options& options);
int run_graph(const Options& options);
int run_import(const Options& options);
int run_locate(const Options& options);
int run_order(const Options& options);
int run_plan(const Options& options);
int run_version(const Options& options);

}  // namespace hale::cli
