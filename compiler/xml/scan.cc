#include "compiler/xml/scan.h"

#include <algorithm>
#include <charconv>
#include <set>

#include "compiler/diag/import_codes.h"
#include "compiler/xml/characters.h"

namespace hale::xml {

namespace {

class Scanner {
public:
    Scanner(source::FileId file, std::string_view text, diag::Sink& sink, Doctype doctype)
        : file_(file), text_(text), sink_(sink), doctype_(doctype) {}

    Scan run() {
        characters();
        if (!result_.ok) return std::move(result_);
        if (starts("\xEF\xBB\xBF")) at_ += 3;
        while (at_ < text_.size() && !stopped_) step();
        if (!stopped_) end();
        return std::move(result_);
    }

private:
    source::Span span(std::size_t begin, std::size_t end) const {
        return {file_, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(std::min(end, text_.size()))};
    }
    bool starts(std::string_view what) const { return text_.substr(at_, what.size()) == what; }
    bool at_end() const { return at_ >= text_.size(); }

    /// Not well-formed: nothing after this point can be trusted.
    void stop(std::size_t begin, std::size_t end, std::string_view why) {
        sink_.report(diag::XmlSyntax, span(begin, end), why);
        result_.ok = false;
        stopped_ = true;
    }

    void characters() {
        const auto plain = [](char c) { return (c >= ' ' && c <= '~') || c == '\n'; };
        for (std::size_t at = 0; at < text_.size();) {
            if (plain(text_[at])) {
                ++at;
                continue;
            }
            const Decoded c = decode(text_, at);
            if (!c.code || !is_char(*c.code)) {
                sink_
                    .report(diag::XmlCharacter, span(at, at + c.size),
                            c.code ? fmt::format("the control character U+{:04X}", *c.code)
                                   : fmt::format("the byte 0x{:02X}", static_cast<unsigned char>(text_[at])))
                    .help("the file must be UTF-8; `iconv -f LATIN1 -t UTF-8` converts an older one");
                result_.ok = false;
                return;
            }
            at += c.size;
        }
    }

    void step() {
        if (text_[at_] != '<') return characters_until_tag();
        if (starts("<!--")) return comment();
        if (starts("<![CDATA[")) return cdata();
        if (starts("<!")) return doctype();
        if (starts("<?")) return instruction();
        if (starts("</")) return end_tag();
        start_tag();
    }

    void characters_until_tag() {
        const std::size_t begin = at_;
        at_ = std::min(text_.find('<', at_), text_.size());
        const std::string_view run = text_.substr(begin, at_ - begin);
        if (open_.empty()) {
            const auto junk = std::find_if_not(run.begin(), run.end(), is_space);
            if (junk == run.end()) return;
            return stop(begin + static_cast<std::size_t>(junk - run.begin()), at_,
                        "text stands outside the root element");
        }
        if (const std::size_t bad = run.find("]]>"); bad != std::string_view::npos) {
            return stop(begin + bad, begin + bad + 3, "`]]>` may not stand in text");
        }
        references(begin, at_);
    }

    void comment() {
        const std::size_t begin = at_;
        const std::size_t dashes = text_.find("--", at_ + 4);
        if (dashes == std::string_view::npos) return stop(begin, begin + 4, "this comment never ends");
        if (text_.substr(dashes, 3) != "-->") return stop(dashes, dashes + 2, "`--` may not stand inside a comment");
        at_ = dashes + 3;
    }

    void cdata() {
        if (open_.empty()) return stop(at_, at_ + 9, "text stands outside the root element");
        const std::size_t end = text_.find("]]>", at_);
        if (end == std::string_view::npos) return stop(at_, at_ + 9, "this CDATA section never ends");
        at_ = end + 3;
    }

    void doctype() {
        const std::size_t end = std::min(text_.find_first_of("[>", at_), text_.size());
        const bool plain = starts("<!DOCTYPE") && open_.empty() && !seen_root_ && end < text_.size();
        if (doctype_ == Doctype::Skip && plain && text_[end] == '>') {
            at_ = end + 1;
            return;
        }
        sink_.report(diag::XmlDoctype, span(at_, std::min(end, at_ + 40)))
            .help("remove it; write out what its entities stand for");
        result_.ok = false;
        stopped_ = true;
    }

    void instruction() {
        const std::size_t begin = at_;
        const std::size_t end = text_.find("?>", at_);
        if (end == std::string_view::npos) return stop(begin, begin + 2, "this instruction never ends");
        std::size_t name_end = begin + 2;
        while (name_end < end && is_name_byte(text_[name_end])) ++name_end;
        const std::string_view name = text_.substr(begin + 2, name_end - begin - 2);
        if (!is_name(name)) return stop(begin, name_end, "an instruction must begin with a name");
        if (name == "xml") {
            if (begin != 0 && !(begin == 3 && text_[0] == '\xEF')) {
                return stop(begin, end + 2, "the XML declaration must be the very first thing");
            }
            declaration(name_end, end);
        }
        at_ = end + 2;
    }

    /// `encoding="…"`: only UTF-8 and its subset ASCII are read.
    void declaration(std::size_t begin, std::size_t end) {
        const std::string_view run = text_.substr(begin, end - begin);
        std::size_t at = run.find("encoding");
        if (at == std::string_view::npos) return;
        at = run.find_first_of("'\"", at);
        if (at == std::string_view::npos) return stop(begin, end, "the encoding is not quoted");
        const std::size_t close = run.find(run[at], at + 1);
        if (close == std::string_view::npos) return stop(begin, end, "the encoding is not quoted");
        std::string name(run.substr(at + 1, close - at - 1));
        std::transform(name.begin(), name.end(), name.begin(),
                       [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
        const bool ascii =
            std::all_of(text_.begin(), text_.end(), [](char c) { return static_cast<signed char>(c) >= 0; });
        if (name == "utf-8" || name == "us-ascii" || (ascii && name.rfind("iso-8859", 0) == 0)) return;
        stop(begin + at + 1, begin + close, "hale reads UTF-8 only");
    }

    void end_tag() {
        const std::size_t begin = at_;
        at_ += 2;
        const std::string_view name = take_name();
        skip_space();
        if (at_end() || text_[at_] != '>') return stop(begin, at_, "this end tag is not closed by `>`");
        ++at_;
        if (open_.empty()) return stop(begin, at_, fmt::format("nothing is open that `</{}>` could end", name));
        if (text_.substr(open_.back().begin, open_.back().end - open_.back().begin) != name) {
            return mismatch(begin, name);
        }
        open_.pop_back();
        unbind();
    }

    void mismatch(std::size_t begin, std::string_view name) {
        const source::Span opened = open_.back();
        sink_
            .report(
                diag::XmlSyntax, span(begin, at_),
                fmt::format("`</{}>` does not end `<{}>`", name, text_.substr(opened.begin, opened.end - opened.begin)))
            .label(opened, "this element is still open");
        result_.ok = false;
        stopped_ = true;
    }

    void start_tag() {
        const std::size_t begin = at_++;
        const std::size_t name_begin = at_;
        if (take_name().empty()) return stop(begin, begin + 1, "`<` must begin a tag; in text it is written `&lt;`");
        TagPlace tag;
        tag.name = span(name_begin, at_);
        if (open_.empty() && seen_root_)
            return stop(begin, at_, "a document has one root element; this is a second one");
        seen_root_ = true;
        attributes(tag);
        if (stopped_) return;
        const bool empty = text_[at_] == '/';
        at_ += empty ? 2 : 1;
        tag.tag = span(begin, at_);
        duplicates(tag);
        prefixes(tag);
        if (empty) {
            unbind();
        } else {
            open_.push_back(tag.name);
        }
        if (open_.size() > kMaxDepth || (empty && open_.size() == kMaxDepth)) too_deep(tag.name);
        result_.tags.push_back(std::move(tag));
    }

    void too_deep(source::Span name) {
        sink_.report(diag::XmlTooDeep, name, kMaxDepth);
        result_.ok = false;
        stopped_ = true;
    }

    /// Leaves the position at `>` or `/>`.
    void attributes(TagPlace& tag) {
        for (;;) {
            const bool spaced = skip_space();
            if (at_end()) return stop(tag.name.begin, tag.name.end, "this tag is not closed by `>`");
            if (text_[at_] == '>' || starts("/>")) return;
            const std::size_t begin = at_;
            const std::string_view name = take_name();
            if (name.empty()) return stop(begin, begin + 1, "an attribute, `>` or `/>` must stand here");
            if (!spaced) return stop(begin, at_, "a space must stand before an attribute");
            AttributePlace place;
            place.name = span(begin, at_);
            skip_space();
            if (at_end() || text_[at_] != '=')
                return stop(begin, at_, fmt::format("attribute `{}` has no value", name));
            ++at_;
            skip_space();
            value(place);
            if (stopped_) return;
            place.whole = span(begin, at_);
            tag.attributes.push_back(place);
        }
    }

    void value(AttributePlace& place) {
        if (at_end() || (text_[at_] != '"' && text_[at_] != '\'')) {
            return stop(place.name.begin, at_, "the value of an attribute must be quoted");
        }
        const char quote = text_[at_++];
        const std::size_t begin = at_;
        at_ = text_.find(quote, at_);
        if (at_ == std::string_view::npos) {
            at_ = text_.size();
            return stop(place.name.begin, begin, "the quotes are never closed");
        }
        place.value = span(begin, at_);
        const std::size_t less = text_.substr(begin, at_ - begin).find('<');
        if (less != std::string_view::npos) {
            return stop(begin + less, begin + less + 1, "`<` in a value is written `&lt;`");
        }
        references(begin, at_);
        ++at_;
    }

    /// Every `&` in [begin, end) must begin a reference to an allowed character.
    void references(std::size_t begin, std::size_t end) {
        const std::string_view run = text_.substr(0, end);
        std::size_t semicolon = begin;  // the next one, looked for once however many `&` stand before it
        for (std::size_t at = run.find('&', begin); at != std::string_view::npos; at = run.find('&', at + 1)) {
            if (semicolon < at || semicolon == begin) semicolon = run.find(';', at);
            if (semicolon == std::string_view::npos || !is_reference(run.substr(at + 1, semicolon - at - 1))) {
                const std::size_t until = semicolon < end && semicolon - at < 12 ? semicolon + 1 : at + 1;
                sink_.report(diag::XmlReference, span(at, until), run.substr(at, until - at))
                    .help("a plain `&` is written `&amp;`");
                result_.ok = false;
            }
        }
    }

    static bool is_reference(std::string_view name) {
        if (name == "amp" || name == "lt" || name == "gt" || name == "quot" || name == "apos") return true;
        if (name.size() < 2 || name[0] != '#') return false;
        const bool hex = name[1] == 'x';
        name.remove_prefix(hex ? 2 : 1);
        std::uint32_t code = 0;
        const auto [rest, error] = std::from_chars(name.data(), name.data() + name.size(), code, hex ? 16 : 10);
        return error == std::errc() && rest == name.data() + name.size() && is_char(code);
    }

    std::string_view name_of(const AttributePlace& a) const {
        return text_.substr(a.name.begin, a.name.end - a.name.begin);
    }

    void duplicates(const TagPlace& tag) {
        names_.clear();
        for (const AttributePlace& a : tag.attributes) names_.push_back(name_of(a));
        std::sort(names_.begin(), names_.end());
        if (std::adjacent_find(names_.begin(), names_.end()) == names_.end()) return;
        std::set<std::string_view> seen;
        for (const AttributePlace& a : tag.attributes) {
            const std::string_view name = name_of(a);
            if (seen.insert(name).second) continue;
            const auto first = std::find_if(tag.attributes.begin(), tag.attributes.end(),
                                            [&](const AttributePlace& b) { return name_of(b) == name; });
            sink_.report(diag::XmlDuplicateAttribute, a.name, name).label(first->name, "first given here");
            result_.ok = false;
        }
    }

    /// Binds the prefixes that the tag declares (for itself and all inside it), then asks for those it uses.
    void prefixes(const TagPlace& tag) {
        for (const AttributePlace& a : tag.attributes) {
            const std::string_view name = name_of(a);
            if (name.rfind("xmlns:", 0) == 0) bound_.emplace_back(name.substr(6), open_.size());
        }
        prefix(tag.name);
        for (const AttributePlace& a : tag.attributes) prefix(a.name);
    }

    void unbind() {
        while (!bound_.empty() && bound_.back().second >= open_.size()) bound_.pop_back();
    }

    void prefix(source::Span place) {
        const std::string_view name = text_.substr(place.begin, place.end - place.begin);
        const std::size_t colon = name.find(':');
        if (colon == std::string_view::npos) return;
        const std::string_view asked = name.substr(0, colon);
        if (asked == "xml" || asked == "xmlns") return;
        if (std::any_of(bound_.begin(), bound_.end(), [&](const auto& b) { return b.first == asked; })) return;
        sink_.report(diag::XmlUnboundPrefix, place, asked);
        result_.ok = false;
    }

    std::string_view take_name() {
        const std::size_t begin = at_;
        if (!at_end() && is_name_start(text_[at_])) {
            while (!at_end() && is_name_byte(text_[at_])) ++at_;
        }
        return text_.substr(begin, at_ - begin);
    }

    bool skip_space() {
        const std::size_t begin = at_;
        while (!at_end() && is_space(text_[at_])) ++at_;
        return at_ != begin;
    }

    void end() {
        if (!open_.empty()) {
            const source::Span name = open_.back();
            return stop(name.begin, name.end, "this element is never ended");
        }
        if (!seen_root_) stop(0, text_.empty() ? 0 : 1, "there is no element");
    }

    source::FileId file_;
    std::string_view text_;
    diag::Sink& sink_;
    Doctype doctype_;
    std::size_t at_ = 0;
    bool stopped_ = false;
    bool seen_root_ = false;
    std::vector<source::Span> open_;                               // names of the elements around
    std::vector<std::pair<std::string_view, std::size_t>> bound_;  // prefix, and how deep its element stands
    std::vector<std::string_view> names_;                          // of one tag's attributes
    Scan result_;
};

}  // namespace

Scan scan(source::FileId file, std::string_view text, diag::Sink& sink, Doctype doctype) {
    return Scanner(file, text, sink, doctype).run();
}

}  // namespace hale::xml
