#include "backends/corosync/read.h"
#include "compiler/diag/import_codes.h"

#include <algorithm>
#include <array>
#include <unordered_map>

namespace hale::corosync {

namespace {

std::string_view trim(std::string_view text) {
    const auto blank = [](char c) { return c == ' ' || c == '\t'; };
    while (!text.empty() && blank(text.front())) text.remove_prefix(1);
    while (!text.empty() && blank(text.back())) text.remove_suffix(1);
    return text;
}

class Reader {
public:
    Reader(source::FileId file, std::string_view text, diag::Sink& sink) : file_(file), text_(text), sink_(sink) {}

    Document run() {
        open_.push_back(Item::section({}));
        seen_.emplace_back();
        open_.back().span = {file_, 0, static_cast<std::uint32_t>(text_.size())};
        for (std::size_t at = 0; at < text_.size();) {
            const std::size_t end = std::min(text_.find('\n', at), text_.size());
            std::string_view whole = text_.substr(at, end - at);
            if (whole.ends_with('\r')) whole.remove_suffix(1);
            line(whole);
            at = end + 1;
        }
        while (open_.size() > 1) {
            sink_.report(diag::ConfUnclosed, open_.back().name_span, open_.back().name)
                .help("add `}}` on a line of its own");
            close();
        }
        return std::move(open_.front());
    }

private:
    source::Span span(std::string_view piece) const {
        const auto begin = static_cast<std::uint32_t>(piece.data() - text_.data());
        return {file_, begin, begin + static_cast<std::uint32_t>(piece.size())};
    }
    Item& top() { return open_.back(); }

    void line(std::string_view whole) {
        const std::string_view text = trim(whole);
        if (const auto bad = conf::find_bad_byte(text)) {
            sink_.report(diag::ConfBadByte, span(text.substr(bad->at, bad->size)), bad->what);
            return;
        }
        if (text.empty() || text.front() == '#') {
            top().items.push_back(Item::comment(std::string(text)));
            top().items.back().span = span(text);
            return;
        }
        if (whole.size() > kLongestLine) {
            sink_.report(diag::CorosyncLineTooLong, span(text), whole.size(), kLongestLine);
            return;
        }
        const std::size_t brace = text.find('{');
        const std::size_t colon = text.find(':');
        if (brace != std::string_view::npos) {
            section(text, brace);
        } else if (colon != std::string_view::npos) {
            key(text, colon);
        } else if (text.find('}') != std::string_view::npos) {
            closing(text);
        } else {
            sink_.report(diag::CorosyncSyntax, span(text))
                .help("write `name: value`, or open a section with `name {{`");
        }
    }

    /// False, and reported, when corosync could not keep the name in cmap.
    bool good_name(std::string_view name, std::string_view what) {
        std::size_t length = name.size();
        for (const Item& section : open_) length += section.name.size() + 1;
        const bool good = std::all_of(name.begin(), name.end(), is_name_byte) && length <= kLongestPath;
        if (!good) sink_.report(diag::CorosyncName, span(name), what, name);
        return good;
    }

    void section(std::string_view text, std::size_t brace) {
        const std::string_view name = trim(text.substr(0, brace));
        const std::string_view rest = trim(text.substr(brace + 1));
        if (!rest.empty()) {
            sink_.report(diag::CorosyncExtra, span(rest), "{")
                .help("`{{` ends its line; what follows has a line of its own");
        }
        if (name.empty()) sink_.report(diag::ConfNothingBefore, span(text.substr(brace, 1)), "{");
        if (!name.empty()) good_name(name, "section");
        if (open_.size() > static_cast<std::size_t>(kDeepest)) {
            if (ignored_++ == 0) sink_.report(diag::ConfTooDeep, span(name.empty() ? text : name), kDeepest);
            return;
        }
        Item item = Item::section(std::string(name));
        item.span = span(text);
        item.name_span = span(name.empty() ? text.substr(brace, 1) : name);
        open_.push_back(std::move(item));
        seen_.emplace_back();
    }

    void key(std::string_view text, std::size_t colon) {
        const std::string_view name = trim(text.substr(0, colon));
        const std::string_view value = trim(text.substr(colon + 1));
        if (name.empty()) {
            sink_.report(diag::ConfNothingBefore, span(text.substr(colon, 1)), ":");
            return;
        }
        if (!good_name(name, "key")) return;
        if (value.empty()) {
            sink_.report(diag::ConfNoValue, span(name), name)
                .help("corosync refuses a key without a value; remove the line");
            return;
        }
        if (const auto [first, added] = seen_.back().emplace(name, span(name)); !added) {
            sink_.report(diag::ConfKeyTwice, span(name), name).label(first->second, "the first one is here");
        }
        Item item = Item::key(std::string(name), std::string(value));
        item.span = span(text);
        item.name_span = span(name);
        item.value_span = span(value);
        top().items.push_back(std::move(item));
    }

    void closing(std::string_view text) {
        if (text != "}") sink_.report(diag::CorosyncExtra, span(text), "}").help("`}}` stands alone on its line");
        if (ignored_ != 0) {
            --ignored_;
        } else if (open_.size() == 1) {
            sink_.report(diag::ConfUnexpectedClose, span(text));
        } else {
            top().span.end = span(text).end;
            close();
        }
    }

    void close() {
        Item done = std::move(open_.back());
        open_.pop_back();
        seen_.pop_back();
        open_.back().items.push_back(std::move(done));
    }

    source::FileId file_;
    std::string_view text_;
    diag::Sink& sink_;
    std::vector<Item> open_;  // the sections that are open, the document first
    std::vector<std::unordered_map<std::string_view, source::Span>> seen_;  // the keys of each
    std::size_t ignored_ = 0;                                               // open sections below kDeepest
};

}  // namespace

Document read(source::FileId file, const source::SourceManager& sources, diag::Sink& sink) {
    return Reader(file, sources.text(file), sink).run();
}

bool looks_like(std::string_view text) {
    static constexpr std::array<std::string_view, 9> sections = {"totem",  "nodelist",  "quorum", "logging", "system",
                                                                 "uidgid", "resources", "nozzle", "service"};
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        std::string_view line = text.substr(at, end - at);
        if (line.ends_with('\r')) line.remove_suffix(1);
        line = trim(line);
        at = end + 1;
        if (line.empty() || line.front() == '#') continue;
        if (!line.ends_with('{')) return false;
        line.remove_suffix(1);
        return std::find(sections.begin(), sections.end(), trim(line)) != sections.end();
    }
    return false;
}

}  // namespace hale::corosync
