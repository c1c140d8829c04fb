#include "compiler/sema/habits.h"

#include <algorithm>
#include <array>

#include "compiler/support/suggest.h"

namespace hale::sema {

namespace {

struct Row {
    std::string_view theirs, sentence;
};

/// Blocks. From crmsh, pcs, the CIB and cluster.conf.
constexpr std::array<Row, 42> kBlocks = {{
    {"location", "`location` is `place` here: `place NAME { resource = …  node = …  score = … }`"},
    {"rsc_location", "`rsc_location` is `place` here: `place NAME { resource = …  node = …  score = … }`"},
    {"colocation", "`colocation` is `colocate` here: `colocate NAME { resource = …  with = … }`"},
    {"rsc_colocation", "`rsc_colocation` is `colocate` here: `colocate NAME { resource = …  with = … }`"},
    {"rsc_order", "`rsc_order` is `order` here: `order NAME { first = …  then = … }`"},
    {"rsc_ticket", "`rsc_ticket` is `ticket` here: `ticket NAME { resource = … }`"},
    {"property", "`property` is `properties` here: `properties { no-quorum-policy = stop }`"},
    {"crm_config", "`crm_config` is `properties` here: `properties { no-quorum-policy = stop }`"},
    {"cluster_property_set", "`cluster_property_set` is `properties` here: `properties { no-quorum-policy = stop }`"},
    {"rsc_defaults", "`rsc_defaults` is `defaults resource` here: `defaults resource { … }`"},
    {"op_defaults", "`op_defaults` is `defaults op` here: `defaults op { … }`"},
    {"primitive", "`primitive` is `resource` here: `resource LABEL ocf:PROVIDER:AGENT { … }`, or a kind of its own as in `hale agents`"},
    {"lsb", "an init script is `resource LABEL lsb:NAME { }`, or `script LABEL { file = \"/etc/init.d/…\" }` for both managers"},
    {"systemd", "a unit of systemd is `resource LABEL systemd:NAME { }`"},
    {"ms", "`ms` is a clone here: `clone LABEL { promotable { max = 1 }  resource … }`"},
    {"master", "`master` is a clone here: `clone LABEL { promotable { max = 1 }  resource … }`"},
    {"master_slave", "`master_slave` is a clone here: `clone LABEL { promotable { max = 1 }  resource … }`"},
    {"stonith", "`stonith` is `fence_device` here: `fence_device NAME AGENT { … }`"},
    {"fencing", "`fencing` is `fence_device NAME AGENT { … }`, and `fence { NAME { … } }` in each node"},
    {"fencing_topology", "`fencing_topology` is `topology` here, and mostly several `fence { … }` blocks in a node"},
    {"fencing-topology", "`fencing-topology` is `topology` here, and mostly several `fence { … }` blocks in a node"},
    {"fencedevice", "`fencedevice` is `fence_device` here: `fence_device NAME AGENT { … }`"},
    {"fencedevices", "each `fencedevice` is a `fence_device NAME AGENT { … }` of the cluster"},
    {"clusternode", "`clusternode` is `node` here: `node NAME { id = 1  fence { … } }`"},
    {"clusternodes", "each `clusternode` is a `node NAME { id = 1  fence { … } }` of the cluster"},
    {"nodes", "each node is a `node NAME { id = 1  fence { … } }` of the cluster"},
    {"nodelist", "each node is a `node NAME { id = 1  addresses = [\"…\"] }` of the cluster"},
    {"failoverdomain", "`failoverdomain` is `domain` here: `domain NAME { members = [alpha, beta] }`"},
    {"failoverdomains", "each `failoverdomain` is a `domain NAME { members = [alpha, beta] }` of the cluster"},
    {"rm", "services, virtual machines and failover domains stand directly in `cluster`"},
    {"resources", "resources stand in the `service` that needs them, or in `shared KIND LABEL { … }` of the cluster"},
    {"constraints", "constraints stand directly in `cluster`: `place`, `order`, `colocate`, `ticket`"},
    {"configuration", "resources and constraints stand directly in `cluster`"},
    {"cman", "what `cman` says stands in `quorum { … }` and `totem { … }`"},
    {"operations", "an action is written `op monitor { interval = 30s  timeout = 20s }`"},
    {"operation", "an action is written `op monitor { interval = 30s  timeout = 20s }`"},
    {"monitor", "an action is written `op monitor { interval = 30s  timeout = 20s }`"},
    {"action", "an action is written `op status { interval = 30s  timeout = 20s }`"},
    {"meta_attributes", "`meta_attributes` is `meta` here: `meta { target-role = started }`"},
    {"instance_attributes", "parameters of an agent stand directly in its block"},
    {"rsc_template", "`rsc_template` is `template` here: `template NAME ocf:PROVIDER:AGENT { … }`"},
    {"role", "`role` is `acl_role` here"},
}};

constexpr std::array<Row, 8> kMembers = {{{"master", "promoted"},
                                          {"slave", "unpromoted"},
                                          {"primary", "promoted"},
                                          {"secondary", "unpromoted"},
                                          {"active", "promoted"},
                                          {"leader", "promoted"},
                                          {"replica", "unpromoted"},
                                          {"standby", "unpromoted"}}};

std::string spec_end(const std::string& spec) { return spec.substr(spec.rfind(':') + 1); }

/// `IPaddr2` by the kinds whose agent it is, and by the agents that metadata or declarations know.
std::string agent_habit(Context& ctx, std::string_view name, std::string_view label) {
    std::string spec;
    for (const std::string& known : ctx.library().agent_specs()) {
        if (same_letters(spec_end(known), name)) spec = known;
    }
    std::string kind_name;
    for (const std::string& kind : ctx.library().names(schema::KindClass::Agent)) {
        if (kind.find(':') != std::string::npos) {
            if (spec.empty() && same_letters(spec_end(kind), name)) spec = kind;
            continue;
        }
        const schema::Kind* found = ctx.agent(kind);
        if (found == nullptr) continue;
        const bool theirs = same_letters(spec_end(found->pacemaker.type), name);
        if (theirs && spec.empty()) spec = found->pacemaker.type;
        if (theirs && (kind_name.empty() || kind.size() < kind_name.size())) kind_name = kind;  // `fs`, not `netfs`
    }
    const std::string written = fmt::format("`resource {} {} {{ … }}`", label.empty() ? "LABEL" : label, spec);
    if (!kind_name.empty()) return fmt::format("`{}` is `{}` here, or for Pacemaker alone {}", name, kind_name, written);
    return spec.empty() ? std::string() : "write " + written;
}

}  // namespace

const schema::Attribute* attribute_called(const schema::Kind& kind, std::string_view name, std::string_view& manager) {
    for (const auto& [mapping, called] : {std::pair{&kind.pacemaker, "Pacemaker"}, std::pair{&kind.rgmanager, "rgmanager"}}) {
        for (const schema::MapRow& row : mapping->rows) {
            const bool named = row.op == schema::MapRow::Op::Rename || row.op == schema::MapRow::Op::Values ||
                               row.op == schema::MapRow::Op::Unit || row.op == schema::MapRow::Op::Split;
            if (!named || row.target != name) continue;
            manager = called;
            return kind.attribute(row.attribute);
        }
    }
    return nullptr;
}

std::string habit_of_kind(Context& ctx, std::string_view name, std::string_view label) {
    const auto it = std::find_if(kBlocks.begin(), kBlocks.end(), [&](const Row& r) { return r.theirs == name; });
    if (it != kBlocks.end()) return std::string(it->sentence);
    return agent_habit(ctx, name, label);
}

bool is_meta_attribute(std::string_view name) {
    static constexpr std::array<std::string_view, 12> words = {
        "resource-stickiness", "migration-threshold", "failure-timeout", "target-role", "is-managed", "maintenance",
        "allow-migrate",       "multiple-active",     "remote-node",     "remote-port", "remote-addr",
        "allow-unhealthy-nodes"};
    return std::find(words.begin(), words.end(), name) != words.end();
}

std::string_view habit_of_member(std::string_view member) {
    for (const Row& row : kMembers) {
        if (same_letters(row.theirs, member)) return row.sentence;
    }
    for (const std::string_view role : {"promoted", "unpromoted", "started", "stopped"}) {
        if (same_letters(role, member)) return role;
    }
    return {};
}

bool is_member(std::string_view member) {
    static constexpr std::array<std::string_view, 8> words = {"promoted", "unpromoted", "started", "stopped",
                                                              "start",    "stop",       "promote", "demote"};
    return std::find(words.begin(), words.end(), member) != words.end();
}

}  // namespace hale::sema
