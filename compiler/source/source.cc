#include "compiler/source/source.h"

#include <algorithm>

namespace hale::source {

FileId SourceManager::add(std::string name, std::string text) {
    files_.push_back({std::move(name), std::move(text), {}});
    return FileId(files_.size() - 1);
}

const std::string& SourceManager::name(FileId file) const { return at(file).name; }
std::string_view SourceManager::text(FileId file) const { return at(file).text; }

std::string_view SourceManager::text(Span span) const {
    const std::string_view all = text(span.file);
    const std::size_t begin = std::min<std::size_t>(span.begin, all.size());
    const std::size_t end = std::clamp<std::size_t>(span.end, begin, all.size());
    return all.substr(begin, end - begin);
}

const std::vector<std::uint32_t>& SourceManager::lines(const File& file) const {
    if (file.line_starts.empty()) {
        file.line_starts.push_back(0);
        for (std::size_t i = 0; i < file.text.size(); ++i) {
            if (file.text[i] == '\n') file.line_starts.push_back(static_cast<std::uint32_t>(i + 1));
        }
    }
    return file.line_starts;
}

Position SourceManager::position(FileId id, std::uint32_t offset) const {
    const File& file = at(id);
    offset = std::min(offset, static_cast<std::uint32_t>(file.text.size()));
    const auto& starts = lines(file);
    const auto next = std::upper_bound(starts.begin(), starts.end(), offset);
    const std::uint32_t start = *(next - 1);
    // A continuation byte (10xxxxxx) belongs to the code point before it.
    const auto column = std::count_if(file.text.begin() + start, file.text.begin() + offset,
                                      [](char c) { return (static_cast<unsigned char>(c) & 0xC0u) != 0x80u; });
    return {static_cast<std::uint32_t>(next - starts.begin()), static_cast<std::uint32_t>(column) + 1, offset};
}

std::string_view SourceManager::line(FileId id, std::uint32_t line) const {
    const File& file = at(id);
    const auto& starts = lines(file);
    if (line == 0 || line > starts.size()) return {};
    const std::size_t begin = starts[line - 1];
    std::size_t end = line < starts.size() ? starts[line] - 1 : file.text.size();
    if (end > begin && file.text[end - 1] == '\r') --end;
    return std::string_view(file.text).substr(begin, end - begin);
}

FileId SourceManager::find(std::string_view name) const {
    for (std::size_t i = 0; i < files_.size(); ++i) {
        if (files_[i].name == name) return FileId(i);
    }
    return {};
}

}  // namespace hale::source
