#pragma once
// Diagnostics to what people and programs read. All three forms list them by file, then position, then in the order
// they were found; a diagnostic without a position comes first. Source text is never trusted: control characters,
// bidirectional overrides and invalid UTF-8 are shown as U+FFFD, tabs as spaces, and a long line as a window around
// the mark.
//
//   error[HL2003]: unknown attribute `mount_point` for `fs`
//     --> nfs.hale:15:7
//      |
//   15 |       mount_point = "/srv/data"
//      |       ^^^^^^^^^^^ not an attribute of `fs`
//      |
//   help: did you mean `mountpoint`?

#include <string>
#include <vector>

#include "compiler/diag/diag.h"

namespace hale::diag {

enum class Format { Text, Short, Json };

struct RenderOptions {
    Format format = Format::Text;
    bool color = false;             // Text only; the caller knows whether it is a terminal and about NO_COLOR
    std::size_t max_printed = 200;  // Text only: then "and N more"; programs get all of them
};

/// The diagnostics in printing order (pointers into `diagnostics`).
std::vector<const Diagnostic*> sorted(const std::vector<Diagnostic>& diagnostics);

/// The sentence: the row's format with the arguments.
std::string message(const Diagnostic& d);

/// One diagnostic as text: head, marked source, notes, help; ends with a newline.
std::string render_text(const Diagnostic& d, const source::SourceManager& sources, bool color);
/// `FILE:LINE:COL: error[HL2003]: message` and a newline; `hale: error[…]: …` when there is no position.
std::string render_short(const Diagnostic& d, const source::SourceManager& sources);
/// One JSON object (docs/reference/diagnostics.md) and a newline.
std::string render_json(const Diagnostic& d, const source::SourceManager& sources);

/// All of them, and in Text form a last line that counts errors and warnings.
std::string render(const std::vector<Diagnostic>& diagnostics, const source::SourceManager& sources,
                   const RenderOptions& options);

/// "error", "warning", "info".
std::string_view to_text(Severity severity);

}  // namespace hale::diag
