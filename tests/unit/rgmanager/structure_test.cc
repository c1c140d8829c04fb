// Files that cluster.conf's own schema refuses say why, and files that it takes say nothing of it: over the corpora,
// and over small files made from the schema with one thing wrong in each.

#include <gtest/gtest.h>

#include <fstream>
#include <functional>
#include <set>

#include "tests/unit/rgmanager/compiled.h"
#include "tests/unit/rgmanager/documented.h"

namespace hale::rgmanager {
namespace {

namespace fs = std::filesystem;
using testing_data::Builder;
using testing_data::Compiled;

/// Which of the texts are valid; one run of xmllint for all.
std::vector<bool> valid(const std::vector<std::string>& texts) {
    const fs::path folder = fs::path(::testing::TempDir()) / "hale-structure";
    fs::create_directories(folder);
    for (std::size_t i = 0; i < texts.size(); ++i) std::ofstream(folder / std::to_string(i)) << texts[i];
    const std::string command = "cd '" + folder.string() + "' && ls | xargs xmllint --noout --relaxng '" +
                                (testing_data::root() / "schema" / "cluster.rng").string() +
                                "' 2>&1 | grep ' validates$'";
    std::vector<bool> out(texts.size(), false);
    FILE* pipe = ::popen(command.c_str(), "r");
    char line[256];
    while (pipe != nullptr && std::fgets(line, sizeof line, pipe) != nullptr) out.at(std::stoul(line)) = true;
    if (pipe != nullptr) ::pclose(pipe);
    fs::remove_all(folder);
    return out;
}

bool is_schema_code(int code) { return code >= 5060 && code <= 5069; }

/// Diagnostics that say why a file is no valid cluster.conf.
std::multiset<int> reasons(const std::string& text) {
    static const std::set<int> others = {2015, 5011, 5012, 5022, 5024, 5025, 5029};
    std::multiset<int> out;
    const auto compiled = Compiled::conf(text);
    for (const auto& d : compiled->sink.diagnostics()) {
        if (is_schema_code(d.code) || others.count(d.code) != 0) out.insert(d.code);
    }
    return out;
}

TEST(RgmanagerStructure, InvalidFilesOfTheCorporaSayWhy) {
    SKIP_WITHOUT_CORPUS();
    if (std::system("command -v xmllint >/dev/null 2>&1") != 0) GTEST_SKIP() << "no xmllint";
    std::vector<std::string> texts;
    for (const auto& conf : testing_data::confs()) texts.push_back(testing_data::slurp(conf.path));
    const std::vector<bool> good = valid(texts);
    std::size_t bad = 0, said = 0;
    for (std::size_t i = 0; i < texts.size(); ++i) {
        const auto why = reasons(texts[i]);
        const std::string name = testing_data::confs()[i].name;
        const bool schema = std::any_of(why.begin(), why.end(), is_schema_code);
        if (good[i]) {
            EXPECT_FALSE(schema) << name << " is valid:\n" << Compiled::conf(texts[i])->messages();
            continue;
        }
        ++bad;
        said += !why.empty();
        EXPECT_FALSE(why.empty()) << name << ":\n" << Compiled::conf(texts[i])->messages();
    }
    std::cout << "[ law      ] " << bad << " of " << texts.size() << " files are invalid under cluster.rng, " << said
              << " of them say why\n";
    EXPECT_GE(bad, 40u);
}

/// A file with one thing wrong, and what it was made of.
struct Wrong {
    std::string what, text, before;
};

/// All elements of a name but the root.
void each(xml::Node& node, const std::string& name, const std::function<void(xml::Node&)>& change) {
    if (node.name == name) return change(node);
    for (xml::Node& child : node.children) each(child, name, change);
}

std::string changed(const std::string& text, const std::string& name, const std::function<void(xml::Node&)>& change) {
    source::SourceManager sources;
    diag::Sink sink;
    auto tree = xml::read(sources.add("x", text), sources, sink);
    each(tree->root, name, change);
    return xml::write(*tree, {}, sink)->text;
}

std::string doubled(const std::string& text, const testing_data::Element& element) {
    const std::string parent = element.path.empty() ? "" : element.path.back();
    return changed(text, parent, [&](xml::Node& node) {
        for (const xml::Node& child : node.children) {
            if (child.name != element.name) continue;
            node.children.push_back(xml::Node(child));
            return;
        }
    });
}

TEST(RgmanagerStructure, OneThingWrongIsSaid) {
    SKIP_WITHOUT_CORPUS();
    if (std::system("command -v xmllint >/dev/null 2>&1") != 0) GTEST_SKIP() << "no xmllint";
    const auto documented = testing_data::documented_schema();
    ASSERT_TRUE(documented);
    const Builder builder(*documented);
    std::vector<Wrong> cases;
    for (const auto& element : documented->elements) {
        const std::string good = builder.text(element, nullptr);
        const auto add = [&](const std::string& what, const std::string& text) {
            cases.push_back({element.name + ": " + what, text, good});
        };
        add("nothing", good);
        add("an attribute", changed(good, element.name, [](xml::Node& n) { n.set("frob", "1"); }));
        add("an element", changed(good, element.name, [](xml::Node& n) { n.add(xml::Node("frob")); }));
        add("a text", changed(good, element.name, [](xml::Node& n) {
                n.children.emplace_back();
                n.children.back().kind = xml::NodeKind::Text;
                n.children.back().text = "frob";
            }));
        add("twice", doubled(good, element));
        for (const auto& a : element.attributes) {
            if (!a.agent.empty()) continue;
            add("no " + a.name, changed(good, element.name, [&](xml::Node& n) {
                    std::erase_if(n.attributes, [&](const xml::Attribute& x) { return x.name == a.name; });
                }));
            const std::string with = builder.text(element, &a);
            cases.push_back({element.name + " with " + a.name, with, good});
            cases.push_back({element.name + ": odd " + a.name,
                             changed(with, element.name, [&](xml::Node& n) { n.set(a.name, "x y"); }), with});
        }
        for (const char* elsewhere : {"cluster", "rm", "clusternode", "service"}) {
            add(std::string("in ") + elsewhere,
                changed(good, elsewhere, [&](xml::Node& n) { n.add(xml::Node(element.name)).set("name", "x9"); }));
        }
    }
    std::vector<std::string> texts;
    for (const Wrong& c : cases) texts.push_back(c.text);
    const std::vector<bool> good = valid(texts);
    std::map<std::string, std::multiset<int>> known;
    std::size_t bad = 0, said = 0, falsely = 0;
    for (std::size_t i = 0; i < cases.size(); ++i) {
        const auto why = reasons(cases[i].text);
        if (good[i]) {
            const bool schema = std::any_of(why.begin(), why.end(), is_schema_code);
            falsely += schema;
            EXPECT_FALSE(schema) << cases[i].what << " is valid:\n"
                                 << Compiled::conf(cases[i].text)->messages() << texts[i];
            continue;
        }
        const auto [before, fresh] = known.try_emplace(cases[i].before);
        if (fresh) before->second = reasons(cases[i].before);
        // Of a file that was wrong before, nothing is asked.
        if (std::any_of(before->second.begin(), before->second.end(), is_schema_code)) continue;
        ++bad;
        const bool more =
            std::any_of(why.begin(), why.end(), [&](int code) { return why.count(code) > before->second.count(code); });
        said += more;
        EXPECT_TRUE(more) << cases[i].what << ":\n" << Compiled::conf(cases[i].text)->messages() << texts[i];
    }
    std::cout << "[ law      ] " << cases.size() << " files with one thing changed: " << bad << " invalid, " << said
              << " of them say why; " << falsely << " valid ones are blamed\n";
    EXPECT_GE(bad, 300u);
}

}  // namespace
}  // namespace hale::rgmanager
