#pragma once
// A CIB as what it means, for comparing two of them: templates and id-refs are resolved, ids of sets and pairs, order,
// comments and spelling do not count, and what is written although it is the default is not there.

#include <map>
#include <string>
#include <vector>

#include "backends/common/flat.h"
#include "compiler/xml/tree.h"

namespace hale::pacemaker {

/// A primitive, group, clone or bundle.
struct ViewUnit {
    std::string id;
    std::string kind;  // primitive, group, clone (a promotable one too), bundle
    std::string spec;  // primitive: `ocf:heartbeat:IPaddr2`, `stonith:fence_ipmilan`
    backends::Settings params, meta, operations, utilization;
    backends::Settings own;  // bundle: container, network, storage
    std::vector<std::string> members;
    std::string parent;  // empty: stands at the top
    source::Span span;
};

/// "`then` waits for `first`": what restarts with it. From groups and mandatory, symmetrical orders.
struct ViewOrder {
    std::string first, then;  // primitives
};

struct CibView {
    std::map<std::string, ViewUnit, std::less<>> units;
    std::vector<std::string> written;  // ids in the order of the file, containers before their members
    std::vector<ViewOrder> orders;
    backends::Settings options;   // cluster options
    backends::Settings settings;  // nodes, constraints, defaults, fencing levels, tags, tickets, ACLs, alerts
    backends::Settings runtime;   // what the cluster itself writes among the options: dc-version …
    std::map<std::string, source::Span> nodes;
    std::vector<std::string> bans;  // constraints that a tool left behind: `cli-ban-…`, `cli-prefer-…`
    std::string epochs;             // `admin_epoch.epoch`
    bool has_status = false;

    /// The primitives in a unit, itself when it is one, in order.
    std::vector<std::string> primitives(std::string_view id) const;
    /// The outermost unit that it stands in.
    const ViewUnit* top(std::string_view id) const;
    /// A resource is switched off by its own or an enclosing `target-role`.
    bool stopped(std::string_view id) const;
};

CibView view(const xml::Node& cib);

/// Milliseconds of `20`, `20s`, `20000ms`, `PT20S`; -1 when it is no such text.
std::int64_t milliseconds(std::string_view text);

}  // namespace hale::pacemaker
