#pragma once
// Texts compiled into the binary (cmake/Embed.cmake writes the tables).

#include <string_view>
#include <vector>

namespace hale::embedded {

struct File {
    std::string_view path;  // relative to the project, e.g. `stdlib-agents/storage/fs.hale`
    std::string_view text;
};

/// compiler/diag/explain/HLnnnn.md
const std::vector<File>& explain_pages();
/// stdlib-agents/**/*.hale
const std::vector<File>& stdlib_agents();

/// backends/cib_grammar/cib.grammar
const std::vector<File>& grammar_files();

}  // namespace hale::embedded
