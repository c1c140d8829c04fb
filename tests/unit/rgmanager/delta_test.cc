// What rgmanager marks and runs when its configuration changes: line by line what the real rg_test says of the pairs in
// the corpora, and the rules of facts/rgmanager.md section 11 on small files of our own.

#include <gtest/gtest.h>

#include <iostream>
#include <map>

#include "backends/rgmanager/delta.h"
#include "backends/rgmanager/read.h"
#include "compiler/driver/session.h"
#include "tests/unit/rgmanager/corpus.h"

namespace hale::rgmanager {
namespace {

struct Loaded {
    explicit Loaded(const std::string& text) : session({}, files) {
        document = read(session.sources.add("cluster.conf", text), session.sources, session.sink).value_or(Document{});
    }
    MemoryFiles files;
    driver::Session session;
    Document document;
};

/// Both sides with one library, since kinds are compared.
struct Pair {
    Pair(const std::string& before, const std::string& after)
        : old_side(before),
          new_side(after),
          kinds(old_side.session.kinds()),
          old_tree(effective(old_side.document, kinds)),
          new_tree(effective(new_side.document, kinds)),
          result(delta(old_tree, new_tree)) {}
    Loaded old_side, new_side;
    Kinds kinds;
    Effective old_tree, new_tree;
    Delta result;
};

std::string mark_word(Mark mark) {
    return mark == Mark::Stop       ? " NEEDSTOP"
           : mark == Mark::Start    ? " NEEDSTART"
           : mark == Mark::Reconfig ? " RECONFIG"
                                    : "";
}

/// One line a branch: depth, type, mark.
void tree_lines(const Pair& pair, const Effective& side, const std::vector<Branch>& branches, std::size_t depth,
                std::string& out) {
    for (const Branch& b : branches) {
        const Mark mark = pair.result.mark(b);
        const std::string name = instance_name(side.defined[b.defined]);
        out += std::string(depth, ' ') + name.substr(0, name.find(':')) +
               mark_word(mark == Mark::Reconfig ? Mark::None : mark) + '\n';
        tree_lines(pair, side, b.children, depth + 1, out);
    }
}

std::string operations(const Pair& pair) {
    std::string out;
    for (const Ran& ran : pair.result.operations) {
        const Effective& side = ran.up ? pair.new_tree : pair.old_tree;
        if (ran.action != "reconfig") out += '[' + ran.action + "] " + instance_name(side.defined[ran.defined]) + '\n';
    }
    return out;
}

std::string section(const std::string& text, const std::string& from, const std::string& to) {
    const std::size_t begin = text.find(from);
    if (begin == std::string::npos) return {};
    const std::size_t end = to.empty() ? std::string::npos : text.find(to, begin);
    return text.substr(begin, end == std::string::npos ? end : end - begin);
}

std::string oracle_tree(const std::string& text) {
    std::istringstream in(text);
    std::string line, out;
    while (std::getline(in, line)) {
        if (line.empty() || line.back() != '{') continue;
        const std::size_t begin = line.find_first_not_of(' ');
        const std::string type = line.substr(begin, line.find(' ', begin) - begin);
        const bool stop = line.find("NEEDSTOP") != std::string::npos,
                   start = line.find("NEEDSTART") != std::string::npos;
        out += std::string(begin / 2, ' ') + type + (stop ? " NEEDSTOP" : start ? " NEEDSTART" : "") + '\n';
    }
    return out;
}

std::string oracle_operations(const std::string& text) {
    std::istringstream in(text);
    std::string line, out;
    while (std::getline(in, line)) {
        for (const char* action : {"[stop] ", "[start] "}) {
            const std::size_t at = line.find(action);
            if (at != std::string::npos) out += line.substr(at) + '\n';
        }
    }
    return out;
}

/// The files of a case of the oracle: `d01-x` or `suite-test001-test002`.
std::pair<std::filesystem::path, std::filesystem::path> files_of(const std::string& name) {
    const auto root = testing_data::root();
    if (name.starts_with("suite-")) {
        const std::size_t dash = name.find('-', 6);
        return {root / "suite" / (name.substr(6, dash - 6) + ".conf"),
                root / "suite" / (name.substr(dash + 1) + ".conf")};
    }
    return {root / "synthetic-delta" / (name + ".old.conf"), root / "synthetic-delta" / (name + ".new.conf")};
}

TEST(RgmanagerDelta, IsWhatTheRealOneSays) {
    SKIP_WITHOUT_CORPUS();
    std::size_t total = 0, equal = 0;
    for (const auto& entry : std::filesystem::directory_iterator(testing_data::root() / "oracle" / "delta")) {
        std::string name = entry.path().filename().string();
        name.resize(name.find(".delta.txt"));
        const std::string oracle = testing_data::slurp(entry.path());
        const auto [before, after] = files_of(name);
        const Pair pair(testing_data::slurp(before), testing_data::slurp(after));
        std::string old_tree, new_tree;
        tree_lines(pair, pair.old_tree, pair.old_tree.top, 0, old_tree);
        tree_lines(pair, pair.new_tree, pair.new_tree.top, 0, new_tree);
        const std::string wanted_old = oracle_tree(section(oracle, "=== Old Resource Tree", "=== New Resource Tree"));
        const std::string wanted_new = oracle_tree(section(oracle, "=== New Resource Tree", "=== Operations"));
        const std::string wanted = oracle_operations(section(oracle, "=== Operations", ""));
        EXPECT_EQ(old_tree, wanted_old) << name;
        EXPECT_EQ(new_tree, wanted_new) << name;
        EXPECT_EQ(operations(pair), wanted) << name;
        ++total;
        equal += old_tree == wanted_old && new_tree == wanted_new && operations(pair) == wanted ? 1 : 0;
    }
    EXPECT_GE(total, 33u);
    std::cout << "[ oracle   ] marks and operations equal for " << equal << " of " << total << " changes\n";
}

std::string conf(const std::string& rm) {
    return "<cluster name=\"c\" config_version=\"1\"><clusternodes><clusternode name=\"a\" "
           "nodeid=\"1\"/></clusternodes><rm>" +
           rm + "</rm></cluster>";
}

TEST(RgmanagerDelta, AnAttributeThatIsAddedRestartsEvenWhereItsChangeDoesNot) {
    const Pair added(conf("<service name=\"s\"/>"), conf("<service name=\"s\" domain=\"x\"/>"));
    EXPECT_EQ(operations(added), "[stop] service:s\n[stop] service:s\n");
    const Pair changed(conf("<service name=\"s\" domain=\"x\"/>"), conf("<service name=\"s\" domain=\"y\"/>"));
    EXPECT_EQ(operations(changed), "");
    ASSERT_EQ(changed.result.operations.size(), 1u);
    EXPECT_EQ(changed.result.operations[0].action, "reconfig");
}

TEST(RgmanagerDelta, ADefaultOfTheAgentThatIsWrittenOutChangesNothing) {
    const Pair pair(conf("<service name=\"s\"/>"), conf("<service name=\"s\" autostart=\"1\" recovery=\"restart\"/>"));
    EXPECT_TRUE(pair.result.operations.empty());
}

TEST(RgmanagerDelta, SiblingsStopByStartLevel) {
    const std::string with =
        "<service name=\"s\"><fs name=\"f\" device=\"/d\" mountpoint=\"/m\"/><ip address=\"10.0.0.1\"/><script "
        "name=\"a\" "
        "file=\"/a\"/></service>";
    const Pair pair(conf(with), conf("<service name=\"s\"/>"));
    EXPECT_EQ(operations(pair), "[stop] fs:f\n[stop] ip:10.0.0.1\n[stop] script:a\n");
}

TEST(RgmanagerDelta, OrderAmongSiblingsAndPlaceOfDefinitionDoNotCount) {
    const Pair pair(
        conf("<service name=\"s\"><script name=\"a\" file=\"/a\"/><script name=\"b\" file=\"/b\"/></service>"),
        conf("<resources><script name=\"b\" file=\"/b\"/></resources><service name=\"s\"><script ref=\"b\"/><script "
             "name=\"a\" file=\"/a\"/></service>"));
    EXPECT_TRUE(pair.result.operations.empty());
}

}  // namespace
}  // namespace hale::rgmanager
