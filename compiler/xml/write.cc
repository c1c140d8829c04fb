#include "compiler/xml/write.h"

#include <algorithm>

#include "compiler/diag/managers_codes.h"
#include "compiler/xml/characters.h"

namespace hale::xml {

namespace {

void escape_special(std::string_view text, bool attribute, std::string& out) {
    constexpr std::string_view kSpecial = "&<>\r\"\n\t";
    for (std::size_t special = 0; !text.empty(); text.remove_prefix(special + 1)) {
        special = std::min(text.find_first_of(kSpecial), text.size());
        out += text.substr(0, special);
        if (special == text.size()) return;
        const char c = text[special];
        switch (c) {
            case '&':
                out += "&amp;";
                break;
            case '<':
                out += "&lt;";
                break;
            case '>':
                out += "&gt;";
                break;
            case '\r':
                out += "&#13;";
                break;
            case '"':
                out += attribute ? "&quot;" : "\"";
                break;
            case '\n':
                out += attribute ? "&#10;" : "\n";
                break;
            case '\t':
                out += attribute ? "&#9;" : "\t";
                break;
            default:
                out += c;
        }
    }
}

class Writer {
public:
    Writer(const model::OriginTable& origins, diag::Sink& sink) : origins_(origins), sink_(sink) {}

    bool ok() const { return ok_; }
    Written take() { return std::move(out_); }

    void declaration() {
        out_.text = "<?xml version=\"1.0\"?>\n";
        out_.lines.push_back({});
    }

    void node(const Node& n, std::size_t depth) {
        const std::size_t begin = out_.text.size();
        out_.text.append(2 * depth, ' ');
        switch (n.kind) {
            case NodeKind::Comment:
                check_comment(n);
                out_.text += "<!--" + n.text + "-->\n";
                break;
            case NodeKind::Instruction:
                check(n.text, "an instruction", n.origin);
                out_.text += "<?" + n.name + (n.text.empty() ? "" : " ") + n.text + "?>\n";
                break;
            case NodeKind::Text:
                put(n.text, false, "a text", n.origin);
                out_.text += '\n';
                break;
            case NodeKind::Element:
                return element(n, depth);
        }
        lines(begin, n.origin);
    }

private:
    /// No tag is longer than a line: a new line in a value is written `&#10;`.
    void element(const Node& n, std::size_t depth) {
        check_name(n.name, n.origin);
        out_.text += '<';
        out_.text += n.name;
        for (const Attribute& a : n.attributes) {
            const model::OriginId origin = a.origin ? a.origin : n.origin;
            check_name(a.name, origin);
            out_.text += ' ';
            out_.text += a.name;
            out_.text += "=\"";
            put(a.value, true, a.name, origin);
            out_.text += '"';
        }
        if (n.children.empty()) {
            out_.text += "/>\n";
            out_.lines.push_back(n.origin);
            return;
        }
        if (n.children.size() == 1 && n.children.front().kind == NodeKind::Text) {
            const std::size_t begin = out_.text.size();
            out_.text += '>';
            put(n.children.front().text, false, "a text", n.origin);
            out_.text += "</" + n.name + ">\n";
            return lines(begin, n.origin);
        }
        out_.text += ">\n";
        out_.lines.push_back(n.origin);
        for (const Node& child : n.children) node(child, depth + 1);
        out_.text.append(2 * depth, ' ');
        out_.text += "</";
        out_.text += n.name;
        out_.text += ">\n";
        out_.lines.push_back(n.origin);
    }

    /// One entry for every line that was added from `begin` on.
    void lines(std::size_t begin, model::OriginId origin) {
        const auto added = std::count(out_.text.begin() + static_cast<std::ptrdiff_t>(begin), out_.text.end(), '\n');
        out_.lines.insert(out_.lines.end(), static_cast<std::size_t>(added), origin);
    }

    /// The text, checked and escaped. What needs neither is looked at once.
    void put(std::string_view text, bool attribute, std::string_view what, model::OriginId origin) {
        if (is_plain(text)) {
            out_.text += text;
            return;
        }
        if (const auto bad = first_unwritable(text)) complain(what, *bad, origin);
        escape_special(text, attribute, out_.text);
    }
    void check(std::string_view text, std::string_view what, model::OriginId origin) {
        if (is_plain(text)) return;
        if (const auto bad = first_unwritable(text)) complain(what, *bad, origin);
    }
    void check_name(std::string_view name, model::OriginId origin) {
        if (!is_name(name)) complain(name, "a name must be letters, digits, `-`, `_` and `.`", origin);
    }
    void check_comment(const Node& n) {
        check(n.text, "a comment", n.origin);
        if (n.text.find("--") != std::string::npos || (!n.text.empty() && n.text.back() == '-')) {
            complain("a comment", "`--`", n.origin);
        }
    }
    void complain(std::string_view what, std::string_view why, model::OriginId origin) {
        sink_.report(diag::NotWritableInXml, origins_.span(origin), what, why);
        ok_ = false;
    }

    const model::OriginTable& origins_;
    diag::Sink& sink_;
    Written out_;
    bool ok_ = true;
};

}  // namespace

std::optional<Written> write(const Tree& tree, const model::OriginTable& origins, diag::Sink& sink) {
    Writer writer(origins, sink);
    writer.declaration();
    for (const Node& n : tree.before) writer.node(n, 0);
    writer.node(tree.root, 0);
    for (const Node& n : tree.after) writer.node(n, 0);
    if (!writer.ok()) return std::nullopt;
    return writer.take();
}

std::string escape_attribute(std::string_view text) {
    std::string out;
    escape_special(text, true, out);
    return out;
}

}  // namespace hale::xml
