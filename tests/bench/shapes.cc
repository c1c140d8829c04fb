#include "tests/bench/shapes.h"

#include <fmt/format.h>

namespace hale::bench {

namespace {

const std::string kHead =
    "cluster bench {\n"
    "  targets = [pacemaker]\n"
    "  fence_device ipmi fence_ipmilan { login = \"ha\"  password = \"x\" }\n"
    "  node n0 { id = 1  fence power { ipmi { ip = \"10.9.0.1\" } } }\n"
    "  node n1 { id = 2  fence power { ipmi { ip = \"10.9.0.2\" } } }\n";

template <class Item>
std::string repeated(int n, Item item) {
    std::string out;
    for (int i = 0; i < n; ++i) out += item(i);
    return out;
}

std::string operation(int i) { return fmt::format("    op monitor {{ interval = {}s  timeout = 20s }}\n", i + 1); }
std::string setting(int i) { return fmt::format("      \"a{0}\" = \"v{0}\"\n", i); }
std::string address(int i) {
    return fmt::format("    ip \"10.{}.{}.{}\" {{ }}\n", i / 62500, i / 250 % 250, i % 250 + 1);
}
std::string cib(const std::string& options, const std::string& resources) {
    return "<cib validate-with=\"pacemaker-3.0\"><configuration><crm_config>" + options +
           "</crm_config><nodes/><resources>" + resources + "</resources><constraints/></configuration></cib>\n";
}

std::string operations(int n) {
    return kHead + "  resource r ocf:heartbeat:Dummy {\n" + repeated(n, operation) + "  }\n}\n";
}
std::string service_operations(int n) {
    return kHead + "  service s {\n    ip \"10.0.0.1\" {\n" + repeated(n, operation) + "    }\n  }\n}\n";
}
std::string children(int n) { return kHead + "  service s {\n" + repeated(n, address) + "  }\n}\n"; }
std::string settings(int n) { return kHead + "  properties {\n" + repeated(n, setting) + "  }\n}\n"; }
std::string parameters(int n) { return kHead + "  resource r ocf:x:y {\n" + repeated(n, setting) + "  }\n}\n"; }
std::string special(int n) {
    return kHead + "  properties {\n    x = \"" + repeated(n, [](int) { return std::string("a&b<"); }) + "\"\n  }\n}\n";
}
std::string pairs(int n) {
    const auto pair = [](int i) { return fmt::format("<nvpair id=\"b{0}\" name=\"c{0}\" value=\"v{0}\"/>", i); };
    return cib("<cluster_property_set id=\"a\">" + repeated(n, pair) + "</cluster_property_set>", "");
}
std::string attributes(int n) {
    const auto one = [](int i) { return fmt::format(" a{0}=\"v{0}\"", i); };
    return cib("", "<primitive id=\"x\" class=\"ocf\" provider=\"heartbeat\" type=\"Dummy\"" + repeated(n, one) + "/>");
}
std::string references(int n) {
    const auto one = [](int) { return std::string("&amp; "); };
    return cib("<cluster_property_set id=\"a\"><nvpair id=\"b\" name=\"c\" value=\"" + repeated(n, one) +
                   "\"/></cluster_property_set>",
               "");
}

}  // namespace

const std::vector<Shape>& shapes() {
    static const std::vector<Shape> all = {
        {"operations of a unit", false, operations},
        {"operations in a service", false, service_operations},
        {"children of a service", false, children},
        {"settings of one block", false, settings},
        {"parameters of one resource", false, parameters},
        {"special characters in a value", false, special},
        {"nvpairs of one set", true, pairs},
        {"attributes of one element", true, attributes},
        {"references in a value", true, references},
    };
    return all;
}

std::string with_status(std::string cib, int services) {
    std::string status = "  <status>\n";
    for (int node = 0; node < 2; ++node) {
        status += fmt::format("    <node_state id=\"{0}\" uname=\"n{0}\" in_ccm=\"true\" crmd=\"online\">\n", node);
        status += fmt::format("      <lrm id=\"{}\"><lrm_resources>\n", node);
        for (int i = 0; i < services; ++i) {
            status += fmt::format(
                "        <lrm_resource id=\"data{0}\" type=\"Filesystem\" class=\"ocf\" provider=\"heartbeat\">"
                "<lrm_rsc_op id=\"data{0}_last_0\" operation_key=\"data{0}_monitor_0\" operation=\"monitor\" "
                "crm-debug-origin=\"build_active_RAs\" transition-key=\"{0}:0:7:x\" rc-code=\"7\" call-id=\"{0}\"/>"
                "</lrm_resource>\n",
                i);
        }
        status += "      </lrm_resources></lrm>\n    </node_state>\n";
    }
    status += "  </status>\n";
    const std::string empty = "  <status/>\n";
    const std::size_t at = cib.find(empty);
    return at == std::string::npos ? cib : cib.replace(at, empty.size(), status);
}

}  // namespace hale::bench
