#include "tests/bench/generate.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace hale::bench {

std::string generate(int services) {
    const int nodes = std::clamp(services / 50, 2, 32);
    std::string out = "cluster bench {\n";
    const auto add = [&](auto... args) { fmt::format_to(std::back_inserter(out), args...); };
    out += "  fence_device ipmi fence_ipmilan { login = \"ha\"  password = \"not-a-secret\"  lanplus = true }\n\n";
    for (int i = 0; i < nodes; ++i) {
        add(FMT_STRING("  node n{} {{ id = {}  fence power {{ ipmi {{ ip = \"10.9.{}.{}\" }} }} }}\n"), i, i + 1,
            i / 200, i % 200 + 1);
    }
    for (int i = 0; i < nodes; ++i) {
        add(FMT_STRING(
                "  domain d{} {{ members = [n{}, n{}]  ordered = true  restricted = true  failback = false }}\n"),
            i, i, (i + 1) % nodes);
    }
    for (int i = 0; i < services; ++i) {
        add(FMT_STRING(
                "\n  service s{0} {{\n"
                "    domain   = d{1}\n"
                "    recovery = relocate\n"
                "    fs data{0} {{\n"
                "      device     = \"/dev/vg{0}/data\"\n"
                "      mountpoint = \"/srv/s{0}\"\n"
                "      fstype     = ext4\n"
                "    }}\n"
                "    ip \"10.{2}.{3}.{4}/16\" {{ monitor_link = true }}\n"
                "    script run{0} {{ file = \"/etc/init.d/s{0}\"  op monitor {{ interval = 30s  timeout = 10s }} }}\n"
                "  }}\n"),
            i, i % nodes, 32 + i / 60000, i / 250 % 240, i % 250 + 1);
    }
    return out + "}\n";
}

std::string generate_mistakes(int services) {
    std::string out = "cluster bench {\n  node a { id = 1 }\n";
    for (int i = 0; i < services; ++i) {
        fmt::format_to(std::back_inserter(out),
                       FMT_STRING("  service s{0} {{ domain = dmo{0}  after = zervice{0}  script run{0} {{ file = "
                                  "\"/etc/init.d/s{0}\" }} }}\n"),
                       i);
    }
    return out + "}\n";
}

}  // namespace hale::bench
