// Addresses of nodes: two nodes with one address are one node to corosync, and one link cannot have IPv4 and IPv6.

#include <map>

#include "compiler/diag/danger_codes.h"
#include "compiler/lint/rules.h"
#include "compiler/value/address.h"
#include "compiler/value/normal.h"

namespace hale::lint {

namespace {

struct Said {
    std::string text;
    int link = 0;
    model::OriginId origin;
};

/// The addresses of a node with the links they are for.
std::vector<Said> addresses_of(const model::Node& node) {
    std::vector<Said> out;
    for (const model::Attribute& a : node.attributes) {
        if (a.name == "addresses") {
            for (std::size_t i = 0; i < a.value.items.size(); ++i) {
                out.push_back({text_of(a.value.items[i]), static_cast<int>(i), a.origin});
            }
        } else if (a.name.size() == 10 && a.name.rfind("ring", 0) == 0 && a.name.ends_with("_addr")) {
            out.push_back({text_of(a.value), a.name[4] - '0', a.origin});
        }
    }
    for (const model::Block& block : node.blocks) {
        const model::Attribute* name = block.name == "altname" ? block.find("name") : nullptr;
        if (name != nullptr) out.push_back({text_of(name->value), 1, name->origin});
    }
    return out;
}

struct Owner {
    const model::Node* node;
    Said said;
};

}  // namespace

void node_addresses(const Facts& facts, diag::Sink& sink) {
    std::map<std::string, Owner> owners;
    std::map<int, std::pair<Owner, bool>> families;  // the first address of a link, and whether it is IPv6
    std::map<int, bool> mixed;
    for (const model::Node& node : facts.cluster.nodes) {
        for (const Said& said : addresses_of(node)) {
            if (said.text.empty()) continue;
            const auto [it, fresh] = owners.try_emplace(model::normal_address(said.text), Owner{&node, said});
            if (!fresh) {
                sink.report(diag::SameNodeAddress, facts.span(said.origin), it->second.node->name, node.name, said.text)
                    .notes(facts.iterations(said.origin))
                    .label(facts.span(it->second.said.origin), "the first one")
                    .help("give each node, and each of its links, an address of its own");
                continue;
            }
            std::string why;
            const auto address = model::parse_address(said.text, why);
            if (!address) continue;
            const auto family = families.try_emplace(said.link, Owner{&node, said}, address->v6).first;
            if (family->second.second == address->v6 || mixed[said.link]) continue;
            mixed[said.link] = true;
            const Owner& first = family->second.first;
            sink.report(diag::MixedFamilies, facts.span(said.origin), said.link, first.said.text, first.node->name,
                        said.text, node.name)
                .notes(facts.iterations(said.origin))
                .label(facts.span(first.said.origin), "the other family")
                .help("use one family on a link; a second link may have the other");
        }
    }
}

}  // namespace hale::lint
