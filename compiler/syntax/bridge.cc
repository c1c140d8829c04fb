// The only file of hale that includes ANTLR. The generated parser (grammar/generated) runs on hale's tokens and sends
// its events to the builder; see grammar/parser_base.h for how little of the runtime takes part.

#include "compiler/syntax/bridge.h"

#include "HaleParser.h"
#include "compiler/syntax/parse.h"

namespace hale::syntax {

namespace {

using grammar::HaleParser;

constexpr std::size_t type_of(TokenKind kind) {
    return kind == TokenKind::End ? antlr4::Token::EOF : static_cast<std::size_t>(kind) + 1;
}
constexpr TokenKind kind_of(std::size_t type) {
    return type == antlr4::Token::EOF ? TokenKind::End : static_cast<TokenKind>(type - 1);
}
static_assert(type_of(TokenKind::Let) == HaleParser::LET && type_of(TokenKind::LBrace) == HaleParser::LBRACE &&
              type_of(TokenKind::Assign) == HaleParser::ASSIGN && type_of(TokenKind::Eq) == HaleParser::EQ &&
              type_of(TokenKind::Range) == HaleParser::RANGE && type_of(TokenKind::Unit) == HaleParser::UNIT &&
              type_of(TokenKind::Name) == HaleParser::NAME && type_of(TokenKind::Quote) == HaleParser::QUOTE &&
              type_of(TokenKind::StringNewline) == HaleParser::STRING_NEWLINE &&
              type_of(TokenKind::Comment) == HaleParser::COMMENT && type_of(TokenKind::Bad) == HaleParser::BAD);
static_assert(static_cast<std::size_t>(Rule::File) == HaleParser::RuleFile &&
              static_cast<std::size_t>(Rule::Item) == HaleParser::RuleItem &&
              static_cast<std::size_t>(Rule::Label) == HaleParser::RuleLabel &&
              static_cast<std::size_t>(Rule::Expr) == HaleParser::RuleExpr &&
              static_cast<std::size_t>(Rule::Primary) == HaleParser::RulePrimary &&
              static_cast<std::size_t>(Rule::Arguments) == HaleParser::RuleArguments &&
              static_cast<std::size_t>(Rule::String) == HaleParser::RuleString);

/// Rules may nest this deep: a few for each bracket, and one for each `else if`. Bounds the call stack.
constexpr std::size_t kMaxRules = 8 * kMaxDepth;

/// Thrown to give the whole file up.
struct Stop {};

/// ANTLR's parser wants a token stream; only its exceptions ever ask it for a token.
class NoTokens final : public antlr4::TokenStream {
public:
    void consume() override {}
    std::size_t LA(ssize_t) override { return EOF; }
    ssize_t mark() override { return 0; }
    void release(ssize_t) override {}
    std::size_t index() override { return 0; }
    void seek(std::size_t) override {}
    std::size_t size() override { return 0; }
    std::string getSourceName() const override { return {}; }
    antlr4::Token* LT(ssize_t) override { return &token_; }
    antlr4::Token* get(std::size_t) const override { return nullptr; }
    antlr4::TokenSource* getTokenSource() const override { return nullptr; }
    std::string getText(const antlr4::misc::Interval&) override { return {}; }
    std::string getText() override { return {}; }
    std::string getText(antlr4::RuleContext*) override { return {}; }
    std::string getText(antlr4::Token*, antlr4::Token*) override { return {}; }

private:
    antlr4::CommonToken token_{antlr4::Token::EOF};
};

class Bridge final : public grammar::Driver {
public:
    Bridge(TokenFeed& feed, Builder& builder, Recovery& recovery, const Reporter& reporter)
        : feed_(feed), builder_(builder), recovery_(recovery), reporter_(reporter) {
        for (std::size_t r = 0; r < kRules; ++r) {
            const std::uint64_t kinds = Recovery::attention(static_cast<Rule>(r));
            constexpr std::uint64_t end = std::uint64_t{1} << 63;
            attention_[r] = ((kinds & ~end & ~(end >> 1)) << 1) | (kinds & end);
        }
        parser_.attach(*this);
        refresh();
    }

    void run() {
        try {
            parser_.file();
        } catch (const Stop&) {
            // Every rule has been left; what could be understood is in the tree.
        }
    }

    void enter(std::size_t rule) override {
        if (builder_.depth() >= kMaxRules) {
            recovery_.too_deep();
            throw Stop();
        }
        builder_.enter(static_cast<Rule>(rule), feed_.begin());
        attention = attention_[rule];
    }
    void exit(std::size_t rule) override {
        builder_.exit();
        if (builder_.depth() == 0) return;
        attention = attention_[static_cast<std::size_t>(builder_.top().rule)];
        if (rule != HaleParser::RuleItem) return;
        if (recovery_.item_ended()) attention = ~std::uint64_t{0};
        refresh();
    }
    void take() override {
        if (feed_.kind() == TokenKind::Bad) recovery_.bare_text();
        builder_.take(feed_.kind(), feed_.begin(), feed_.end());
        feed_.advance();
        refresh();
    }
    void sync() override {
        while (recovery_.sync() == Recovery::Then::ParseBody) {
            refresh();
            parser_.body();
        }
        refresh();
        stop_if_full();
    }
    void mismatch(std::size_t expected) override {
        const Recovery::Then then = expected == 0 ? Recovery::Then::Missing : recovery_.mismatch(kind_of(expected));
        refresh();
        stop_if_full();
        if (then == Recovery::Then::Take) return take();
        if (then == Recovery::Then::GiveUp) throw antlr4::RecognitionException(nullptr, nullptr, nullptr);
    }
    void no_alternative() override {
        recovery_.no_alternative();
        refresh();
        stop_if_full();
    }
    void give_up() override { builder_.give_up(); }

private:
    static constexpr std::size_t kRules = HaleParser::RuleString + 1;

    void refresh() { la = type_of(feed_.kind()); }
    void stop_if_full() const {
        if (reporter_.full()) throw Stop();
    }

    TokenFeed& feed_;
    Builder& builder_;
    Recovery& recovery_;
    const Reporter& reporter_;
    NoTokens tokens_;
    HaleParser parser_{&tokens_};
    std::array<std::uint64_t, kRules> attention_{};
};

}  // namespace

void run_parser(TokenFeed& feed, Builder& builder, Recovery& recovery, const Reporter& reporter) {
    Bridge(feed, builder, recovery, reporter).run();
}

}  // namespace hale::syntax
