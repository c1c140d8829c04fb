// Resources as items and the order inside them.

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "backends/pacemaker/run_order_internal.h"

namespace hale::pacemaker::ordering {

std::optional<std::string_view> extra(const Extra& extra, std::string_view name) {
    for (const xml::Attribute& attribute : extra.attributes) {
        if (attribute.name == name) return std::string_view(attribute.value);
    }
    return std::nullopt;
}

namespace {

using SetList = std::vector<NvSet>;
using Text = std::optional<std::string_view>;

int number(Text text, int otherwise) {
    if (!text) return otherwise;
    if (same_word(*text, "INFINITY") || same_word(*text, "+INFINITY")) return 1000000;
    if (same_word(*text, "-INFINITY")) return -1000000;
    int value = otherwise;
    std::from_chars(text->data(), text->data() + text->size(), value);
    return value;
}

/// Values of meta attributes and properties. Whether a set with a rule applies is not in the document: what it may
/// change has no known value.
class Values {
public:
    explicit Values(const Document& d) {
        for (const Resource& resource : d.resources) std::visit([this](const auto& r) { note(r); }, resource);
        note(d.rsc_defaults);
    }

    /// A set with a rule speaks of it.
    static bool depends(const SetList& sets, std::string_view name) {
        return std::any_of(sets.begin(), sets.end(), [&](const NvSet& set) {
            return !set.rules.empty() && (set.find(name) != nullptr || !set.id_ref.empty());
        });
    }

    Text find(const SetList& sets, std::string_view name) const {
        if (depends(sets, name)) return std::nullopt;
        Text found;
        int best = 0;
        for (const NvSet& written : sets) {
            const NvSet* set = &written;
            if (!written.id_ref.empty()) {
                const auto it = by_id_.find(written.id_ref);
                if (it == by_id_.end()) continue;
                set = it->second;
            }
            if (!set->rules.empty()) continue;
            const int score = number(set->score ? Text(*set->score) : Text(), 0);
            if (found && score <= best) continue;
            for (const NvPair& pair : set->pairs) {
                const NvPair* p = &pair;
                if (!pair.id_ref.empty()) {
                    const auto it = pairs_.find(pair.id_ref);
                    if (it == pairs_.end()) continue;
                    p = it->second;
                }
                if ((pair.name.empty() ? p->name : pair.name) != name || !p->value) continue;
                found = *p->value;
                best = score;
                break;
            }
        }
        return found;
    }

private:
    void note(const SetList& sets) {
        for (const NvSet& set : sets) {
            if (!set.id.empty()) by_id_.emplace(set.id, &set);
            for (const NvPair& pair : set.pairs) {
                if (!pair.id.empty()) pairs_.emplace(pair.id, &pair);
            }
        }
    }
    void note(const Primitive& p) { note(p.sets.meta); }
    void note(const Template& t) { note(t.body); }
    void note(const Group& g) {
        note(g.sets.meta);
        for (const Primitive& p : g.members) note(p);
    }
    void note(const Clone& c) {
        note(c.sets.meta);
        std::visit([this](const auto& child) { note(child); }, c.child);
    }
    void note(const Bundle& b) {
        note(b.sets.meta);
        if (b.member) note(*b.member);
    }

    std::map<std::string_view, const NvSet*> by_id_;
    std::map<std::string_view, const NvPair*> pairs_;
};

/// Where meta attributes are looked for, nearest first.
using Chain = std::vector<const SetList*>;

/// The address after this one: 10.0.0.9, 10.0.0.10. Other spellings are taken as they are.
std::string next_address(const std::string& address) {
    unsigned a[4];
    const char* at = address.data();
    const char* end = at + address.size();
    for (int i = 0; i < 4; ++i) {
        const auto [next, error] = std::from_chars(at, end, a[i]);
        if (error != std::errc() || a[i] > 255 || (i < 3 && (next == end || *next != '.'))) return address;
        at = next + 1;
    }
    for (int i = 3; i >= 0 && ++a[i] > 254; --i) a[i] = i == 3 ? 1 : 0;
    return fmt::format("{}.{}.{}.{}", a[0], a[1], a[2], a[3]);
}

class Reader {
public:
    Reader(const Document& document, Resources& out) : d_(document), values_(document), out_(out) {
        for (const Resource& r : d_.resources) {
            if (const auto* t = std::get_if<Template>(&r)) templates_[t->body.id] = &t->body;
        }
    }

    void run() {
        properties();
        for (const Resource& r : d_.resources) std::visit([this](const auto& x) { top(x); }, r);
        for (const auto& [item, id] : contained_) {
            const auto container = out_.units.find(id);
            if (container == out_.units.end()) continue;
            for (const std::size_t i : container->second.items) join(i, item, false);
        }
        for (const Tag& tag : d_.tags) {
            for (const Reference& member : tag.members) out_.collections[tag.id].push_back(member.id);
        }
    }

private:
    void properties() {
        managed_ = !same_word(property("is-managed-default").value_or("true"), "false");
        out_.nothing_starts = is_true(property("stop-all-resources").value_or("false")) ||
                              is_true(property("maintenance-mode").value_or("false"));
    }
    Text property(std::string_view name) const { return values_.find(d_.crm_config, name); }

    void top(const Template&) {}
    void top(const Primitive& p) { out_.units[p.id] = {{primitive(p, {}, false)}}; }
    void top(const Group& g) { group(g, {}, false, false); }

    void top(const Clone& c) {
        const Chain chain{&c.sets.meta};
        const bool promotable = c.legacy_master || is_true(meta(chain, "promotable").value_or("false"));
        const std::size_t before = out_.items.size();
        std::vector<std::string> inner;
        if (const auto* g = std::get_if<Group>(&c.child)) {
            group(*g, chain, promotable, true);
            inner.push_back(g->id);
            for (const Primitive& p : g->members) inner.push_back(p.id);
        } else {
            const auto& p = std::get<Primitive>(c.child);
            primitive(p, chain, promotable);
            inner.push_back(p.id);
        }
        std::vector<std::size_t> all;
        for (std::size_t i = before; i < out_.items.size(); ++i) all.push_back(i);
        if (number(meta(chain, "clone-max"), 1) == 0) {
            for (const std::size_t i : all) out_.items[i].stopped = true;
        }
        Text most = meta(chain, "promoted-max");
        if (!most) most = meta(chain, "master-max");
        if (number(most, 1) == 0) {
            for (const std::size_t i : all) out_.items[i].unpromoted = true;
        }
        // No instance is promoted before every instance has started.
        promote_after_all(all);
        const bool single = std::holds_alternative<Primitive>(c.child);
        const bool ordered = single || out_.units[inner.front()].ordered;
        const Unit whole{std::move(all), single ? Unit::Kind::Clone : Unit::Kind::ClonedGroup, ordered};
        // The scheduler finds what is in a clone by its history only: a primitive, which then stands for the clone.
        for (const std::string& id : inner) {
            out_.units.erase(id);
            if (single || id != inner.front()) out_.once_probed[id] = whole;
        }
        out_.units[c.id] = whole;
    }

    void promote_after_all(const std::vector<std::size_t>& all) {
        std::vector<Side> starts, promotions;
        for (const std::size_t i : all) {
            starts.push_back({start_of(i)});
            if (out_.items[i].promotable) promotions.push_back({promote_of(i)});
        }
        out_.connect(starts, promotions, {}, out_.edges.starting);
        out_.connect(starts, promotions, {}, out_.edges.stopping);
    }

    /// Its item; the connection of the guest node that it brings follows it.
    std::size_t primitive(const Primitive& p, Chain parents, bool promotable) {
        Chain chain{&p.sets.meta};
        const auto base = templates_.find(p.template_id);
        if (base != templates_.end()) {
            chain.push_back(&base->second->sets.meta);
            out_.collections[p.template_id].push_back(p.id);
        }
        chain.insert(chain.end(), parents.begin(), parents.end());
        const std::size_t item = add(p.id, chain, promotable);
        if (p.cls == "stonith") out_.items[item].hosted = false;
        if (const Text guest = meta(chain, "remote-node"); guest && !guest->empty()) {
            Item connection;
            connection.id = *guest;
            connection.stopped = out_.items[item].stopped;
            out_.items.push_back(std::move(connection));
            out_.items[item].machine = out_.items[item + 1].machine = true;
            out_.items[item].hosted = out_.items[item + 1].hosted = false;
            join(item, item + 1, false);
        }
        if (const Text container = meta(chain, "container")) contained_.emplace_back(item, *container);
        return item;
    }

    std::size_t add(const std::string& id, const Chain& chain, bool promotable) {
        Item item;
        item.id = id;
        item.promotable = promotable;
        const std::string_view role = meta(chain, "target-role").value_or("Started");
        item.stopped = same_word(role, "Stopped") || !managed(chain);
        item.unpromoted = same_word(role, "Slave") || same_word(role, "Unpromoted");
        out_.items.push_back(std::move(item));
        const std::size_t i = out_.items.size() - 1;
        if (promotable) out_.edges.both({start_of(i), promote_of(i), true, false, false});
        return i;
    }

    bool managed(const Chain& chain) const {
        if (is_true(meta(chain, "maintenance").value_or("false"))) return false;
        const Text said = meta(chain, "is-managed");
        return said ? is_true(*said) : managed_;
    }

    void group(const Group& g, const Chain& parents, bool promotable, bool cloned) {
        Chain chain{&g.sets.meta};
        chain.insert(chain.end(), parents.begin(), parents.end());
        // Both are inherited: a clone with ordered=false has groups whose members start at once.
        const bool ordered = known(chain, "ordered") && is_true(meta(chain, "ordered").value_or("true"));
        const bool colocated = is_true(meta(chain, "colocated").value_or("true"));
        std::vector<std::size_t> all;
        for (const Primitive& p : g.members) {
            const std::size_t i = primitive(p, chain, promotable);
            out_.units[p.id] = {{i}};
            if (!all.empty() && ordered) {
                out_.edges.both({start_of(all.back()), start_of(i), true, cloned, false});
                if (promotable) out_.edges.both({promote_of(all.back()), promote_of(i), true, cloned, false});
            }
            if (!all.empty() && colocated && ordered) out_.beside.push_back({start_of(i), start_of(all.back())});
            all.push_back(i);
        }
        out_.units[g.id] = {std::move(all), Unit::Kind::Group, ordered};
    }

    /// Per replica: address, container, the connection to it; then the member, in the replica.
    void top(const Bundle& b) {
        const Chain chain{&b.sets.meta};
        const xml::Node *container = nullptr, *network = nullptr;
        for (const xml::Node& part : b.parts) {
            if (part.is_element("network")) network = &part;
            if (part.is_element("docker") || part.is_element("podman") || part.is_element("rkt")) container = &part;
        }
        if (container == nullptr) return;
        const auto find = [](const xml::Node* node, std::string_view name) { return node ? node->get(name) : Text(); };
        Text most = find(container, "promoted-max");
        if (!most) most = find(container, "masters");
        const int promoted = std::max(0, number(most, 0));
        const int replicas = std::clamp(number(find(container, "replicas"), std::max(promoted, 1)), 0, 10000);
        std::string address(find(network, "ip-range-start").value_or(""));
        const bool reachable = !address.empty() || find(network, "control-port");
        std::vector<std::size_t> all, last;
        for (int r = 0; r < replicas; ++r) {
            std::optional<std::size_t> ip;
            if (!address.empty()) {
                ip = add(fmt::format("{}-ip-{}", b.id, address), chain, false);
                out_.items[*ip].address = true;
                all.push_back(*ip);
                address = next_address(address);
            }
            const std::size_t box = add(fmt::format("{}-{}-{}", b.id, container->name, r), chain, false);
            all.push_back(box);
            if (ip) join(*ip, box, true);
            last.push_back(box);
            if (!b.member || !reachable) continue;
            const std::size_t remote = add(fmt::format("{}-{}", b.id, r), chain, false);
            all.push_back(remote);
            join(box, remote, true);
            last.back() = remote;
        }
        if (b.member && reachable) {
            const std::size_t member = primitive(*b.member, chain, promoted > 0);
            for (const std::size_t i : last) out_.edges.both({start_of(i), start_of(member), true, true, false});
            // The member runs in every replica, and no instance is promoted before every one has started.
            for (const std::size_t i : all) {
                if (promoted > 0) out_.edges.both({start_of(i), promote_of(member), false, false, false});
            }
            all.push_back(member);
            out_.once_probed[b.member->id] = {{member}, Unit::Kind::Clone};
        }
        for (const std::size_t i : all) out_.items[i].hosted = false;
        out_.units[b.id] = {std::move(all), Unit::Kind::Bundle};
    }

    /// `b` starts after `a` and beside it.
    void join(std::size_t a, std::size_t b, bool replica) {
        out_.edges.both({start_of(a), start_of(b), true, replica, false});
        out_.beside.push_back({start_of(b), start_of(a)});
    }

    bool known(const Chain& chain, std::string_view name) const {
        return !Values::depends(d_.rsc_defaults, name) &&
               std::none_of(chain.begin(), chain.end(), [&](const SetList* s) { return Values::depends(*s, name); });
    }

    Text meta(const Chain& chain, std::string_view name) const {
        for (const SetList* sets : chain) {
            if (Values::depends(*sets, name)) return std::nullopt;
            if (const Text found = values_.find(*sets, name)) return found;
        }
        return values_.find(d_.rsc_defaults, name);
    }

    const Document& d_;
    Values values_;
    Resources& out_;
    std::map<std::string_view, const Primitive*> templates_;
    std::vector<std::pair<std::size_t, std::string_view>> contained_;  // by the meta attribute `container`
    bool managed_ = true;
};

}  // namespace

void Resources::connect_plain(const std::vector<Side>& first, const std::vector<Side>& then, const Edge& like,
                              std::vector<Edge>& to) const {
    for (const Side& f : first) {
        for (const Side& t : then) {
            if (f.action / 2 == t.action / 2) continue;
            Edge edge = like;
            edge.from = f.action;
            edge.to = t.action;
            edge.doubtful = f.doubtful || t.doubtful;
            to.push_back(edge);
        }
    }
}

void Resources::connect(const std::vector<Side>& first, const std::vector<Side>& then, const Edge& like,
                        std::vector<Edge>& to) {
    if (first.size() * then.size() <= first.size() + then.size()) return connect_plain(first, then, like, to);
    // Those that wait for a different reason, or less surely, have a joint of their own.
    std::vector<Side> kinds[3];
    for (const Side& t : then) kinds[t.doubtful ? 1 : items[t.action / 2].machine ? 2 : 0].push_back(t);
    for (std::size_t kind = 0; kind < 3; ++kind) {
        if (kinds[kind].empty()) continue;
        const ActionId joint = kJoint + joints++;
        Edge edge = like;
        for (const Side& f : first) {
            edge.from = f.action;
            edge.to = joint;
            edge.doubtful = f.doubtful || kind == 1 || (kind == 2 && items[f.action / 2].hosted);
            to.push_back(edge);
        }
        edge.doubtful = false;
        edge.choice = 0;
        for (const Side& t : kinds[kind]) {
            edge.from = joint;
            edge.to = t.action;
            to.push_back(edge);
        }
    }
}

Resources read_resources(const Document& document) {
    Resources out;
    Reader(document, out).run();
    return out;
}

}  // namespace hale::pacemaker::ordering
