#include "compiler/schema/load_scan.h"

#include "compiler/schema/load_kind.h"

namespace hale::schema {

namespace {

std::string_view take_word(std::string_view& line) {
    const std::size_t end = std::min(line.find_first_of(" \t{"), line.size());
    const std::string_view word = line.substr(0, end);
    line.remove_prefix(end);
    line.remove_prefix(std::min(line.find_first_not_of(" \t"), line.size()));
    return word;
}

}  // namespace

std::vector<Declared> scan_declarations(std::string_view text) {
    std::vector<Declared> out;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        std::string_view line = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        if (line.empty() || line.front() < 'a' || line.front() > 'z') continue;  // most lines are inside of a block
        const auto cls = class_of(take_word(line));
        if (!cls) continue;
        std::string_view name = take_word(line);
        if (name.size() >= 2 && name.starts_with('"') && name.ends_with('"')) name = name.substr(1, name.size() - 2);
        if (!name.empty()) out.push_back({*cls, std::string(name)});
    }
    return out;
}

}  // namespace hale::schema
