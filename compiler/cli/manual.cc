// `hale manual [VERB…]`: manual pages in man(7), one a verb, from the description of the command line.

#include <fmt/core.h>

#include <algorithm>

#include "compiler/cli/describe.h"
#include "compiler/cli/options.h"
#include "compiler/cli/output.h"

namespace hale::cli {

namespace {

/// Safe in man(7): no line begins with a request, and `-` is the sign that one types.
std::string roff(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == '\\') {
            out += "\\e";
        } else if (c == '-') {
            out += "\\-";
        } else if ((c == '.' || c == '\'') && (out.empty() || out.back() == '\n')) {
            out += std::string("\\&") + c;
        } else {
            out += c;
        }
    }
    return out;
}

/// `agents import` -> `hale-agents-import`.
std::string page_name(const VerbWords& verb) {
    std::string out = verb.name.empty() ? "hale" : "hale-" + verb.name;
    std::replace(out.begin(), out.end(), ' ', '-');
    return out;
}

void synopsis(const VerbWords& verb, std::string& out) {
    out += ".SH SYNOPSIS\n.B hale" + (verb.name.empty() ? "" : " " + roff(verb.name)) + "\n";
    if (!verb.inside.empty()) out += ".RI [ VERB ]\n";
    out += ".RI [ OPTIONS ]\n";
    for (const FlagWords& f : verb.flags) {
        if (!f.positional) continue;
        const std::string dots = f.several ? "..." : "";
        out += f.required ? fmt::format(".IR {} {}\n", roff(f.names.front()), dots)
                          : fmt::format(".RI [ {} ]{}\n", roff(f.names.front()), dots);
    }
}

void flags(const VerbWords& verb, std::string& out) {
    out += ".SH OPTIONS\n";
    for (const FlagWords& f : verb.flags) {
        std::string names;
        for (const std::string& name : f.names) names += (names.empty() ? "" : ", ") + ("\\fB" + roff(name) + "\\fR");
        if (f.positional) names = "\\fI" + roff(f.names.front()) + "\\fR";
        if (!f.positional && !f.value.empty()) names += " \\fI" + roff(f.value) + "\\fR";
        out += ".TP\n" + names + "\n" + roff(f.what.empty() ? "see above" : f.what);
        if (!f.choices.empty()) {
            std::string list;
            for (const std::string& c : f.choices) list += (list.empty() ? "" : ", ") + c;
            out += "\n(" + roff(list) + ")";
        }
        out += "\n";
    }
}

std::string page(const VerbWords& verb, const std::vector<VerbWords>& all) {
    std::string title = page_name(verb);
    std::transform(title.begin(), title.end(), title.begin(),
                   [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
    std::string out = fmt::format(".TH \"{}\" 1 \"\" \"hale {}\" \"hale\"\n.SH NAME\n{} \\- {}\n", title, HALE_VERSION,
                                  page_name(verb), roff(verb.what));
    synopsis(verb, out);
    if (!verb.inside.empty()) {
        out += ".SH VERBS\n";
        for (const std::string& name : verb.inside) {
            const auto it = std::find_if(all.begin(), all.end(), [&](const VerbWords& v) { return v.name == name; });
            if (it != all.end()) out += fmt::format(".TP\n.BR {} (1)\n{}\n", roff(page_name(*it)), roff(it->what));
        }
    }
    flags(verb, out);
    out +=
        ".SH EXIT STATUS\n0: fine. 1: findings (errors; with \\fB\\-\\-deny\\-warnings\\fR warnings, too). 2: wrong "
        "usage, or "
        "a file that cannot be read or written. 70: a bug in hale. 130: interrupted.\n.SH SEE ALSO\n";
    out += verb.name.empty() ? "The reference in /usr/share/doc/hale, and\n.B hale explain\nfor every diagnostic.\n"
                             : ".BR hale (1)\n";
    return out;
}

}  // namespace

int run_manual(const Options& options) {
    const std::vector<VerbWords> verbs = describe_command_line();
    if (options.output != "-") {  // all of them, into a folder that exists
        Disk disk;
        for (const VerbWords& verb : verbs) {
            std::string problem;
            const std::string path = options.output + "/" + page_name(verb) + ".1";
            if (disk.write(path, page(verb, verbs), false, problem)) continue;
            say(fmt::format("cannot write `{}`: {}", path, problem));
            return kUsage;
        }
        return kFine;
    }
    std::string wanted;
    for (const std::string& word : options.files) wanted += (wanted.empty() ? "" : " ") + word;
    for (const VerbWords& verb : verbs)
        if (verb.name == wanted) return print(page(verb, verbs)) ? kFine : kUsage;
    say(fmt::format("there is no verb `{}`", wanted));
    return kUsage;
}

}  // namespace hale::cli
