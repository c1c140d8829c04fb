#pragma once
// What the generated parser talks to instead of ANTLR's token stream, parse tree and error strategy.
//
// The parser asks for the current token, says which rules it enters and leaves and which tokens it takes, and asks for
// help when the text does not fit. No parse tree exists: compiler/syntax builds hale's own tree from these events.

#include <cstddef>
#include <cstdint>

namespace hale::grammar {

class Driver {
public:
    virtual ~Driver() = default;

    /// Type of the current token as the parser numbers it; the driver keeps it up to date.
    std::size_t la = 0;
    /// Bit n is set: tokens of type n need a call of `sync` in the current rule.
    std::uint64_t attention = 0;

    virtual void enter(std::size_t rule) = 0;
    virtual void exit(std::size_t rule) = 0;
    /// The current token fits: take it and go to the next.
    virtual void take() = 0;
    /// The parser is about to decide in a loop or an option; the driver may change what comes next.
    virtual void sync() = 0;
    /// The current token is not of type `expected`. Returns when the driver has put it right (the parser then goes on
    /// as if it had matched), throws otherwise.
    virtual void mismatch(std::size_t expected) = 0;
    /// No alternative of the current rule begins with the current token.
    virtual void no_alternative() = 0;
    /// The current rule is given up where it stands; its caller goes on.
    virtual void give_up() = 0;
};

}  // namespace hale::grammar
