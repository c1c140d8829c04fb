#include "compiler/decompile/fold.h"

#include <fmt/core.h>

#include <algorithm>
#include <charconv>

namespace hale::decompile {

namespace {

/// What a token is for decides what it may become.
enum class Role : std::uint8_t { Fixed, Device, Label, Value };  // Device: a block that is called like a fence device

struct Token {
    Role role = Role::Fixed;
    bool quoted = false;
    std::string blanks;  // before it
    std::string text;    // without quotes
};

bool is_word_byte(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-' ||
           c == '.' || c == ':' || c == '%' || (static_cast<unsigned char>(c) & 0x80) != 0;
}
bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// The tokens of a block as the printer writes it; nothing when there is a comment or something else that is not
/// understood.
class Reader {
public:
    explicit Reader(const std::string& text) : text_(text) {}

    std::optional<std::vector<Token>> run() {
        while (statement()) {
        }
        return ok_ && at_ == text_.size() ? std::optional(std::move(tokens_)) : std::nullopt;
    }

private:
    std::string blanks() {
        const std::size_t begin = at_;
        at_ = std::min(text_.find_first_not_of(" \n", at_), text_.size());
        return text_.substr(begin, at_ - begin);
    }
    /// One more token; false at the end.
    bool token(Role role) {
        Token t{role, false, blanks(), {}};
        if (at_ == text_.size()) return false;
        if (text_[at_] == '"') {
            const std::size_t begin = ++at_;
            while (at_ < text_.size() && text_[at_] != '"') at_ += text_[at_] == '\\' ? 2 : 1;
            if (at_ >= text_.size()) return ok_ = false;
            t.quoted = true;
            t.text = text_.substr(begin, at_++ - begin);
        } else if (is_word_byte(text_[at_])) {
            const std::size_t begin = at_;
            while (at_ < text_.size() && is_word_byte(text_[at_])) ++at_;
            t.text = text_.substr(begin, at_ - begin);
        } else {
            t.text = text_[at_++];
            ok_ = ok_ && t.text != "#";
        }
        tokens_.push_back(std::move(t));
        return ok_;
    }
    bool next_is(char c) const {
        const std::size_t at = text_.find_first_not_of(" \n", at_);
        return at != std::string::npos && text_[at] == c;
    }
    /// `name = value`, `name labels { … }`, `use label`, or the `}` that ends a block.
    bool statement() {
        if (!token(Role::Fixed)) return false;
        const std::string name = tokens_.back().text;
        const bool use = name == "use";
        if (!depth_open() && !around_.empty()) around_.pop_back();
        const bool fenced = !around_.empty() && (around_.back() == "fence" || around_.back() == "unfence");
        if (fenced && next_is('{')) tokens_.back().role = Role::Device;
        if (next_is('=')) return token(Role::Fixed) && value();
        if (use && !(token(Role::Label))) return false;
        while (!use && ok_ && depth_open()) {
            if (next_is('{')) return begin(name);
            if (!token(Role::Label)) return false;
        }
        return use && next_is('{') ? begin(name) : ok_;
    }
    bool begin(const std::string& name) {
        around_.push_back(name);
        return token(Role::Fixed);
    }
    /// The last token began a block's head.
    bool depth_open() const { return tokens_.back().text != "}" || tokens_.back().quoted; }
    bool value() {
        int depth = 0;
        do {
            if (!token(Role::Value)) return false;
            const Token& t = tokens_.back();
            if (!t.quoted && (t.text == "[" || t.text == "(" || t.text == "{")) ++depth;
            if (!t.quoted && (t.text == "]" || t.text == ")" || t.text == "}")) --depth;
        } while (depth > 0 || next_is('('));
        return true;
    }

    const std::string& text_;
    std::size_t at_ = 0;
    bool ok_ = true;
    std::vector<Token> tokens_;
    std::vector<std::string> around_;  // names of the blocks around
};

/// `node12.rack` as `node`, `12`, `.rack`: digits stand at odd places.
std::vector<std::string> runs_of(const std::string& text) {
    std::vector<std::string> out(1);
    for (const char c : text) {
        if (is_digit(c) != (out.size() % 2 == 0)) out.emplace_back();
        out.back() += c;
    }
    return out;
}

/// Numbers that count up by one: the first of them, and their width when they have leading zeros.
struct Counting {
    std::int64_t first = 0;
    std::size_t width = 0;
};
std::optional<Counting> counting(const std::vector<std::string>& numbers) {
    Counting out;
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        const std::string& text = numbers[i];
        std::int64_t n = 0;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), n);
        if (error != std::errc() || end != text.data() + text.size() || text.size() > 9) return std::nullopt;
        if (i == 0) out.first = n;
        if (n != out.first + static_cast<std::int64_t>(i)) return std::nullopt;
        if (text.size() > 1 && text.front() == '0') out.width = text.size();
    }
    const auto padded = [&](const std::string& t) { return t.size() == out.width; };
    if (out.width != 0 && !std::all_of(numbers.begin(), numbers.end(), padded)) return std::nullopt;
    return out;
}

using Blocks = std::vector<std::vector<Token>>;

class Folding {
public:
    Folding(Blocks blocks, std::size_t indent) : blocks_(std::move(blocks)), indent_(indent) {}

    std::optional<std::string> run() {
        const std::optional<std::size_t> label = varying_label();
        if (!label) return std::nullopt;
        const std::vector<std::string> names = texts(*label);
        if (const auto numbers = first_numbers(names)) {
            base_ = numbers->first;
        } else if (std::none_of(names.begin(), names.end(), unsafe)) {
            names_ = names;
        } else {
            return std::nullopt;
        }
        std::string body;
        for (std::size_t i = 0; i < blocks_.front().size(); ++i) {
            const auto text = token(i);
            if (!text) return std::nullopt;
            body += i == 0 ? *text : blocks_.front()[i].blanks + *text;
        }
        return head() + indented(body) + std::string(indent_, ' ') + "}\n";
    }

private:
    static bool unsafe(const std::string& text) { return text.empty() || text.find_first_of("\\$") != text.npos; }

    std::vector<std::string> texts(std::size_t at) const {
        std::vector<std::string> out;
        for (const auto& block : blocks_) out.push_back(block[at].text);
        return out;
    }
    bool varies(std::size_t at) const {
        return std::any_of(blocks_.begin(), blocks_.end(),
                           [&](const auto& block) { return block[at].text != blocks_.front()[at].text; });
    }
    /// The label that is the identity of each block: the first in its head that varies.
    std::optional<std::size_t> varying_label() const {
        const auto& first = blocks_.front();
        for (std::size_t i = 1; i < first.size() && first[i].role == Role::Label; ++i) {
            if (varies(i)) return i;
        }
        return std::nullopt;
    }

    /// The run of digits that counts, where everything else of the labels is equal.
    static std::optional<Counting> first_numbers(const std::vector<std::string>& names) {
        const std::vector<std::string> first = runs_of(names.front());
        std::optional<Counting> out;
        for (std::size_t r = 0; r < first.size(); ++r) {
            std::vector<std::string> column;
            for (const std::string& name : names) {
                const std::vector<std::string> runs = runs_of(name);
                if (runs.size() != first.size()) return std::nullopt;
                column.push_back(runs[r]);
            }
            if (std::all_of(column.begin(), column.end(), [&](const auto& c) { return c == first[r]; })) continue;
            const auto numbers = r % 2 == 1 ? counting(column) : std::nullopt;
            if (!numbers) return std::nullopt;
            if (!out) out = numbers;
        }
        return out;
    }

    /// The variable, so much further on.
    std::string number(std::int64_t first) const {
        const std::int64_t more = first - base_;
        return more == 0 ? "i" : fmt::format("i + {}", more);
    }
    std::string interpolated(const Counting& n) const {
        return n.width == 0 ? fmt::format("${{{}}}", number(n.first))
                            : fmt::format("${{pad({}, {})}}", number(n.first), n.width);
    }

    /// The token as the loop has it; nothing when the loop cannot say it.
    std::optional<std::string> token(std::size_t at) {
        const Token& t = blocks_.front()[at];
        const std::string plain = t.quoted ? '"' + t.text + '"' : t.text;
        if (!varies(at)) {
            // A bare word that is called like a variable would be its value.
            const bool variable = t.role == Role::Value && !t.quoted && (t.text == "i" || t.text == "name");
            return variable ? std::nullopt : std::optional(plain);
        }
        if (t.role == Role::Fixed) return std::nullopt;
        const std::vector<std::string> all = texts(at);
        if (std::any_of(all.begin(), all.end(), unsafe)) return std::nullopt;
        if (t.role == Role::Value && !t.quoted && std::all_of(t.text.begin(), t.text.end(), is_digit)) {
            const auto n = counting(all);
            if (!n || n->width != 0) return std::nullopt;
            index_ = true;
            return number(n->first);
        }
        if (!t.quoted && t.text.find_first_of(".:%") != std::string::npos) return std::nullopt;
        const std::string before = t.role == Role::Device ? "device \"" : "\"";
        if (auto named = by_name(all)) return before + *named + '"';
        if (auto counted = by_number(all)) return before + *counted + '"';
        return std::nullopt;
    }

    std::optional<std::string> by_name(const std::vector<std::string>& all) const {
        if (names_.empty()) return std::nullopt;
        const std::size_t at = all.front().find(names_.front());
        if (at == std::string::npos) return std::nullopt;
        const std::string before = all.front().substr(0, at), behind = all.front().substr(at + names_.front().size());
        for (std::size_t i = 0; i < all.size(); ++i) {
            if (all[i] != before + names_[i] + behind) return std::nullopt;
        }
        return before + "${name}" + behind;
    }

    std::optional<std::string> by_number(const std::vector<std::string>& all) {
        std::vector<std::vector<std::string>> runs;
        for (const std::string& text : all) runs.push_back(runs_of(text));
        std::string out;
        for (std::size_t r = 0; r < runs.front().size(); ++r) {
            std::vector<std::string> column;
            for (const auto& one : runs) {
                if (one.size() != runs.front().size()) return std::nullopt;
                column.push_back(one[r]);
            }
            if (std::all_of(column.begin(), column.end(), [&](const auto& c) { return c == column.front(); })) {
                out += column.front();
                continue;
            }
            const auto n = r % 2 == 1 ? counting(column) : std::nullopt;
            if (!n) return std::nullopt;
            index_ = true;
            out += interpolated(*n);
        }
        return out;
    }

    std::string head() const {
        const std::string margin(indent_, ' ');
        if (names_.empty()) {
            const std::int64_t last = base_ + static_cast<std::int64_t>(blocks_.size()) - 1;
            return fmt::format("{}for i in {}..{} {{\n", margin, base_, last);
        }
        std::string list;
        for (const std::string& name : names_) list += (list.empty() ? "\"" : ", \"") + name + '"';
        return fmt::format("{}for name{} in [{}] {{\n", margin, index_ ? ", i" : "", list);
    }

    std::string indented(const std::string& body) const {
        std::string out;
        for (std::size_t at = 0; at < body.size();) {
            const std::size_t end = std::min(body.find('\n', at), body.size());
            // The lines of a block are indented already, except for the first.
            out += (end == at ? std::string() : std::string(at == 0 ? indent_ + 2 : 2, ' ')) +
                   body.substr(at, end - at) + '\n';
            at = end + 1;
        }
        return out;
    }

    Blocks blocks_;
    std::size_t indent_;
    std::int64_t base_ = 0;           // what `i` begins with
    std::vector<std::string> names_;  // what `name` is; empty: the loop counts
    bool index_ = false;              // `i` is used
};

bool alike(const std::vector<Token>& a, const std::vector<Token>& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const Token& x, const Token& y) {
        return x.role == y.role && x.quoted == y.quoted && (x.role != Role::Fixed || x.text == y.text);
    });
}

}  // namespace

Run fold(const std::vector<std::string>& texts, std::size_t from, std::size_t indent) {
    Blocks alike_ones;
    std::size_t length = 0;
    for (std::size_t i = from; i < texts.size(); ++i) {
        auto read = Reader(texts[i]).run();
        if (!read || (i != from && !alike(alike_ones.front(), *read))) break;
        alike_ones.push_back(std::move(*read));
        length += texts[i].size();
    }
    Run out{std::max<std::size_t>(1, alike_ones.size()), std::nullopt};
    if (alike_ones.size() < kFoldFrom) return out;
    out.loop = Folding(std::move(alike_ones), indent).run();
    if (out.loop && out.loop->size() * 2 > length) out.loop.reset();
    return out;
}

}  // namespace hale::decompile
