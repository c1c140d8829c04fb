#include "compiler/decompile/print.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>

#include "compiler/decompile/fold.h"
#include "compiler/diag/printable.h"
#include "compiler/value/words.h"

namespace hale::decompile {

namespace {

using block::Attr;
using block::Block;

constexpr std::size_t kWidth = 110;
constexpr std::size_t kAlign = 24;  // names longer than this do not push the others' equals signs out

/// `ocf:heartbeat:pgsql`: names joined by colons.
bool is_spec(std::string_view text) {
    while (true) {
        const std::size_t colon = text.find(':');
        if (!model::is_bare_word(text.substr(0, colon))) return false;
        if (colon == std::string_view::npos) return true;
        text.remove_prefix(colon + 1);
    }
}

std::string attribute_text(const Attr& attr, std::size_t pad) {
    // A bare `when` is a rule; a parameter that is called so is quoted.
    const bool parameter = attr.name == "when" && !attr.value.is(model::ValueKind::Rule);
    const std::string name = parameter ? "\"when\"" : name_text(attr.name);
    return fmt::format("{:<{}} = {}", name, pad, model::to_text(attr.value));
}

std::string head(const Block& b) {
    std::string out = b.name == "use" ? b.name : name_text(b.name);
    for (std::size_t i = 0; i < b.labels.size(); ++i) {
        const bool qualified = b.name == "use" && i == 1;  // use fs.data
        const std::string& text = b.labels[i].text;
        out += qualified ? "." : " ";
        out += is_spec(text) ? text : name_text(text);
    }
    return out;
}

/// A comment's text without what .hale does not take even there (HL0004): each such character becomes `?`.
std::string readable(std::string_view comment) {
    std::string out;
    for (std::size_t at = 0; at < comment.size();) {
        const diag::CodePoint c = diag::decode(comment, at);
        const bool control = (c.value < 0x20 && c.value != '\t') || c.value == 0x7F;
        const bool turns = (c.value >= 0x202A && c.value <= 0x202E) || (c.value >= 0x2066 && c.value <= 0x2069);
        out += control || turns ? std::string_view("?") : comment.substr(at, c.length);
        at += c.length;
    }
    return out;
}

/// Comments that make a block need several lines.
bool has_comments_inside(const Block& b) {
    return !b.trailing.empty() ||
           std::any_of(b.attrs.begin(), b.attrs.end(), [](const Attr& a) { return !a.comments.empty(); }) ||
           std::any_of(b.children.begin(), b.children.end(),
                       [](const Block& child) { return !child.comments.empty() || has_comments_inside(child); });
}

/// `node a { id = 1  fence { ipmi { port = "1" } } }`, however long; the caller decides.
std::string one_line(const Block& b) {
    std::string out = head(b);
    if (b.name == "use" && b.attrs.empty() && b.children.empty()) return out;
    if (b.attrs.empty() && b.children.empty()) return out + " {}";
    out += " {";
    bool first = true;
    const auto add = [&](const std::string& text) {
        out += first ? " " : "  ";
        out += text;
        first = false;
    };
    for (const Attr& attr : b.attrs) add(attribute_text(attr, 0));
    for (const Block& child : b.children) add(one_line(child));
    return out + " }";
}

/// The block on one line; nothing when it must be spread: nested blocks on one line are readable only where they are
/// few and small.
std::optional<std::string> short_form(const Block& b, std::size_t indent) {
    if (has_comments_inside(b)) return std::nullopt;
    if (b.attrs.empty() && b.children.empty()) return one_line(b);
    if (b.children.size() > 1 || b.attrs.size() > 6) return std::nullopt;
    if (!b.children.empty() && (b.children.front().children.size() > 1 || b.attrs.size() > 3)) return std::nullopt;
    std::string line = one_line(b);
    if (indent + line.size() > kWidth) return std::nullopt;
    return line;
}

class Printer {
public:
    explicit Printer(Loops loops) : loops_(loops) {}

    std::string text;

    /// A blank line where a block of several lines begins or ends, and where another kind begins at the top.
    void children(const std::vector<Block>& list, std::size_t indent) {
        Folds folds(*this, list, indent);
        bool was_short = true;
        for (std::size_t i = 0; i < list.size(); ++i) {
            if (const auto loop = folds.at(i)) {
                if (i != 0 && !text.ends_with("\n\n")) text += '\n';
                text += *loop->loop;
                i += loop->blocks - 1;
                if (i + 1 < list.size()) text += '\n';
                continue;
            }
            const Block& b = list[i];
            const std::optional<std::string> form = short_form(b, indent);
            const bool loose =
                i != 0 && !text.ends_with("\n\n") &&
                (!form || !was_short || !b.comments.empty() || (indent <= 2 && b.name != list[i - 1].name));
            if (loose) text += '\n';
            block(b, form, indent);
            was_short = form.has_value();
        }
    }

private:
    /// The loops among siblings.
    class Folds {
    public:
        Folds(const Printer& printer, const std::vector<Block>& list, std::size_t indent)
            : list_(list), indent_(indent), active_(printer.loops_ != Loops::Never && list.size() >= kFoldFrom) {}

        std::optional<Run> at(std::size_t i) {
            if (!active_ || i < skip_) return std::nullopt;
            if (i >= end_) read(i);
            if (end_ - i < kFoldFrom) return std::nullopt;
            Run run = fold(texts_, i - begin_, indent_);
            skip_ = i + run.blocks;
            return run.loop ? std::optional(std::move(run)) : std::nullopt;
        }

    private:
        /// The texts of the blocks from `i` on that have one name and no comments.
        void read(std::size_t i) {
            texts_.clear();
            begin_ = end_ = i;
            for (; end_ < list_.size() && list_[end_].name == list_[i].name && list_[end_].comments.empty() &&
                   !has_comments_inside(list_[end_]);
                 ++end_) {
                Printer plain(Loops::Never);
                plain.block(list_[end_], short_form(list_[end_], indent_), indent_);
                texts_.push_back(std::move(plain.text));
            }
            end_ = std::max(end_, i + 1);
        }

        const std::vector<Block>& list_;
        std::size_t indent_;
        bool active_;
        std::size_t begin_ = 0, end_ = 0, skip_ = 0;
        std::vector<std::string> texts_;
    };

    Loops loops_;

    void block(const Block& b, const std::optional<std::string>& form, std::size_t indent) {
        comments(b.comments, indent);
        if (b.apart && !b.comments.empty()) text += '\n';
        if (form) {
            line(indent, *form);
        } else {
            spread(b, indent);
        }
    }

    void spread(const Block& b, std::size_t indent) {
        line(indent, head(b) + " {");
        attributes(b.attrs, indent + 2);
        if (!b.attrs.empty() && !b.children.empty()) text += '\n';
        children(b.children, indent + 2);
        if (!b.trailing.empty() && !(b.attrs.empty() && b.children.empty())) text += '\n';
        comments(b.trailing, indent + 2);
        line(indent, "}");
    }

    void line(std::size_t indent, const std::string& content) {
        text.append(indent, ' ');
        text += content;
        text += '\n';
    }

    /// A blank line keeps one comment apart from the next.
    void comments(const std::vector<std::string>& list, std::size_t indent) {
        for (std::size_t i = 0; i < list.size(); ++i) {
            if (i != 0) text += '\n';
            comment_lines(list[i], indent);
        }
    }

    void comment_lines(const std::string& comment, std::size_t indent) {
        std::size_t begin = 0;
        while (begin <= comment.size()) {
            const std::size_t end = std::min(comment.find('\n', begin), comment.size());
            std::string_view part = std::string_view(comment).substr(begin, end - begin);
            while (!part.empty() && (part.back() == ' ' || part.back() == '\r' || part.back() == '\t'))
                part.remove_suffix(1);
            const bool spaced = part.empty() || part.front() == ' ';
            line(indent, (spaced ? "#" : "# ") + readable(part));
            begin = end + 1;
        }
    }

    void attributes(const std::vector<Attr>& list, std::size_t indent) {
        std::size_t pad = 0;
        for (const Attr& attr : list) {
            const std::size_t size = name_text(attr.name).size();
            if (size <= kAlign) pad = std::max(pad, size);
        }
        for (const Attr& attr : list) {
            comments(attr.comments, indent);
            line(indent, attribute_text(attr, pad));
        }
    }
};

}  // namespace

std::string name_text(const std::string& name) {
    return model::is_bare_word(name) ? name : model::to_text(model::Value::string(name));
}

std::string print(const std::vector<Block>& blocks, Loops loops) {
    Printer printer(loops);
    printer.children(blocks, 0);
    return std::move(printer.text);
}

}  // namespace hale::decompile
