#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <memory>

#include "backends/backend.h"
#include "compiler/cli/options.h"
#include "compiler/cli/output.h"
#include "compiler/ledger/ledger.h"
#include "compiler/lint/lint.h"

namespace hale::cli {

namespace {

struct Spot {
    std::string file;
    std::uint32_t line = 0, col = 0;  // 0: not said
};

bool number(std::string_view text, std::uint32_t& out) {
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), out);
    return problem == std::errc() && end == text.data() + text.size() && out > 0;
}

/// `FILE`, `FILE:LINE` or `FILE:LINE:COL`; a file's name may hold colons.
Spot parse_spot(const std::string& text) {
    const std::size_t last = text.rfind(':');
    std::uint32_t a = 0, b = 0;
    if (last == std::string::npos || last == 0 || !number(std::string_view(text).substr(last + 1), a)) return {text};
    const std::size_t before = text.rfind(':', last - 1);
    if (before != std::string::npos && before != 0 &&
        number(std::string_view(text).substr(before + 1, last - before - 1), b)) {
        return Spot{text.substr(0, before), b, a};
    }
    return Spot{text.substr(0, last), a, 0};
}

/// One description with the files that are built from it.
struct Built {
    std::unique_ptr<driver::Session> session;
    const backends::Backend* backend = nullptr;
    backends::OutputFile file;
    std::vector<ledger::Entry> entries;
};

std::unique_ptr<driver::Session> load(const Options& options, Disk& disk, const std::string& file) {
    auto session = std::make_unique<driver::Session>(session_options(options), disk);
    session->options.allowed = lint::all_rules();
    if (session->load(file)) return session;
    say(session->problem);
    return nullptr;
}

/// Builds for one manager; what it cannot do goes to `sink`.
std::optional<backends::OutputFile> build(const driver::Session& session, const backends::Backend& backend,
                                          const Options& options, diag::Sink& sink) {
    if (session.sink.has_errors() || session.model.clusters.size() != 1) return std::nullopt;
    backends::BuildOptions building;
    building.secrets = [](std::string_view name) { return std::optional("SECRET-" + std::string(name)); };
    building.pacemaker_release = options.pacemaker_release;
    return backend.build(session.model, session.model.clusters.front(), building, sink);
}

std::vector<const backends::Backend*> targets(const Options& options, const model::Cluster& cluster) {
    if (!options.target.empty()) return {backends::find_backend(options.target)};
    std::vector<const backends::Backend*> out;
    for (const std::string& name : cluster.targets) {
        if (const backends::Backend* b = backends::find_backend(name)) out.push_back(b);
    }
    return out.empty() ? backends::all_backends() : out;
}

/// The .hale files beside an output file.
std::vector<std::string> neighbours(const std::string& file) {
    std::vector<std::string> out;
    std::error_code problem;
    const std::filesystem::path folder = std::filesystem::path(file).parent_path();
    for (const auto& entry : std::filesystem::directory_iterator(folder.empty() ? "." : folder, problem)) {
        if (entry.path().extension() == ".hale") out.push_back(entry.path().string());
    }
    std::sort(out.begin(), out.end());
    return out;
}

class Why {
public:
    Why(const Options& options, Disk& disk) : options_(options), disk_(disk) {}

    /// False: the file cannot be read.
    bool look(const Spot& spot) {
        std::string why;
        const auto text = disk_.read(spot.file, why);
        if (!text) {
            say(fmt::format("cannot read `{}`: {}", spot.file, why));
            return false;
        }
        const backends::Backend* manager = backends::recognise(*text);
        if (manager != nullptr && made_from(spot, *manager, *text)) return true;
        return options_.source.empty() && said(spot);
    }

    const std::vector<ledger::Excerpt>& excerpts() const { return excerpts_; }
    const std::string& text() const { return text_; }
    const source::SourceManager* sources() const { return sessions_.empty() ? nullptr : &sessions_.back()->sources; }

private:
    /// A line of an output file: by the description that gives this very file.
    bool made_from(const Spot& spot, const backends::Backend& manager, const std::string& text) {
        const bool told = !options_.source.empty();
        for (const std::string& file : told ? std::vector{options_.source} : neighbours(spot.file)) {
            auto session = load(options_, disk_, file);
            if (session == nullptr) continue;
            diag::Sink nobody;
            auto built = build(*session, manager, options_, nobody);
            if (!built || (!told && built->text != text)) continue;
            if (built->text != text) say(fmt::format("`{}` is not what `{}` gives now", spot.file, file));
            output_line(spot, *session, manager, *built);
            sessions_.push_back(std::move(session));
            return true;
        }
        if (told) say(fmt::format("`{}` gives no file for {}", options_.source, manager.name()));
        return false;
    }

    static bool at(const ledger::Written& w, const Spot& spot) {
        return (spot.line == 0 || w.at.line == spot.line) && (spot.col == 0 || w.at.col <= spot.col);
    }
    void output_line(const Spot& spot, const driver::Session& session, const backends::Backend& manager,
                     const backends::OutputFile& file) {
        ledger::Excerpt x{std::string(manager.name()), spot.file, {}, {}};
        std::uint32_t col = 0;  // the last that begins before the wanted column
        for (const ledger::Written& w : file.ledger.written()) {
            if (spot.col != 0 && at(w, spot)) col = std::max(col, w.at.col);
        }
        const auto wanted = [&](const ledger::Written& w) { return at(w, spot) && (col == 0 || w.at.col == col); };
        for (ledger::Entry& e : ledger::settle(file.ledger, manager.name(), session.model, session.model.clusters.front())) {
            if (std::any_of(e.out.begin(), e.out.end(), wanted)) {
                std::erase_if(e.out, [&](const ledger::Written& w) { return !wanted(w); });
                x.entries.push_back(std::move(e));
            }
        }
        const bool mine = x.entries.empty();
        for (const ledger::Written& w : file.ledger.written()) {
            if (mine && wanted(w)) x.added.push_back(w);
        }
        describe_output(spot, x, session);
        excerpts_.push_back(std::move(x));
    }
    void describe_output(const Spot& spot, const ledger::Excerpt& x, const driver::Session& session) {
        text_ += spot.line == 0 ? spot.file + '\n' : fmt::format("{}:{}\n", spot.file, spot.line);
        for (const ledger::Entry& e : x.entries) {
            text_ += fmt::format("  from {}{}\n", place(e.in, session.sources), subject(e));
            for (const ledger::Written& w : e.out) text_ += "    " + written(w) + '\n';
            reason(e);
        }
        if (x.entries.empty()) text_ += "  no word of the description says it: it is hale's own\n";
    }

    /// A line of a description, or of a file that is migrated: what became of it in each output.
    bool said(const Spot& spot) {
        auto session = load(options_, disk_, spot.file);
        if (session == nullptr) return false;
        text_ += spot.line == 0 ? spot.file + '\n' : fmt::format("{}:{}\n", spot.file, spot.line);
        if (session->sink.has_errors() || session->model.clusters.size() != 1) {
            finish(*session, options_);
            sessions_.push_back(std::move(session));
            return true;
        }
        const model::Cluster& cluster = session->model.clusters.front();
        for (const backends::Backend* b : targets(options_, cluster)) {
            diag::Sink sink;
            const auto file = build(*session, *b, options_, sink);
            if (!file) {
                refused(spot, *session, *b, sink);
                continue;
            }
            ledger::Excerpt x{std::string(b->name()), file->name, {}, {}};
            for (ledger::Entry& e : ledger::settle(file->ledger, b->name(), session->model, cluster)) {
                if (on_line(e.in, spot, *session)) x.entries.push_back(std::move(e));
            }
            describe_input(x, *session);
            excerpts_.push_back(std::move(x));
        }
        sessions_.push_back(std::move(session));
        return true;
    }
    static bool on_line(source::Span span, const Spot& spot, const driver::Session& session) {
        if (!span.valid() || span.file != session.main) return false;
        const source::Position from = session.sources.position(span.file, span.begin);
        if (spot.col == 0) return spot.line == 0 || from.line == spot.line;
        const source::Position to = session.sources.position(span.file, span.end);
        const auto before = [](const source::Position& p, const Spot& s) {
            return p.line < s.line || (p.line == s.line && p.column <= s.col);
        };
        return before(from, spot) && !before(to, spot);
    }
    void refused(const Spot& spot, const driver::Session& session, const backends::Backend& b, const diag::Sink& sink) {
        text_ += fmt::format("  {}: nothing is written\n", b.name());
        for (const diag::Diagnostic& d : sink.diagnostics()) {
            if (!on_line(d.span, {spot.file, spot.line, 0}, session)) continue;
            text_ += fmt::format("    {}: {}\n", diag::code_name(d.code), d.message);
        }
    }
    void describe_input(const ledger::Excerpt& x, const driver::Session& session) {
        if (x.entries.empty()) return;
        text_ += fmt::format("  {} ({})\n", x.manager, x.file);
        for (const ledger::Entry& e : x.entries) {
            text_ += fmt::format("    {}{}\n", place(e.in, session.sources), subject(e));
            for (const ledger::Written& w : e.out) {
                text_ += fmt::format("      {}:{}:{}: {}\n", x.file, w.at.line, w.at.col, written(w));
            }
            reason(e);
        }
    }

    static std::string place(source::Span span, const source::SourceManager& sources) {
        if (!span.valid()) return {};
        const source::Position p = sources.position(span.file, span.begin);
        return fmt::format("{}:{}:{}: ", sources.name(span.file), p.line, p.column);
    }
    static std::string subject(const ledger::Entry& e) {
        if (e.attribute.empty()) return "`" + e.entity + "`";
        return fmt::format("`{}` of `{}` = {}", e.attribute, e.entity, e.before);
    }
    static std::string written(const ledger::Written& w) {
        if (w.name.empty()) return "<" + w.element + ">";
        return fmt::format("{} {}=\"{}\"", w.element, w.name, w.value);
    }
    void reason(const ledger::Entry& e) {
        text_ += fmt::format("      {}{}{}\n", ledger::to_text(e.disposition), e.how.empty() ? "" : ": ", e.how);
        if (!e.alternative.empty()) text_ += "      instead: " + e.alternative + '\n';
    }

    const Options& options_;
    Disk& disk_;
    std::vector<std::unique_ptr<driver::Session>> sessions_;
    std::vector<ledger::Excerpt> excerpts_;
    std::string text_;
};

}  // namespace

int run_why(const Options& options) {
    Disk disk;
    std::string text, json;
    for (const std::string& place : options.files) {
        Why why(options, disk);
        if (!why.look(parse_spot(place))) return kUsage;
        text += why.text();
        if (why.sources() != nullptr) json += ledger::to_json(why.excerpts(), *why.sources());
    }
    return print(options.json ? json : text) ? kFine : kUsage;
}

}  // namespace hale::cli
