#include "backends/cib_grammar/grammar.h"

#include <algorithm>
#include <cstdlib>
#include <stdexcept>

#include "cmake/embedded.h"

namespace hale::cib {

namespace {

/// `2.10` of a range.
Version number(std::string_view text, Version otherwise) {
    if (text.empty()) return otherwise;
    const std::size_t dot = text.find('.');
    return std::atoi(std::string(text.substr(0, dot)).c_str()) * 100 + std::atoi(std::string(text.substr(dot + 1)).c_str());
}

/// Takes a `{2.8-4.0}` off the end.
Range range_of(std::string_view& word) {
    if (!word.ends_with('}')) return {};
    const std::size_t open = word.rfind('{');
    const std::string_view inside = word.substr(open + 1, word.size() - open - 2);
    word = word.substr(0, open);
    const std::size_t dash = inside.find('-');
    return {number(inside.substr(0, dash), kOldest), number(inside.substr(dash + 1), kForever)};
}

/// Words between blanks; quotes keep blanks together.
std::vector<std::string_view> words(std::string_view line) {
    std::vector<std::string_view> out;
    for (std::size_t at = 0; (at = line.find_first_not_of(' ', at)) != std::string_view::npos;) {
        const bool quoted = line[at] == '"';
        const std::size_t end = std::min(quoted ? line.find('"', at + 1) : line.find(' ', at), line.size());
        out.push_back(line.substr(at + (quoted ? 1 : 0), end - at - (quoted ? 1 : 0)));
        at = end + (quoted ? 1 : 0);
    }
    return out;
}

class Reader {
public:
    Grammar out;

    void line(std::string_view line) {
        if (line.empty() || line.front() == '#') return;
        if (line.front() == '%') return list(line);
        const std::size_t tilde = line.find(" ~ "), colon = line.find(':');
        if (tilde != std::string_view::npos && tilde < colon) return rule(line.substr(0, tilde), line.substr(tilde + 3));
        items(out.types[std::string(line.substr(0, colon))], line.substr(colon + 1));
    }

private:
    void list(std::string_view line) {
        const std::vector<std::string_view> parts = words(line);
        auto& values = out.lists[std::string(parts[0])];
        std::string_view rest = parts[2];
        while (!rest.empty()) {
            const std::size_t bar = std::min(rest.find('|'), rest.size());
            std::string_view value = rest.substr(0, bar);
            const Range range = range_of(value);
            values.push_back({std::string(value), range});
            rest.remove_prefix(std::min(bar + 1, rest.size()));
        }
    }

    static void items(Type& type, std::string_view text) {
        for (std::string_view word : words(text)) {
            const Range range = range_of(word);
            if (word == ",") {
                type.commas.push_back(range);
            } else if (word.front() == '<') {
                const std::size_t close = word.find('>'), colon = word.find(':');
                type.items.push_back({true, std::string(word.substr(1, colon - 1)),
                                      std::string(word.substr(colon + 1, close - colon - 1)),
                                      close + 1 < word.size() ? word[close + 1] : '1', range, type.commas.size()});
            } else {
                const std::size_t equals = word.find('=');
                const bool must = word[equals - 1] == '!';
                type.items.push_back({false, std::string(word.substr(0, equals - (must ? 1 : 0))),
                                      std::string(word.substr(equals + 1)), must ? '1' : '?', range, 0});
            }
        }
    }

    static Term term(std::string_view word) {
        Term t;
        if (word.ends_with('?')) {
            t.optional = true;
            word.remove_suffix(1);
        }
        if (word.starts_with('<')) {
            t.child = true;
            word = word.substr(1, word.size() - 2);
        }
        const std::size_t equals = word.find('=');
        t.name = word.substr(0, equals);
        if (equals != std::string_view::npos) t.value = word.substr(equals + 1);
        return t;
    }

    void rule(std::string_view type, std::string_view text) {
        using Kind = Rule::Kind;
        static const std::map<std::string_view, Kind> kinds = {
            {"exactly", Kind::Exactly}, {"most", Kind::Most},   {"some", Kind::Some},   {"needs", Kind::Needs},
            {"alone", Kind::Alone},     {"form", Kind::Form},   {"never", Kind::Never}, {"pairs", Kind::Pairs},
            {"provider", Kind::Provider}};
        Rule made;
        std::vector<std::string_view> parts = words(text);
        if (parts.back().starts_with('{')) {
            made.range = range_of(parts.back());
            parts.pop_back();
        }
        const auto kind = kinds.find(parts.front());
        if (kind == kinds.end()) throw std::logic_error("cib.grammar: no rule " + std::string(parts.front()));
        made.kind = kind->second;
        const bool values = made.kind == Kind::Never || made.kind == Kind::Pairs;
        for (std::size_t i = 1; i < parts.size(); ++i) {
            if (parts[i] == "|") continue;
            made.terms.push_back(values ? Term{false, false, std::string(parts[i]), {}} : term(parts[i]));
        }
        out.types[std::string(type)].rules.push_back(std::move(made));
    }
};

}  // namespace

const std::vector<Version>& versions() {
    static const std::vector<Version> all = [] {
        std::vector<Version> out = {100, 102, 103};
        for (Version v = 200; v <= 210; ++v) out.push_back(v);
        for (Version v = 300; v <= 310; ++v) out.push_back(v);
        out.push_back(400);
        return out;
    }();
    return all;
}

std::string text(Version version) { return std::to_string(version / 100) + '.' + std::to_string(version % 100); }

const Item* Type::find(bool child, std::string_view name, Version version) const {
    const auto it = std::find_if(items.begin(), items.end(), [&](const Item& item) {
        return item.child == child && item.name == name && item.range.has(version);
    });
    return it == items.end() ? nullptr : &*it;
}

std::size_t Type::stage(const Item& item, Version version) const {
    return static_cast<std::size_t>(std::count_if(commas.begin(), commas.begin() + static_cast<std::ptrdiff_t>(item.commas),
                                                  [&](const Range& r) { return r.has(version); }));
}

std::vector<std::string> Grammar::choices(std::string_view type, Version version) const {
    std::vector<std::string> out;
    if (const auto it = lists.find(type); it != lists.end()) {
        for (const Choice& c : it->second) {
            if (c.range.has(version)) out.push_back(c.value);
        }
        return out;
    }
    if (type.find('|') == std::string_view::npos) return out;
    for (std::size_t at = 0; at <= type.size();) {
        const std::size_t bar = std::min(type.find('|', at), type.size());
        out.emplace_back(type.substr(at, bar - at));
        at = bar + 1;
    }
    return out;
}

const Grammar& grammar() {
    static const Grammar all = [] {
        Reader reader;
        for (const auto& file : embedded::grammar_files()) {
            std::string_view text = file.text;
            while (!text.empty()) {
                const std::size_t end = std::min(text.find('\n'), text.size());
                reader.line(text.substr(0, end));
                text.remove_prefix(std::min(end + 1, text.size()));
            }
        }
        return std::move(reader.out);
    }();
    return all;
}

}  // namespace hale::cib
