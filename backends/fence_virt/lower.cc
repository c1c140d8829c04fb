#include "backends/fence_virt/lower.h"

#include <algorithm>

#include "backends/conf/lower.h"
#include "compiler/diag/managers_codes.h"

namespace hale::fence_virt {

using conf::Document;
using conf::Item;
using model::Attribute;
using model::Block;

namespace {

bool is_repeated(std::string_view path) { return path == "groups.group"; }

class Lower {
public:
    Lower(const model::Cluster& cluster, const backends::Speller& speller)
        : cluster_(cluster),
          speller_(speller),
          sections_(
              speller, "fence_virt", [this](const Block& block, Item&) { return special(block); }, is_repeated) {}

    Document run() {
        bool any = false;
        for (const Block& block : cluster_.constructs) {
            if (block.name != "fence_virtd") continue;
            any = true;
            daemon(block);
        }
        for (const model::Native& native : cluster_.natives) {
            if (native.manager != "fence_virt") continue;
            any = true;
            sections_.native(native.body, document_, {});
        }
        if (!any) {
            speller_.sink()
                .report(diag::NoFenceVirtd, speller_.span(cluster_.origin), cluster_.name)
                .help("add `fence_virtd {{ virt_listener multicast {{}}  virt_backend libvirt {{}} }}`");
        }
        return std::move(document_);
    }

private:
    void daemon(const Block& block) {
        Item own = Item::section("fence_virtd", block.origin);
        chosen(block, "listener", "virt_listener", own);
        chosen(block, "backend", "virt_backend", own);
        Block rest = block;
        std::erase_if(rest.attributes, [](const Attribute& a) { return a.name == "listener" || a.name == "backend"; });
        const std::size_t at = document_.items.size();
        sections_.contents(rest, own, "fence_virtd");
        if (!own.items.empty()) document_.items.insert(document_.items.begin() + static_cast<std::ptrdiff_t>(at), own);
    }

    /// The plugin to use: the one that is said, else the only one. `none`: no word of it.
    void chosen(const Block& block, std::string_view word, std::string_view plugin, Item& own) {
        const Attribute* said = block.find(word);
        if (said != nullptr && said->value) {
            if (said->value.text != "none") own.set(word, said->value.text, said->origin);
            return;
        }
        const auto is_plugin = [&](const Block& b) { return b.name == plugin && !b.labels.empty(); };
        if (std::count_if(block.children.begin(), block.children.end(), is_plugin) != 1) return;
        const Block& only = *std::find_if(block.children.begin(), block.children.end(), is_plugin);
        own.set(word, only.label(), only.origin);
    }

    bool special(const Block& block) {
        if (block.name == "virt_listener" || block.name == "virt_backend") {
            Item& list = document_.section_at(block.name == "virt_listener" ? "listeners" : "backends", block.origin);
            Item section = Item::section(block.label(), block.origin);
            sections_.contents(block, section, list.name + "." + section.name);
            list.items.push_back(std::move(section));
            return true;
        }
        if (block.name != "virt_group") return false;
        group(block);
        return true;
    }

    void group(const Block& block) {
        Item section = Item::section("group", block.origin);
        if (!block.labels.empty()) section.set("name", block.label(), block.origin);
        for (const std::string_view word : {"ip", "uuid"}) {
            const Attribute* list = block.find(word);
            if (list == nullptr) continue;
            for (const model::Value& item : list->value.items) {
                section.items.push_back(
                    Item::key(std::string(word), item.text, item.origin ? item.origin : list->origin));
            }
        }
        for (const Block& inner : block.children) {
            if (inner.name == "native" && inner.label() == "fence_virt")
                sections_.native(inner, section, "groups.group");
        }
        document_.section_at("groups", block.origin).items.push_back(std::move(section));
    }

    const model::Cluster& cluster_;
    const backends::Speller& speller_;
    conf::SectionLower sections_;
    Document document_ = Item::section({});
};

}  // namespace

const backends::Spelling& spelling() {
    static const backends::Spelling words{"fence_virt", "1", "0", false, " "};
    return words;
}

std::optional<Document> lower(const model::Model& model, const model::Cluster& cluster,
                              const backends::BuildOptions& options, diag::Sink& sink) {
    const std::size_t errors = sink.error_count();
    const backends::Speller speller(spelling(), model.origins, options, sink);
    Document document = Lower(cluster, speller).run();
    if (sink.error_count() != errors) return std::nullopt;
    return document;
}

}  // namespace hale::fence_virt
