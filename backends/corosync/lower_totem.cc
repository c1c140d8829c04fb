// The totem section: what the cluster says of it, and what cman's words in the quorum block mean for it.

#include "backends/corosync/lower_internal.h"
#include "compiler/diag/managers_codes.h"

namespace hale::corosync {

using model::Attribute;

namespace {

void identity(const Lowering& l, Item& totem) {
    totem.set("version", "2");
    const Attribute* name = find_attribute(l.cluster, "totem", "cluster_name");
    const std::string text = name == nullptr ? l.cluster.name : name->value.text;
    if (!text.empty()) totem.set("cluster_name", text, name == nullptr ? l.cluster.origin : name->origin);
    if (l.options.config_version) {
        totem.set("config_version", std::to_string(*l.options.config_version));
    } else if (l.cluster.config_version) {
        totem.set("config_version", std::to_string(*l.cluster.config_version), l.cluster.config_version.origin);
    }
}

Item& first_link(Item& totem, model::OriginId from) {
    for (Item& item : totem.items) {
        if (!item.is_section() || item.name != "interface") continue;
        const Item* number = item.find_key("linknumber");
        if (number == nullptr || number->value == "0") return item;
    }
    totem.items.push_back(Item::section("interface", from));
    totem.items.back().set("linknumber", "0", from);
    return totem.items.back();
}

void set_for_link(const Lowering& l, Item& totem, const Attribute* said, std::string_view key) {
    if (said == nullptr) return;
    Item& link = first_link(totem, said->origin);
    if (link.find_key(key) != nullptr) return;
    if (auto text = l.speller.spell(said->value, said->name)) link.set(key, std::move(*text), said->origin);
}

/// The multicast address, in the quorum block or beside it.
const Attribute* multicast(const model::Cluster& cluster) {
    for (const model::Block& block : cluster.constructs) {
        if (block.name == "multicast") return block.find("addr");
        if (block.name != "quorum") continue;
        for (const model::Block& inner : block.children) {
            if (inner.name == "multicast") return inner.find("addr");
        }
    }
    return nullptr;
}

void words_of_cman(const Lowering& l, Item& totem) {
    const auto quorum = [&](std::string_view name) { return find_attribute(l.cluster, "quorum", name); };
    const Attribute* said = quorum("transport");
    if (said != nullptr && totem.find_key("transport") == nullptr) {
        totem.set("transport", transport(l.cluster), said->origin);
        if (said->value.text == "udpb") first_link(totem, said->origin).set("broadcast", "yes", said->origin);
    }
    set_for_link(l, totem, multicast(l.cluster), "mcastaddr");
    set_for_link(l, totem, quorum("port"), "mcastport");
    set_for_link(l, totem, quorum("broadcast"), "broadcast");
    const Attribute* key = quorum("keyfile");
    if (key != nullptr && totem.find_key("keyfile") == nullptr) totem.set("keyfile", key->value.text, key->origin);
}

void check_crypto(const Lowering& l, const Item& totem) {
    const std::string used = transport(l.cluster);
    const auto on = [&](std::string_view name) {
        const Item* key = totem.find_key(name);
        return key != nullptr && key->value != "none" && key->value != "off" && key->value != "no" ? key : nullptr;
    };
    const Item* cipher = on("crypto_cipher");
    const Item* hash = on("crypto_hash");
    const Item* secauth = on("secauth");
    if (cipher != nullptr && hash == nullptr && secauth == nullptr) {
        l.sink()
            .report(diag::CipherNeedsHash, l.span(cipher->origin), cipher->value)
            .help("add `crypto_hash = sha256`");
    }
    for (const Item* key : {cipher, hash, secauth}) {
        if (key == nullptr || used == "knet") continue;
        l.sink().report(diag::CryptoNeedsKnet, l.span(key->origin), key->name, used).help("write `transport = knet`");
        return;
    }
}

}  // namespace

void lower_totem(const Lowering& l) {
    Item& totem = l.document.section_at("totem", l.cluster.origin);
    identity(l, totem);
    for (const model::Block& block : l.cluster.constructs) {
        if (block.name != "totem") continue;
        totem.origin = block.origin;
        l.sections.contents(block, totem, "totem");
    }
    words_of_cman(l, totem);
    check_crypto(l, totem);
}

}  // namespace hale::corosync
