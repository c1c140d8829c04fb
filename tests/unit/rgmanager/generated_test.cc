// The laws on generated configurations: whatever is nested in whatever, with references, odd spellings and mistakes.

#include <gtest/gtest.h>

#include <random>

#include "backends/rgmanager/unit_order.h"
#include "tests/unit/rgmanager/round_trip.h"

namespace hale::rgmanager {
namespace {

using testing_data::RoundTrip;

class Generator {
public:
    explicit Generator(unsigned seed) : random_(seed) {}

    std::string conf() {
        text_ = "<cluster name=\"g\" config_version=\"" + std::to_string(pick(9) + 1) + "\">\n<clusternodes>\n";
        const int nodes = pick(4) + 1;
        for (int i = 1; i <= nodes; ++i) {
            text_ += "<clusternode name=\"n" + std::to_string(i) + "\" nodeid=\"" + std::to_string(i) + "\"";
            maybe("votes", {"1", "2", "0"});
            text_ += "/>\n";
        }
        text_ += "</clusternodes>\n<rm>\n<failoverdomains>\n";
        for (int d = pick(3); d > 0; --d) domain(nodes);
        text_ += "</failoverdomains>\n<resources>\n";
        for (int i = pick(5); i > 0; --i) definition();
        text_ += "</resources>\n";
        for (int i = pick(4); i > 0; --i) service();
        return text_ + "</rm>\n</cluster>\n";
    }

private:
    int pick(int below) { return static_cast<int>(random_() % static_cast<unsigned>(below)); }
    std::string one(const std::vector<std::string>& of) {
        return of[static_cast<std::size_t>(pick(static_cast<int>(of.size())))];
    }
    void maybe(const std::string& name, const std::vector<std::string>& values) {
        if (pick(3) == 0) text_ += ' ' + name + "=\"" + one(values) + '"';
    }

    void domain(int nodes) {
        text_ += "<failoverdomain name=\"" + one({"d1", "d2", "D2", "d 3"}) + '"';
        maybe("ordered", {"0", "1", "yes"});
        maybe("restricted", {"0", "1", "true"});
        maybe("nofailback", {"0", "1"});
        text_ += ">\n";
        for (int m = pick(4); m > 0; --m) {
            text_ += "<failoverdomainnode name=\"n" + std::to_string(pick(nodes + 1) + 1) + '"';
            maybe("priority", {"1", "2", "7", "0", "200", "x"});
            text_ += "/>\n";
        }
        text_ += "</failoverdomain>\n";
    }

    /// The head of a resource without the end of its tag; gives its type.
    std::string head() {
        const std::string n = std::to_string(pick(6));
        const std::string type = one({"ip", "fs", "script", "clusterfs", "lvm", "nfsexport", "nfsclient", "smb",
                                      "netfs", "mysql", "frob", "Script"});
        text_ += '<' + type;
        if (type == "ip") {
            text_ += " address=\"10.0.0." + n + "\"";
            maybe("monitor_link", {"1", "0", "yes", "on"});
            return type;
        }
        if (pick(12) != 0) text_ += " name=\"" + one({"r", "a b", "\xc3\xa9"}) + n + '"';
        if (type == "fs" || type == "clusterfs") {
            text_ += " device=\"/dev/" + n + "\" mountpoint=\"/m/" + n + '"';
            maybe("fstype", {"ext3", "gfs2", ""});
            maybe("force_unmount", {"1", "0", "no", "x"});
        }
        if (type == "script" || type == "Script") text_ += " file=\"/etc/" + n + '"';
        if (type == "lvm") text_ += " vg_name=\"vg" + n + '"';
        if (type == "netfs") text_ += " host=\"h\" export=\"/e\" mountpoint=\"/n/" + n + '"';
        if (type == "nfsclient") text_ += " target=\"" + one({"*", "10.0.0.0/8"}) + '"';
        return type;
    }

    void place_words() {
        maybe("__independent_subtree", {"1", "2", "0", "yes", "x"});
        maybe("__enforce_timeouts", {"1", "0", "yes"});
        maybe("__max_restarts", {"3"});
        maybe("__restart_expire_time", {"300", "5m", "0"});
        maybe("__max_failures", {"2"});
        maybe("__failure_expire_time", {"60"});
        maybe("odd", {"&lt;", "&amp;", "a b"});
    }

    void definition() {
        const std::string type = head();
        text_ += ">\n";
        actions();
        text_ += "</" + type + ">\n";
    }

    void actions() {
        if (pick(4) != 0) return;
        text_ += "<action name=\"" + one({"status", "start", "monitor", "frob"}) + '"';
        maybe("depth", {"0", "10", "*"});
        maybe("interval", {"30", "1m", "x"});
        maybe("timeout", {"10"});
        text_ += "/>\n";
    }

    void tree(int depth) {
        std::string type;
        if (pick(3) == 0) {
            type = one({"ip", "fs", "script", "clusterfs"});
            text_ += '<' + type + " ref=\"" + one({"r0", "r1", "r2", "a b3", "10.0.0.1", "10.0.0.2", "nothing"}) + '"';
        } else {
            type = head();
        }
        place_words();
        text_ += ">\n";
        actions();
        if (pick(8) == 0) text_ += "<!-- said -->\n";
        for (int i = depth < 3 ? pick(3) - pick(2) : 0; i > 0; --i) tree(depth + 1);
        text_ += "</" + type + ">\n";
    }

    void service() {
        const std::string name = one({"s1", "s2", "s3", "s 4"});
        const bool vm = pick(5) == 0;
        text_ += vm ? "<vm name=\"" + name + "\"" : "<service name=\"" + name + "\"";
        maybe("domain", {"d1", "D1", "none"});
        maybe("autostart", {"1", "0", "yes", "no"});
        maybe("exclusive", {"1", "0", "yes", "true"});
        maybe("recovery", {"restart", "relocate", "disable", "Relocate", "restart-disable", "never"});
        maybe("depend", {"service:s1", "vm:s2", "nothing"});
        maybe("depend_mode", {"hard", "soft"});
        maybe("max_restarts", {"3"});
        place_words();
        text_ += ">\n";
        for (int i = vm ? 0 : pick(4); i > 0; --i) tree(0);
        text_ += vm ? "</vm>\n" : "</service>\n";
    }

    std::mt19937 random_;
    std::string text_;
};

TEST(RgmanagerLaw, HoldsForGeneratedConfigurations) {
    constexpr unsigned kCount = 200;
    std::size_t same = 0, refused = 0, told = 0, stable = 0;
    for (unsigned seed = 1; seed <= kCount; ++seed) {
        const std::string text = Generator(seed).conf();
        const RoundTrip trip(text);
        ASSERT_TRUE(trip.original) << seed;
        if (!trip.again) {
            EXPECT_TRUE(trip.back->sink.has_errors()) << seed << text;
            ++refused;
            continue;
        }
        ++(trip.differences == 0 ? same : told);
        // What rgmanager runs is the same: of the imported text, and of the file that is built from it.
        const RoundTrip second(trip.back->text);
        ASSERT_TRUE(second.again) << seed << '\n' << trip.back->text << second.hale << second.back->messages();
        for (const bool stop : {false, true}) {
            const std::string order = order::to_text(order_of(trip.direct->model, trip.direct->cluster(), stop));
            EXPECT_EQ(order::to_text(order_of(trip.back->model, trip.back->cluster(), stop)), order) << seed << '\n' << text;
            EXPECT_EQ(order::to_text(order_of(second.direct->model, second.direct->cluster(), stop)), order)
                << seed << '\n'
                << text << trip.back->text;
        }
        if (second.differences == 0) ++stable;
        if (HasFailure()) return;
    }
    std::cout << "[ law      ] " << kCount << " generated files: " << same << " come out the same, " << told
              << " with differences that are named; a second round trip of " << stable << " changes nothing more; "
              << refused << " refused with an error\n";
    EXPECT_LE(refused * 5, kCount);
}

}  // namespace
}  // namespace hale::rgmanager
