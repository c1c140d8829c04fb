#include <CLI/CLI.hpp>
#include <algorithm>
#include <charconv>

#include "backends/backend.h"
#include "compiler/cli/findings.h"
#include "compiler/cli/describe.h"
#include "compiler/cli/options.h"
#include "compiler/cli/output.h"
#include "compiler/cli/usage.h"

namespace hale::cli {

namespace {

std::vector<std::string> managers() {
    std::vector<std::string> out;
    for (const backends::Backend* b : backends::all_backends()) out.emplace_back(b->name());
    return out;
}

std::string joined(const std::vector<std::string>& words) {
    std::string list;
    for (const std::string& word : words) list += (list.empty() ? "" : " ") + word;
    return list;
}

/// One of the words; a wrong one is told with the nearest.
CLI::Validator one_of(std::string what, std::vector<std::string> known) {
    CLI::Validator out;
    out.description("").name(joined(known));  // the name tells them to describe_command_line
    out.operation([what = std::move(what), known = std::move(known)](const std::string& seen) -> std::string {
        return std::find(known.begin(), known.end(), seen) != known.end() ? "" : no_such_value(what, seen, known);
    });
    return out;
}

/// The same for words that stand for values.
template <class Value>
CLI::Validator word_for(std::string what, const std::map<std::string, Value>& values) {
    CLI::Validator out;
    std::vector<std::string> names;
    for (const auto& [name, value] : values) names.push_back(name);
    out.description("").name(joined(names));
    out.operation([what = std::move(what), values](std::string& seen) -> std::string {
        const auto it = values.find(seen);
        std::vector<std::string> known;
        for (const auto& [name, value] : values) known.push_back(name);
        if (it == values.end()) return no_such_value(what, seen, known);
        seen = std::to_string(static_cast<int>(it->second));
        return {};
    });
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
        {"text", diag::Format::Text},   {"short", diag::Format::Short},   {"json", diag::Format::Json},
        {"sarif", diag::Format::Sarif}, {"github", diag::Format::Github}, {"gitlab", diag::Format::Gitlab},
        {"junit", diag::Format::Junit}};
    app.add_option("--error-format", o.error_format,
                   "How diagnostics are written: text, short, json, sarif, github, gitlab or junit")
        ->transform(word_for("format", formats))
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
        ->transform(word_for("source of agents", sources))
        ->type_name("SOURCES");
}

/// What the input is, when its content shall not tell, and how a manager's own file is taken.
void reader_flags(CLI::App& app, Options& o) {
    std::vector<std::string> formats = managers();
    formats.insert(formats.begin(), "hale");
    app.add_option("--from", o.from, "What FILE is: hale, or a manager whose file it is; default: told by its content")
        ->check(one_of("format", formats))
        ->type_name("FORMAT");
    app.add_flag("--as-meant", o.as_meant,
                 "Take a manager's file as it was evidently meant, not as the manager runs it");
}

/// `--allow HL3109,HL6001`: codes that are a matter of judgement.
void add_allowed(Options& o, const std::vector<std::string>& texts) {
    for (const std::string& text : texts) {
        const diag::Row* row = diag::find_row(text);
        if (row == nullptr) throw CLI::ValidationError("--allow", "there is no code `" + text + "`; `hale explain` lists all");
        if (!is_judgement(*row)) {
            throw CLI::ValidationError("--allow", "`" + text + "` is an error that nobody can allow: `hale explain " + text + "`");
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
           "Take these findings one step milder: errors become warnings, warnings go")
        ->type_name("CODE,…")
        ->expected(1)
        ->delimiter(',')
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll)
        ->trigger_on_parse(false);
    app.add_option("--param-file", o.param_file, "File of `key = value` lines that set parameters")->type_name("FILE");
    app.add_option("--cluster", o.cluster, "Which cluster, when the file holds several")->type_name("NAME");
}

CLI::Option* target_flag(CLI::App& app, Options& o) {
    return app.add_option("--target", o.target, "Cluster manager: rgmanager or pacemaker; default: the cluster's `targets`")
        ->check(one_of("manager", managers()))
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
        ->check(one_of("dialect", {"ocf-1.0", "ocf-1.1", "fence", "rgmanager"}))
        ->type_name("DIALECT")
        ->required();
    agent_flags(*export_, o);
    common_flags(*export_, o);

    CLI::App* check = verb(*agents, command, "check", "What each manager makes of an agent", run_agents_check);
    check->add_option("FILE", o.files, "Its metadata, or the agent itself, which is run")->required()->expected(1);
    common_flags(*check, o);
}

void add_mapped(Options& o, const std::vector<std::string>& texts) {
    for (const std::string& text : texts) {
        const std::size_t equals = text.find('=');
        if (equals == 0 || equals == std::string::npos || text.find(':', equals) == std::string::npos) {
            throw CLI::ValidationError("--map-agent", "`" + text + "` is no NAME=CLASS:PROVIDER:TYPE");
        }
        o.mapped[text.substr(0, equals)] = text.substr(equals + 1);
    }
}

void declare_migrate(CLI::App& app, Command& command) {
    Options& o = command.options;
    CLI::App* migrate = verb(app, command, "migrate", "Another manager's files, with every difference", run_migrate);
    one_file(*migrate, o);
    migrate->add_option("--to", o.to, "rgmanager, pacemaker, or a release: pacemaker-1.1, -2.0, -2.1, -3.0")
        ->check(one_of("target", {"rgmanager", "pacemaker", "pacemaker-1.1", "pacemaker-2.0", "pacemaker-2.1", "pacemaker-3.0"}))
        ->type_name("TARGET")
        ->required();
    migrate->add_option("-o,--output", o.output, "The folder that everything is written to")->type_name("DIR");
    migrate->add_flag("--check", o.check, "Write nothing, and only report");
    migrate->add_flag("--json", o.json, "Report as JSON");
    migrate->add_flag("--strict", o.strict, "Exit 1 when anything is approximated or impossible");
    migrate
        ->add_option_function<std::vector<std::string>>(
            "--map-agent", [&o](const std::vector<std::string>& texts) { add_mapped(o, texts); },
            "What an agent of your own is under Pacemaker: mydaemon=ocf:local:mydaemon; may be repeated")
        ->type_name("NAME=SPEC")
        ->expected(1)
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll)
        ->trigger_on_parse(false);
    migrate->add_option("--scripts", o.scripts, "What scripts become: lsb, systemd or ocf")
        ->check(one_of("kind of script", {"lsb", "systemd", "ocf"}))
        ->type_name("CLASS");
    migrate->add_option("--secrets-file", o.secrets_file, "File of `name = value` lines")->type_name("FILE");
    migrate->add_option("--secrets-command", o.secrets_command, "Command that prints the secret {name}")
        ->type_name("COMMAND");
    input_flags(*migrate, o);

    CLI::App* why = verb(app, command, "why", "Where a line comes from, and what became of it", run_why);
    why->add_option("PLACE", o.files, "FILE:LINE or FILE:LINE:COL, of a description or of what was built from it")
        ->required();
    why->add_option("--source", o.source, "What FILE was built from; default: a .hale file beside it that gives it")
        ->type_name("FILE");
    why->add_flag("--json", o.json, "As JSON");
    target_flag(*why, o);
    input_flags(*why, o);
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
        ->check(one_of("effect", {"restart", "stop", "move", "migrate", "reload", "start", "fence", "hazard"}))
        ->type_name("WHAT");
    plan->add_option("--secrets-file", o.secrets_file, "File of `name = value` lines")->type_name("FILE");
    plan->add_option("--secrets-command", o.secrets_command, "Command that prints the secret {name}")->type_name("COMMAND");
    input_flags(*plan, o);
}

void declare_simulate(CLI::App& app, Command& command) {
    Options& o = command.options;
    CLI::App* simulate = verb(app, command, "simulate", "Where everything starts, and what each failure does", run_simulate);
    one_file(*simulate, o);
    target_flag(*simulate, o);
    simulate->add_flag("--pairs", o.pairs, "Each pair of nodes as well");
    simulate->add_flag("--json", o.json, "As JSON");
    input_flags(*simulate, o);
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
    check->add_option("FILE", o.files, ".hale files, managers' own, or folders; - is standard input")->required();
    check->add_option("--target", o.targets, "Cluster manager, several times or with commas; default: the cluster's `targets`")
        ->check(one_of("manager", managers()))
        ->delimiter(',')
        ->expected(1)
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll)
        ->type_name("MANAGER");
    check->add_flag("--all", o.all, "Print every finding, also those that are like another one");
    check->add_flag("-q,--quiet", o.quiet, "Say nothing but errors");
    check->add_option("--baseline", o.baseline, "Let be what an earlier run found: the output of --error-format json")
        ->type_name("FILE");
    check->add_flag("--fix", o.fix, "Mend in a .hale file what has a safe fix, and say what is left");
    check->add_option("--dump", o.dump, "Print what was understood: model, expanded or syntax")
        ->check(one_of("phase", {"model", "expanded", "syntax"}))
        ->type_name("PHASE");
    input_flags(*check, o);

    CLI::App* build = verb(app, command, "build", "Compile for one cluster manager", run_build);
    one_file(*build, o);
    CLI::Option* build_target = target_flag(*build, o);
    build->add_flag("--all", o.every, "Every file of every cluster, in the folder at -o")->excludes(build_target);
    build->add_option("-o,--output", o.output, "Where the document goes; - is standard output")->type_name("FILE");
    build
        ->add_option("--depfile", o.depfile, "Write there, in the form of Make, what the output is made from; needs -o")
        ->type_name("FILE");
    build->add_flag("--check", o.check, "Write nothing; exit 1 if the output file is not what would be written");
    build
        ->add_option_function<std::string>(
            "--config-version", [&o](const std::string& text) { set_version(o, text); },
            "The version of the configuration; auto: one more than the file at -o has")
        ->type_name("N|auto");
    build->add_option("--pacemaker", o.pacemaker_release, "Pacemaker release to write for: 1.1, 2.0, 2.1 or 3.0")
        ->check(one_of("release", {"1.1", "2.0", "2.1", "3.0"}))
        ->type_name("RELEASE");
    build->add_option("--ledger", o.ledger, "Where to write what became of every attribute and element, as JSON")
        ->type_name("FILE");
    build->add_option("--secrets-file", o.secrets_file, "File of `name = value` lines")->type_name("FILE");
    build->add_option("--secrets-command", o.secrets_command, "Command that prints the secret {name}; run without a shell")
        ->type_name("COMMAND");
    build->add_option("--secrets", o.secrets_mode, "What stands for secrets where nobody knows them: placeholder, or lrm (lrm://)")
        ->check(one_of("way to write secrets", {"placeholder", "lrm"}))
        ->type_name("HOW");
    input_flags(*build, o);

    CLI::App* import = verb(app, command, "import", "Turn a manager's file into .hale", run_import);
    one_file(*import, o);
    import->add_option("-o,--output", o.output, "Where the .hale goes; - is standard output")->type_name("FILE");
    import->add_option("--secrets", o.secrets_file, "Put the passwords of the file into this one, and `secret(…)` in their place")
        ->type_name("FILE");
    import->add_flag("!--no-fold", o.fold, "Write equal blocks one by one, never as a loop");
    common_flags(*import, o);
    agent_flags(*import, o);
    reader_flags(*import, o);

    CLI::App* fmt = verb(app, command, "fmt", "Give .hale files their one layout", run_fmt);
    fmt->add_option("FILE", o.files, ".hale files, or folders; - is standard input, and goes to standard output")->required();
    fmt->add_flag("--check", o.check, "Write nothing; print the names of the files that would change, and exit 1");
    fmt->add_flag("--diff", o.diff, "Write nothing; print what would change");
    fmt->add_option("--lines", o.lines, "Only the smallest items that cover these lines")->type_name("A:B");
    common_flags(*fmt, o);

    declare_migrate(app, command);

    CLI::App* order = verb(app, command, "order", "The order in which a manager starts everything", run_order);
    one_file(*order, o);
    target_flag(*order, o);
    order->add_flag("--stop", o.stop, "The stop order");
    order->add_flag("--json", o.json, "As JSON");
    input_flags(*order, o);

    CLI::App* graph = verb(app, command, "graph", "Draw the cluster", run_graph);
    one_file(*graph, o);
    graph->add_option("--view", o.view, "What is drawn: order")
        ->check(one_of("view", {"order"}))
        ->type_name("VIEW")
        ->required();
    graph->add_option("--format", o.drawing, "dot or mermaid; default: dot")
        ->check(one_of("format", {"dot", "mermaid"}))
        ->type_name("FORMAT");
    target_flag(*graph, o);
    graph->add_flag("--stop", o.stop, "The stop order");
    input_flags(*graph, o);

    CLI::App* explain = verb(app, command, "explain", "What a diagnostic means and how to fix it", run_explain);
    explain->add_option("CODE", o.name, "For example HL2003; without it, all codes");

    declare_plan(app, command);
    declare_simulate(app, command);
    declare_agents(app, command);
    declare_locate(app, command);

    CLI::App* completion =
        verb(app, command, "completion", "A script that completes hale's words in a shell", run_completion);
    completion->add_option("SHELL", o.name, "bash, zsh or fish")->required()->check(one_of("word", {"bash", "zsh", "fish"}));

    CLI::App* manual = verb(app, command, "manual", "A manual page for man(1)", run_manual);
    manual->add_option("VERB", o.files, "The verb; without it, hale itself")->expected(0, 2);
    manual->add_option("-o,--output", o.output, "Write every page into this folder")->type_name("DIR");

    verb(app, command, "version", "The version", run_version);
}

// ---- the same as data

FlagWords words_of(CLI::Option& option) {
    FlagWords out;
    for (const std::string& name : option.get_snames()) out.names.push_back("-" + name);
    for (const std::string& name : option.get_lnames()) out.names.push_back("--" + name);
    out.positional = option.get_positional() && out.names.empty();
    if (out.positional) out.names.push_back(option.get_name(true));
    if (!out.positional && option.get_items_expected_max() > 0) out.value = option.get_type_name();
    out.what = option.get_description();
    out.required = option.get_required();
    out.several = option.get_items_expected_max() > 1;
    for (int i = 0;; ++i) {
        std::string words;
        try {
            words = option.get_validator(i)->get_name();
        } catch (const CLI::OptionNotFound&) {
            break;
        }
        for (std::size_t at = 0; at < words.size();) {
            const std::size_t end = std::min(words.find(' ', at), words.size());
            out.choices.push_back(words.substr(at, end - at));
            at = end + 1;
        }
    }
    return out;
}

void describe(CLI::App& app, const std::string& name, std::vector<VerbWords>& out) {
    const std::size_t mine = out.size();
    out.push_back({name, app.get_description(), {}, {}});
    for (CLI::Option* option : app.get_options()) {
        if (!option->get_group().empty()) out[mine].flags.push_back(words_of(*option));
    }
    for (CLI::App* below : app.get_subcommands({})) {
        if (below->get_group().empty()) continue;
        const std::string full = (name.empty() ? "" : name + ' ') + below->get_name();
        out[mine].inside.push_back(full);
        describe(*below, full, out);
    }
}

constexpr const char* kWhat = "hale compiles a description of a high-availability cluster for rgmanager or Pacemaker.";

}  // namespace

namespace {

/// `hale help [VERB…]`: the arguments that ask for the same with --help.
std::vector<std::string> as_help(int argc, char** argv) {
    std::vector<std::string> out;
    for (int i = argc - 1; i >= 2; --i) out.emplace_back(argv[i]);  // CLI11 takes them from the end
    out.insert(out.begin(), "--help");
    return out;
}

}  // namespace

std::vector<VerbWords> describe_command_line() {
    Command command;
    CLI::App app(kWhat, "hale");
    app.set_version_flag("--version", HALE_VERSION);
    declare(app, command);
    std::vector<VerbWords> out;
    describe(app, {}, out);
    return out;
}

Command parse_command_line(int argc, char** argv) {
    Command command;
    CLI::App app(kWhat, "hale");
    app.require_subcommand(1);
    app.set_version_flag("--version", HALE_VERSION);
    app.footer("`hale help VERB` says more. Exit codes: 0 fine, 1 findings, 2 usage or I/O, 70 a bug in hale.");
    declare(app, command);
    if (argc < 2) {
        talk(app.help());
        command.exit_code = kUsage;
        return command;
    }
    const bool help = std::string_view(argv[1]) == "help";
    const std::string wrong = help && argc > 2 ? wrong_verb(app, argc - 1, argv + 1) : wrong_verb(app, argc, argv);
    if (!wrong.empty()) {
        say(wrong);
        command.exit_code = kUsage;
        return command;
    }
    try {
        if (help) {
            app.parse(as_help(argc, argv));
        } else {
            app.parse(argc, argv);
        }
    } catch (const CLI::Success& e) {
        command.verb = nullptr;
        command.exit_code = app.exit(e) == 0 ? kFine : kUsage;
    } catch (const CLI::ParseError& e) {
        command.verb = nullptr;
        command.exit_code = kUsage;
        say(in_our_words(app, e, argc, argv));
    }
    return command;
}

}  // namespace hale::cli
