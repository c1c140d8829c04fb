#include "compiler/cli/usage.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <filesystem>

#include "compiler/support/suggest.h"

namespace hale::cli {

namespace {

/// The verb that the command line names (and the one inside it): its application.
const CLI::App* chosen(const CLI::App& app, int argc, char** argv) {
    const CLI::App* at = &app;
    for (int i = 1; i < argc; ++i) {
        const auto inner = at->get_subcommands([](const CLI::App*) { return true; });
        const auto it = std::find_if(inner.begin(), inner.end(), [&](const CLI::App* s) { return s->check_name(argv[i]); });
        if (it != inner.end()) at = *it;
    }
    return at;
}

std::string called(const CLI::App* app) {
    std::string name;
    for (; app != nullptr; app = app->get_parent()) name = app->get_name() + (name.empty() ? "" : " " + name);
    return name;
}

std::vector<std::string> options_of(const CLI::App* app) {
    std::vector<std::string> out;
    for (const CLI::Option* o : app->get_options()) {
        for (const std::string& name : o->get_lnames()) out.push_back("--" + name);
    }
    return out;
}

std::vector<std::string> verbs_of(const CLI::App& app) {
    std::vector<std::string> out{"help"};
    for (const CLI::App* sub : app.get_subcommands([](const CLI::App*) { return true; })) out.push_back(sub->get_name());
    return out;
}

/// The first argument that begins like an option and is none of the verb's.
std::string unknown_option(const CLI::App* app, int argc, char** argv) {
    const std::vector<std::string> known = options_of(app);
    for (int i = 1; i < argc; ++i) {
        const std::string_view word = argv[i];
        if (word == "--") break;
        if (!word.starts_with("-") || word == "-") continue;
        const std::string name(word.substr(0, word.find('=')));
        const bool one_letter = word.size() >= 2 && word[1] != '-';
        if (one_letter ? app->get_option_no_throw(name.substr(0, 2)) == nullptr
                       : std::find(known.begin(), known.end(), name) == known.end()) {
            return name;
        }
    }
    return {};
}

std::string see_help(const CLI::App* app) {
    const std::string name = called(app);
    return name == "hale" ? "`hale help` lists the verbs" : fmt::format("`hale help{}` says more", name.substr(4));
}

/// The option or argument that the message is about: what stands before its first colon or " is required".
std::string subject(const std::string& message) {
    return message.substr(0, std::min({message.find(':'), message.find(" is required"), message.size()}));
}

}  // namespace

std::string wrong_verb(const CLI::App& app, int argc, char** argv) {
    if (argc < 2) return {};
    const std::string word = argv[1];
    const std::vector<std::string> verbs = verbs_of(app);
    if (word.starts_with("-") || std::find(verbs.begin(), verbs.end(), word) != verbs.end()) return {};
    if (const std::string best = suggest(word, verbs); !best.empty()) {
        return fmt::format("there is no verb `{}`: did you mean `hale {}`?", word, best);
    }
    std::error_code problem;
    if (std::filesystem::exists(word, problem)) {
        return fmt::format("what is to be done with `{0}`? `hale check {0}` says what is wrong in it", word);
    }
    return fmt::format("there is no verb `{}`; `hale help` lists them", word);
}

std::string in_our_words(const CLI::App& app, const CLI::ParseError& error, int argc, char** argv) {
    const CLI::App* verb = chosen(app, argc, argv);
    const std::string said = error.what(), name = called(verb);
    if (dynamic_cast<const CLI::ExtrasError*>(&error) != nullptr) {
        const std::string option = unknown_option(verb, argc, argv);
        if (option.empty()) return fmt::format("`{}` takes no further argument ({}); {}", name, said.substr(said.rfind(':') + 2), see_help(verb));
        const std::string best = suggest(option, options_of(verb));
        return best.empty() ? fmt::format("`{}` has no option `{}`; {}", name, option, see_help(verb))
                            : fmt::format("`{}` has no option `{}`: did you mean `{}`?", name, option, best);
    }
    if (dynamic_cast<const CLI::RequiredError*>(&error) != nullptr) {
        if (verb == &app) return "say what to do; " + see_help(verb);
        return fmt::format("`{}` needs {}; {}", name, subject(said), see_help(verb));
    }
    if (dynamic_cast<const CLI::ArgumentMismatch*>(&error) != nullptr) {
        return fmt::format("`{}` needs a value; {}", subject(said), see_help(verb));
    }
    if (dynamic_cast<const CLI::ValidationError*>(&error) != nullptr) return said;  // our own validators speak for themselves
    return fmt::format("{}; {}", said, see_help(verb));
}

std::string no_such_value(std::string_view what, const std::string& seen, const std::vector<std::string>& known) {
    const std::string best = suggest(seen, known);
    if (!best.empty()) return fmt::format("`{}` is no {}: did you mean `{}`?", seen, what, best);
    std::string list;
    for (const std::string& k : known) list += (list.empty() ? "" : ", ") + k;
    return fmt::format("`{}` is no {}: there are {}", seen, what, list);
}

}  // namespace hale::cli
