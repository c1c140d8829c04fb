#pragma once
// Numbers that lexer_base.h needs before the generated header exists; bridge_test checks them against it.

#include <cstddef>

namespace hale::grammar {

inline constexpr std::size_t kAssign = 20;
inline constexpr std::size_t kStringNewline = 40;
inline constexpr std::size_t kComment = 41;
inline constexpr std::size_t kFirstStringMode = 1;  // modes STRING, SINGLE, CURLY

}  // namespace hale::grammar
