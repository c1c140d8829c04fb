#pragma once
// Diagnostics of one expansion. A mistake inside a loop body is met once per iteration; it is reported once, with the
// first iteration in a note and the number of the others. Everything is handed to the sink by `flush`, because the
// number is known only at the end.

#include <cstdint>
#include <unordered_map>

#include "compiler/diag/diag.h"
#include "compiler/value/origin.h"

namespace hale::expand {

class Reporter {
public:
    Reporter(diag::Sink& sink, const model::OriginTable& origins) : sink_(&sink), origins_(&origins) {}
    Reporter(const Reporter&) = delete;
    Reporter& operator=(const Reporter&) = delete;

    /// The loop iteration that runs now; invalid outside of loops.
    model::OriginId iteration;

    template <class... Args>
    diag::Report report(const diag::Row<Args...>& row, source::Span span, const std::type_identity_t<Args>&... args) {
        return start(diag::make(row, span, args...));
    }
    void flush();

private:
    diag::Report start(diag::Diagnostic d);

    struct Key {
        int code;
        source::Span span;
        friend bool operator==(const Key&, const Key&) = default;
    };
    struct Hash {
        std::size_t operator()(const Key& k) const {
            const std::uint64_t place = (std::uint64_t{k.span.file.index} << 40) ^ (std::uint64_t{k.span.begin} << 8);
            return std::hash<std::uint64_t>()(place ^ static_cast<std::uint64_t>(k.code) * 0x9E3779B97F4A7C15ull);
        }
    };
    struct Entry {
        std::size_t index;  // in pending_
        std::size_t others = 0;
    };

    diag::Sink* sink_;
    const model::OriginTable* origins_;
    diag::Sink pending_, scratch_;
    std::unordered_map<Key, Entry, Hash> seen_;
};

}  // namespace hale::expand
