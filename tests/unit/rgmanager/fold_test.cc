// Equal blocks become loops, and the loops mean the same.

#include <gtest/gtest.h>

#include "compiler/decompile/print.h"
#include "tests/unit/rgmanager/compiled.h"
#include "tests/unit/rgmanager/corpus.h"

namespace hale::rgmanager {
namespace {

using testing_data::Compiled;

struct Folded {
    std::string plain, loops;

    explicit Folded(const std::string& conf) {
        source::SourceManager sources;
        diag::Sink sink;
        model::OriginTable origins;
        const auto document = read(sources.add("cluster.conf", conf), sources, sink);
        if (!document) return;
        const auto blocks = raise(*document, RaiseMode::AsItRuns, testing_data::library(), origins, sink);
        plain = decompile::print(blocks);
        loops = decompile::print(blocks, decompile::Loops::WherePlainer);
    }
    bool any() const { return plain != loops; }
};

std::string nodes(const std::vector<std::string>& elements) {
    std::string out = "<cluster name='c' config_version='1'><clusternodes>";
    for (const std::string& e : elements) out += e;
    return out + "</clusternodes></cluster>";
}

std::string node(const std::string& name, const std::string& id) {
    return "<clusternode name='" + name + "' nodeid='" + id + "'/>";
}

void expect_loop(const std::string& conf, const std::string& loop) {
    const Folded f(conf);
    EXPECT_NE(f.loops.find(loop), std::string::npos) << f.loops;
    EXPECT_EQ(Compiled::whole(f.loops)->text, Compiled::whole(f.plain)->text) << f.loops;
    EXPECT_FALSE(Compiled::whole(f.plain)->text.empty());
}

TEST(RgmanagerFold, NumbersThatCountUp) {
    expect_loop(nodes({node("n1", "1"), node("n2", "2"), node("n3", "3"), node("n4", "4")}),
                "  for i in 1..4 {\n    node \"n${i}\" { id = i  fencing = false }\n  }\n");
    expect_loop(nodes({node("n07", "17"), node("n08", "18"), node("n09", "19"), node("n10", "20"), node("n11", "21")}),
                "  for i in 7..11 {\n    node \"n${pad(i, 2)}\" { id = i + 10  fencing = false }\n  }\n");
    expect_loop(nodes({node("n9.r", "5"), node("n10.r", "6"), node("n11.r", "7"), node("n12.r", "8")}),
                "node \"n${i}.r\" { id = i + -4");
}

TEST(RgmanagerFold, Names) {
    std::vector<std::string> five;
    for (const char* n : {"alpha", "beta", "gamma", "delta", "zeta"}) {
        five.push_back(std::string("<clusternode name='") + n + "' nodeid='" + std::to_string(five.size() + 1) +
                       "' votes='2'><altname name='" + n + "-ring1' port='5406' mcast='239.192.1.1'/></clusternode>");
    }
    expect_loop(nodes(five),
                "  for name, i in [\"alpha\", \"beta\", \"gamma\", \"delta\", \"zeta\"] {\n"
                "    node \"${name}\" {\n      id      = i + 1\n");
    EXPECT_FALSE(Folded(nodes({node("alpha", "1"), node("beta", "2"), node("gamma", "3"), node("delta", "4")})).any());
}

TEST(RgmanagerFold, ADeviceOfItsOwnForEachNode) {
    std::string conf = "<cluster name='c' config_version='1'><clusternodes>", devices;
    for (const char* n : {"1", "2", "3", "4", "5"}) {
        conf += std::string("<clusternode name='n") + n + "' nodeid='" + n +
                "'><fence><method name='ipmi'><device name='ipmi-n" + n + "'/></method></fence></clusternode>";
        devices += std::string("<fencedevice name='ipmi-n") + n + "' agent='fence_ipmilan' ipaddr='10.9.0." + n +
                   "' login='ha' passwd='x'/>";
    }
    conf += "</clusternodes><fencedevices>" + devices + "</fencedevices></cluster>";
    expect_loop(conf, "    fence_device \"ipmi-n${i}\" fence_ipmilan { ip = \"10.9.0.${i}\"");
    expect_loop(conf, "    node \"n${i}\" { id = i  fence ipmi { device \"ipmi-n${i}\" {} } }\n");
}

TEST(RgmanagerRaise, ADeviceWhoseNameIsNoWord) {
    const Folded f(
        "<cluster name='c' config_version='1'><clusternodes><clusternode name='a' nodeid='1'><fence>"
        "<method name='1'><device name='apc.lan' port='1'/></method></fence></clusternode></clusternodes>"
        "<fencedevices><fencedevice name='apc.lan' agent='fence_apc' ipaddr='10.9.0.1'/></fencedevices>"
        "</cluster>");
    const auto back = Compiled::whole(f.plain);
    EXPECT_NE(back->text.find("<device name=\"apc.lan\" port=\"1\"/>"), std::string::npos)
        << f.plain << back->messages();
}

TEST(RgmanagerFold, OnlyWhatIsEqual) {
    for (const std::string& conf :
         {nodes({node("n1", "1"), node("n2", "2"), node("n3", "3")}),                   // too few
          nodes({node("n1", "1"), node("n2", "2"), node("n3", "4"), node("n4", "3")}),  // numbers do not count
          nodes({node("n1", "1"), node("n2", "2"), "<!-- c -->" + node("n3", "3"), node("n4", "4")}),
          nodes({node("n1", "1"), node("n2", "2"), "<clusternode name='n3' nodeid='3' votes='2'/>", node("n4", "4")}),
          nodes({node("n${1}", "1"), node("n${2}", "2"), node("n${3}", "3"), node("n${4}", "4")})}) {
        EXPECT_FALSE(Folded(conf).any()) << Folded(conf).loops;
    }
}

TEST(RgmanagerFold, AWordThatIsCalledLikeTheVariable) {
    std::string conf =
        "<cluster name='c' config_version='1'><clusternodes><clusternode name='i' nodeid='1'/>"
        "</clusternodes><rm><failoverdomains><failoverdomain name='i'><failoverdomainnode name='i'/>"
        "</failoverdomain></failoverdomains>";
    for (const char* n : {"1", "2", "3", "4"}) conf += std::string("<service name='s") + n + "' domain='i'/>";
    EXPECT_FALSE(Folded(conf + "</rm></cluster>").any());
}

TEST(RgmanagerLaw, LoopsMeanTheSame) {
    std::size_t folded = 0, total = 0;
    for (const auto& conf : testing_data::confs()) {
        const Folded f(testing_data::slurp(conf.path));
        ++total;
        if (!f.any()) continue;
        ++folded;
        EXPECT_LT(f.loops.size(), f.plain.size());
        EXPECT_EQ(Compiled::whole(f.loops)->text, Compiled::whole(f.plain)->text) << conf.name << '\n' << f.loops;
    }
    std::cout << "[ law      ] loops in " << folded << " of " << total << " files, which mean the same\n";
}

}  // namespace
}  // namespace hale::rgmanager
