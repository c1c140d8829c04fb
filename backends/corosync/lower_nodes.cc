// The nodelist section.

#include <algorithm>
#include <array>
#include <set>

#include "backends/corosync/lower_internal.h"
#include "compiler/diag/managers_codes.h"
#include "compiler/support/breakage.h"

namespace hale::corosync {

using model::Attribute;
using model::Node;

namespace {

constexpr std::size_t kLinks = 8;  // knet's limit (corosync.conf(5), link_mode)

struct Address {
    std::string text;
    model::OriginId origin;
};
using Links = std::array<std::optional<Address>, kLinks>;

const Attribute* find(const Node& node, std::string_view name) {
    const auto it = std::find_if(node.attributes.begin(), node.attributes.end(),
                                 [&](const Attribute& a) { return a.name == name && a.value; });
    return it == node.attributes.end() ? nullptr : &*it;
}

std::string ring(std::size_t link) { return "ring" + std::to_string(link) + "_addr"; }

void put(const Lowering& l, const Node& node, Links& links, std::size_t link, Address address) {
    if (links[link]) {
        l.sink()
            .report(diag::LinkSaidTwice, l.span(address.origin), link, node.name)
            .label(l.span(links[link]->origin), "the other one is here");
        return;
    }
    links[link] = std::move(address);
}

Links links_of(const Lowering& l, const Node& node) {
    Links links;
    if (const Attribute* list = find(node, "addresses")) {
        for (std::size_t i = 0; i < list->value.items.size(); ++i) {
            const model::Value& item = list->value.items[i];
            if (i == kLinks) {
                l.sink().report(diag::TooManyLinks, l.span(item.origin), node.name, list->value.items.size(), kLinks);
                break;
            }
            links[i] = Address{item.text, item.origin ? item.origin : list->origin};
        }
    }
    for (std::size_t i = 0; i < kLinks; ++i) {
        if (const Attribute* one = find(node, ring(i))) put(l, node, links, i, {one->value.text, one->origin});
    }
    if (!links[0]) links[0] = Address{node.name, node.origin};
    for (const model::Block& block : node.blocks) {
        const Attribute* name = block.name == "altname" ? block.find("name") : nullptr;
        if (name == nullptr || !name->value) continue;
        const auto free = std::find_if(links.begin(), links.end(), [](const auto& link) { return !link; });
        if (free == links.end()) continue;
        *free = Address{name->value.text, name->origin};
    }
    return links;
}

std::string in_words(const Links& links) {
    std::string out;
    std::size_t count = 0;
    for (std::size_t i = 0; i < kLinks; ++i) {
        if (!links[i]) continue;
        out += (out.empty() ? "" : ", ") + std::to_string(i);
        ++count;
    }
    return (count == 1 ? "link " : "links ") + out;
}

/// corosync refuses nodes with unequal numbers of links, and several links without knet.
void check_links(const Lowering& l, const std::vector<Links>& all) {
    const std::string used = transport(l.cluster);
    for (std::size_t i = 0; i < all.size(); ++i) {
        const Node& node = l.cluster.nodes[i];
        const auto count =
            std::count_if(all[i].begin(), all[i].end(), [](const auto& link) { return link.has_value(); });
        if (used != "knet" && HALE_BREAK("corosync.one-link", count > 1, false)) {
            l.sink()
                .report(diag::OneLinkOnly, l.span(node.origin), used, node.name, count)
                .help("write `transport = knet` in totem, or leave one address");
            return;
        }
        const bool equal = std::equal(all[i].begin(), all[i].end(), all[0].begin(),
                                      [](const auto& a, const auto& b) { return a.has_value() == b.has_value(); });
        if (HALE_BREAK("corosync.unequal-links", equal, true)) continue;
        const Node& first = l.cluster.nodes[0];
        l.sink()
            .report(diag::LinksDiffer, l.span(node.origin), node.name, in_words(all[i]), first.name, in_words(all[0]))
            .label(l.span(first.origin), "{}", in_words(all[0]))
            .help("every node needs an address on every link");
    }
}

/// Numbers for the nodes that have none: free ones in written order.
class Numbers {
public:
    explicit Numbers(const model::Cluster& cluster) {
        for (const Node& node : cluster.nodes) {
            if (node.id) taken_.insert(*node.id);
        }
    }
    std::int64_t next() {
        while (!taken_.insert(++last_).second) {
        }
        return last_;
    }

private:
    std::set<std::int64_t> taken_;
    std::int64_t last_ = 0;
};

bool automatic(const Lowering& l) {
    const Attribute* said = find_attribute(l.cluster, "totem", "nodeids");
    return said != nullptr && said->value.text == "automatic";
}

void number(const Lowering& l, const Node& node, Numbers& numbers, Item& section) {
    if (node.id) {
        section.set("nodeid", std::to_string(*node.id), node.id.origin);
    } else if (!automatic(l)) {
        const std::int64_t id = numbers.next();
        l.sink()
            .report(diag::CorosyncIdAssigned, l.span(node.origin), node.name, id)
            .notes(l.speller.origins().iterations(node.origin))
            .help("write `id = {}`, so that it stays when nodes are added or removed", id);
        section.set("nodeid", std::to_string(id), node.origin);
    } else if (transport(l.cluster) == "knet") {
        l.sink().report(diag::KnetNeedsIds, l.span(node.origin), node.name).help("add `id = …` to the node");
    }
}

void rest(const Lowering& l, const Node& node, Item& section) {
    if (const Attribute* votes = find(node, "votes")) {
        if (auto text = l.speller.spell(votes->value, "votes")) section.set("quorum_votes", *text, votes->origin);
    }
    if (const Attribute* weight = find(node, "weight")) {
        l.sink().report(diag::AttributeIgnored, l.span(weight->origin), "corosync", "weight", "node",
                        "it does not hand options to DLM; set them in dlm.conf");
    }
    for (const model::Block& block : node.blocks) {
        const schema::Mapping& mapping = block.kind->mapping("corosync");
        Item ignored = Item::section({});
        if (mapping.declared && !mapping.none) l.sections.attributes(*block.kind, block.attributes, ignored);
        if (mapping.none) l.sections.refuse(block);
    }
    for (const model::Native& native : node.natives) {
        if (native.manager == "corosync") l.sections.native(native.body, section, "nodelist.node");
    }
}

}  // namespace

void lower_nodes(const Lowering& l) {
    if (l.cluster.nodes.empty()) return;
    std::vector<Links> all;
    for (const Node& node : l.cluster.nodes) all.push_back(links_of(l, node));
    check_links(l, all);
    Item& list = l.document.section_at("nodelist", l.cluster.origin);
    Numbers numbers(l.cluster);
    for (std::size_t n = 0; n < all.size(); ++n) {
        const Node& node = l.cluster.nodes[n];
        Item section = Item::section("node", node.origin);
        for (std::size_t i = 0; i < kLinks; ++i) {
            if (all[n][i]) section.set(ring(i), all[n][i]->text, all[n][i]->origin);
        }
        const Attribute* name = find(node, "name");
        const std::string& text = name == nullptr ? node.name : name->value.text;
        if (!text.empty()) section.set("name", text, name == nullptr ? node.origin : name->origin);
        number(l, node, numbers, section);
        rest(l, node, section);
        list.items.push_back(std::move(section));
    }
}

}  // namespace hale::corosync
