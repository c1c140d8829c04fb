#include "backends/fence_virt/raise.h"

#include <algorithm>

#include "backends/conf/raise.h"
#include "backends/fence_virt/lower.h"
#include "compiler/diag/import_codes.h"

namespace hale::fence_virt {

using block::Block;
using conf::Document;
using conf::Item;
using model::Value;

namespace {

class Raiser {
public:
    Raiser(const Document& document, schema::Library& library, model::OriginTable& origins, diag::Sink& sink)
        : document_(document), raise_(library, origins, spelling(), sink), sink_(sink) {}

    Block run() {
        const source::Span start{document_.span.file, document_.span.begin, document_.span.begin};
        Block cluster = raise_.block("cluster", document_);
        cluster.name_span = start;
        raise_.label(cluster, "hosts", start);
        raise_.set(cluster, "targets", Value::word("fence_virt"), start, start);
        native_ = raise_.native(document_);
        Block daemon = raise_.block("fence_virtd", document_);
        daemon.name_span = start;
        for (const Item& item : document_.items) item_of_document(item, daemon);
        choices(daemon, start);
        cluster.children.push_back(std::move(daemon));
        if (!native_.attrs.empty() || !native_.children.empty()) cluster.children.push_back(std::move(native_));
        return cluster;
    }

private:
    void item_of_document(const Item& item, Block& daemon) {
        if (item.kind == Item::Kind::Comment) {
            if (!item.value.empty()) daemon.comments.push_back(raise_.comment_text(item));
        } else if (item.is_section() && item.name == "fence_virtd") {
            if (first_daemon_ == nullptr) first_daemon_ = &item;
            if (first_daemon_ != &item) return literal(item);
            if (const schema::Kind* kind = raise_.kind("fence_virtd")) raise_.contents(item, *kind, daemon);
        } else if (item.is_section() && item.name == "listeners") {
            plugins(item, "virt_listener", daemon);
        } else if (item.is_section() && item.name == "backends") {
            plugins(item, "virt_backend", daemon);
        } else if (item.is_section() && item.name == "groups") {
            groups(item, daemon);
        } else {
            sink_.report(diag::ConfUnknownKey, item.name_span, "fence_virt", item.name, "fence_virt.conf");
            literal(item);
        }
    }

    void literal(const Item& item) { raise_.literal(item, native_); }

    void plugins(const Item& list, std::string_view word, Block& daemon) {
        const schema::Kind* kind = raise_.kind(word);
        Block rest = raise_.block(list.name, list);
        for (const Item& item : list.items) {
            if (item.kind == Item::Kind::Comment) {
                if (!item.value.empty()) daemon.comments.push_back(raise_.comment_text(item));
            } else if (item.is_section() && kind != nullptr) {
                Block plugin = raise_.block(kind->name, item);
                raise_.label(plugin, item.name, item.name_span);
                raise_.contents(item, *kind, plugin);
                daemon.children.push_back(std::move(plugin));
            } else {
                raise_.literal(item, rest);
            }
        }
        keep(std::move(rest));
    }

    void groups(const Item& list, Block& daemon) {
        const schema::Kind* kind = raise_.kind("virt_group");
        Block rest = raise_.block(list.name, list);
        for (const Item& item : list.items) {
            if (item.kind == Item::Kind::Comment) {
                if (!item.value.empty()) daemon.comments.push_back(raise_.comment_text(item));
            } else if (item.is_section() && item.name == "group" && kind != nullptr) {
                daemon.children.push_back(group(item, *kind));
            } else {
                raise_.literal(item, rest);
            }
        }
        keep(std::move(rest));
    }

    Block group(const Item& item, const schema::Kind& kind) {
        Block out = raise_.block(kind.name, item);
        if (const Item* name = item.find_key("name")) raise_.label(out, name->value, name->value_span);
        for (const std::string_view word : {"ip", "uuid"}) {
            Value list;
            list.kind = model::ValueKind::List;
            const Item* first = nullptr;
            for (const Item& key : item.items) {
                if (!key.is_key() || key.name != word) continue;
                if (first == nullptr) first = &key;
                list.items.push_back(Value::string(key.value));
            }
            if (first != nullptr)
                raise_.set(out, std::string(word), std::move(list), first->name_span, first->value_span);
        }
        raise_.contents(item, kind, out, {"name", "ip", "uuid"});
        return out;
    }

    void keep(Block rest) {
        if (!rest.attrs.empty() || !rest.children.empty()) native_.children.push_back(std::move(rest));
    }

    /// Where the file does not say which plugin is used, lowering must not guess one.
    void choices(Block& daemon, source::Span where) {
        for (const auto& [word, plugin] :
             {std::pair("listener", "virt_listener"), std::pair("backend", "virt_backend")}) {
            const auto count = std::count_if(daemon.children.begin(), daemon.children.end(),
                                             [p = plugin](const Block& b) { return b.name == p; });
            if (daemon.find(word) == nullptr && count == 1) raise_.set(daemon, word, Value::word("none"), where, where);
        }
    }

    const Document& document_;
    conf::SectionRaise raise_;
    diag::Sink& sink_;
    Block native_;
    const Item* first_daemon_ = nullptr;
};

}  // namespace

Block raise(const Document& document, schema::Library& library, model::OriginTable& origins, diag::Sink& sink) {
    return Raiser(document, library, origins, sink).run();
}

}  // namespace hale::fence_virt
