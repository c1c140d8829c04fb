#pragma once
// A parsed text with what belongs to it, for tests.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "compiler/diag/diag.h"
#include "compiler/syntax/dump.h"
#include "compiler/syntax/parse.h"

namespace hale::syntax {

struct Parsed {
    explicit Parsed(std::string text) : file(sources.add("test.hale", std::move(text))) {
        tree = parse(sources, file, sink);
    }
    std::string dumped() const { return dump(tree, sources); }
    /// `HL0011 2:5 ":"` for each diagnostic, in order of position.
    std::vector<std::string> mistakes() const {
        std::vector<diag::Diagnostic> all = sink.diagnostics();
        std::stable_sort(all.begin(), all.end(),
                         [](const auto& a, const auto& b) { return a.span.begin < b.span.begin; });
        std::vector<std::string> out;
        for (const diag::Diagnostic& d : all) {
            const source::Position p = sources.position(file, d.span.begin);
            out.push_back(fmt::format("{} {}:{} {}", diag::code_name(d.code), p.line, p.column, sources.text(d.span)));
        }
        return out;
    }

    source::SourceManager sources;
    source::FileId file;
    diag::Sink sink;
    Tree tree;
};

/// Path and text of every .hale file of the repository.
std::vector<std::pair<std::string, std::string>> hale_files();
/// Path and text of the parser's fuzz seeds, which are mostly wrong.
std::vector<std::pair<std::string, std::string>> fuzz_seeds();

}  // namespace hale::syntax
