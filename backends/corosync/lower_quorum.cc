// The quorum section and the quorum device in it.

#include "backends/corosync/lower_internal.h"
#include "compiler/diag/managers_codes.h"
#include "compiler/support/breakage.h"

namespace hale::corosync {

using model::Attribute;

namespace {

bool is_set(const Item& section, std::string_view name) {
    const Item* key = section.find_key(name);
    return key != nullptr && key->value != "0";
}

void provider(const Lowering& l, Item& quorum) {
    const Attribute* said = find_attribute(l.cluster, "quorum", "provider");
    if (said == nullptr) {
        quorum.set("provider", "corosync_votequorum", quorum.origin);
    } else if (said->value.text != "none") {
        quorum.set("provider", said->value.text, said->origin);
    }
}

/// cman says `two_node="1" expected_votes="1"`; with votequorum the votes are those of both nodes.
model::Block without_cmans_votes(const Lowering& l, const model::Block& block) {
    model::Block out = block;
    const Attribute* two = block.find("two_node");
    const Attribute* votes = block.find("expected_votes");
    const bool cman = two != nullptr && votes != nullptr && two->value.number == 1 && votes->value.number == 1;
    std::erase_if(out.attributes, [&](const Attribute& a) {
        return a.name == "provider" || (cman && a.name == "expected_votes" && !l.cluster.nodes.empty());
    });
    return out;
}

/// What votequorum and corosync-qdevice refuse or switch off (votequorum(5), corosync-qdevice(8)).
void check_device(const Lowering& l, const Item& quorum) {
    const Item* device = quorum.find_section("device");
    if (device == nullptr) return;
    if (HALE_BREAK("corosync.device-and-two", is_set(quorum, "two_node"), false)) {
        l.sink()
            .report(diag::TwoNodeWithDevice, l.span(quorum.find_key("two_node")->origin))
            .label(l.span(device->origin), "the device is here")
            .help("leave `two_node` out: the device decides which node goes on");
    }
    for (const std::string_view name : {"last_man_standing", "auto_tie_breaker"}) {
        if (!is_set(quorum, name)) continue;
        l.sink()
            .report(diag::DeviceDisabled, l.span(quorum.find_key(name)->origin), name)
            .label(l.span(device->origin), "the device is here");
    }
    const Item* net = device->find_section("net");
    const Item* algorithm = net == nullptr ? nullptr : net->find_key("algorithm");
    const Item* votes = device->find_key("votes");
    const source::Span where = l.span(votes != nullptr ? votes->origin : device->origin);
    if (algorithm == nullptr) return;
    if (algorithm->value == "ffsplit" &&
        (votes == nullptr || HALE_BREAK("corosync.ffsplit-votes", votes->value != "1", false))) {
        l.sink()
            .report(diag::DeviceVotes, where, "ffsplit", "exactly one vote for the device")
            .help("write `votes = 1`");
    }
    if (algorithm->value == "lms" && votes != nullptr) {
        l.sink()
            .report(diag::DeviceVotes, where, "lms", "as many votes as the nodes have, less one")
            .help("leave `votes` out");
    }
}

/// Two nodes of one vote each: without two_node neither could go on alone. As for cman, it is what nothing said means.
void two_node(const Lowering& l, Item& quorum) {
    if (find_attribute(l.cluster, "quorum", "two_node") != nullptr || quorum.find_key("provider") == nullptr) return;
    for (const std::string_view other : {"two_node", "expected_votes", "auto_tie_breaker", "last_man_standing"}) {
        if (quorum.find_key(other) != nullptr) return;
    }
    if (HALE_BREAK("corosync.two-node", is_pair(l.document), false) && quorum.find_section("device") == nullptr)
        quorum.set("two_node", "1", quorum.origin);
}

}  // namespace

bool lower_special(const backends::Speller& speller, const model::Block& block, Item& into) {
    if (block.name == "multicast") return true;  // to totem: lower_totem.cc
    if (block.name != "heuristic" || block.kind == nullptr) return false;
    const Attribute* program = block.find("program");
    if (program == nullptr || !program->value) return true;
    for (const Attribute& a : block.attributes) {
        if (a.name != "program") to_manager(speller, *block.kind, block.kind->mapping("corosync"), a);  // reports
    }
    into.section_at("heuristics", block.origin).set("exec_" + block.label(), program->value.text, program->origin);
    return true;
}

bool is_pair(const Document& document) {
    const Item* list = document.find_section("nodelist");
    if (list == nullptr) return false;
    std::size_t nodes = 0;
    for (const Item& item : list->items) {
        if (!item.is_section() || item.name != "node") continue;
        const Item* votes = item.find_key("quorum_votes");
        if (votes != nullptr && votes->value != "1") return false;
        ++nodes;
    }
    return nodes == 2;
}

void lower_quorum(const Lowering& l) {
    Item quorum = Item::section("quorum", l.cluster.origin);
    for (const model::Block& block : l.cluster.constructs) {
        if (block.name == "quorum") quorum.origin = block.origin;
    }
    provider(l, quorum);
    for (const model::Block& block : l.cluster.constructs) {
        if (block.name == "quorum") l.sections.contents(without_cmans_votes(l, block), quorum, "quorum");
    }
    two_node(l, quorum);
    check_device(l, quorum);
    if (!quorum.items.empty()) l.document.items.push_back(std::move(quorum));
}

}  // namespace hale::corosync
