// docs/reference/pacemaker.md has one row for every element and attribute that an installed schema knows.

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <set>

#include "compiler/xml/read.h"
#include "tests/unit/pacemaker/xml_compare.h"

namespace hale {
namespace {

namespace fs = std::filesystem;

/// `<element>` and `<element> attribute`, from the table's rows.
std::set<std::string> documented() {
    std::set<std::string> out;
    std::istringstream page(test::slurp(HALE_SOURCE_DIR "/docs/reference/pacemaker.md"));
    for (std::string line; std::getline(page, line);) {
        if (!line.starts_with("| `<")) continue;
        const std::size_t end = line.find('`', 4);
        std::string key = line.substr(3, end - 3);
        const std::size_t cell = line.find("| ", end) + 2;
        if (line[cell] == '`') key += " " + line.substr(cell + 1, line.find('`', cell + 1) - cell - 1);
        EXPECT_TRUE(out.insert(key).second) << key << " has two rows";
    }
    return out;
}

void collect(const xml::Node& node, std::string element, std::set<std::string>& out) {
    const auto name = node.get("name");
    if (node.is_element("element") && name) {
        element = "<" + std::string(*name) + ">";
        out.insert(element);
    }
    if (node.is_element("attribute") && name && !element.empty()) {
        out.insert(element + " " + std::string(name->substr(0, name->find(' '))));
    }
    for (const xml::Node& child : node.children) collect(child, element, out);
}

/// The parts of the schema that describe <configuration>.
bool is_configuration(const std::string& file) {
    constexpr std::array<std::string_view, 11> parts = {
        "acls", "alerts", "cib", "constraints", "fencing", "nodes", "nvset", "options", "resources", "rule", "tags"};
    return file.ends_with(".rng") && std::any_of(parts.begin(), parts.end(), [&](std::string_view part) {
               return file.starts_with(std::string(part) + "-") || file.starts_with(std::string(part) + ".");
           });
}

TEST(PacemakerPage, HasARowForEverythingInTheSchemas) {
    const fs::path dir = "/usr/share/pacemaker";
    if (!fs::is_directory(dir)) GTEST_SKIP() << dir << " is missing (package pacemaker-common)";
    const std::set<std::string> rows = documented();
    std::set<std::string> known;
    for (const fs::directory_entry& entry : fs::directory_iterator(dir)) {
        if (!is_configuration(entry.path().filename())) continue;
        source::SourceManager sources;
        diag::Sink sink;
        const auto tree = xml::read(sources.add(entry.path(), test::slurp(entry.path())), sources, sink);
        ASSERT_TRUE(tree) << entry.path();
        collect(tree->root, {}, known);
    }
    EXPECT_GT(known.size(), 150u);
    for (const std::string& name : known) EXPECT_TRUE(rows.contains(name)) << name << " has no row";
}

}  // namespace
}  // namespace hale
