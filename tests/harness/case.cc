#include "tests/harness/case.h"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

namespace hale::golden {

namespace {

std::string_view trimmed_left(std::string_view s) {
    s.remove_prefix(std::min(s.find_first_not_of(" \t"), s.size()));
    return s;
}

/// A comment line of an XML file as a line of .hale, with `- -` for `--`; any other line as it is.
std::string as_hale(const std::string& line) {
    const std::string_view text = trimmed_left(line);
    if (!text.starts_with("<!--") || !text.ends_with(" -->")) return line;
    std::string out = '#' + std::string(text.substr(4, text.size() - 8));
    for (std::size_t at = 0; (at = out.find("- -", at)) != std::string::npos;) out.replace(at, 3, "--");
    return out;
}

/// The mark `#…` as a line of the test's file. An XML comment cannot hold `--`.
std::string as_file(const Case& test, std::string mark) {
    if (!test.xml) return mark;
    std::string out;
    std::istringstream in(mark);
    for (std::string line; std::getline(in, line);) {
        for (std::size_t at = 0; (at = line.find("--", at)) != std::string::npos;) line.replace(at, 2, "- -");
        out += (out.empty() ? "<!--" : "\n<!--") + line.substr(1) + " -->";
    }
    return out;
}

/// `#^ …` or `#2^ …` or the `#     help: …` that follows one.
bool is_mark(std::string_view line) {
    line = trimmed_left(line);
    if (line.starts_with("#     note: ") || line.starts_with("#     help: ")) return true;
    if (!line.starts_with('#')) return false;
    const std::size_t after = line.find_first_not_of("0123456789", 1);
    return after != std::string_view::npos && line[after] == '^';
}

std::vector<std::string> words(const std::string& text) {
    std::vector<std::string> out;
    std::string word;
    bool quoted = false, any = false;
    for (const char c : text) {
        if (c == '\'') {
            quoted = !quoted;
            any = true;
        } else if (c == ' ' && !quoted) {
            if (any || !word.empty()) out.push_back(std::move(word));
            word.clear();
            any = false;
        } else {
            word += c;
        }
    }
    if (any || !word.empty()) out.push_back(std::move(word));
    return out;
}

Run parse_run(const std::string& text, const std::filesystem::path& path) {
    Run run;
    run.args = words(text);
    run.product = path.stem().string() + ".out";
    if (run.args.size() > 2 && run.args[run.args.size() - 2] == ">") {
        run.product = run.args.back();
        run.args.resize(run.args.size() - 2);
    }
    for (const std::string& a : run.args) run.raw = run.raw || a.starts_with("--error-format");
    return run;
}

/// A line of the head, `# RUN: …` and the like; false when it is none.
bool parse_head(Case& test, const std::string& line) {
    if (line.starts_with("# RUN: ")) {
        test.runs.push_back(parse_run(line.substr(7), test.path));
    } else if (line.starts_with("# ENV: ")) {
        test.environment.push_back(line.substr(7));
    } else if (line.starts_with("# EXIT: ")) {
        test.exit_code = std::stoi(line.substr(8));
    } else {
        return false;
    }
    return true;
}

/// On-disk line numbers (from 1) to indexes into `lines`+1, because the marks take up lines of the file.
std::vector<std::size_t> line_map(const Case& test) {
    std::vector<std::size_t> map = {0};
    std::istringstream in(slurp(test.path));
    std::size_t kept = 0;
    for (std::string line; std::getline(in, line);) {
        if (!is_mark(test.xml ? as_hale(line) : line)) ++kept;
        map.push_back(kept);
    }
    map.push_back(kept + 1);
    return map;
}

/// Line breaks inside a message must not end the mark.
std::string one_line(std::string text) {
    std::replace(text.begin(), text.end(), '\n', ' ');
    return text;
}

/// The text of one diagnostic as a mark, and the line it stands under.
std::pair<std::size_t, std::string> mark_of(const Case& test, const std::vector<std::size_t>& map,
                                            const nlohmann::json& d) {
    std::size_t line = 0;
    std::string where = "-";
    const auto& spans = d["spans"];
    if (!spans.empty() && spans[0]["primary"] == true) {
        const auto& start = spans[0]["start"];
        const std::string file = spans[0]["file"];
        if (file == test.path.filename().string()) {
            line = map.at(std::min(start["line"].get<std::size_t>(), map.size() - 1));
            where = fmt::format("{}", start["col"].get<int>());
        } else {
            where = fmt::format("{}:{}:{}", file, start["line"].get<int>(), start["col"].get<int>());
        }
    }
    std::string text = fmt::format("{} {}[{}]: {}", where, d["severity"].get<std::string>(),
                                   d["code"].get<std::string>(), one_line(d["message"]));
    for (const auto& note : d["notes"]) text += "\n#     note: " + one_line(note);
    if (d["help"] != "") text += "\n#     help: " + one_line(d["help"]);
    return {line, text};
}

}  // namespace

std::string slurp(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

Case read_case(const std::filesystem::path& path) {
    Case test;
    test.path = path;
    const std::string text = slurp(path);
    test.xml = text.starts_with('<');
    test.final_newline = text.ends_with('\n');
    std::istringstream in(text);
    bool in_head = true;
    for (std::string line; std::getline(in, line);) {
        const std::string read = test.xml ? as_hale(line) : line;
        in_head = in_head && (parse_head(test, read) || is_mark(read));
        if (is_mark(read)) continue;
        if (in_head) ++test.head;
        test.lines.push_back(line);
    }
    return test;
}

void collect_marks(const Case& test, std::size_t n, const Outcome& outcome, Marks& marks, bool& has_errors) {
    const std::vector<std::size_t> map = line_map(test);
    for (const std::string* stream : {&outcome.out, &outcome.err}) {
        std::istringstream in(*stream);
        for (std::string line; std::getline(in, line);) {
            const bool diagnostic = line.starts_with("{\"format\":1,\"code\":");
            if (diagnostic) {
                const auto json = nlohmann::json::parse(line);
                has_errors = has_errors || json["severity"] == "error";
                marks[mark_of(test, map, json)].insert(n);
            } else if (stream == &outcome.err) {
                marks[{0, "says: " + line}].insert(n);
            }
        }
    }
}

std::string with_marks(const Case& test, const Marks& marks) {
    std::string out;
    const auto put = [&](std::size_t line) {
        for (auto it = marks.lower_bound({line, ""}); it != marks.end() && it->first.first == line; ++it) {
            const auto& runs = it->second;
            const std::string& text = it->first.second;
            if (runs.size() == test.runs.size()) out += as_file(test, "#^ " + text) + '\n';
            if (runs.size() == test.runs.size()) continue;
            for (const std::size_t n : runs) out += as_file(test, fmt::format("#{}^ {}", n + 1, text)) + '\n';
        }
    };
    for (std::size_t i = 0; i < test.lines.size(); ++i) {
        out += test.lines[i] + '\n';
        if (i + 1 == test.head) put(0);
        put(i + 1);
    }
    put(test.lines.size() + 1);
    if (!test.final_newline && marks.empty()) out.pop_back();
    return out;
}

}  // namespace hale::golden
