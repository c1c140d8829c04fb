#pragma once
// Base class of the lexer that ANTLR generates from HaleLexer.g4; used by tests only.

#include <antlr4-runtime.h>

#include "grammar/lexer_modes.h"

namespace hale::grammar {

class LexerBase : public antlr4::Lexer {
public:
    using antlr4::Lexer::Lexer;

    /// A stray `}` closes nothing; the runtime would throw.
    std::size_t popMode() override { return modeStack.empty() ? mode : antlr4::Lexer::popMode(); }

    antlr4::Token* emit() { return antlr4::Lexer::emit(); }
    void emit(std::unique_ptr<antlr4::Token> t) override {
        if (t->getChannel() == antlr4::Token::DEFAULT_CHANNEL && t->getType() != kComment) last_ = t->getType();
        antlr4::Lexer::emit(std::move(t));
    }

protected:
    bool afterAssign() const { return last_ == kAssign; }

    /// White space, except inside a string or its `${…}`: there it ends the string, and every string around it.
    void newline() {
        std::size_t outermost = modeStack.size();
        for (std::size_t i = modeStack.size(); i-- > 0;) {
            if (modeStack[i] >= kFirstStringMode) outermost = i - 1;
        }
        if (outermost == modeStack.size() && mode >= kFirstStringMode) outermost = modeStack.size() - 1;
        if (outermost == modeStack.size()) {
            setChannel(antlr4::Token::HIDDEN_CHANNEL);
            return;
        }
        mode = 0;
        modeStack.resize(outermost);
        setType(kStringNewline);
    }

private:
    std::size_t last_ = 0;
};

}  // namespace hale::grammar
