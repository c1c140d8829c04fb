#include "compiler/fencing/table.h"

#include <algorithm>
#include <regex>

#include "compiler/value/literal.h"
#include "compiler/manager/manager.h"

namespace hale::fencing {

namespace {

using model::Attribute;
using model::Block;
using model::EntityKind;
using model::Value;

std::string text_of(const Value& value) { return value.text.empty() ? model::to_text(value) : value.text; }

bool is_on(const Attribute* a) {
    if (a == nullptr) return false;
    if (a->value.is(model::ValueKind::Bool)) return a->value.number != 0;
    return model::parse_bool(text_of(a->value)).value_or(false);
}


/// The victim's name at the device among these attributes; nothing when none names it.
std::optional<std::string> plug_in(const schema::Kind& agent, const std::vector<Attribute>& attributes) {
    for (const std::string& name : agent.plug) {
        for (const Attribute& a : attributes) {
            if (a.name == name) return text_of(a.value);
        }
    }
    return std::nullopt;
}

std::string text_in(const std::vector<Attribute>& attributes, std::string_view name) {
    for (const Attribute& a : attributes) {
        if (a.name == name) return text_of(a.value);
    }
    return {};
}

/// Address and port of the device as one node reaches it; an agent that needs neither has none.
std::string address_of(const model::FenceDevice& device, const std::vector<Attribute>& arguments) {
    std::string ip = text_in(arguments, "ip");
    if (ip.empty()) ip = parameter_text(device, "ip");
    if (ip.empty() && device.agent != nullptr && device.agent->plug.empty()) {
        ip = text_in(arguments, "port");
        if (ip.empty()) ip = parameter_text(device, "plug");
    }
    if (ip.empty()) return {};
    std::string port = text_in(arguments, "ipport");
    if (port.empty()) port = parameter_text(device, "ipport");
    return host_key(ip) + (port.empty() ? "" : " port " + port);
}

std::int64_t score_of(const Attribute* score) {
    if (score == nullptr) return 0;
    if (score->value.is(model::ValueKind::Score) || score->value.is(model::ValueKind::Int)) return score->value.number;
    return model::parse_score(score->value.text).value_or(0);
}

/// `uname == "n1"` and `uname != "n1"`, the two that place devices; nothing for what asks for more.
std::optional<bool> holds_on(const model::Rule& rule, const std::string& node) {
    using Op = model::Rule::Op;
    if (rule.op == Op::And || rule.op == Op::Or) {
        const std::optional<bool> a = holds_on(rule.children[0], node), b = holds_on(rule.children[1], node);
        if (!a || !b) return std::nullopt;
        return rule.op == Op::And ? *a && *b : *a || *b;
    }
    if (rule.op != Op::Eq && rule.op != Op::Ne) return std::nullopt;
    const model::Rule& name = rule.children[0];
    if (name.op != Op::Name || (name.text != "uname" && name.text != "#uname")) return std::nullopt;
    return (rule.children[1].text == node) == (rule.op == Op::Eq);
}

}  // namespace

Table::Table(const model::Cluster& cluster, std::uint32_t number) : c_(cluster), number_(number) {
    for (const model::Node& node : c_.nodes) {
        if (text_in(node.attributes, "type") != "remote") victims_.push_back(node.name);
    }
    for (std::string& remote : remote_nodes(c_)) victims_.push_back(std::move(remote));
    devices_speak_ = manager::all_of(c_.targets, &manager::Manager::devices_speak) &&
                     std::all_of(c_.nodes.begin(), c_.nodes.end(), [](const auto& n) { return n.levels.empty(); });
    const Attribute* wait = option(c_, "stonith-watchdog-timeout");
    if (wait == nullptr) wait = option(c_, "fencing-watchdog-timeout");
    const Attribute* have = option(c_, "have-watchdog");
    const bool waits = wait != nullptr && model::parse_duration(text_of(wait->value)).value_or(1) != 0;
    watchdog_ = waits && (have == nullptr || is_on(have));
    for (std::uint32_t i = 0; i < c_.fence_devices.size(); ++i) device(i);
    for (std::uint32_t i = 0; i < c_.nodes.size(); ++i) node_blocks(i);
    bars();
    topology();
}

void Table::device(std::uint32_t index) {
    const model::FenceDevice& said = c_.fence_devices[index];
    Device& device = devices_.emplace_back();
    device.id = model::FenceDeviceId(index);
    const Attribute* role = meta(said, "target-role");
    if (role != nullptr && same_host(text_of(role->value), "stopped")) {
        device.off = true;
        device.off_origin = role->origin;
    }
    const std::string list = parameter_text(said, "pcmk_host_list"), map = parameter_text(said, "pcmk_host_map");
    const std::string check = parameter_text(said, "pcmk_host_check");
    const schema::Kind* agent = said.agent;
    const bool knows = agent == nullptr || agent->unknown || agent->advisory || !agent->plug.empty() ||
                       !parameter_text(said, "hostlist").empty();
    if (check == "none") {
        device.reach = Reach::Anybody;
    } else if (check == "static-list" || (check.empty() && (!list.empty() || !map.empty()))) {
        device.reach = Reach::Listed;
    } else {
        device.reach = knows ? Reach::Asks : Reach::Unknown;
    }
    std::map<std::string, std::string> plugs;
    for (HostPlug& pair : parse_host_map(map).pairs) plugs[host_key(pair.host)] = std::move(pair.plug);
    const Attribute* at = parameter(said, map.empty() ? "pcmk_host_list" : "pcmk_host_map");
    const model::OriginId origin = at == nullptr ? said.origin : at->origin;
    const std::string own = parameter_text(said, "plug");
    const auto add = [&](const std::string& host, const std::string& plug) {
        const auto known = std::find_if(victims_.begin(), victims_.end(),
                                        [&](const std::string& v) { return same_host(v, host); });
        rows_.push_back({known == victims_.end() ? host : *known, device.id, plug, address_of(said, {}), false, origin});
    };
    for (const auto& [host, plug] : plugs) add(host, plug);
    for (const std::string& host : parse_host_list(list)) {
        if (!plugs.contains(host_key(host))) add(host, own);
    }
}

void Table::node_blocks(std::uint32_t index) {
    const model::Node& node = c_.nodes[index];
    for (const model::FenceLevel& level : node.levels) {
        for (const model::FenceAction& action : level.actions) {
            const model::FenceDevice& device = c_.at(action.device);
            std::optional<std::string> plug;
            if (device.agent != nullptr) {
                plug = plug_in(*device.agent, action.arguments);
                if (!plug) plug = plug_in(*device.agent, device.attributes);
            }
            const Row row{node.name, action.device,          plug.value_or(std::string()),
                          address_of(device, action.arguments), true, action.origin};
            const bool seen = std::any_of(rows_.begin(), rows_.end(), [&](const Row& r) {
                return r.own_block && r.victim == row.victim && r.device == row.device && r.plug == row.plug &&
                       r.address == row.address;
            });
            if (!seen) rows_.push_back(row);
        }
    }
}

/// Who may use a device: constraints of place on it. In an opt-in cluster only nodes with a score may.
void Table::bars() {
    const Attribute* symmetric = option(c_, "symmetric-cluster");
    const bool opt_in = symmetric != nullptr && !is_on(symmetric);
    std::map<std::uint32_t, std::set<std::uint32_t>> liked;
    const auto place = [&](Device& device, const Block& block) {
        const Attribute* node = block.find("node");
        const Attribute* when = block.find("when");
        const std::int64_t score = score_of(block.find("score"));
        for (std::uint32_t i = 0; i < c_.nodes.size(); ++i) {
            const bool here = node != nullptr ? node->value.entity.kind == EntityKind::Node && node->value.entity.index == i
                                              : when != nullptr && when->value.rule &&
                                                    holds_on(*when->value.rule, c_.nodes[i].name).value_or(false);
            if (!here) continue;
            if (score >= 0) liked[device.id.index].insert(i);
            if (score > -model::kInfinity) continue;
            device.barred.insert(i);
            device.barred_origin = block.origin;
        }
    };
    for (const Block& block : c_.constructs) {
        const Attribute* who = block.name == "place" ? block.find("resource") : nullptr;
        if (who == nullptr || who->value.entity.kind != EntityKind::FenceDevice || who->value.entity.cluster != number_) {
            continue;
        }
        Device& device = devices_[who->value.entity.index];
        place(device, block);
        for (const Block& rule : block.children) {
            if (rule.name == "rule") place(device, rule);
        }
    }
    for (Device& device : devices_) {
        for (std::uint32_t i = 0; opt_in && devices_speak_ && i < c_.nodes.size(); ++i) {
            if (!liked[device.id.index].contains(i) && !liked[device.id.index].empty()) device.barred.insert(i);
        }
        if (!device.barred_origin) device.barred_origin = c_.at(device.id).origin;
    }
}

void Table::topology() {
    for (const Block& block : c_.constructs) {
        if (block.name != "topology") continue;
        const Attribute* devices = block.find("devices");
        const Attribute* node = block.find("node");
        const Attribute* pattern = block.find("pattern");
        const Attribute* attribute = block.find("attribute");
        const Attribute* value = block.find("value");
        const auto meant = [&](const std::string& victim) {
            if (node != nullptr) return same_host(text_of(node->value), victim);
            if (pattern != nullptr) {
                try {
                    return std::regex_search(victim, std::regex(text_of(pattern->value), std::regex::extended));
                } catch (const std::regex_error&) {
                    return false;
                }
            }
            if (attribute == nullptr || value == nullptr) return false;
            for (const model::Node& n : c_.nodes) {
                if (n.name != victim) continue;
                for (const Block& set : n.blocks) {
                    const Attribute* has = set.name == "attributes" ? set.find(text_of(attribute->value)) : nullptr;
                    if (has != nullptr && text_of(has->value) == text_of(value->value)) return true;
                }
            }
            return false;
        };
        const Attribute* index = block.find("index");
        for (std::size_t i = 0; devices != nullptr && i < devices->value.items.size(); ++i) {
            const Value& device = devices->value.items[i];
            if (device.entity.kind != EntityKind::FenceDevice || device.entity.cluster != number_) continue;
            devices_[device.entity.index].in_topology = true;
            for (const std::string& victim : victims_) {
                if (!meant(victim)) continue;
                levels_.push_back({victim, model::FenceDeviceId(device.entity.index),
                                   index == nullptr ? 0 : index->value.number, devices->origin});
            }
        }
    }
}

bool Table::reaches(const Device& device, const std::string& victim) const {
    if (device.reach == Reach::Asks || device.reach == Reach::Anybody) return true;
    return std::any_of(rows_.begin(), rows_.end(),
                       [&](const Row& row) { return row.device == device.id && same_host(row.victim, victim); });
}

bool Table::fenced(const std::string& victim) const {
    if (watchdog_) return true;
    const auto works = [&](const Device& device) { return !device.off && reaches(device, victim); };
    std::map<std::int64_t, bool> by_level;
    for (const LevelRow& level : levels_) {
        if (level.victim != victim) continue;
        bool& all = by_level.try_emplace(level.index, true).first->second;
        all = all && works(devices_[level.device.index]);
    }
    if (!by_level.empty()) {
        return std::any_of(by_level.begin(), by_level.end(), [](const auto& level) { return level.second; });
    }
    return std::any_of(devices_.begin(), devices_.end(), works);
}

}  // namespace hale::fencing
