// `hale completion bash|zsh|fish`: a script that the shell reads.

#include <fmt/core.h>

#include <algorithm>

#include "compiler/cli/describe.h"
#include "compiler/cli/options.h"
#include "compiler/cli/output.h"
#include "compiler/diag/diag.h"

namespace hale::cli {

namespace {

bool is_folder(const FlagWords& f) { return f.value == "DIR"; }
bool is_file(const FlagWords& f) { return f.value == "FILE" || (f.positional && f.names.front() == "FILE"); }

std::string joined(const std::vector<std::string>& words, std::string_view between) {
    std::string out;
    for (const std::string& word : words) out += (out.empty() ? "" : std::string(between)) + word;
    return out;
}

/// What may stand where the value stands. Codes have no fixed list in the parser.
std::vector<std::string> values_of(const FlagWords& f) {
    if (!f.choices.empty()) return f.choices;
    std::vector<std::string> out;
    if (f.value == "CODE" || (f.positional && f.names.front() == "CODE"))
        for (const diag::Row& row : diag::all_rows()) out.push_back(diag::code_name(row.code));
    return out;
}

/// `agents import` as `import` below `agents`.
std::string last_word(const std::string& name) { return name.substr(name.find_last_of(' ') + 1); }

std::string in_quotes(std::string_view text) {  // for a shell, in single quotes
    std::string out = "'";
    for (const char c : text) out += c == '\'' ? std::string("'\\''") : std::string(1, c);
    return out + "'";
}

// ---- bash

void bash_values(const VerbWords& verb, std::string& out) {
    for (const FlagWords& f : verb.flags) {
        if (f.positional || f.value.empty()) continue;
        std::string patterns;
        for (const std::string& name : f.names)
            patterns += (patterns.empty() ? "" : "|") + in_quotes(verb.name + ":" + name);
        const std::vector<std::string> values = values_of(f);
        const std::string words = !values.empty() ? "-W " + in_quotes(joined(values, " ")) : is_folder(f) ? "-d" : "-f";
        out +=
            fmt::format("        {}) mapfile -t COMPREPLY < <(compgen {} -- \"$cur\"); return ;;\n", patterns, words);
    }
}

void bash_words(const VerbWords& verb, std::string& out) {
    std::vector<std::string> flags, words;
    bool files = false;
    for (const FlagWords& f : verb.flags) {
        if (!f.positional) flags.insert(flags.end(), f.names.begin(), f.names.end());
        if (f.positional) {
            const std::vector<std::string> values = values_of(f);
            words.insert(words.end(), values.begin(), values.end());
            files |= is_file(f);
        }
    }
    for (const std::string& name : verb.inside) words.push_back(last_word(name));
    out += fmt::format("        {}) flags={} words={} files={} ;;\n", in_quotes(verb.name),
                       in_quotes(joined(flags, " ")), in_quotes(joined(words, " ")), files ? "1" : "");
}

std::string bash(const std::vector<VerbWords>& verbs) {
    std::string names, values, words;
    for (const VerbWords& v : verbs) {
        if (!v.name.empty()) names += (names.empty() ? "" : "|") + in_quotes(v.name);
        bash_values(v, values);
        bash_words(v, words);
    }
    return fmt::format(R"(# bash completion for hale, made by `hale completion bash`
_hale() {{
    local cur=${{COMP_WORDS[COMP_CWORD]}} prev=${{COMP_WORDS[COMP_CWORD-1]}} verb='' flags='' words='' files='' i
    if [[ $cur == = ]]; then cur=''; elif [[ $prev == = ]]; then prev=${{COMP_WORDS[COMP_CWORD-2]}}; fi
    for ((i = 1; i < COMP_CWORD; i++)); do
        case "${{verb:+$verb }}${{COMP_WORDS[i]}}" in
            {}) verb="${{verb:+$verb }}${{COMP_WORDS[i]}}" ;;
        esac
    done
    COMPREPLY=()
    compopt -o filenames 2>/dev/null
    case "$verb:$prev" in
{}    esac
    case "$verb" in
{}    esac
    if [[ $cur == -* ]]; then
        mapfile -t COMPREPLY < <(compgen -W "$flags" -- "$cur")
    else
        mapfile -t COMPREPLY < <(compgen -W "$words" -- "$cur"; [[ -z $files ]] || compgen -f -- "$cur")
    fi
}}
complete -F _hale hale
)",
                       names, values, words);
}

// ---- zsh

/// In a specification of _arguments: brackets and colons mean something.
std::string zsh_text(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == '[' || c == ']' || c == ':' || c == '\\') out += '\\';
        out += c;
    }
    return out;
}

std::string zsh_action(const FlagWords& f) {
    const std::vector<std::string> values = values_of(f);
    if (!values.empty()) return "(" + joined(values, " ") + ")";
    return is_folder(f) ? "_files -/" : is_file(f) ? "_files" : " ";
}

void zsh_verb(const VerbWords& verb, std::string& out) {
    out += fmt::format("        {})\n            _arguments -s", last_word(verb.name));
    for (const FlagWords& f : verb.flags) {
        if (f.positional) {
            out += " \\\n                " +
                   in_quotes(fmt::format("{}:{}:{}", f.several ? "*" : "", f.names.front(), zsh_action(f)));
            continue;
        }
        for (const std::string& name : f.names) {
            std::string spec = "*" + name + "[" + zsh_text(f.what) + "]";
            if (!f.value.empty()) spec += ":" + f.value + ":" + zsh_action(f);
            out += " \\\n                " + in_quotes(spec);
        }
    }
    out += "\n            ;;\n";
}

std::string zsh(const std::vector<VerbWords>& verbs) {
    std::string list, cases;
    for (const VerbWords& v : verbs) {
        if (v.name.empty() || v.name.find(' ') != std::string::npos) continue;
        list += fmt::format("        {}\n", in_quotes(v.name + ":" + v.what));
        zsh_verb(v, cases);
    }
    return fmt::format(R"(#compdef hale
# zsh completion for hale, made by `hale completion zsh`
_hale() {{
    local -a verbs
    verbs=(
{}    )
    if (( CURRENT == 2 )); then
        _describe verb verbs
        return
    fi
    local verb=$words[2]
    shift words
    (( CURRENT-- ))
    case $verb in
{}    esac
}}
_hale "$@"
)",
                       list, cases);
}

// ---- fish

std::string fish(const std::vector<VerbWords>& verbs) {
    std::string out = "# fish completion for hale, made by `hale completion fish`\n";
    for (const VerbWords& v : verbs) {
        if (v.name.empty() || v.name.find(' ') != std::string::npos) continue;
        out += fmt::format("complete -c hale -n __fish_use_subcommand -f -a {} -d {}\n", v.name, in_quotes(v.what));
        const std::string seen =
            fmt::format("complete -c hale -n {}", in_quotes("__fish_seen_subcommand_from " + v.name));
        for (const FlagWords& f : v.flags) {
            const std::vector<std::string> values = values_of(f);
            if (f.positional) {
                if (!values.empty()) out += fmt::format("{} -f -a {}\n", seen, in_quotes(joined(values, " ")));
                continue;
            }
            std::string line = seen;
            for (const std::string& name : f.names)
                line += name.starts_with("--") ? " -l " + name.substr(2) : " -s " + name.substr(1);
            if (!values.empty()) {
                line += " -x -a " + in_quotes(joined(values, " "));
            } else if (is_folder(f)) {
                line += " -x -a '(__fish_complete_directories)'";
            } else if (!f.value.empty()) {
                line += " -r";
            }
            out += line + " -d " + in_quotes(f.what) + "\n";
        }
        for (const std::string& below : v.inside)
            out += fmt::format("{} -f -a {}\n", seen, in_quotes(last_word(below)));
    }
    return out;
}

}  // namespace

int run_completion(const Options& options) {
    const std::vector<VerbWords> verbs = describe_command_line();
    const std::string text = options.name == "bash" ? bash(verbs) : options.name == "zsh" ? zsh(verbs) : fish(verbs);
    return print(text) ? kFine : kUsage;
}

}  // namespace hale::cli
