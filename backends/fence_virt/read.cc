#include "backends/fence_virt/read.h"
#include "compiler/diag/import_codes.h"

#include <algorithm>
#include <array>

namespace hale::fence_virt {

using conf::Document;
using conf::Item;

namespace {

constexpr std::size_t kDeepest = 32;

struct Token {
    enum class Kind { End, Name, Value, Sign } kind = Kind::End;
    std::string_view text;  // Value: without the quotes
};

class Lexer {
public:
    Lexer(source::FileId file, std::string_view text, diag::Sink& sink) : file_(file), text_(text), sink_(sink) {}

    source::Span span(std::string_view piece) const {
        const auto begin = static_cast<std::uint32_t>(piece.data() - text_.data());
        return {file_, begin, begin + static_cast<std::uint32_t>(piece.size())};
    }

    /// Comments on the way are given to `comments`.
    Token next(std::vector<std::string_view>& comments) {
        while (at_ < text_.size()) {
            const char c = text_[at_];
            if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
                ++at_;
            } else if (c == '#') {
                std::string_view comment = upto('\n');
                if (comment.ends_with('\r')) comment.remove_suffix(1);
                if (good(comment)) comments.push_back(comment);
            } else if (c == '"') {
                return string();
            } else if (kSigns.find(c) != std::string_view::npos) {
                return {Token::Kind::Sign, text_.substr(at_++, 1)};
            } else {
                const std::size_t end = std::min(text_.find_first_of(" \t\r\n{};=\"", at_), text_.size());
                const std::string_view name = text_.substr(at_, end - at_);
                at_ = end;
                if (good(name)) return {Token::Kind::Name, name};
            }
        }
        return {Token::Kind::End, text_.substr(text_.size())};
    }

    /// A string went on to the end of the file: what is missing after it is no mistake of its own.
    bool ran_out() const { return ran_out_; }

private:
    static constexpr std::string_view kSigns = "{};=";

    std::string_view upto(char c) {
        const std::size_t end = std::min(text_.find(c, at_), text_.size());
        const std::string_view piece = text_.substr(at_, end - at_);
        at_ = end;
        return piece;
    }

    Token string() {
        const std::size_t begin = at_++;
        const std::string_view inner = upto('"');
        if (at_ == text_.size()) {
            ran_out_ = true;
            sink_.report(diag::FenceVirtOpenString, span(text_.substr(begin, 1))).help("close it with `\"`");
        } else {
            ++at_;
        }
        good(inner);
        return {Token::Kind::Value, inner};
    }

    /// False, and reported, when there is a byte that may not stand in the file.
    bool good(std::string_view piece) {
        for (std::size_t from = 0; from <= piece.size();) {  // a value may have several lines
            const std::size_t end = std::min(piece.find('\n', from), piece.size());
            if (const auto bad = conf::find_bad_byte(piece.substr(from, end - from))) {
                sink_.report(diag::ConfBadByte, span(piece.substr(from + bad->at, bad->size)), bad->what);
                return false;
            }
            from = end + 1;
        }
        return true;
    }

    source::FileId file_;
    std::string_view text_;
    diag::Sink& sink_;
    std::size_t at_ = 0;
    bool ran_out_ = false;
};

class Reader {
public:
    Reader(source::FileId file, std::string_view text, diag::Sink& sink)
        : file_(file), size_(text.size()), lexer_(file, text, sink), sink_(sink) {}

    Document run() {
        open_.push_back(Item::section({}));
        open_.back().span = {file_, 0, static_cast<std::uint32_t>(size_)};
        advance();
        while (token_.kind != Token::Kind::End) statement();
        while (open_.size() > 1) {
            if (!lexer_.ran_out()) {
                sink_.report(diag::ConfUnclosed, open_.back().name_span, open_.back().name).help("add `}}`");
            }
            close();
        }
        return std::move(open_.front());
    }

private:
    bool is(char sign) const { return token_.kind == Token::Kind::Sign && token_.text.front() == sign; }

    void advance() {
        std::vector<std::string_view> comments;
        token_ = lexer_.next(comments);
        for (const std::string_view comment : comments) {
            open_.back().items.push_back(Item::comment(std::string(comment)));
            open_.back().items.back().span = lexer_.span(comment);
        }
    }

    void expected(std::string_view what) {
        if (lexer_.ran_out()) return;
        sink_.report(diag::FenceVirtSyntax, lexer_.span(token_.text), what);
    }

    void statement() {
        if (token_.kind == Token::Kind::Name) return named();
        if (is('}')) {
            if (ignored_ != 0) {
                --ignored_;
            } else if (open_.size() == 1) {
                sink_.report(diag::ConfUnexpectedClose, lexer_.span(token_.text));
            } else {
                open_.back().span.end = lexer_.span(token_.text).end;
                close();
            }
        } else if (!is(';')) {
            expected("a name");
        }
        advance();
    }

    void named() {
        const std::string_view name = token_.text;
        advance();
        std::string_view value;
        if (is('=')) {
            advance();
            if (token_.kind != Token::Kind::Value) {
                expected("a value in quotes");
                if (token_.kind == Token::Kind::Name) advance();  // what was meant for it
                if (is(';')) advance();
                return;
            }
            value = token_.text;
            if (value.empty()) {
                sink_.report(diag::ConfNoValue, lexer_.span(name), name)
                    .help("fence_virtd does not read an empty string; leave the line out");
            }
            advance();
            if (!is('{')) return key(name, value);
        }
        if (is('{')) return section(name, value);
        expected("`=` or `{`");
        if (token_.kind == Token::Kind::Value) advance();
        if (is(';')) advance();
    }

    void key(std::string_view name, std::string_view value) {
        if (!value.empty()) {
            Item item = Item::key(std::string(name), std::string(value));
            item.name_span = lexer_.span(name);
            item.value_span = lexer_.span(value);
            item.span = source::join(item.name_span, item.value_span);
            open_.back().items.push_back(std::move(item));
        }
        if (is(';')) {
            advance();
        } else {
            expected("`;`");
        }
    }

    /// `name { … }`, or `name = "label" { … }`.
    void section(std::string_view name, std::string_view label) {
        if (open_.size() > kDeepest) {
            if (ignored_++ == 0) sink_.report(diag::ConfTooDeep, lexer_.span(name), kDeepest);
        } else {
            Item item = Item::section(std::string(name));
            item.value = label;
            item.name_span = item.span = lexer_.span(name);
            if (!label.empty()) item.value_span = lexer_.span(label);
            open_.push_back(std::move(item));
        }
        advance();
    }

    void close() {
        Item done = std::move(open_.back());
        open_.pop_back();
        open_.back().items.push_back(std::move(done));
    }

    source::FileId file_;
    std::size_t size_;
    Lexer lexer_;
    diag::Sink& sink_;
    Token token_;
    std::vector<Item> open_;  // the sections that are open, the document first
    std::size_t ignored_ = 0;
};

}  // namespace

Document read(source::FileId file, const source::SourceManager& sources, diag::Sink& sink) {
    return Reader(file, sources.text(file), sink).run();
}

bool looks_like(std::string_view text) {
    static constexpr std::array<std::string_view, 4> sections = {"fence_virtd", "listeners", "backends", "groups"};
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t begin = text.find_first_not_of(" \t\r\n", at);
        if (begin == std::string_view::npos) return false;
        if (text[begin] != '#') {
            const std::size_t end = std::min(text.find_first_of(" \t\r\n{=;\"", begin), text.size());
            const std::size_t brace = text.find_first_not_of(" \t\r\n", end);
            return brace != std::string_view::npos && text[brace] == '{' &&
                   std::find(sections.begin(), sections.end(), text.substr(begin, end - begin)) != sections.end();
        }
        at = std::min(text.find('\n', begin), text.size());
    }
    return false;
}

}  // namespace hale::fence_virt
