#include <CLI/CLI.hpp>
#include <algorithm>
#include <charconv>

#include "backends/backend.h"
#include "compiler/cli/options.h"
#include "compiler/lint/lint.h"

namespace hale::cli {

namespace {

std::vector<std::string> managers() {
    std::vector<std::string> out;
    for (const backends::Backend* b : backends::all_backends()) out.emplace_back(b->name());
    return out;
}

void add_param(Options& o, const std::vector<std::string>& texts) {
    for (const std::string& text : texts) {
        const std::size_t equals = text.find('=');
        if (equals == 0 || equals == std::string::npos) {
            throw CLI::ValidationError("--param", "`" + text + "` is no KEY=VALUE");
        }
        o.params[text.substr(0, equals)] = text.substr(equals + 1);
    }
}

void set_version(Options& o, const std::string& text) {
    o.next_version = text == "auto";
    if (o.next_version) return;
    std::int64_t number = 0;
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (problem != std::errc() || end != text.data() + text.size() || number < 1) {
        throw CLI::ValidationError("--config-version", "`" + text + "` is neither a number above 0 nor `auto`");
    }
    o.config_version = number;
}

void common_flags(CLI::App& app, Options& o) {
    static const std::map<std::string, diag::Format> formats = {
        {"text", diag::Format::Text}, {"short", diag::Format::Short}, {"json", diag::Format::Json}};
    app.add_option("--error-format", o.error_format, "How diagnostics are written: text, short or json")
        ->transform(CLI::CheckedTransformer(formats).description(""))
        ->type_name("FORMAT");
    app.add_flag("--deny-warnings", o.deny_warnings, "Exit 1 on warnings, too");
    app.add_flag("--timings", o.timings, "CPU time of each phase, on stderr")->group("");
}

/// Where kinds and agents come from.
void agent_flags(CLI::App& app, Options& o) {
    using Source = schema::AgentSource;
    static const std::map<std::string, Source> sources = {
        {"metadata", Source::Metadata}, {"installed", Source::Installed}, {"builtin", Source::Builtin}};
    app.add_option("--agents", o.agents_dir, "Folder of kinds that add to the built-in ones or replace them")
        ->type_name("DIR");
    app.add_option("--agent-metadata", o.agents.metadata_dir, "Folder of metadata files of agents nobody declared")
        ->type_name("DIR");
    app.add_flag("--installed-agents", o.agents.installed, "Ask the agents of this machine (runs them)");
    app.add_option("--agent-order", o.agents.order, "Which is asked first: metadata,installed,builtin")
        ->delimiter(',')
        ->transform(CLI::CheckedTransformer(sources).description(""))
        ->type_name("SOURCES");
}

/// What the input is, when its content shall not tell, and how a manager's own file is taken.
void reader_flags(CLI::App& app, Options& o) {
    std::vector<std::string> formats = managers();
    formats.insert(formats.begin(), "hale");
    app.add_option("--from", o.from, "What FILE is: hale, or a manager whose file it is; default: told by its content")
        ->check(CLI::IsMember(formats).description(""))
        ->type_name("FORMAT");
    app.add_flag("--as-meant", o.as_meant,
                 "Take a manager's file as it was evidently meant, not as the manager runs it");
}

/// `--allow HL3109`: codes of rules, which alone are a matter of judgement.
void add_allowed(Options& o, const std::vector<std::string>& texts) {
    for (const std::string& text : texts) {
        const diag::Row* row = diag::find_row(text);
        if (row == nullptr || !lint::is_rule(row->code)) {
            throw CLI::ValidationError("--allow", "`" + text + "` is no rule; `hale explain` lists HL31xx and HL6xxx");
        }
        o.allowed.insert(row->code);
    }
}

void input_flags(CLI::App& app, Options& o) {
    common_flags(app, o);
    agent_flags(app, o);
    reader_flags(app, o);
    app.add_option_function<std::vector<std::string>>(
           "--param", [&o](const std::vector<std::string>& texts) { add_param(o, texts); }, "Set a parameter")
        ->type_name("KEY=VALUE")
        ->expected(1)
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll)
        ->trigger_on_parse(false);
    app.add_option_function<std::vector<std::string>>(
           "--allow", [&o](const std::vector<std::string>& texts) { add_allowed(o, texts); },
           "Take the findings of a rule one step milder: errors become warnings, warnings go")
        ->type_name("CODE")
        ->expected(1)
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll)
        ->trigger_on_parse(false);
    app.add_option("--param-file", o.param_file, "File of `key = value` lines that set parameters")->type_name("FILE");
    app.add_option("--cluster", o.cluster, "Which cluster, when the file holds several")->type_name("NAME");
}

CLI::Option* target_flag(CLI::App& app, Options& o) {
    return app.add_option("--target", o.target, "Cluster manager: rgmanager or pacemaker")
        ->check(CLI::IsMember(managers()).description(""))
        ->type_name("MANAGER");
}

void one_file(CLI::App& app, Options& o) {
    app.add_option("FILE", o.files, "A .hale file, or a manager's own; - is standard input")->required()->expected(1);
}

CLI::App* verb(CLI::App& app, Command& command, const char* name, const char* what, Verb run) {
    CLI::App* sub = app.add_subcommand(name, what);
    sub->callback([&command, run] { command.verb = run; });
    return sub;
}

void declare_agents(CLI::App& app, Command& command) {
    Options& o = command.options;
    CLI::App* agents = app.add_subcommand("agents", "The kinds that hale knows, and agents' metadata");
    agents->callback([&command, agents] {
        if (agents->get_subcommands().empty()) command.verb = run_agents;
    });
    agents->add_option("NAME", o.name, "One kind in detail, or an agent such as ocf:heartbeat:pgsql");
    agent_flags(*agents, o);

    CLI::App* import =
        verb(*agents, command, "import", "Turn an agent's metadata into a declaration", run_agents_import);
    import->add_option("FILE", o.files, "Its metadata, or the agent itself, which is run")->required()->expected(1);
    import->add_option("--name", o.name, "What the agent is called, when the file does not tell: ocf:PROVIDER:NAME");
    common_flags(*import, o);

    CLI::App* export_ =
        verb(*agents, command, "export", "Write a declaration as an agent's metadata", run_agents_export);
    export_->add_option("NAME", o.name, "The kind")->required();
    export_->add_option("--as", o.dialect, "Dialect: ocf-1.0, ocf-1.1, fence or rgmanager")
        ->check(CLI::IsMember({"ocf-1.0", "ocf-1.1", "fence", "rgmanager"}).description(""))
        ->type_name("DIALECT")
        ->required();
    agent_flags(*export_, o);
    common_flags(*export_, o);

    CLI::App* check = verb(*agents, command, "check", "What each manager makes of an agent", run_agents_check);
    check->add_option("FILE", o.files, "Its metadata, or the agent itself, which is run")->required()->expected(1);
    common_flags(*check, o);
}

void declare_plan(CLI::App& app, Command& command) {
    Options& o = command.options;
    CLI::App* plan = verb(app, command, "plan", "What a running cluster does when NEW takes the place of OLD", run_plan);
    plan->add_option("OLD NEW", o.files, ".hale files, or managers' own; `live`: the running cluster")->required()->expected(2);
    target_flag(*plan, o);
    plan->add_flag("--json", o.json, "As JSON");
    plan->add_flag("--markdown", o.markdown, "As Markdown, for a merge request")->excludes("--json");
    plan->add_option("--html", o.html, "Write a page of its own as well")->type_name("FILE");
    plan->add_flag("--detailed-exitcode", o.detailed_exitcode, "Exit 0: nothing changes, 2: something does, 1: it failed");
    plan->add_flag("!--no-scheduler", o.scheduler, "Do not ask crm_simulate");
    plan->add_option("--fail-on", o.fail_on, "Exit 1 when the plan has one: restart,stop,move,migrate,reload,start,fence,hazard")
        ->delimiter(',')
        ->check(CLI::IsMember({"restart", "stop", "move", "migrate", "reload", "start", "fence", "hazard"}).description(""))
        ->type_name("WHAT");
    plan->add_option("--secrets-file", o.secrets_file, "File of `name = value` lines")->type_name("FILE");
    plan->add_option("--secrets-command", o.secrets_command, "Command that prints the secret {name}")->type_name("COMMAND");
    input_flags(*plan, o);
}

void declare_locate(CLI::App& app, Command& command) {
    Options& o = command.options;
    CLI::App* locate = verb(app, command, "locate", "Where a virtual machine is, and whether it is certainly off", run_locate);
    locate->add_option("VM", o.name, "The resource's id, the domain's name or UUID, or the guest node")->required();
    locate->add_option("--cib", o.locate.cib, "A CIB with status, or the XML of clustat; default: ask the cluster")
        ->type_name("FILE");
    locate
        ->add_option("--history", o.locate.history,
                     "Fencing history (stonith_admin --history '*' --output-as=xml), an earlier CIB, or a folder of them")
        ->type_name("FILE|DIR");
    locate->add_option("--domain-xml", o.locate.domain_xml, "Folder of libvirt's domain XML")->type_name("DIR");
    locate->add_option("--state", o.locate.state, "File in which locate remembers where VMs ran")->type_name("FILE");
    locate->add_option("--cman-nodes", o.locate.cman_nodes, "rgmanager: output of cman_tool nodes")->type_name("FILE");
    locate->add_option("--fence-domain", o.locate.fence_domain, "rgmanager: output of fence_tool ls")->type_name("FILE");
    locate->add_flag("--json", o.json, "As JSON");
}

void declare(CLI::App& app, Command& command) {
    Options& o = command.options;

    CLI::App* check = verb(app, command, "check", "Analyse, and say everything that is wrong", run_check);
    check->add_option("FILE", o.files, ".hale files, or managers' own; - is standard input")->required();
    target_flag(*check, o);
    check->add_flag("--fix", o.fix, "Mend in a .hale file what has a safe fix, and say what is left");
    check->add_option("--dump", o.dump, "Print what was understood: model, expanded or syntax")
        ->check(CLI::IsMember({"model", "expanded", "syntax"}).description(""))
        ->type_name("PHASE");
    input_flags(*check, o);

    CLI::App* build = verb(app, command, "build", "Compile for one cluster manager", run_build);
    one_file(*build, o);
    target_flag(*build, o)->required();
    build->add_option("-o,--output", o.output, "Where the document goes; - is standard output")->type_name("FILE");
    build->add_flag("--check", o.check, "Write nothing; exit 1 if the output file is not what would be written");
    build
        ->add_option_function<std::string>(
            "--config-version", [&o](const std::string& text) { set_version(o, text); },
            "The version of the configuration; auto: one more than the file at -o has")
        ->type_name("N|auto");
    build->add_option("--pacemaker", o.pacemaker_release, "Pacemaker release to write for: 1.1, 2.0, 2.1 or 3.0")
        ->check(CLI::IsMember({"1.1", "2.0", "2.1", "3.0"}).description(""))
        ->type_name("RELEASE");
    build->add_option("--secrets-file", o.secrets_file, "File of `name = value` lines")->type_name("FILE");
    build->add_option("--secrets-command", o.secrets_command, "Command that prints the secret {name}")
        ->type_name("COMMAND");
    input_flags(*build, o);

    CLI::App* import = verb(app, command, "import", "Turn a manager's file into .hale", run_import);
    one_file(*import, o);
    import->add_option("-o,--output", o.output, "Where the .hale goes; - is standard output")->type_name("FILE");
    import->add_flag("!--no-fold", o.fold, "Write equal blocks one by one, never as a loop");
    common_flags(*import, o);
    agent_flags(*import, o);
    reader_flags(*import, o);

    CLI::App* order = verb(app, command, "order", "The order in which a manager starts everything", run_order);
    one_file(*order, o);
    target_flag(*order, o);
    order->add_flag("--stop", o.stop, "The stop order");
    order->add_flag("--json", o.json, "As JSON");
    input_flags(*order, o);

    CLI::App* graph = verb(app, command, "graph", "Draw the cluster", run_graph);
    one_file(*graph, o);
    graph->add_option("--view", o.view, "What is drawn: order")
        ->check(CLI::IsMember({"order"}).description(""))
        ->type_name("VIEW")
        ->required();
    graph->add_option("--format", o.drawing, "dot or mermaid; default: dot")
        ->check(CLI::IsMember({"dot", "mermaid"}).description(""))
        ->type_name("FORMAT");
    target_flag(*graph, o);
    graph->add_flag("--stop", o.stop, "The stop order");
    input_flags(*graph, o);

    CLI::App* explain = verb(app, command, "explain", "What a diagnostic means and how to fix it", run_explain);
    explain->add_option("CODE", o.name, "For example HL2003; without it, all codes");

    declare_plan(app, command);
    declare_agents(app, command);
    declare_locate(app, command);

    verb(app, command, "version", "The version", run_version);
}

}  // namespace

Command parse_command_line(int argc, char** argv) {
    Command command;
    CLI::App app("hale compiles a description of a high-availability cluster for rgmanager or Pacemaker.", "hale");
    app.require_subcommand(1);
    app.set_version_flag("--version", HALE_VERSION);
    app.footer("Exit codes: 0 fine, 1 findings, 2 usage or I/O, 70 a bug in hale.");
    declare(app, command);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& e) {
        command.verb = nullptr;
        command.exit_code = app.exit(e) == 0 ? kFine : kUsage;
    }
    return command;
}

}  // namespace hale::cli
