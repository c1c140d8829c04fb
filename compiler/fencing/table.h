#pragma once
// Who can fence whom: one table of devices, victims and executors for a cluster, whatever form it was written in. Rows
// come from the nodes' own `fence` blocks (cluster.conf, .hale) and from what Pacemaker's devices say of themselves:
// pcmk_host_list, pcmk_host_map, pcmk_host_check, bans, target-role and the fencing topology, as its fencer reads them.

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "compiler/fencing/host_map.h"
#include "compiler/model/model.h"

namespace hale::fencing {

/// How a device comes to know whom it can fence.
enum class Reach : std::uint8_t {
    Listed,   // it says so: a list, a map, or the nodes' own blocks
    Asks,     // it asks the agent: everything that the hardware lists may be fenced
    Anybody,  // pcmk_host_check = none: it is tried for every node
    Unknown   // neither a list nor an agent that knows: which machine it fences cannot be said
};

struct Device {
    model::FenceDeviceId id;
    Reach reach = Reach::Listed;
    bool off = false;                     // target-role = Stopped
    model::OriginId off_origin;
    std::set<std::uint32_t> barred;       // nodes that must not use it
    model::OriginId barred_origin;
    bool in_topology = false;
};

/// One device fences one victim, there.
struct Row {
    std::string victim;                   // name of a node, remote node or guest
    model::FenceDeviceId device;
    std::string plug;                     // the victim's name at the device; empty: not said
    std::string address;                  // of the device, with its port where it has one; empty: it has none
    bool own_block = false;               // said in the node's block, not by the device
    model::OriginId origin;
};

/// A victim that the topology names, with the device of that level.
struct LevelRow {
    std::string victim;
    model::FenceDeviceId device;
    std::int64_t index = 0;
    model::OriginId origin;
};

class Table {
public:
    explicit Table(const model::Cluster& cluster, std::uint32_t number);

    const std::vector<Device>& devices() const { return devices_; }
    const std::vector<Row>& rows() const { return rows_; }
    const std::vector<LevelRow>& levels() const { return levels_; }
    /// Cluster nodes, then remote nodes; guests are fenced by stopping their machine.
    const std::vector<std::string>& victims() const { return victims_; }

    /// The device says, or cannot rule out, that it fences this node.
    bool reaches(const Device& device, const std::string& victim) const;
    /// Some device that is not off fences it; with a topology, one of its levels does.
    bool fenced(const std::string& victim) const;
    /// A watchdog fences whatever nothing else reaches: stonith-watchdog-timeout with a watchdog.
    bool watchdog() const { return watchdog_; }
    /// No node has a `fence` block, and Pacemaker runs the cluster: devices speak for themselves.
    bool devices_speak() const { return devices_speak_; }

private:
    void device(std::uint32_t index);
    void node_blocks(std::uint32_t node);
    void topology();
    void bars();

    const model::Cluster& c_;
    std::uint32_t number_;
    std::vector<Device> devices_;
    std::vector<Row> rows_;
    std::vector<LevelRow> levels_;
    std::vector<std::string> victims_;
    bool watchdog_ = false;
    bool devices_speak_ = false;
};

/// What a device is told, by Pacemaker's name of the parameter: its own attributes and its `params` without a condition.
const model::Attribute* parameter(const model::FenceDevice& device, std::string_view name);
/// The same as text; empty: not said.
std::string parameter_text(const model::FenceDevice& device, std::string_view name);
/// A meta attribute of the device.
const model::Attribute* meta(const model::FenceDevice& device, std::string_view name);
/// Its agent names the victim by the node's own name (fence_scsi, fence_kdump): it needs no plug.
bool plug_is_node(const schema::Kind& agent);
/// An option of the cluster (crm_config) without a condition; nullptr: not said.
const model::Attribute* option(const model::Cluster& cluster, std::string_view name);
/// Labels of resources that are connections to remote nodes.
std::vector<std::string> remote_nodes(const model::Cluster& cluster);

}  // namespace hale::fencing
