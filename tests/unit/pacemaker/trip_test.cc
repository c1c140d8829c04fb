// Units there and back: a CIB becomes .hale text, and the text the same CIB. Over many random ones, which hold what the
// schema allows in every order, with odd ids and names.

#include <gtest/gtest.h>

#include <random>

#include "tests/unit/pacemaker/trip.h"

namespace hale::pacemaker {
namespace {

/// Writes random resources.
class Generator {
public:
    explicit Generator(unsigned seed) : random_(seed) {}

    std::string cib() {
        std::string out =
            "<cib epoch=\"1\" num_updates=\"0\" admin_epoch=\"0\" validate-with=\"pacemaker-3.2\"><configuration>"
            "<crm_config/><nodes><node id=\"1\" uname=\"a\"/></nodes><resources>";
        out += "<template id=\"base\" class=\"ocf\" provider=\"heartbeat\" type=\"Dummy\"/>";
        for (int i = 0; i < 6; ++i) out += resource();
        return out + "</resources><constraints/></configuration><status/></cib>";
    }

private:
    bool often() { return pick(3) != 0; }
    bool seldom() { return pick(6) == 0; }
    unsigned pick(unsigned n) { return std::uniform_int_distribution<unsigned>(0, n - 1)(random_); }
    std::string any(std::initializer_list<const char*> list) { return *(list.begin() + pick(unsigned(list.size()))); }
    std::string fresh(const std::string& base) { return base + std::to_string(++count_); }

    std::string value() {
        return any({"true",    "7",   "007",       "-3",   "30s",           "60",          "1min",     "",
                    "Started", "a b", "x$y",       "${a}", "&quot;q&quot;", "back\\slash", "INFINITY", "-INFINITY",
                    "#",       "let", "&lt;&amp;", "5ms",  "a.b",           "\xc3\xa4"});
    }
    std::string name() {
        return any({"ip", "score", "when", "id", "id_ref", "domain", "with", "extends", "description", "a b",
                    "target-role", "priority", "is-managed", "device", "op", "for", "OCF_CHECK_LEVEL", "x:y"});
    }
    std::string pair(const std::string& set) {
        const std::string n = name();
        std::string id = set + "-" + n;
        for (char& c : id) {
            if (c == ' ' || c == ':') c = '-';
        }
        if (seldom() || !used_.insert(id).second) id = fresh("odd-");
        return "<nvpair id=\"" + id + "\" name=\"" + n + "\"" + (seldom() ? "" : " value=\"" + value() + "\"") + "/>";
    }
    std::string set(const std::string& element, const std::string& owner) {
        std::string id = owner + "-" + element;
        if (seldom() || !used_.insert(id).second) id = fresh("set-");
        std::string out = "<" + element + " id=\"" + id + "\"" + (seldom() ? " score=\"5\"" : "") + ">";
        for (unsigned i = pick(4); i-- > 0;) out += pair(id);
        return out + "</" + element + ">";
    }
    std::string operation(const std::string& owner) {
        const std::string n = any({"monitor", "start", "stop", "promote", "custom"});
        const std::string interval = any({"0", "10s", "1min", "PT5M", "20"});
        std::string id = owner + "-" + n + "-interval-" + interval;
        if (seldom() || !used_.insert(id).second) id = fresh("op-");
        std::string out = "<op id=\"" + id + "\" name=\"" + n + "\" interval=\"" + interval + "\"";
        if (often()) out += " timeout=\"" + any({"20s", "20", "forever"}) + "\"";
        if (seldom()) out += " role=\"" + any({"Master", "Slave", "Started", "Promoted", "master"}) + "\"";
        if (seldom()) out += " on-fail=\"" + any({"restart", "block", "odd"}) + "\"";
        if (seldom()) out += " enabled=\"" + any({"true", "0", "no"}) + "\"";
        if (seldom()) out += " start-delay=\"5s\"";
        if (seldom()) out += " requires=\"quorum\"";
        if (!seldom()) return out + "/>";
        return out + ">" + set("instance_attributes", id) + "</op>";
    }
    std::string body(const std::string& id) {
        std::string out;
        for (unsigned i = pick(4); i-- > 0;) {
            out += set(any({"instance_attributes", "meta_attributes", "utilization"}), id);
        }
        if (often()) {
            out += "<operations" + (seldom() ? " id=\"" + fresh("ops-") + "\"" : std::string()) + ">";
            for (unsigned i = pick(4); i-- > 0;) out += operation(id);
            out += "</operations>";
        }
        if (seldom()) out += set("meta_attributes", id);
        return out;
    }
    std::string primitive() {
        const std::string id = any({"r", "db.x", "let", "a-b", "_u"}) + std::to_string(++count_);
        std::string out = "<primitive id=\"" + id + "\" ";
        out += any({"class=\"ocf\" provider=\"heartbeat\" type=\"IPaddr2\"", "class=\"systemd\" type=\"web@1\"",
                    "class=\"stonith\" type=\"fence_ipmilan\"", "class=\"stonith\" type=\"external/ssh\"",
                    "class=\"lsb\" type=\"web\"", "template=\"base\"",
                    "class=\"ocf\" provider=\"my-own\" type=\"thing\""});
        if (seldom()) out += " description=\"words &amp; more\"";
        return out + ">" + body(id) + "</primitive>";
    }
    std::string group() {
        const std::string id = fresh("g");
        std::string out = "<group id=\"" + id + "\">" + (often() ? set("meta_attributes", id) : "");
        for (unsigned i = 1 + pick(2); i-- > 0;) out += primitive();
        return out + (seldom() ? set("meta_attributes", id) : "") + "</group>";
    }
    std::string clone() {
        const std::string id = fresh("c"), element = any({"clone", "master"});
        return "<" + element + " id=\"" + id + "\">" + (often() ? set("meta_attributes", id) : "") +
               (seldom() ? group() : primitive()) + (seldom() ? set("meta_attributes", id) : "") + "</" + element + ">";
    }
    std::string bundle() {
        const std::string id = fresh("b");
        std::string out = "<bundle id=\"" + id + "\"><" + any({"docker", "podman", "rkt"}) + " image=\"x:1\"" +
                          (often() ? " replicas=\"" + any({"3", "03"}) + "\"" : "") +
                          (seldom() ? " run-command=\"/bin/x\"" : "") + "/>";
        if (often()) {
            out += "<network control-port=\"9000\">";
            if (often()) out += "<port-mapping id=\"" + fresh("port") + "\" port=\"80\" internal-port=\"8080\"/>";
            out += "</network>";
        }
        if (often()) {
            out +=
                "<storage><storage-mapping id=\"" + fresh("s") + "\" source-dir=\"/a\" target-dir=\"/b\"/></storage>";
        }
        return out + (often() ? primitive() : "") + (seldom() ? set("meta_attributes", id) : "") + "</bundle>";
    }
    std::string resource() {
        switch (pick(5)) {
            case 0:
                return group();
            case 1:
                return clone();
            case 2:
                return bundle();
            default:
                return primitive();
        }
    }

    std::mt19937 random_;
    std::set<std::string> used_;
    int count_ = 0;
};

TEST(Trip, RandomUnitsComeBackTheSame) {
    for (unsigned seed = 0; seed < 60; ++seed) {
        const std::string cib = Generator(seed).cib();
        const Trip trip(cib);
        ASSERT_EQ(trip.errors, "") << "seed " << seed << "\n" << trip.hale;
        ASSERT_EQ(test::difference(configuration(cib, false), configuration(trip.cib, false), ""), "")
            << "seed " << seed << "\n"
            << trip.hale;
        EXPECT_EQ(Trip(trip.cib).hale, trip.hale);
    }
}

TEST(Trip, CommentsStayWhereTheyStood) {
    const std::string cib =
        "<cib validate-with=\"pacemaker-3.2\"><configuration><crm_config/><nodes/><resources><!-- one --><!-- two -->"
        "<primitive id=\"a\" class=\"systemd\" type=\"x\"><!-- three --><meta_attributes id=\"a-meta_attributes\">"
        "<nvpair id=\"a-meta_attributes-x\" name=\"x\" value=\"1\"/></meta_attributes><operations>"
        "<op id=\"a-monitor-interval-5s\" name=\"monitor\" interval=\"5s\"/><!-- four -->"
        "<op id=\"a-start-interval-0s\" name=\"start\" interval=\"0s\"/></operations><!-- five --></primitive>"
        "</resources><constraints/></configuration></cib>";
    const Trip trip(cib);
    EXPECT_EQ(trip.errors, "");
    EXPECT_EQ(test::difference(configuration(cib, true), configuration(trip.cib, true), ""), "") << trip.hale;
}

TEST(Trip, CommentsInSetsAndBetweenSections) {
    const std::string cib =
        "<cib validate-with=\"pacemaker-3.2\"><configuration><!-- head --><crm_config><cluster_property_set "
        "id=\"cib-bootstrap-options\"><!-- one --><nvpair id=\"cib-bootstrap-options-x\" name=\"x\" value=\"1\"/>"
        "<!-- two --><!-- three --><nvpair id=\"other\" name=\"y\" value=\"2\"/><!-- four --></cluster_property_set>"
        "</crm_config><!-- five --><nodes><node id=\"1\" uname=\"a\"/></nodes><!-- six --><resources><primitive "
        "id=\"a\" "
        "class=\"systemd\" type=\"x\"/></resources><constraints/><!-- seven --></configuration></cib>";
    const Trip trip(cib);
    EXPECT_EQ(trip.errors, "");
    EXPECT_EQ(test::difference(configuration(cib, true), configuration(trip.cib, true), ""), "") << trip.hale;
}

}  // namespace
}  // namespace hale::pacemaker
