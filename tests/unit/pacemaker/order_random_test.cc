// The order engine on random CIBs: every kind of resource, ordered and colocated by random constraints.

#include <gtest/gtest.h>

#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <random>
#include <set>

#include "tests/unit/pacemaker/order_judge.h"

namespace hale::pacemaker {
namespace {

namespace fs = std::filesystem;

/// Writes a random CIB of which much should start.
class Cluster {
public:
    explicit Cluster(unsigned seed) : random_(seed), serialize_(seed % 5 == 0) {}

    std::string cib() {
        std::string resources = "<template id=\"t\" class=\"ocf\" provider=\"pacemaker\" type=\"Dummy\"/>";
        for (unsigned i = 3 + pick(4); i-- > 0; ++top_) resources += resource();
        std::string constraints;
        for (unsigned i = 1 + pick(6); i-- > 0;) constraints += order();
        for (unsigned i = pick(3); i-- > 0;) constraints += colocation();
        std::string tags = "<tags><tag id=\"tag\">";
        for (const std::string& id : some(2)) tags += reference("obj_ref", id);
        tags += "</tag></tags>";
        const std::string defaults =
            seldom() ? "<rsc_defaults>" + meta("defaults", "ordered", "false") + "</rsc_defaults>" : "";
        return "<cib epoch=\"1\" num_updates=\"0\" admin_epoch=\"0\" validate-with=\"pacemaker-3.2\"><configuration>"
               "<crm_config><cluster_property_set id=\"p\"><nvpair id=\"p-1\" name=\"stonith-enabled\" "
               "value=\"false\"/></cluster_property_set></crm_config><nodes><node id=\"1\" uname=\"n1\"/>"
               "<node id=\"2\" uname=\"n2\"/></nodes><resources>" +
               resources + "</resources><constraints>" + constraints + "</constraints>" + defaults + tags +
               "</configuration><status/></cib>";
    }

private:
    unsigned pick(unsigned n) { return std::uniform_int_distribution<unsigned>(0, n - 1)(random_); }
    bool often() { return pick(3) != 0; }
    bool seldom() { return pick(6) == 0; }
    std::string any(std::initializer_list<const char*> words) {
        return *(words.begin() + pick(static_cast<unsigned>(words.size())));
    }
    std::string fresh(const std::string& base) { return base + std::to_string(++count_); }
    std::string known() { return ids_[pick(static_cast<unsigned>(ids_.size()))].first; }
    /// Of so many resources one each, in the order they are written: orders from one to a later one make no circle.
    std::vector<std::string> some(unsigned size) {
        std::set<std::size_t> chosen;
        std::set<int> tops;
        while (size-- > 0) {
            const std::size_t i = pick(static_cast<unsigned>(ids_.size()));
            if (tops.insert(ids_[i].second).second) chosen.insert(i);
        }
        std::vector<std::string> out;
        for (const std::size_t i : chosen) out.push_back(ids_[i].first);
        return out;
    }
    void keep(const std::string& id) { ids_.emplace_back(id, top_); }

    static std::string meta(const std::string& owner, const std::string& name, const std::string& value) {
        const std::string id = owner + "-" + name;
        return "<meta_attributes id=\"" + id + "\"><nvpair id=\"" + id + "-1\" name=\"" + name + "\" value=\"" + value +
               "\"/></meta_attributes>";
    }
    std::string primitive(const std::string& id) {
        std::string out = "<primitive id=\"" + id + "\" " +
                          (seldom() ? "template=\"t\"" : "class=\"ocf\" provider=\"pacemaker\" type=\"Dummy\"") + ">";
        if (seldom()) {
            out += seldom() ? meta(id, "is-managed", "false")
                            : meta(id, "target-role", any({"Started", "Stopped", "Slave", "Promoted"}));
        }
        return out + "</primitive>";
    }
    std::string single() {
        const std::string id = fresh("r");
        keep(id);
        return primitive(id);
    }
    std::string group(bool inside) {
        const std::string id = fresh("g");
        if (!inside) keep(id);
        std::string out = "<group id=\"" + id + "\">";
        if (seldom()) out += meta(id, any({"ordered", "colocated"}), "false");
        for (unsigned i = 2 + pick(2); i-- > 0;) {
            const std::string member = fresh("m");
            out += primitive(member);
            if (!inside && seldom()) keep(member);
        }
        return out + "</group>";
    }
    std::string clone() {
        const std::string id = fresh("c");
        keep(id);
        std::string out = "<clone id=\"" + id + "\">";
        if (often()) out += meta(id, "interleave", any({"true", "false"}));
        if (pick(3) == 0) out += meta(id, "promotable", "true");
        if (seldom()) out += meta(id, any({"clone-max", "clone-node-max", "promoted-max"}), any({"1", "2"}));
        if (seldom()) out += meta(id, any({"ordered", "globally-unique"}), any({"true", "false"}));
        return out + (pick(3) == 0 ? group(true) : primitive(fresh("k"))) + "</clone>";
    }
    std::string bundle() {
        const std::string id = fresh("b");
        keep(id);
        return "<bundle id=\"" + id + "\"><podman image=\"x:1\" replicas=\"" + any({"1", "2"}) + "\"" +
               (seldom() ? " promoted-max=\"1\"" : "") + "/><network ip-range-start=\"10.0." + std::to_string(count_) +
               ".10\"/>" + (often() ? primitive(fresh("i")) : "") + "</bundle>";
    }
    std::string resource() {
        switch (pick(7)) {
            case 0:
            case 1:
                return group(false);
            case 2:
            case 3:
                return clone();
            case 4:
                return seldom() ? bundle() : clone();
            default:
                return single();
        }
    }

    std::string kind() {
        if (seldom()) return "";
        return " kind=\"" + any({"Mandatory", "Mandatory", "Optional", serialize_ ? "Serialize" : "Mandatory"}) + "\"";
    }
    std::string order() {
        const std::string id = fresh("o");
        std::string out = "<rsc_order id=\"" + id + "\"" + kind() + (seldom() ? " symmetrical=\"false\"" : "");
        if (pick(4) != 0) {
            std::vector<std::string> two = some(2);
            if (two.size() < 2) return {};
            if (seldom()) two[0] = any({"t", "tag"});
            std::string actions;
            switch (pick(8)) {
                case 0:
                    actions = " first-action=\"promote\"";
                    break;
                case 1:
                    actions = " first-action=\"promote\" then-action=\"start\"";
                    break;
                case 2:
                    actions = " then-action=\"promote\"";
                    break;
                case 3:  // the other way round, so that it makes no circle
                    std::swap(two[0], two[1]);
                    actions = " first-action=\"" + any({"stop", "demote"}) + "\" then-action=\"stop\"";
                    break;
                default:
                    break;
            }
            return out + " first=\"" + two[0] + "\" then=\"" + two[1] + "\"" + actions +
                   (seldom() ? " require-all=\"false\"" : "") + "/>";
        }
        const std::vector<std::string> all = some(2 + pick(5));
        out += ">";
        for (std::size_t i = 0; i < all.size();) {
            out += "<resource_set id=\"" + fresh("s") + "\"";
            const bool any_one = seldom();
            if (any_one || pick(3) == 0) out += " sequential=\"false\"";
            if (any_one) out += " require-all=\"false\"";
            if (seldom()) out += " action=\"" + any({"start", "promote"}) + "\"";
            out += ">";
            for (std::size_t n = 1 + pick(3); n-- > 0 && i < all.size(); ++i) out += reference("resource_ref", all[i]);
            out += "</resource_set>";
        }
        return out + "</rsc_order>";
    }
    static std::string reference(const std::string& element, const std::string& id) {
        return "<" + element + " id=\"" + id + "\"/>";
    }
    std::string colocation() {
        const std::string rsc = known();
        std::string with = known();
        for (int i = 0; i < 3 && rsc == with; ++i) with = known();
        return "<rsc_colocation id=\"" + fresh("q") + "\" rsc=\"" + rsc + "\" with-rsc=\"" + with + "\" score=\"" +
               any({"INFINITY", "INFINITY", "100"}) + "\"" + (seldom() ? " with-rsc-role=\"Master\"" : "") + "/>";
    }

    std::mt19937 random_;
    bool serialize_;                                // excuses much, so not in all
    std::vector<std::pair<std::string, int>> ids_;  // what constraints may name, and the top resource it is in
    int top_ = 0;
    int count_ = 0;
};

unsigned number_of(const char* name, unsigned otherwise) {
    const char* text = std::getenv(name);
    return text != nullptr ? static_cast<unsigned>(std::strtoul(text, nullptr, 10)) : otherwise;
}

/// HALE_SEEDS CIBs from seed HALE_FIRST_SEED on; HALE_KEEP: the folder where they stay. HALE_CIBS: those of this folder
/// in their place, to make one smaller.
void judge_random(bool stop) {
    const std::string missing = missing_for_order();
    if (!missing.empty()) GTEST_SKIP() << missing << " is missing";
    const char* keep = std::getenv("HALE_KEEP");
    const fs::path folder =
        keep != nullptr ? fs::path(keep) : fs::temp_directory_path() / ("hale-orders-" + std::to_string(::getpid()));
    fs::create_directories(folder);
    std::vector<fs::path> files;
    if (const char* own = std::getenv("HALE_CIBS")) {
        for (const auto& entry : fs::directory_iterator(own)) files.push_back(entry.path());
        judge_orders(files, stop);
        return;
    }
    const unsigned first = number_of("HALE_FIRST_SEED", 1), count = number_of("HALE_SEEDS", 40);
    for (unsigned seed = first; seed < first + count; ++seed) {
        files.push_back(folder / (std::to_string(seed) + ".xml"));
        std::ofstream(files.back()) << Cluster(seed).cib();
    }
    const OrderTotals total = judge_orders(files, stop);
    if (keep == nullptr) fs::remove_all(folder);
    EXPECT_GT(total.acting, count / 2);
    EXPECT_GT(total.agree, count * 5);
}

TEST(OrderRandom, ClaimsTheStartsOfTheScheduler) { judge_random(false); }
TEST(OrderRandom, ClaimsTheStopsOfTheScheduler) { judge_random(true); }

}  // namespace
}  // namespace hale::pacemaker
