#include "compiler/syntax/foreign.h"

#include <algorithm>
#include <array>
#include <vector>

#include "compiler/diag/syntax_codes.h"

namespace hale::syntax {

namespace {

constexpr std::string_view kBlank = " \t\r";
constexpr std::size_t kLook = 60;  // significant lines that are looked at
constexpr std::string_view kReads = "hale reads .hale, cluster.conf, CIBs, corosync.conf and fence_virt.conf";
constexpr std::string_view kImport = "`cibadmin -Q > cib.xml` saves what the cluster made of it, and `hale import cib.xml` turns that into .hale";

struct Line {
    std::string_view text;  // without blanks around it
    std::uint32_t begin = 0;
    bool indented = false;
};

bool is_blank(char c) { return kBlank.find(c) != std::string_view::npos; }

std::string_view trimmed(std::string_view s) {
    while (!s.empty() && is_blank(s.front())) s.remove_prefix(1);
    while (!s.empty() && is_blank(s.back())) s.remove_suffix(1);
    return s;
}

/// The first lines that are neither blank nor a comment.
std::vector<Line> significant(std::string_view text) {
    std::vector<Line> out;
    for (std::size_t at = 0; at < text.size() && out.size() < kLook;) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        const std::string_view raw = text.substr(at, end - at), line = trimmed(raw);
        if (!line.empty() && line.front() != '#') {
            const auto begin = static_cast<std::uint32_t>(line.data() - text.data());
            out.push_back({line, begin, is_blank(raw.front())});
        }
        at = end + 1;
    }
    return out;
}

std::string_view first_word(std::string_view line) {
    return line.substr(0, std::min(line.find_first_of(" \t:={["), line.size()));
}

template <std::size_t N>
bool one_of(std::string_view word, const std::array<std::string_view, N>& words) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

std::optional<Foreign> binary(std::string_view text) {
    struct Magic {
        std::string_view bytes, what, help;
    };
    static constexpr std::string_view unpack = "unpack it first";
    static constexpr std::array<Magic, 8> table = {{{"\x1f\x8b", "gzip data", "unpack it first: `gunzip`"},
                                                    {"BZh", "bzip2 data", "unpack it first: `bunzip2`"},
                                                    {"\xFD" "7zXZ", "xz data", "unpack it first: `unxz`"},
                                                    {"\x28\xB5\x2F\xFD", "zstd data", "unpack it first: `unzstd`"},
                                                    {"PK\x03\x04", "a zip archive", unpack},
                                                    {"\x7F" "ELF", "a program", kReads},
                                                    {"%PDF", "a PDF document", kReads},
                                                    {"SQLite format", "a database", kReads}}};
    for (const Magic& m : table) {
        if (text.starts_with(m.bytes)) return Foreign{m.what, m.help, 0, 0};
    }
    static constexpr std::string_view save = "save it as UTF-8: `iconv -f UTF-16 -t UTF-8`";
    if (text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF")) return Foreign{"UTF-16 text", save, 0, 0};
    const std::string_view head = text.substr(0, 8192);
    const auto zeros = static_cast<std::size_t>(std::count(head.begin(), head.end(), '\0'));
    if (zeros == 0) return {};
    std::size_t odd = 0;
    for (std::size_t i = 1; i < head.size(); i += 2) odd += head[i] == '\0' ? 1 : 0;
    const bool wide = head.size() >= 16 && zeros * 5 >= head.size() * 2 && (odd * 10 >= zeros * 9 || odd * 10 <= zeros);
    if (wide) return Foreign{"UTF-16 text", save, 0, 0};
    // A NUL in a text is a control character, which is said where it stands; many are no text.
    if (zeros >= 8 && zeros * 20 >= head.size()) return Foreign{"binary data", kReads, 0, 0};
    return {};
}

std::optional<Foreign> json(const std::vector<Line>& lines) {
    const std::string_view first = lines.front().text;
    if (first.front() != '{' && first.front() != '[') return {};
    std::string_view rest = trimmed(first.substr(1));
    if (rest.empty() && lines.size() > 1) rest = lines[1].text;
    const bool opens = rest.empty() || rest.front() == '"' || rest.front() == '{' || rest.front() == '[' ||
                       rest.front() == '}' || rest.front() == ']';
    if (!opens) return {};
    return Foreign{"JSON", "hale's own language is written `name = value` and `kind label { … }`: `docs/reference/language.md`"};
}

bool is_key(std::string_view word) {
    return !word.empty() && std::all_of(word.begin(), word.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-' ||
               c == '.' || c == '"';
    });
}

/// `key:` or `key: value`, without an opening brace (corosync.conf has those).
bool yaml_pair(std::string_view line) {
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos || !is_key(line.substr(0, colon))) return false;
    return colon + 1 == line.size() || line[colon + 1] == ' ';
}

std::optional<Foreign> yaml(const std::vector<Line>& lines) {
    const bool marked = lines.front().text == "---" || lines.front().text.starts_with("%YAML");
    std::size_t pairs = 0;
    for (const Line& l : lines) {
        const bool item = l.text.starts_with("- ") || l.text == "-";
        const bool braces = l.text.back() == '{' || l.text == "}";
        if (braces || l.text.find(" = ") != std::string_view::npos) return {};
        pairs += item || yaml_pair(l.text) ? 1 : 0;
    }
    if (!marked && (lines.front().indented || !yaml_pair(lines.front().text) || pairs < 2)) return {};
    if (pairs * 2 < lines.size()) return {};
    return Foreign{"YAML", "hale's own language is written `name = value` and `kind label { … }`: `docs/reference/language.md`"};
}

std::optional<Foreign> crmsh(const std::vector<Line>& lines) {
    static constexpr std::array<std::string_view, 22> items = {
        "node",          "primitive",   "group",       "clone",      "ms",        "master",    "location", "colocation",
        "order",         "property",    "rsc_defaults", "op_defaults", "rsc_template", "rsc_ticket", "monitor",
        "fencing_topology", "bundle",   "tag",         "role",       "user",      "alert",     "crm"};
    static constexpr std::array<std::string_view, 7> parts = {"params", "meta", "op", "operations", "attributes", "utilization", "configure"};
    if (lines.front().indented || !one_of(first_word(lines.front().text), items)) return {};
    std::size_t like = 0, unlike = 0;
    for (const Line& l : lines) {
        const bool known = one_of(first_word(l.text), items) || one_of(first_word(l.text), parts);
        const bool braces = l.text.find('{') != std::string_view::npos || l.text.front() == '}';
        if (braces || l.text.find(" = ") != std::string_view::npos) ++unlike;
        if (!braces && (known || l.text.back() == '\\')) ++like;
    }
    if (unlike != 0 || like * 2 < lines.size()) return {};
    const std::string_view first = lines.front().text;
    if (first_word(first) == first) return {};
    return Foreign{"crmsh's language", kImport};
}

std::optional<Foreign> commands(const std::vector<Line>& lines) {
    std::string_view first = lines.front().text;
    if (first.starts_with("sudo ")) first = trimmed(first.substr(5));
    while (first.starts_with("$ ")) first = trimmed(first.substr(2));
    if (first.find('{') != std::string_view::npos || first.find(" = ") != std::string_view::npos) return {};
    if (first.starts_with("pcs ")) {
        return Foreign{"a list of pcs commands",
                       "they change a cluster; `pcs cluster cib cib.xml` saves what they made, and `hale import cib.xml` turns "
                       "that into .hale"};
    }
    static constexpr std::array<std::string_view, 6> tools = {"crm_resource", "crm_attribute", "cibadmin", "ccs", "clusvcadm", "crm_mon"};
    if (one_of(first_word(first), tools)) return Foreign{"a list of commands", kImport};
    return {};
}

std::optional<Foreign> terraform(const std::vector<Line>& lines) {
    const std::string_view first = lines.front().text, word = first_word(first);
    static constexpr std::array<std::string_view, 6> quoted = {"resource", "variable", "provider", "data", "module", "output"};
    const std::string_view rest = trimmed(first.substr(word.size()));
    const bool block = (word == "terraform" || word == "locals") && rest == "{";
    if (!block && !(one_of(word, quoted) && rest.starts_with('"') && first.back() == '{')) return {};
    return Foreign{"HCL (Terraform)", "the looks are alike, the words are not: a description begins with `cluster NAME { … }` (`docs/reference/language.md`)"};
}

std::optional<Foreign> ini(const std::vector<Line>& lines) {
    const std::string_view first = lines.front().text;
    if (lines.size() < 2 || first.size() < 3 || first.front() != '[' || first.back() != ']') return {};
    if (!is_key(first.substr(1, first.size() - 2))) return {};
    return Foreign{"an INI or TOML file", kReads};
}

}  // namespace

std::optional<Foreign> foreign_text(std::string_view text) {
    if (auto found = binary(text)) return found;
    const std::vector<Line> lines = significant(text);
    if (lines.empty()) return {};
    for (const auto recognise : {ini, json, yaml, commands, crmsh, terraform}) {
        if (auto found = recognise(lines)) {
            found->begin = lines.front().begin;
            found->end = found->begin + static_cast<std::uint32_t>(lines.front().text.size());
            return found;
        }
    }
    return {};
}

bool refuse_foreign(std::string_view text, Reporter& reporter) {
    if (const auto found = foreign_text(text)) {
        reporter.report(diag::ForeignText, found->begin, found->end, found->what).help("{}", found->help);
        return true;
    }
    const std::size_t mark = text.starts_with("<<<<<<< ") ? 0 : text.find("\n<<<<<<< ");
    if (mark == std::string_view::npos || text.find("\n>>>>>>> ", mark) == std::string_view::npos) return false;
    const auto begin = static_cast<std::uint32_t>(mark == 0 ? 0 : mark + 1);
    reporter.report(diag::UnfinishedMerge, begin, begin + 7)
        .help("{}", mistake_help(diag::UnfinishedMerge));
    return true;
}

bool says_nothing(std::string_view text) {
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    return significant(text).empty();
}

}  // namespace hale::syntax
