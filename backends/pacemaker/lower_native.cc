// `native pacemaker { … }`: what no schema knows, passed through.
//
//   on a resource, service, node or fence device      on the cluster
//     meta { "vendor-hint" = "x" }                      properties { "x" = "y" }
//     params { unmanaged = 1 }                          rsc_defaults { "x" = "y" }
//     utilization { cpu = 2 }                           op_defaults { "x" = "y" }
// On a node `params` are the node's attributes.

#include <algorithm>

#include "backends/pacemaker/lower.h"
#include "backends/pacemaker/native_xml.h"
#include "compiler/diag/managers_codes.h"

namespace hale::pacemaker {

namespace {

void put_all(Lowering& l, const model::Block& block, std::vector<NvSet>& sets, const std::string& owner,
             std::string_view suffix) {
    for (const model::Attribute& a : block.attributes) {
        if (auto text = l.speller.spell(a.value, a.name)) l.put(sets, owner, suffix, a.name, *text, a.origin);
    }
    for (const model::Block& child : block.children) {
        l.sink.report(diag::BadNativePacemaker, l.span(child.origin), child.name)
            .help("`{}` takes names and values", block.name);
    }
}

/// `resources { … }`: elements of a section that hale has no word for, at its end.
bool add_raw_items(Lowering& l, const model::Block& block) {
    const auto name = std::find(kSectionNames.begin(), kSectionNames.end(), block.name);
    if (name == kSectionNames.end() || !block.attributes.empty()) return false;
    Section& section = l.document.sections[static_cast<std::size_t>(name - kSectionNames.begin())];
    for (const model::Block& child : block.children) section.extra.children.push_back(lower_xml(l, child));
    return true;
}

void report_attributes(Lowering& l, const model::Block& body, std::string_view known) {
    for (const model::Attribute& a : body.attributes) {
        l.sink.report(diag::BadNativePacemaker, l.span(a.origin), a.name).help("put it into {}", known);
    }
}

}  // namespace

void lower_natives(Lowering& l, const std::vector<model::Native>& natives, const std::string& owner, Sets& sets) {
    constexpr std::string_view kKnown = "`meta { … }`, `params { … }` or `utilization { … }`";
    for (const model::Native& native : natives) {
        if (native.manager != "pacemaker") continue;
        report_attributes(l, native.body, kKnown);
        for (const model::Block& block : native.body.children) {
            if (block.name == "meta") {
                put_all(l, block, sets.meta, owner, "meta");
            } else if (block.name == "params") {
                put_all(l, block, sets.instance, owner, "params");
            } else if (block.name == "utilization") {
                put_all(l, block, sets.utilization, owner, "utilization");
            } else {
                l.sink.report(diag::BadNativePacemaker, l.span(block.origin), block.name).help("write {}", kKnown);
            }
        }
    }
}

void lower_cluster_natives(Lowering& l) {
    constexpr std::string_view kKnown = "`properties { … }`, `rsc_defaults { … }` or `op_defaults { … }`";
    for (const model::Native& native : l.cluster.natives) {
        if (native.manager != "pacemaker") continue;
        report_attributes(l, native.body, kKnown);
        for (const model::Block& block : native.body.children) {
            if (block.name == "properties") {
                put_all(l, block, l.document.crm_config, "cluster", "options");
            } else if (block.name == "rsc_defaults") {
                put_all(l, block, l.document.rsc_defaults, "resource", "defaults");
            } else if (block.name == "op_defaults") {
                put_all(l, block, l.document.op_defaults, "operation", "defaults");
            } else if (!add_raw_items(l, block)) {
                l.sink.report(diag::BadNativePacemaker, l.span(block.origin), block.name).help("write {}", kKnown);
            }
        }
    }
}

}  // namespace hale::pacemaker
