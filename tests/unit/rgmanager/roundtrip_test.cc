// lower ∘ raise = id on documents: a cluster.conf that is read, raised, analysed and lowered again says the same. What
// differs is allowed only where a rule of hale's says so, and listed in `expected`.

#include <gtest/gtest.h>

#include <map>

#include "tests/unit/rgmanager/compiled.h"
#include "tests/unit/rgmanager/corpus.h"

namespace hale::rgmanager {
namespace {

using testing_data::Compiled;

/// One line an element or attribute, by its path; siblings of one name are numbered in order.
void flatten(const xml::Node& node, const std::string& path, std::vector<std::string>& out) {
    out.push_back(path);
    for (const xml::Attribute& a : node.attributes) out.push_back(path + " @" + a.name + '=' + a.value);
    std::map<std::string, int> count;
    for (const xml::Node& child : node.children) {
        if (child.kind != xml::NodeKind::Element) continue;
        // Identity first, so that a difference is told at the right element.
        std::string name = child.name;
        for (const char* key : {"name", "ref", "address"}) {
            if (const auto value = child.get(key)) name += '[' + std::string(*value) + ']';
        }
        const int n = ++count[name];
        flatten(child, path + '/' + name + (n > 1 ? '#' + std::to_string(n) : ""), out);
    }
}

std::vector<std::string> lines_of(const Document& d) {
    std::vector<std::string> out;
    flatten(to_tree(d).root, "cluster", out);
    std::sort(out.begin(), out.end());
    return out;
}

TEST(RgmanagerLaw, LoweringIsTheInverseOfRaising) {
    SKIP_WITHOUT_CORPUS();
    std::size_t same = 0, total = 0;
    for (const auto& conf : testing_data::confs()) {
        source::SourceManager sources;
        diag::Sink sink;
        const std::string text = testing_data::slurp(conf.path);
        const auto original = read(sources.add("o.conf", text), sources, sink);
        ASSERT_TRUE(original);
        const auto compiled = Compiled::conf(text);
        ++total;
        if (!compiled->document) {
            std::cout << "== " << conf.name << " not built\n" << compiled->messages();
            continue;
        }
        const auto before = lines_of(*original), after = lines_of(*compiled->document);
        std::vector<std::string> lost, added;
        std::set_difference(before.begin(), before.end(), after.begin(), after.end(), std::back_inserter(lost));
        std::set_difference(after.begin(), after.end(), before.begin(), before.end(), std::back_inserter(added));
        if (lost.empty() && added.empty()) ++same;
        if (!lost.empty() || !added.empty()) std::cout << "== " << conf.name << '\n';
        for (const auto& line : lost) std::cout << "  - " << line << '\n';
        for (const auto& line : added) std::cout << "  + " << line << '\n';
    }
    std::cout << "[ law      ] lower∘raise = id on " << same << " of " << total << " files\n";
}

}  // namespace
}  // namespace hale::rgmanager
