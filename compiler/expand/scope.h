#pragma once
// The variables that are visible at one point of a run: parameters, `let`s and loop variables, innermost last.
// Values are immutable; a name may be declared again in an inner body (it then hides the outer one), not in the same.
//
// A `let` that is still to come in an open body is announced, so that a use before the declaration is a mistake and
// not a bare word that happens to be spelt like it.

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "compiler/source/source.h"
#include "compiler/value/value.h"

namespace hale::expand {

/// The open loops that a value depends on, one bit a nesting level (the 64th bit stands for all deeper ones).
using LoopMask = std::uint64_t;
inline LoopMask loop_bit(std::size_t depth) { return LoopMask(1) << (depth < 63 ? depth : 63); }

struct Variable {
    std::string_view name;   // in a source text, which outlives the run
    source::Span span;       // of the name where it is declared; for messages
    model::Value value;      // Unset: its declaration is wrong, stay silent
    LoopMask loops = 0;      // loops that the value depends on
    std::string_view param;  // the parameter that the value depends on; empty: none
    std::size_t weight = 0;  // rough bytes of a copy
};

class Scope {
public:
    /// Bodies: every `open` has its `close`, which forgets what was declared since.
    void open();
    void close();

    /// Makes a variable visible. Gives the earlier one of the same name in the same body, if there is one (then
    /// nothing changes).
    const Variable* declare(Variable variable);
    const Variable* find(std::string_view name) const;
    /// Every visible name; for suggestions.
    std::vector<std::string_view> names() const;

    void announce(std::string_view name, source::Span span);
    /// Where a `let` of this name comes later in an open body; invalid: nowhere.
    source::Span coming(std::string_view name) const;

private:
    static constexpr std::uint32_t kNone = 0xFFFFFFFFu;
    struct Slot {
        Variable variable;
        std::uint32_t hidden;  // the variable of the same name further out
        std::uint32_t body;
    };
    struct Announced {
        std::string_view name;
        source::Span span;
    };
    struct Mark {
        std::size_t variables, announced;
    };

    std::deque<Slot> slots_;
    std::unordered_map<std::string_view, std::uint32_t> innermost_;
    std::vector<Announced> announced_;
    std::vector<Mark> marks_;
};

}  // namespace hale::expand
