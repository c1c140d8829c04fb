#include <algorithm>
#include <map>

#include "compiler/diag/printable.h"
#include "compiler/diag/render.h"

namespace hale::diag {

namespace {

constexpr std::size_t kWindow = 160;  // bytes of a line that are shown at most
constexpr std::size_t kBefore = 50;   // of which before the first mark when the line is longer
constexpr std::size_t kTab = 4;

struct Style {
    std::string_view on, off;
};

/// Terminal colours, or nothing.
class Palette {
public:
    explicit Palette(bool on) : on_(on) {}
    Style severity(Severity s) const {
        return style(s == Severity::Error ? "\x1b[1;31m" : s == Severity::Warning ? "\x1b[1;33m" : "\x1b[1;36m");
    }
    Style bold() const { return style("\x1b[1m"); }
    Style frame() const { return style("\x1b[1;34m"); }
    Style help() const { return style("\x1b[1;32m"); }

private:
    Style style(std::string_view code) const { return on_ ? Style{code, "\x1b[0m"} : Style{}; }
    bool on_;
};

std::string paint(Style s, std::string_view text) { return fmt::format("{}{}{}", s.on, text, s.off); }

/// A mark on one line; the bytes count from the start of the line.
struct Mark {
    std::size_t begin = 0;
    std::size_t end = 0;
    bool primary = false;
    std::string label;
    std::size_t column = 0;  // on the screen, filled when the line is laid out
    std::size_t width = 1;
};
using Lines = std::map<std::uint32_t, std::vector<Mark>>;

/// The marked lines of one file; a span over several lines is marked on its first.
struct Group {
    source::FileId file;
    source::Span first;
    Lines lines;
};

void add_mark(std::vector<Group>& groups, const source::SourceManager& sources, source::Span span,
              const std::string& label, bool primary) {
    if (!span.valid()) return;
    auto group = std::find_if(groups.begin(), groups.end(), [&](const Group& g) { return g.file == span.file; });
    if (group == groups.end()) group = groups.insert(groups.end(), {span.file, span, {}});
    const source::Position p = sources.position(span.file, span.begin);
    const std::string_view line = sources.line(span.file, p.line);
    const std::string_view all = sources.text(span.file);
    const std::size_t line_begin =
        line.data() == nullptr ? p.offset : static_cast<std::size_t>(line.data() - all.data());
    const std::size_t begin = std::min(p.offset - std::min<std::size_t>(line_begin, p.offset), line.size());
    const std::size_t wanted = span.end > p.offset ? span.end - p.offset : 0;
    group->lines[p.line].push_back({begin, std::min(begin + wanted, line.size()), primary, printable(label), 0, 1});
}

std::vector<Group> group_marks(const Diagnostic& d, const source::SourceManager& sources) {
    std::vector<Group> groups;
    add_mark(groups, sources, d.span, d.label, true);
    for (const Label& l : d.secondary) add_mark(groups, sources, l.span, l.text, false);
    return groups;
}

bool is_continuation(char c) { return (static_cast<unsigned char>(c) & 0xC0u) == 0x80u; }

/// The bytes of a long line to show: a window that holds the primary mark, else the first, else the line's beginning.
std::pair<std::size_t, std::size_t> window(std::string_view line, const std::vector<Mark>& marks) {
    if (line.size() <= kWindow) return {0, line.size()};
    const auto chosen = std::find_if(marks.begin(), marks.end(), [](const Mark& m) { return m.primary; });
    std::size_t at = 0;
    if (!marks.empty()) at = (chosen == marks.end() ? marks.front() : *chosen).begin;
    std::size_t begin = std::min(at - std::min(at, kBefore), line.size() - kWindow);
    std::size_t end = begin + kWindow;
    while (begin > 0 && is_continuation(line[begin])) --begin;
    while (end < line.size() && is_continuation(line[end])) ++end;
    return {begin, end};
}

/// The line as it is shown; gives every mark its screen column and width.
std::string lay_out(std::string_view line, std::vector<Mark>& marks) {
    const auto [begin, end] = window(line, marks);
    std::string out = begin > 0 ? "…" : "";
    std::size_t column = begin > 0 ? 1 : 0;
    std::vector<std::size_t> start(marks.size(), std::string::npos), stop(marks.size(), std::string::npos);
    const auto visit = [&](std::size_t byte, std::size_t col) {
        for (std::size_t i = 0; i < marks.size(); ++i) {
            if (start[i] == std::string::npos && byte >= marks[i].begin) start[i] = col;
            if (stop[i] == std::string::npos && byte >= marks[i].end) stop[i] = col;
        }
    };
    for (std::size_t i = begin; i < end;) {
        visit(i, column);
        const CodePoint c = decode(line, i);
        if (c.value == '\t') {
            const std::size_t spaces = kTab - column % kTab;
            out.append(spaces, ' ');
            column += spaces;
        } else {
            const bool replaced = is_unsafe(c.value) || c.value == 0xFFFD;
            out += replaced ? "\xEF\xBF\xBD" : std::string(line.substr(i, c.length));
            column += replaced ? 1 : static_cast<std::size_t>(width_of(c.value));
        }
        i += c.length;
    }
    for (std::size_t i = 0; i < marks.size(); ++i) {
        marks[i].column = std::min(start[i], column);
        marks[i].width = std::max<std::size_t>(std::min(stop[i], column) - marks[i].column, 1);
    }
    if (end < line.size()) out += "…";
    return out;
}

/// Rows of characters with a colour each, so that marks may overlap.
class Canvas {
public:
    void put(std::size_t column, std::string_view text, Style style) {
        if (cells_.size() < column + text.size()) cells_.resize(column + text.size(), {' ', {}});
        for (std::size_t i = 0; i < text.size(); ++i) cells_[column + i] = {text[i], style};
    }
    std::string text() const {
        std::string out;
        std::string_view open;
        std::string_view close;
        for (const auto& [c, style] : cells_) {
            if (style.on != open) {
                out += close;
                out += style.on;
                open = style.on;
                close = style.off;
            }
            out += c;
        }
        return out + std::string(close);
    }

private:
    std::vector<std::pair<char, Style>> cells_;
};

/// The rows under a source line: the marks with the rightmost label, then a row for each other label.
std::vector<std::string> mark_rows(std::vector<Mark> marks, Severity severity, const Palette& palette) {
    const auto style = [&](const Mark& m) { return m.primary ? palette.severity(severity) : palette.frame(); };
    std::stable_sort(marks.begin(), marks.end(), [](const Mark& a, const Mark& b) { return a.column < b.column; });
    Canvas under;
    for (const bool primary : {false, true}) {
        for (const Mark& m : marks) {
            if (m.primary == primary) under.put(m.column, std::string(m.width, primary ? '^' : '-'), style(m));
        }
    }
    std::vector<std::string> rows;
    std::size_t right = 0;
    for (const Mark& m : marks) right = std::max(right, m.column + m.width);
    std::string tail;
    const Mark& last = marks.back();
    const bool beside = !last.label.empty() && last.column + last.width == right;
    if (beside) tail = ' ' + paint(style(last), last.label);
    rows.push_back(under.text() + tail);
    for (std::size_t i = marks.size() - (beside ? 1 : 0); i-- > 0;) {
        if (marks[i].label.empty()) continue;
        Canvas row;
        for (std::size_t j = 0; j < i; ++j) {
            if (!marks[j].label.empty() && marks[j].column < marks[i].column)
                row.put(marks[j].column, "|", style(marks[j]));
        }
        row.put(marks[i].column, " ", {});
        std::string text = row.text();
        text.pop_back();
        rows.push_back(text + paint(style(marks[i]), marks[i].label));
    }
    return rows;
}

class Snippet {
public:
    Snippet(const source::SourceManager& sources, Severity severity, const Palette& palette, std::size_t gutter)
        : sources_(sources), severity_(severity), palette_(palette), gutter_(gutter) {}

    void group(const Group& g, bool first) {
        const source::Position p = sources_.position(g.file, g.first.begin);
        out_ += fmt::format("{}{} {}:{}:{}\n", std::string(gutter_, ' '), frame(first ? "-->" : ":::"),
                            printable(sources_.name(g.file)), p.line, p.column);
        bar();
        std::uint32_t previous = 0;
        for (const auto& [number, marks] : g.lines) {
            if (previous != 0 && number == previous + 2) source_line(g.file, previous + 1, {});
            if (previous != 0 && number > previous + 2) out_ += frame("...") + '\n';
            source_line(g.file, number, marks);
            previous = number;
        }
    }
    void bar() { out_ += fmt::format("{} {}\n", std::string(gutter_, ' '), frame("|")); }
    std::string take() { return std::move(out_); }

private:
    std::string frame(std::string_view text) const { return paint(palette_.frame(), text); }

    void source_line(source::FileId file, std::uint32_t number, std::vector<Mark> marks) {
        std::string text = lay_out(sources_.line(file, number), marks);
        while (!text.empty() && text.back() == ' ') text.pop_back();
        const std::string label = frame(fmt::format("{:>{}} |", number, gutter_));
        out_ += text.empty() ? label + '\n' : fmt::format("{} {}\n", label, text);
        if (marks.empty()) return;
        for (const std::string& row : mark_rows(std::move(marks), severity_, palette_)) {
            out_ += fmt::format("{} {} {}\n", std::string(gutter_, ' '), frame("|"), row);
        }
    }

    const source::SourceManager& sources_;
    Severity severity_;
    const Palette& palette_;
    std::size_t gutter_;
    std::string out_;
};

std::size_t gutter_width(const std::vector<Group>& groups) {
    std::uint32_t last = 1;
    for (const Group& g : groups) last = std::max(last, g.lines.rbegin()->first);
    return std::to_string(last).size();
}

}  // namespace

std::string render_text(const Diagnostic& d, const source::SourceManager& sources, bool color) {
    const Palette palette(color);
    std::string out =
        paint(palette.severity(d.severity), fmt::format("{}[{}]", to_text(d.severity), code_name(d.code)));
    out += paint(palette.bold(), ": " + printable(message(d))) + '\n';

    const std::vector<Group> groups = group_marks(d, sources);
    const std::size_t gutter = groups.empty() ? 0 : gutter_width(groups);
    const bool more = !d.notes.empty() || !d.help.empty() || !d.fixes.empty();
    if (!groups.empty()) {
        Snippet snippet(sources, d.severity, palette, gutter);
        for (const Group& g : groups) {
            if (&g != &groups.front()) snippet.bar();
            snippet.group(g, &g == &groups.front());
        }
        if (more) snippet.bar();
        out += snippet.take();
    }
    for (const std::string& note : d.notes) {
        out += fmt::format("{} {} note: {}\n", std::string(gutter, ' '), paint(palette.frame(), "="), printable(note));
    }
    if (!d.help.empty()) out += paint(palette.help(), "help") + ": " + printable(d.help) + '\n';
    for (const Fix& fix : d.fixes) {
        if (d.help.empty()) out += paint(palette.help(), "help") + ": " + printable(fix.title) + '\n';
    }
    return out;
}

}  // namespace hale::diag
