// cman's defaults that corosync does not have are written out, so that they can be seen and changed (facts/rgmanager.md
// section 13, corosync.conf(5)).

#include <algorithm>

#include "compiler/migrate/migration.h"

namespace hale::migrate {

namespace {

using block::Block;

constexpr std::int64_t kToken = 10'000;  // of cman, in milliseconds

Block& section(Migration& m, const char* name) {
    Block& cluster = *m.cluster();
    if (Block* there = child_of(cluster, name)) return *there;
    Block made = m.block(name, {}, cluster.span);
    const auto first = std::find_if(cluster.children.begin(), cluster.children.end(),
                                    [](const Block& b) { return b.name != "quorum"; });
    return *cluster.children.insert(first, std::move(made));
}

void set(Migration& m, Block& block, const char* name, model::Value value) {
    if (block.find(name) != nullptr) return;
    block.attrs.push_back(m.attr(name, std::move(value), m.cluster()->span));
}

}  // namespace

void prepare_corosync(Migration& m) {
    if (!m.from("rgmanager")) return;
    const Block* quorum = child_of(*m.cluster(), "quorum");
    const std::string transport = quorum != nullptr ? text_of(*quorum, "transport") : std::string();
    const bool two = quorum != nullptr && quorum->find("two_node") != nullptr && text_of(*quorum, "two_node") != "false";
    Block& totem = section(m, "totem");
    const bool multicast = transport == "udp" || transport == "udpb";
    set(m, totem, "token", model::Value::make(model::ValueKind::Duration, kToken, {}, {}));
    if (transport.empty() && totem.find("transport") == nullptr) set(m, totem, "transport", model::Value::word("knet"));
    if (!multicast && transport != "udpu") {
        const block::Attr* secure = totem.find("secauth");
        if (secure == nullptr) set(m, totem, "secauth", model::Value::boolean(true));
    }
    if (two) set(m, section(m, "quorum"), "wait_for_all", model::Value::boolean(true));
}

}  // namespace hale::migrate
