#include "tests/models/model_builder.h"

#include "compiler/order/order.h"

namespace hale::test {

using model::Value;

namespace {

using Kinds = std::map<std::string, schema::Kind>;

schema::Attribute attribute(const std::string& name, const std::string& inherit = {}) {
    schema::Attribute a;
    a.name = name;
    a.inherit = inherit;
    return a;
}

schema::MapRow rename(const std::string& from, const std::string& to) {
    schema::MapRow row;
    row.attribute = from;
    row.target = to;
    return row;
}

schema::Operation op(const std::string& name, std::int64_t interval, std::int64_t timeout, int depth = 0) {
    schema::Operation o;
    o.name = name;
    o.interval = interval * 1000;
    o.timeout = timeout * 1000;
    o.depth = depth;
    return o;
}

schema::Kind agent(const std::string& name, const std::string& ra, const std::vector<std::string>& attributes) {
    schema::Kind k;
    k.name = name;
    k.primary = "name";
    k.attributes.push_back(attribute("name"));
    for (const std::string& a : attributes) k.attributes.push_back(attribute(a));
    k.pacemaker.declared = true;
    k.pacemaker.type = ra;
    k.operations = {op("start", 0, 60), op("stop", 0, 30), op("monitor", 30, 10)};
    return k;
}

/// fs, ip and the others of rgmanager's service, with their levels.
Kinds make_kinds() {
    Kinds kinds;
    schema::Kind service;
    service.name = "service";
    service.primary = "name";
    service.container = true;
    service.attributes = {attribute("name")};
    service.pacemaker.none = true;
    service.pacemaker.strategy = "transparent";
    service.children = {{"lvm", 1, 9, false, 0},   {"fs", 2, 8, false, 0},        {"clusterfs", 3, 7, false, 0},
                        {"netfs", 4, 6, false, 0}, {"nfsexport", 5, 5, false, 0}, {"nfsclient", 6, 4, false, 0},
                        {"ip", 7, 2, false, 0},    {"smb", 8, 3, false, 0},       {"script", 9, 1, false, 0}};
    kinds["service"] = service;

    const std::vector<schema::Child> on_fs = {
        {"fs", 1, 3, false, 0}, {"clusterfs", 1, 3, false, 0}, {"nfsexport", 3, 1, false, 0}};
    kinds["fs"] = agent("fs", "ocf:heartbeat:Filesystem", {"device", "mountpoint", "fstype"});
    kinds["fs"].children = on_fs;
    kinds["fs"].operations = {op("start", 0, 900), op("stop", 0, 30), op("monitor", 60, 10), op("monitor", 30, 30, 10),
                              op("monitor", 60, 30, 20)};
    kinds["clusterfs"] = kinds["fs"];
    kinds["clusterfs"].name = "clusterfs";
    kinds["clusterfs"].pacemaker.sharing = "clone";
    for (const char* name : {"fs", "clusterfs"}) kinds[name].pacemaker.rows = {rename("mountpoint", "directory")};

    kinds["lvm"] = agent("lvm", "ocf:heartbeat:LVM-activate", {"vg_name"});
    kinds["lvm"].pacemaker.rows = {rename("vg_name", "vgname")};
    kinds["netfs"] = agent("netfs", "ocf:heartbeat:Filesystem", {"host", "export", "mountpoint", "fstype"});
    kinds["netfs"].pacemaker.rows = {rename("mountpoint", "directory")};
    kinds["netfs"].pacemaker.strategy = "netfs";

    kinds["nfsexport"] = agent("nfsexport", "", {});
    kinds["nfsexport"].attributes.push_back(attribute("path", "mountpoint"));
    kinds["nfsexport"].children = {{"nfsexport", 0, 0, true, 0}, {"nfsclient", 0, 0, false, 0}};
    kinds["nfsexport"].pacemaker.none = true;
    kinds["nfsexport"].pacemaker.strategy = "transparent";
    kinds["nfsexport"].pacemaker.reason = "it only sees to it that the NFS daemons run";
    kinds["nfsexport"].pacemaker.stand_in = "one exportfs for every nfsclient inside";
    kinds["nfsclient"] = agent("nfsclient", "ocf:heartbeat:exportfs", {"target", "options"});
    kinds["nfsclient"].attributes.push_back(attribute("path", "path"));
    kinds["nfsclient"].pacemaker.rows = {rename("target", "clientspec"), rename("path", "directory")};
    kinds["nfsclient"].pacemaker.sharing = "copy";

    kinds["ip"] = agent("ip", "ocf:heartbeat:IPaddr2", {"address"});
    kinds["ip"].primary = "address";
    kinds["ip"].operations = {op("start", 0, 20), op("stop", 0, 20), op("monitor", 20, 10), op("monitor", 60, 20, 10)};
    schema::MapRow split = rename("address", "ip");
    split.op = schema::MapRow::Op::Split;
    split.target2 = "cidr_netmask";
    split.value = "/";
    kinds["ip"].pacemaker.rows = {split};
    kinds["smb"] = agent("smb", "ocf:pacemaker:Dummy", {});
    kinds["apache"] = agent("apache", "ocf:heartbeat:apache", {"config_file"});

    kinds["script"] = agent("script", "", {"file"});
    kinds["script"].pacemaker.strategy = "script";
    kinds["script"].pacemaker.sharing = "clone";
    kinds["script"].operations = {op("start", 0, 0), op("stop", 0, 0), op("monitor", 30, 0)};

    kinds["vm"] = agent("vm", "ocf:heartbeat:VirtualDomain", {"xml"});
    kinds["vm"].container = true;
    kinds["vm"].operations.push_back(op("migrate", 0, 600));
    kinds["vm"].pacemaker.rows = {rename("xml", "config")};

    for (const char* name : {"fence_ipmilan", "fence_apc", "fence_xvm", "fence_scsi"}) {
        schema::Kind& fence = kinds[name] = agent(name, std::string("stonith:") + name, {"ip", "port", "action"});
        fence.cls = schema::KindClass::FenceAgent;
        fence.primary.clear();
        fence.operations.clear();
        fence.plug = {"port"};
    }
    kinds["fence_ipmilan"].plug.clear();
    return kinds;
}

}  // namespace

const schema::Kind& ModelBuilder::kind(const std::string& name) {
    static const Kinds kinds = make_kinds();
    return kinds.at(name);
}

model::Attribute ModelBuilder::text(const std::string& name, const std::string& value) {
    return {name, Value::string(value), {}};
}

ModelBuilder::ModelBuilder(const std::vector<std::string>& nodes) {
    model_.clusters.emplace_back();
    cluster().name = "c";
    model::FenceDevice device;
    device.name = "ipmi";
    device.agent = &kind("fence_ipmilan");
    device.attributes = {text("login", "ha")};
    cluster().fence_devices.push_back(std::move(device));
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        model::Node node;
        node.name = nodes[i];
        node.id.value = static_cast<std::int64_t>(i) + 1;
        node.levels = {
            {"power", {{model::FenceDeviceId(0), {text("ip", "10.9.0." + std::to_string(i + 11))}, {}}}, {}}};
        cluster().nodes.push_back(std::move(node));
    }
}

model::ResourceId ModelBuilder::resource(const std::string& name, const std::string& label, const Texts& texts) {
    model::Resource r;
    r.kind = &kind(name);
    r.label = label;
    if (!r.kind->primary.empty()) r.attributes.push_back(text(r.kind->primary, label));
    for (const auto& [attribute, value] : texts) r.attributes.push_back(text(attribute, value));
    cluster().resources.push_back(std::move(r));
    return model::ResourceId(cluster().resources.size() - 1);
}

model::UseId ModelBuilder::place(model::ResourceId id, model::ServiceId service, model::UseId parent) {
    model::Use use;
    use.resource = id;
    use.service = service;
    use.parent = parent;
    cluster().uses.push_back(std::move(use));
    const model::UseId place(cluster().uses.size() - 1);
    cluster().resources[id.index].uses.push_back(place);
    if (parent) cluster().at(parent).children.push_back(place);
    return place;
}

model::UseId ModelBuilder::service(const std::string& label, const std::string& name) {
    const model::ServiceId id(cluster().services.size());
    const model::UseId root = place(resource(name, label, {}), id, {});
    cluster().services.emplace_back().root = root;
    return root;
}

model::UseId ModelBuilder::add(model::UseId parent, const std::string& name, const std::string& label,
                               const Texts& texts) {
    return place(resource(name, label, texts), cluster().at(parent).service, parent);
}

model::ResourceId ModelBuilder::shared(const std::string& name, const std::string& label, const Texts& texts) {
    const model::ResourceId id = resource(name, label, texts);
    cluster().resources[id.index].shared = true;
    return id;
}

model::UseId ModelBuilder::use(model::UseId parent, model::ResourceId id) {
    const model::UseId place_id = place(id, cluster().at(parent).service, parent);
    cluster().at(place_id).is_reference = true;
    return place_id;
}

void ModelBuilder::relate(model::UseId from, model::RelationKind relation, model::UseId to, bool hard) {
    model::Relation r;
    r.kind = relation;
    r.hard = hard;
    r.target.kind = model::ValueKind::Ref;
    r.target.text = cluster().resource_of(to).label;
    r.target.entity = {model::EntityKind::Service, cluster().at(to).service.index, 0};
    policy(from).relations.push_back(std::move(r));
}

model::DomainId ModelBuilder::domain(const std::string& name, const std::vector<std::size_t>& nodes, bool ordered,
                                     bool restricted, bool failback) {
    model::Domain d;
    d.name = name;
    for (const std::size_t n : nodes) {
        d.members.emplace_back(n);
        d.priorities.push_back(static_cast<std::int64_t>(d.members.size()));
    }
    d.ordered = ordered;
    d.restricted = restricted;
    d.failback = failback;
    cluster().domains.push_back(std::move(d));
    return model::DomainId(cluster().domains.size() - 1);
}

void ModelBuilder::finish() {
    for (std::size_t i = 0; i < cluster().uses.size(); ++i) {  // parents come before their children
        model::Use& use = cluster().uses[i];
        for (const schema::Attribute& a : cluster().at(use.resource).kind->attributes) {
            if (a.inherit.empty() || !use.parent || cluster().at(use.resource).find(a.name) != nullptr) continue;
            const Value* value = cluster().effective(use.parent, a.inherit);
            if (value != nullptr) use.inherited.push_back({a.name, *value, {}});
        }
    }
    order::compute(cluster());
}

}  // namespace hale::test
