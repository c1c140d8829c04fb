#include "backends/corosync/raise.h"

#include <algorithm>
#include <array>
#include <unordered_map>

#include "backends/conf/lower.h"
#include "backends/conf/raise.h"
#include "backends/corosync/lower.h"
#include "compiler/diag/import_codes.h"
#include "compiler/value/literal.h"

namespace hale::corosync {

using block::Block;
using model::Value;

namespace {

/// The document with sections of one path put together, as corosync reads them.
Item merged(const Item& from, const std::string& path) {
    Item out = from;
    out.items.clear();
    std::unordered_map<std::string, std::size_t> seen;
    for (const Item& item : from.items) {
        if (!item.is_section()) {
            out.items.push_back(item);
            continue;
        }
        const std::string own = conf::join_path(path, item.name);
        const auto [at, first] = seen.emplace(item.name, out.items.size());
        if (first || is_repeated(own)) {
            out.items.push_back(item);
        } else {
            auto& into = out.items[at->second].items;
            into.insert(into.end(), item.items.begin(), item.items.end());
        }
    }
    for (Item& item : out.items) {
        if (item.is_section()) item = merged(item, conf::join_path(path, item.name));
    }
    return out;
}

/// Other spellings: `ringnumber` of an interface is its linknumber, and each `exec_NAME` of the heuristics stands as a
/// section of its own, with NAME as its value, for the construct `heuristic`.
void prepare(Item& document) {
    if (Item* totem = document.find_section("totem")) {
        for (Item& link : totem->items) {
            if (!link.is_section() || link.name != "interface" || link.find_key("linknumber") != nullptr) continue;
            for (Item& key : link.items) {
                if (key.is_key() && key.name == "ringnumber") key.name = "linknumber";
            }
        }
    }
    Item* quorum = document.find_section("quorum");
    Item* device = quorum == nullptr ? nullptr : quorum->find_section("device");
    Item* heuristics = device == nullptr ? nullptr : device->find_section("heuristics");
    if (heuristics == nullptr) return;
    std::vector<Item> made, kept;
    for (Item& item : heuristics->items) {
        if (!item.is_key() || !item.name.starts_with("exec_") || item.name.size() == 5) {
            kept.push_back(std::move(item));
            continue;
        }
        Item section = Item::section("(heuristics.exec_)");
        section.value = item.name.substr(5);
        section.span = item.span;
        section.name_span = item.name_span;
        item.name = "program";
        const auto twin =
            std::find_if(made.begin(), made.end(), [&](const Item& m) { return m.value == section.value; });
        section.items.push_back(std::move(item));
        if (twin == made.end()) {
            made.push_back(std::move(section));
        } else {
            *twin = std::move(section);
        }
    }
    heuristics->items = std::move(kept);
    device->items.insert(device->items.end(), std::make_move_iterator(made.begin()),
                         std::make_move_iterator(made.end()));
}

class Raiser {
public:
    Raiser(const Document& document, schema::Library& library, model::OriginTable& origins, diag::Sink& sink)
        : document_(merged(document, {})), raise_(library, origins, spelling(), sink), sink_(sink) {
        prepare(document_);
    }

    Block run() {
        cluster_ = raise_.block("cluster", document_);
        cluster_.name_span = {document_.span.file, document_.span.begin, document_.span.begin};
        name();
        raise_.set(cluster_, "targets", Value::word("corosync"), cluster_.name_span, cluster_.name_span);
        for (const Item& item : document_.items) item_of_document(item);
        if (document_.find_section("totem") == nullptr) totem(Item::section("totem"));
        if (document_.find_section("quorum") == nullptr) quorum(Item::section("quorum"));
        cluster_.comments.insert(cluster_.comments.end(), comments_.begin(), comments_.end());
        if (!native_.attrs.empty() || !native_.children.empty()) {
            raise_.label(native_, "corosync", cluster_.name_span);
            cluster_.children.push_back(std::move(native_));
        }
        return std::move(cluster_);
    }

private:
    const Item* key(std::string_view section, std::string_view name) const {
        const Item* found = document_.find_section(section);
        return found == nullptr ? nullptr : found->find_key(name);
    }

    void name() {
        const Item* said = key("totem", "cluster_name");
        raise_.label(cluster_, said == nullptr ? "cluster" : said->value,
                     said == nullptr ? cluster_.name_span : said->value_span);
        native_.name = "native";
        native_.name_span = cluster_.name_span;
        native_.origin = cluster_.origin;
    }

    void item_of_document(const Item& item) {
        if (item.kind == Item::Kind::Comment) {
            if (!item.value.empty()) comments_.push_back(raise_.comment_text(item));
        } else if (item.is_key()) {
            unknown(item);
        } else if (item.name == "totem") {
            totem(item);
        } else if (item.name == "nodelist") {
            nodelist(item);
        } else if (item.name == "quorum") {
            quorum(item);
        } else if (const schema::Kind* kind = kind_of(item.name)) {
            add(raise_.construct(item, *kind));
        } else {
            unknown(item);
        }
    }

    const schema::Kind* kind_of(std::string_view section) {
        const schema::Kind* cluster = raise_.kind("cluster");
        if (cluster == nullptr) return nullptr;
        for (const std::string& word : cluster->blocks) {
            const schema::Kind* kind = raise_.kind(word);
            if (kind != nullptr && kind->mapping("corosync").type == section) return kind;
        }
        return nullptr;
    }

    void unknown(const Item& item) {
        sink_.report(diag::ConfUnknownKey, item.name_span, "corosync", item.name, "corosync.conf");
        raise_.literal(item, native_);
    }

    void add(Block block) {
        block.comments.insert(block.comments.begin(), comments_.begin(), comments_.end());
        comments_.clear();
        if (block.attrs.empty() && block.children.empty() && block.comments.empty()) return;
        cluster_.children.push_back(std::move(block));
    }

    void totem(const Item& section) {
        const schema::Kind* kind = raise_.kind("totem");
        if (kind == nullptr) return;
        const source::Span where = section.name_span.valid() ? section.name_span : cluster_.name_span;
        if (section.find_key("version") == nullptr) sink_.report(diag::CorosyncNoVersion, where);
        std::vector<std::string_view> taken = {"cluster_name"};
        const Item* version = section.find_key("config_version");
        const auto number = version == nullptr ? std::nullopt : model::parse_int(version->value);
        if (number && *number >= 1 && std::to_string(*number) == version->value) {
            taken.push_back("config_version");
            raise_.set(cluster_, "config_version", Value::integer(*number), version->name_span, version->value_span);
        }
        Block out = raise_.block("totem", section);
        if (!section.name_span.valid()) out.name_span = out.span = where;
        if (section.find_key("cluster_name") == nullptr)
            raise_.set(out, "cluster_name", Value::string(""), where, where);
        if (some_node_without_id()) raise_.set(out, "nodeids", Value::word("automatic"), where, where);
        raise_.contents(section, *kind, out, taken);
        add(std::move(out));
    }

    bool some_node_without_id() const {
        const Item* list = document_.find_section("nodelist");
        return list != nullptr && std::any_of(list->items.begin(), list->items.end(), [](const Item& item) {
                   return item.is_section() && item.name == "node" && item.find_key("nodeid") == nullptr;
               });
    }

    void quorum(const Item& section) {
        const schema::Kind* kind = raise_.kind("quorum");
        if (kind == nullptr) return;
        const source::Span where = section.name_span.valid() ? section.name_span : cluster_.name_span;
        Block out = raise_.block("quorum", section);
        if (!section.name_span.valid()) out.name_span = out.span = where;
        if (section.find_key("provider") == nullptr) raise_.set(out, "provider", Value::word("none"), where, where);
        raise_.contents(section, *kind, out);
        const bool silent = std::none_of(section.items.begin(), section.items.end(), [](const Item& item) {
            return item.name == "two_node" || item.name == "expected_votes" || item.name == "auto_tie_breaker" ||
                   item.name == "last_man_standing" || item.name == "device";
        });
        if (silent && section.find_key("provider") != nullptr && is_pair(document_)) {
            raise_.set(out, "two_node", Value::boolean(false), where, where);
        }
        // What hale writes anyway, and what it would take for cman's words.
        std::erase_if(out.attrs, [](const block::Attr& a) {
            return a.name == "provider" && a.value.text == "corosync_votequorum";
        });
        const block::Attr* two = out.find("two_node");
        const block::Attr* votes = out.find("expected_votes");
        if (two != nullptr && votes != nullptr && two->value.number == 1 && votes->value.number == 1) {
            const Item& said = *section.find_key("expected_votes");
            std::erase_if(out.attrs, [](const block::Attr& a) { return a.name == "expected_votes"; });
            auto at = std::find_if(out.children.begin(), out.children.end(),
                                   [](const Block& b) { return b.name == "native"; });
            if (at == out.children.end()) at = out.children.insert(at, raise_.native(section));
            raise_.set(*at, said.name, Value::string(said.value), said.name_span, said.value_span);
        }
        if (out.attrs.empty() && out.children.empty() && out.comments.empty()) return;
        add(std::move(out));
    }

    void nodelist(const Item& list) {
        Block rest = raise_.block("nodelist", list);
        for (const Item& item : list.items) {
            if (item.kind == Item::Kind::Comment) {
                if (!item.value.empty()) comments_.push_back(raise_.comment_text(item));
            } else if (item.is_section() && item.name == "node") {
                node(item);
            } else {
                raise_.literal(item, rest);
            }
        }
        if (!rest.attrs.empty() || !rest.children.empty()) native_.children.push_back(std::move(rest));
    }

    void node(const Item& section) {
        const schema::Kind* kind = raise_.kind("node");
        if (kind == nullptr) return;
        const Item* name = section.find_key("name");
        const Item* first = section.find_key("ring0_addr");
        Block out = raise_.block("node", section);
        if (first == nullptr) {
            sink_.report(diag::CorosyncNodeWithoutAddress, section.name_span)
                .help("corosync cannot tell where it is; add `ring0_addr: ADDRESS`");
        }
        const Item* label = name != nullptr ? name : first;
        raise_.label(out, label != nullptr ? label->value : "node" + std::to_string(++unnamed_),
                     label != nullptr ? label->value_span : section.name_span);
        if (name == nullptr) raise_.set(out, "name", Value::string(""), section.name_span, section.name_span);
        std::vector<std::string_view> taken = {"name"};
        links(section, out, taken);
        raise_.contents(section, *kind, out, taken);
        add(std::move(out));
    }

    /// `addresses` as far as the links have no gap; the keys of the others keep their names.
    void links(const Item& section, Block& out, std::vector<std::string_view>& taken) {
        static constexpr std::array<std::string_view, 8> rings = {"ring0_addr", "ring1_addr", "ring2_addr",
                                                                  "ring3_addr", "ring4_addr", "ring5_addr",
                                                                  "ring6_addr", "ring7_addr"};
        Value list;
        list.kind = model::ValueKind::List;
        const Item* first = nullptr;
        const Item* last = nullptr;
        for (const std::string_view ring : rings) {
            const Item* key = section.find_key(ring);
            if (key == nullptr) break;
            if (first == nullptr) first = key;
            last = key;
            list.items.push_back(Value::string(key->value));
            taken.push_back(ring);
        }
        const bool is_name = list.items.size() == 1 && list.items.front().text == out.labels.front().text;
        if (list.items.empty() || is_name) return;
        const source::Span values{first->value_span.file, std::min(first->value_span.begin, last->value_span.begin),
                                  std::max(first->value_span.end, last->value_span.end)};
        raise_.set(out, "addresses", std::move(list), first->name_span, values);
    }

    Item document_;
    conf::SectionRaise raise_;
    diag::Sink& sink_;
    Block cluster_, native_;
    std::vector<std::string> comments_;
    std::size_t unnamed_ = 0;
};

}  // namespace

Block raise(const Document& document, schema::Library& library, model::OriginTable& origins, diag::Sink& sink) {
    return Raiser(document, library, origins, sink).run();
}

}  // namespace hale::corosync
