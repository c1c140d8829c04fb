// A clean build compiles the files of a folder in a few pieces (HALE_UNITY in cmake/HaleLibrary.cmake), so what a file
// keeps to itself in an anonymous namespace shares a name space with its neighbours'. Here clashes are found in every
// build, by reading the definitions that stand at the beginning of a line, which is where clang-format puts them.

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace {

namespace fs = std::filesystem;

/// `lower_sets.cc` -> `lower`.
std::string first_word(const fs::path& path) {
    const std::string name = path.stem().string();
    return name.substr(0, name.find_first_of("_."));
}

/// The files of one folder by piece, cut as hale_unity cuts them.
std::map<std::string, std::vector<fs::path>> pieces_of(const fs::path& folder) {
    std::map<std::string, std::vector<fs::path>> by_word, pieces;
    for (const auto& entry : fs::directory_iterator(folder))
        if (entry.path().extension() == ".cc") by_word[first_word(entry.path())].push_back(entry.path());
    for (const auto& [word, files] : by_word) {
        std::vector<fs::path>& piece = pieces[files.size() < 4 ? "rest" : word];
        piece.insert(piece.end(), files.begin(), files.end());
    }
    return pieces;
}

struct Definition {
    std::string name;  // of a type, or a function with its parameters
    std::string line;
};

/// What a line at the beginning of which a definition stands defines.
std::vector<Definition> defined_by(const std::string& line) {
    static const std::regex type(R"(^(?:class|struct|union|enum class|enum) (\w+)\b(?!;)(?!.*\bfinal;).*$)");
    static const std::regex alias(R"(^using (\w+) =.*$)");
    static const std::regex use(R"(^using (?:\w+::)*(\w+);$)");
    static const std::regex constant(R"(^(?:constexpr|const|static const) [^(=]*?\b(\w+)(?:\[\])?(?: =|\{).*$)");
    static const std::regex function(R"(^[\w:][\w:<>,&* ]*?[ &*](\w+)\((.*)$)");
    std::smatch m;
    if (std::regex_match(line, m, type) || std::regex_match(line, m, alias)) return {{m[1], line}};
    if (std::regex_match(line, m, use)) return {{m[1], line}};
    if (std::regex_match(line, m, constant)) return {{m[1], line}};
    if (std::regex_match(line, m, function))
        return {{m[1].str() + "(" + m[2].str().substr(0, m[2].str().find(')')), line}};
    return {};
}

/// What FILE defines in anonymous namespaces, and the names it takes over with `using`.
std::vector<Definition> own_names(const fs::path& file) {
    std::vector<Definition> out;
    std::ifstream in(file);
    bool inside = false;
    for (std::string line; std::getline(in, line);) {
        if (line == "namespace {") inside = true;
        if (line == "}  // namespace") inside = false;
        if (!inside && !line.starts_with("using ")) continue;
        for (Definition& d : defined_by(line)) out.push_back(std::move(d));
    }
    return out;
}

std::vector<fs::path> folders() {
    std::vector<fs::path> out;
    for (const char* top : {"compiler", "backends"})
        for (const auto& entry : fs::directory_iterator(fs::path(HALE_SOURCE_DIR) / top))
            if (entry.is_directory()) out.push_back(entry.path());
    return out;
}

TEST(Pieces, OwnNamesDifferWithinAPiece) {
    std::size_t seen = 0;
    for (const fs::path& folder : folders()) {
        for (const auto& [piece, files] : pieces_of(folder)) {
            std::map<std::string, std::pair<fs::path, std::string>> first;
            for (const fs::path& file : files) {
                for (const Definition& d : own_names(file)) {
                    ++seen;
                    const auto [known, fresh] = first.try_emplace(d.name, file, d.line);
                    const bool same_use = d.line == known->second.second && d.line.starts_with("using ");
                    EXPECT_TRUE(fresh || known->second.first == file || same_use)
                        << file.string() << " and " << known->second.first.string()
                        << " are compiled together and both have `" << d.name
                        << "` of their own: give one a name that says more, or share it in a header";
                }
            }
        }
    }
    EXPECT_GT(seen, 500u) << "the definitions were not found";
}

/// Types of a folder's headers; a name of a file's own that is also one of these is ambiguous in a piece.
std::set<std::string> types_of_headers(const fs::path& folder) {
    static const std::regex type(R"(^(?:class|struct|enum class) (\w+)\b.*$)");
    std::set<std::string> out;
    for (const auto& entry : fs::directory_iterator(folder)) {
        if (entry.path().extension() != ".h") continue;
        std::ifstream in(entry.path());
        std::smatch m;
        for (std::string line; std::getline(in, line);)
            if (std::regex_match(line, m, type)) out.insert(m[1]);
    }
    return out;
}

TEST(Pieces, OwnTypesAreNoTypesOfTheFoldersHeaders) {
    for (const fs::path& folder : folders()) {
        const std::set<std::string> types = types_of_headers(folder);
        for (const auto& entry : fs::directory_iterator(folder)) {
            if (entry.path().extension() != ".cc") continue;
            for (const Definition& d : own_names(entry.path()))
                EXPECT_FALSE(types.contains(d.name) && !d.line.starts_with("using "))
                    << entry.path().string() << " has a `" << d.name
                    << "` of its own, and so has a header of its folder";
        }
    }
}

}  // namespace
