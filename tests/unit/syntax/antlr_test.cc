// The hand-written lexer and the parser's own base class against stock ANTLR: the same tokens from HaleLexer.g4, the
// same verdict from ANTLR's own parser, and no ambiguity.

#include <algorithm>

#include "HaleLexer.h"
#include "HaleParser.h"
#include "compiler/diag/syntax_codes.h"
#include "compiler/syntax/lexer.h"
#include "grammar/lexer_modes.h"
#include "tests/unit/syntax/parsed.h"

namespace hale::syntax {
namespace {

using grammar::HaleLexer;

static_assert(grammar::kAssign == HaleLexer::ASSIGN && grammar::kStringNewline == HaleLexer::STRING_NEWLINE &&
              grammar::kComment == HaleLexer::COMMENT && grammar::kFirstStringMode == HaleLexer::STRING);

/// `type begin-end` in bytes, one a line, from ANTLR's lexer. The text must be valid UTF-8.
std::string antlr_tokens(const std::string& text) {
    std::vector<std::size_t> byte_of;                                   // code point -> byte
    const std::size_t skip = text.starts_with("\xEF\xBB\xBF") ? 3 : 0;  // ANTLR drops the byte order mark
    for (std::size_t i = skip; i < text.size(); ++i) {
        if ((static_cast<unsigned char>(text[i]) & 0xC0u) != 0x80u) byte_of.push_back(i);
    }
    byte_of.push_back(text.size());
    antlr4::ANTLRInputStream input(text);
    HaleLexer lexer(&input);
    lexer.removeErrorListeners();
    std::string out;
    for (;;) {
        const std::unique_ptr<antlr4::Token> t = lexer.nextToken();
        if (t->getType() == antlr4::Token::EOF) break;
        if (t->getChannel() != antlr4::Token::DEFAULT_CHANNEL) continue;
        out += fmt::format("{} {}-{}\n", t->getType() - 1, byte_of.at(t->getStartIndex()),
                           byte_of.at(t->getStopIndex() + 1));
    }
    return out;
}

std::string hale_tokens(const std::string& text) {
    diag::Sink sink;
    Reporter reporter(source::FileId(0), sink);
    std::string out;
    for (const Token& t : lex(text, reporter)) {
        if (t.kind == TokenKind::End) break;
        out += fmt::format("{} {}-{}\n", static_cast<int>(t.kind), t.begin, t.end);
    }
    return out;
}

bool valid_utf8(const std::string& text) {
    diag::Sink sink;
    Reporter reporter(source::FileId(0), sink);
    lex(text, reporter);
    return std::none_of(sink.diagnostics().begin(), sink.diagnostics().end(),
                        [](const auto& d) { return d.code == diag::InvalidUtf8.code; });
}

TEST(Antlr, LexersAgreeOnFiles) {
    std::size_t compared = 0;
    for (const auto& files : {hale_files(), fuzz_seeds()}) {
        for (const auto& [path, text] : files) {
            if (!valid_utf8(text)) continue;
            EXPECT_EQ(hale_tokens(text), antlr_tokens(text)) << path;
            ++compared;
        }
    }
    EXPECT_GT(compared, 3u);
}

/// Texts made of pieces in which each rule of the lexer, each of its modes and each boundary occurs.
TEST(Antlr, LexersAgreeOnPieces) {
    const std::vector<std::string> pieces = {"a",
                                             "in",
                                             "b-1",
                                             "_",
                                             "12",
                                             "5min",
                                             "500ms",
                                             "30sec",
                                             "80%",
                                             "4GiB",
                                             "10.0.0.1/24",
                                             "1..3",
                                             ".",
                                             "..",
                                             "/",
                                             "/dev/sd",
                                             "//",
                                             "/*",
                                             "*/",
                                             "*",
                                             "=",
                                             "==",
                                             "!",
                                             "<=",
                                             "&&",
                                             "&",
                                             "|",
                                             "||",
                                             "\"",
                                             "${",
                                             "}",
                                             "{",
                                             "$",
                                             "\\",
                                             "\\\"",
                                             "'",
                                             "\xE2\x80\x9C",
                                             "\xE2\x80\x99",
                                             "\n",
                                             "\r\n",
                                             "\r",
                                             " ",
                                             "\t",
                                             "#",
                                             "[",
                                             "]",
                                             "(",
                                             ")",
                                             ",",
                                             ";",
                                             ":",
                                             "@",
                                             "u@h",
                                             "gr\xC3\xB6\xC3\x9F",
                                             "\xC3\xB6",
                                             "\xC2\xA0",
                                             "\x01",
                                             "-",
                                             "+",
                                             "~",
                                             "\xF0\x9F\x98\x80"};
    // Every ordered pair, alone, inside a string, inside an interpolation, and after `=`.
    for (const std::string& x : pieces) {
        std::string all;
        for (const std::string& y : pieces) {
            all += x + y + "\n\"" + x + y + "\"\n\"${" + x + y + "}\"\n= " + x + y + "\n'" + x + y + "'\n" + x + y + x +
                   "\n";
        }
        ASSERT_EQ(hale_tokens(all), antlr_tokens(all)) << "pairs that begin with " << x;
    }
    // And long random rows, always the same ones.
    std::uint32_t state = 1;
    for (int round = 0; round < 300; ++round) {
        std::string text;
        for (int i = 0; i < 60; ++i) {
            state = state * 1664525u + 1013904223u;
            text += pieces[(state >> 8) % pieces.size()];
        }
        ASSERT_EQ(hale_tokens(text), antlr_tokens(text)) << text;
    }
}

/// Counts every complaint.
class Complaints : public antlr4::DiagnosticErrorListener {
public:
    Complaints() : DiagnosticErrorListener(true) {}
    void syntaxError(antlr4::Recognizer*, antlr4::Token*, std::size_t line, std::size_t, const std::string& message,
                     std::exception_ptr) override {
        ++syntax;
        first = first.empty() ? fmt::format("line {}: {}", line, message) : first;
    }
    void reportAmbiguity(antlr4::Parser*, const antlr4::dfa::DFA&, std::size_t, std::size_t, bool,
                         const antlrcpp::BitSet&, antlr4::atn::ATNConfigSet*) override {
        ++ambiguous;
    }
    void reportAttemptingFullContext(antlr4::Parser*, const antlr4::dfa::DFA&, std::size_t, std::size_t,
                                     const antlrcpp::BitSet&, antlr4::atn::ATNConfigSet*) override {
        ++ambiguous;
    }
    void reportContextSensitivity(antlr4::Parser*, const antlr4::dfa::DFA&, std::size_t, std::size_t, std::size_t,
                                  antlr4::atn::ATNConfigSet*) override {
        ++ambiguous;
    }
    int syntax = 0;
    int ambiguous = 0;
    std::string first;
};

/// The channel 0 tokens without comments.
class Stream : public antlr4::CommonTokenStream {
public:
    explicit Stream(antlr4::Lexer* lexer) : CommonTokenStream(lexer) {}
};
class CommentsAway : public HaleLexer {
public:
    using HaleLexer::HaleLexer;
    std::unique_ptr<antlr4::Token> nextToken() override {
        for (;;) {
            std::unique_ptr<antlr4::Token> t = HaleLexer::nextToken();
            if (t->getType() != HaleLexer::COMMENT) return t;
        }
    }
};

Complaints antlr_parse(const std::string& text) {
    antlr4::ANTLRInputStream input(text);
    CommentsAway lexer(&input);
    lexer.removeErrorListeners();
    Stream tokens(&lexer);
    // The generated parser never predicts; the interpreter predicts at every decision.
    const grammar::HaleParser grammar_of(&tokens);
    antlr4::ParserInterpreter parser("HaleParser.g4", grammar_of.getVocabulary(), grammar_of.getRuleNames(),
                                     grammar_of.getATN(), &tokens);
    Complaints complaints;
    parser.removeErrorListeners();
    parser.addErrorListener(&complaints);
    parser.getInterpreter<antlr4::atn::ParserATNSimulator>()->setPredictionMode(
        antlr4::atn::PredictionMode::LL_EXACT_AMBIG_DETECTION);
    parser.parse(grammar::HaleParser::RuleFile);
    return complaints;
}

TEST(Antlr, GrammarIsUnambiguousAndAgreesOnFiles) {
    for (const auto& [path, text] : hale_files()) {
        const Complaints c = antlr_parse(text);
        EXPECT_EQ(c.ambiguous, 0) << path;
        const Parsed p(text);
        // What the lexer reports, and BAD words, are mistakes that the grammar lets pass.
        EXPECT_TRUE(c.syntax == 0 || p.tree.has_errors) << path << ": " << c.first;
        if (path.find("/golden/") != std::string::npos) continue;  // some of them are wrong on purpose
        EXPECT_FALSE(p.tree.has_errors) << path << "\n" << testing::PrintToString(p.mistakes());
        EXPECT_EQ(c.syntax, 0) << path << ": " << c.first;
    }
}

TEST(Antlr, AGrammarThatRejectsIsSeen) { EXPECT_GT(antlr_parse("a = = 1\n").syntax, 0); }

}  // namespace
}  // namespace hale::syntax
