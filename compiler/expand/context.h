#pragma once
// What every part of one expansion shares.

#include <string_view>

#include "compiler/expand/expand.h"
#include "compiler/expand/reporter.h"
#include "compiler/expand/scope.h"
#include "compiler/syntax/tree.h"

namespace hale::expand {

/// Limits that no sensible description reaches; they stop a runaway one before it eats the machine.
inline constexpr std::size_t kMaxList = 100'000;     // items of one list
inline constexpr std::size_t kMaxString = 1u << 20;  // bytes of one string
inline constexpr int kMaxExprDepth = 500;            // of one expression
inline constexpr int kMaxValueDepth = 64;            // lists in lists of one variable
inline constexpr std::size_t kStepsPerBlock = 64;    // work: this times ExpandOptions::max_blocks

struct Context {
    Context(source::SourceManager& s, const ExpandOptions& o, model::OriginTable& t, diag::Sink& sink)
        : sources(s), options(o), origins(t), reporter(sink, t) {}

    source::SourceManager& sources;
    const ExpandOptions& options;
    model::OriginTable& origins;
    Reporter reporter;
    Scope scope;
    const syntax::Tree* tree = nullptr;  // of the file that is being expanded

    // What the expression evaluated last depends on; the caller clears them before and reads them after.
    LoopMask used_loops = 0;
    std::string_view used_param;

    int expr_depth = 0;
    std::size_t steps = 0, bytes = 0, blocks = 0;
    bool stopped = false;  // a limit was reached and reported: nothing more happens

    std::string_view text(source::Span span) const { return sources.text(span); }

    template <class... Args>
    diag::Report report(const diag::Row<Args...>& row, source::Span span, const std::type_identity_t<Args>&... args) {
        return reporter.report(row, span, args...);
    }

    /// An origin for something written at `span`: Loop inside of a loop.
    model::OriginId origin(source::Span span) {
        const model::OriginId around = reporter.iteration;
        return origins.add({around ? model::OriginKind::Loop : model::OriginKind::Written, span, around, {}});
    }

    /// The comments directly before a token of the file that is being expanded, without `#`; lines that follow each
    /// other are one. Not the comment at the end of a line that says something else.
    struct Comments {
        std::vector<std::string> list;
        bool apart = false;  // a blank line stands between the last one and the token
    };
    Comments comments_before(std::uint32_t token) const;

    /// Counts one step and `size` bytes. False when a limit is reached (reported once, HL1027).
    bool spend(source::Span span, std::size_t size = 0) {
        bytes += size;
        if (++steps <= kStepsPerBlock * options.max_blocks && bytes <= options.max_bytes) return !stopped;
        return stop(span, bytes > options.max_bytes ? fmt::format("it grows beyond {} MiB", options.max_bytes >> 20)
                                                    : "it takes too many steps");
    }
    bool stop(source::Span span, std::string_view why);
};

}  // namespace hale::expand
