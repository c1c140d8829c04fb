// Fencing comes over whole. What the reader could not say exactly stands in `native rgmanager`: arguments that a
// declaration does not know, agents that nobody declared, devices that nobody defines. The agents of Pacemaker are the
// same programs, so every argument passes through under the name that the file gives it.

#include <algorithm>
#include <array>

#include "compiler/migrate/migration.h"

namespace hale::migrate {

namespace {

using block::Attr;
using block::Block;

class Fencing {
public:
    explicit Fencing(Migration& m) : m_(m), cluster_(*m.cluster()) {}

    void run() {
        natives_to_devices();
        // New devices are added while nodes are looked at.
        for (std::size_t i = 0; i < cluster_.children.size(); ++i) {
            if (cluster_.children[i].name == "fence_device") device_arguments(i);
        }
        for (std::size_t i = 0; i < cluster_.children.size(); ++i) {
            if (cluster_.children[i].name == "node") node(i);
        }
    }

private:
    // ---- devices ----

    /// `native rgmanager { fencedevices { fencedevice { … } } }`: devices whose agent or name hale could not say.
    void natives_to_devices() {
        for (Block* native : natives_of(cluster_, "rgmanager")) {
            Block* list = child_of(*native, "fencedevices");
            if (list == nullptr) continue;
            for (const Block& from : list->children) {
                if (from.name == "fencedevice" && !text_of(from, "agent").empty()) made_.push_back(device(from));
            }
            std::erase_if(list->children, [](const Block& b) { return b.name == "fencedevice"; });
        }
        for (Block& made : made_) cluster_.children.push_back(std::move(made));
        made_.clear();
        drop_empty(cluster_);
    }
    Block device(const Block& from) {
        Block out = m_.block("fence_device", {text_of(from, "name"), text_of(from, "agent")}, from.span);
        out.origin = from.origin;
        for (const Attr& a : from.attrs) {
            if (a.name != "name" && a.name != "agent") argument(out, a, text_of(from, "agent"));
        }
        return out;
    }
    /// `native rgmanager` inside a device: arguments that its declaration does not know.
    void device_arguments(std::size_t at) {
        Block& device = cluster_.children[at];
        const std::string agent = device.labels.size() > 1 ? device.labels[1].text : std::string();
        std::vector<Attr> kept;
        for (Block* native : natives_of(device, "rgmanager")) std::swap(kept, native->attrs);
        drop_empty(device);
        for (const Attr& a : kept) argument(cluster_.children[at], a, agent);
    }
    /// An argument goes where the agent's declaration has a place for it, else to `params`.
    void argument(Block& device, const Attr& a, const std::string& agent) {
        if (is_empty(a)) return;
        const schema::Kind* kind = m_.input.library.find(schema::KindClass::FenceAgent, agent);
        const bool declared = kind != nullptr && !kind->unknown && !kind->open;
        const std::string name = declared ? neutral(*kind, a.name) : a.name;
        if (device.find(name) != nullptr) return;
        Attr moved = a;
        moved.name = name;
        if (!declared || (kind->attribute(name) != nullptr && name != "name")) {
            device.attrs.push_back(std::move(moved));
            return;
        }
        moved.name = a.name;
        Block* params = child_of(device, "params");
        if (params == nullptr) {
            device.children.push_back(m_.block("params", {}, device.span));
            params = &device.children.back();
        }
        params->attrs.push_back(std::move(moved));
    }
    /// An empty value of an agent's argument is not given to it.
    bool is_empty(const Attr& a) {
        if (!a.value.text.empty() || !a.value.items.empty()) return false;
        m_.lose({m_.input.origins.span(a.origin), ledger::Disposition::Exact,
                 "it is empty: a fence agent takes that for not given", {}, 0, false});
        return true;
    }
    /// hale's word for rgmanager's name of an argument.
    static std::string neutral(const schema::Kind& kind, const std::string& name) {
        for (const schema::MapRow& row : kind.rgmanager.rows) {
            if (row.target == name && !row.attribute.empty()) return row.attribute;
        }
        return name;
    }

    // ---- nodes ----

    void node(std::size_t at) {
        std::vector<Block> methods, unfences;
        for (Block* native : natives_of(cluster_.children[at], "rgmanager")) {
            take(*native, "fence", methods);
            take(*native, "unfence", unfences);
        }
        if (methods.empty() && unfences.empty()) return;
        std::vector<Block> made;
        for (const Block& fence : methods) {
            for (const Block& method : fence.children) {
                if (method.name == "method") add(made, "fence", method, at);
            }
        }
        for (const Block& unfence : unfences) add(made, "unfence", unfence, at);
        Block& node = cluster_.children[at];
        drop_empty(node);
        const bool fenced = std::any_of(made.begin(), made.end(), [](const Block& b) { return b.name == "fence"; });
        if (fenced) std::erase_if(node.attrs, [](const Attr& a) { return a.name == "fencing"; });
        for (Block& b : made) node.children.push_back(std::move(b));
        for (Block& d : made_) cluster_.children.push_back(std::move(d));
        made_.clear();
    }
    static void take(Block& native, std::string_view name, std::vector<Block>& out) {
        for (Block& child : native.children) {
            if (child.name == name) out.push_back(child);
        }
        std::erase_if(native.children, [&](const Block& b) { return b.name == name; });
    }
    void add(std::vector<Block>& made, const char* word, const Block& method, std::size_t at) {
        Block out = m_.block(word, {}, method.span);
        out.origin = method.origin;
        const std::string name = text_of(method, "name");
        if (!name.empty() && std::string_view(word) == "fence") {
            out.labels.push_back({name, true, method.span});
        }
        made_by_method_ = 0;
        for (const Block& device : method.children) {
            if (device.name == "device") action(out, device, at);
        }
        if (!out.children.empty()) made.push_back(std::move(out));
    }
    void action(Block& method, const Block& from, std::size_t at) {
        const std::string name = text_of(from, "name");
        const Block* device = find_device(name);
        if (device == nullptr) {
            m_.lose({from.span, ledger::Disposition::Impossible,
                     "no fence device is called \"" + name + "\": this step of the node's fencing never worked",
                     "define the device, or take the step out; until then the node counts as not fenced by it", 0, true});
            return;
        }
        const std::string agent = device->labels[1].text;
        const schema::Kind* kind = m_.input.library.find(schema::KindClass::FenceAgent, agent);
        const bool declared = kind != nullptr && !kind->unknown && !kind->open;
        std::vector<Attr> known, unknown;
        for (const Attr& a : from.attrs) {
            if (a.name == "name" || is_empty(a)) continue;
            Attr moved = a;
            if (declared) moved.name = neutral(*kind, a.name);
            const bool fits = !declared || kind->attribute(moved.name) != nullptr;
            (fits ? known : unknown).push_back(fits ? std::move(moved) : a);
        }
        std::string target = name;
        if (!unknown.empty()) target = device_of_node(*device, unknown, at);
        Block out = is_word(target) ? m_.block(target, {}, from.span) : m_.block("device", {}, from.span);
        if (!is_word(target)) out.labels.push_back({target, true, from.span});
        out.origin = from.origin;
        out.attrs = std::move(known);
        method.children.push_back(std::move(out));
    }
    /// A device of this node alone, because the node tells it what only `params` can say.
    std::string device_of_node(const Block& device, const std::vector<Attr>& arguments, std::size_t at) {
        Block own = device;
        std::string name = device.labels[0].text + '-' + cluster_.children[at].labels.front().text;
        if (made_by_method_++ > 0) name += '-' + std::to_string(made_by_method_);
        while (find_device(name) != nullptr) name += 'x';
        own.labels[0].text = name;
        own.labels[0].quoted = !is_word(name);
        Block* params = child_of(own, "params");
        if (params == nullptr) {
            own.children.push_back(m_.block("params", {}, device.span));
            params = &own.children.back();
        }
        for (const Attr& a : arguments) params->attrs.push_back(a);
        made_.push_back(std::move(own));
        return name;
    }
    const Block* find_device(const std::string& name) const {
        const std::vector<Block>& children = cluster_.children;
        for (const std::vector<Block>* list : {&children, &made_}) {
            for (const Block& b : *list) {
                if (b.name == "fence_device" && b.labels.size() > 1 && b.labels.front().text == name) return &b;
            }
        }
        return nullptr;
    }
    static bool is_word(const std::string& text) {
        const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; };
        constexpr std::array<std::string_view, 12> kReserved = {"let", "param", "import", "for",  "if",     "in",
                                                                "use", "else",  "true",   "false", "device", "native"};
        return !text.empty() && letter(text.front()) &&
               std::all_of(text.begin(), text.end(),
                           [&](char c) { return letter(c) || (c >= '0' && c <= '9') || c == '-'; }) &&
               std::find(kReserved.begin(), kReserved.end(), text) == kReserved.end();
    }
    static void drop_empty(Block& owner) {
        const auto hollow = [](const Block& b) { return b.attrs.empty() && b.children.empty(); };
        for (Block& child : owner.children) {
            if (child.name == "native") std::erase_if(child.children, [&](const Block& b) {
                return (b.name == "fence" || b.name == "unfence" || b.name == "fencedevices") && hollow(b);
            });
        }
        std::erase_if(owner.children, [&](const Block& b) { return b.name == "native" && hollow(b); });
    }

    Migration& m_;
    Block& cluster_;
    std::vector<Block> made_;
    int made_by_method_ = 0;
};

}  // namespace

void prepare_fencing(Migration& m) { Fencing(m).run(); }

}  // namespace hale::migrate
