#pragma once
// Groups of token kinds that balancing and recovery both ask for.

#include "compiler/syntax/tree.h"

namespace hale::syntax {

/// Begins something that `is_closer` ends: a bracket, a string, an interpolation.
inline bool is_opener(TokenKind k) {
    using enum TokenKind;
    return k == LBrace || k == LBracket || k == LParen || k == Quote || k == Interp;
}
/// Ends it; the end of a line ends a string.
inline bool is_closer(TokenKind k) {
    using enum TokenKind;
    return k == RBrace || k == RBracket || k == RParen || k == EndQuote || k == StringNewline;
}

}  // namespace hale::syntax
