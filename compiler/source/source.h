#pragma once
// Source files and positions. A Span is a byte range of one file; line and column are computed only when a
// diagnostic is printed. Lines and columns start at 1; a column counts Unicode code points, so that it is the
// number an editor shows.

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/support/id.h"

namespace hale::source {

using FileId = Id<struct FileTag>;

/// Half-open byte range [begin, end) of one file. An invalid file means "no position" (e.g. a command-line flag).
struct Span {
    FileId file;
    std::uint32_t begin = 0;
    std::uint32_t end = 0;

    bool valid() const { return file.valid(); }
    friend bool operator==(const Span&, const Span&) = default;
};

/// From the start of `a` to the end of `b`; both in the same file.
inline Span join(Span a, Span b) { return {a.file, a.begin, b.end}; }

/// 1-based line; 1-based column in code points; `offset` is the byte offset in the file.
struct Position {
    std::uint32_t line = 1;
    std::uint32_t column = 1;
    std::uint32_t offset = 0;
};

/// Owns the text of every file of one run. Texts never move, so views into them stay valid.
class SourceManager {
public:
    /// Takes a text under the name that diagnostics show. The text may be any bytes.
    FileId add(std::string name, std::string text);

    const std::string& name(FileId file) const;
    std::string_view text(FileId file) const;
    std::string_view text(Span span) const;
    Position position(FileId file, std::uint32_t offset) const;
    /// The text of 1-based line `line`, without its newline. Empty when there is no such line.
    std::string_view line(FileId file, std::uint32_t line) const;
    /// The file with this exact name, or an invalid id.
    FileId find(std::string_view name) const;

private:
    struct File {
        std::string name;
        std::string text;
        mutable std::vector<std::uint32_t> line_starts;  // built at the first question
    };
    const File& at(FileId file) const { return files_[file.index]; }
    const std::vector<std::uint32_t>& lines(const File& file) const;

    std::deque<File> files_;
};

}  // namespace hale::source
