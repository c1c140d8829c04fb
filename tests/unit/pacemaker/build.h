#pragma once
// Builds a hand-made model for Pacemaker and says what was reported.

#include <string>
#include <vector>

#include "backends/pacemaker/backend.h"
#include "backends/pacemaker/lower.h"
#include "tests/models/model_builder.h"

namespace hale::test {

struct Built {
    std::string cib;  // empty: refused
    std::vector<diag::Diagnostic> diagnostics;

    std::size_t count(int code) const {
        std::size_t n = 0;
        for (const diag::Diagnostic& d : diagnostics) n += d.code == code ? 1 : 0;
        return n;
    }
};

inline Built build(ModelBuilder& m, const backends::BuildOptions& options = {}) {
    diag::Sink sink;
    auto file = backends::pacemaker_backend().build(m.model(), m.cluster(), options, sink);
    return {file ? file->text : std::string(), sink.diagnostics()};
}

inline std::string order(ModelBuilder& m, bool stop, bool json = false) {
    diag::Sink sink;
    const auto order = backends::pacemaker_backend().order(m.model(), m.cluster(), stop, sink);
    if (!order) return "refused";
    return json ? order::to_json(*order) : order::to_text(*order);
}

}  // namespace hale::test
