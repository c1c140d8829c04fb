#include "backends/rgmanager/effective.h"
#include "compiler/support/breakage.h"

#include <algorithm>
#include <map>
#include <optional>
#include <tuple>

namespace hale::rgmanager {

namespace {

/// The value that the file gives; an empty one is a value too. nullptr: absent.
const std::string* value(const Resource& element, const schema::Kind& kind, const schema::Attribute& attribute) {
    const xml::Attribute* found = element.find(manager_name(kind, attribute));
    return found != nullptr ? &found->value : nullptr;
}

bool must_be_given(const schema::Kind& kind, const schema::Attribute& a) {
    return a.required || a.name == kind.primary;
}
bool must_be_unique(const schema::Kind& kind, const schema::Attribute& a) { return a.unique || a.name == kind.primary; }

class Loader {
public:
    Loader(const Document& document, const Kinds& kinds) : document_(document), kinds_(kinds) {}

    Effective run() {
        const Rm* rm = first<Rm>(document_.items);
        if (rm == nullptr) return std::move(out_);
        definitions(*rm);
        std::vector<const Resource*> top;
        for (const Resource* element : all<Resource>(rm->items)) top.push_back(element);
        out_.top = build(nullptr, top);
        return std::move(out_);
    }

private:
    enum class Result : std::uint8_t { Taken, Skipped, CannotLoad };

    // ---- <resources> ----

    void definitions(const Rm& rm) {
        std::map<std::string, const Resource*> stopped;  // types whose scan has ended
        for (const Resources* resources : all<Resources>(rm.items)) {
            for (const Resource* element : all<Resource>(resources->items)) {
                definition(*element, stopped);
                for (const Resource* child : all<Resource>(element->items)) lose_all(*child, Loss::InsideDefinition);
            }
        }
    }

    void definition(const Resource& element, std::map<std::string, const Resource*>& stopped) {
        const schema::Kind* kind = kinds_.agent(element.type);
        if (kind == nullptr) return lose(element, Loss::NoSuchType);
        if (const auto it = stopped.find(element.type); it != stopped.end()) {
            return lose(element, Loss::BehindMissing, it->second->type, it->second);
        }
        if (const schema::Attribute* missing = missing_attribute(element, *kind)) {
            HALE_BREAK("rgm.required-stops", stopped.emplace(element.type, &element), stopped.emplace("", &element));
            return lose(element, Loss::MissingRequired, manager_name(*kind, *missing));
        }
        define(element, *kind, true);
    }

    static const schema::Attribute* missing_attribute(const Resource& element, const schema::Kind& kind) {
        for (const schema::Attribute& a : kind.attributes) {
            if (must_be_given(kind, a) && value(element, kind, a) == nullptr) return &a;
        }
        return nullptr;
    }

    using Key = std::tuple<const schema::Kind*, const schema::Attribute*, std::string>;

    /// Nothing when a primary or unique value is taken already.
    std::optional<std::size_t> define(const Resource& element, const schema::Kind& kind, bool global) {
        for (const schema::Attribute& a : kind.attributes) {
            const std::string* mine = value(element, kind, a);
            if (HALE_BREAK("rgm.duplicate", !must_be_unique(kind, a), true) || mine == nullptr) continue;
            const auto it = owners_.find({&kind, &a, *mine});
            if (it == owners_.end()) continue;
            lose(element, Loss::Duplicate, manager_name(kind, a) + "=\"" + *mine + '"',
                 out_.defined[it->second].element);
            return std::nullopt;
        }
        const std::size_t index = out_.defined.size();
        out_.defined.push_back({&element, &kind, global, 0});
        for (const schema::Attribute& a : kind.attributes) {
            const std::string* mine = value(element, kind, a);
            const bool named = must_be_unique(kind, a) || must_be_given(kind, a);
            if (named && mine != nullptr) owners_.emplace(Key{&kind, &a, *mine}, index);
        }
        return index;
    }

    // ---- trees ----

    std::vector<Branch> build(const schema::Kind* parent, const std::vector<const Resource*>& elements) {
        std::vector<Branch> out;
        if (parent != nullptr) {
            for (const schema::Child& row : parent->children) typed(row, elements, out);
        }
        untyped(parent, elements, out);
        return out;
    }

    void typed(const schema::Child& row, const std::vector<const Resource*>& elements, std::vector<Branch>& out) {
        const schema::Kind* kind = kind_of_row(row);
        const Resource* stop = nullptr;
        for (const Resource* element : elements) {
            if (kind == nullptr || element->type != type_of(*kind)) continue;
            if (row.forbid) {
                lose_all(*element, Loss::Forbidden);
            } else if (stop != nullptr) {
                lose_all(*element, Loss::BehindMissing, stop->type, stop);
            } else if (take(*element, *kind, out) == Result::CannotLoad) {
                stop = element;
            }
        }
    }

    void untyped(const schema::Kind* parent, const std::vector<const Resource*>& elements, std::vector<Branch>& out) {
        const Resource* stop = nullptr;
        for (const Resource* element : elements) {
            if (parent != nullptr && listed(*parent, element->type)) continue;
            const schema::Kind* kind = kinds_.agent_any_case(element->type);
            if (kind == nullptr) {
                lose_all(*element, Loss::NoSuchType);
            } else if (stop != nullptr) {
                lose_all(*element, Loss::BehindMissing, stop->type, stop);
            } else if (take(*element, *kind, out) == Result::CannotLoad) {
                stop = element;
            }
        }
    }

    const schema::Kind* kind_of_row(const schema::Child& row) const { return kinds_.agent(row.kind); }
    static const std::string& type_of(const schema::Kind& kind) {
        return kind.rgmanager.type.empty() ? kind.name : kind.rgmanager.type;
    }
    bool listed(const schema::Kind& parent, const std::string& type) const {
        return std::any_of(parent.children.begin(), parent.children.end(), [&](const schema::Child& row) {
            const schema::Kind* kind = kind_of_row(row);
            return kind != nullptr ? type_of(*kind) == type : row.kind == type;
        });
    }

    Result take(const Resource& element, const schema::Kind& kind, std::vector<Branch>& out) {
        std::optional<std::size_t> index;
        if (const xml::Attribute* ref = element.find("ref")) {
            index = find(kind, ref->value);
            if (!index) return skip(element, Loss::Dangling, ref->value);
            const int limit = kind.max_instances;
            if (HALE_BREAK("rgm.instance-limit", limit > 0, false) && out_.defined[*index].references >= limit) {
                return skip(element, Loss::OverLimit, std::to_string(limit));
            }
        } else {
            if (const schema::Attribute* missing = missing_attribute(element, kind)) {
                lose_all(element, Loss::MissingRequired, manager_name(kind, *missing));
                return Result::CannotLoad;
            }
            index = define(element, kind, false);
            if (!index) {
                lose_inside(element);
                return Result::Skipped;
            }
        }
        ++out_.defined[*index].references;
        Branch branch{&element, *index, {}};
        std::vector<const Resource*> inside;
        for (const Resource* child : all<Resource>(element.items)) inside.push_back(child);
        branch.children = build(&kind, inside);
        out.push_back(std::move(branch));
        return Result::Taken;
    }

    /// First by the primary value, then by a value that is both unique and required; definitions in <resources> only.
    std::optional<std::size_t> find(const schema::Kind& kind, std::string_view name) const {
        if (name.empty()) return std::nullopt;
        const auto look = [&](const schema::Attribute& a) -> std::optional<std::size_t> {
            const auto it = owners_.find({&kind, &a, std::string(name)});
            if (it == owners_.end() || HALE_BREAK("rgm.dangling-ref", !out_.defined[it->second].global, false))
                return std::nullopt;
            return it->second;
        };
        if (const schema::Attribute* primary = kind.primary.empty() ? nullptr : kind.attribute(kind.primary)) {
            if (auto found = look(*primary)) return found;
        }
        std::optional<std::size_t> best;
        for (const schema::Attribute& a : kind.attributes) {
            if (!a.unique || !a.required) continue;
            const auto found = look(a);
            if (found && (!best || *found < *best)) best = found;
        }
        return best;
    }

    // ---- losses ----

    void lose(const Resource& element, Loss why, std::string detail = {}, const Resource* other = nullptr) {
        out_.lost.push_back({&element, why, std::move(detail), other});
        out_.lost_.emplace(&element, why);
    }
    void lose_inside(const Resource& element) {
        for (const Resource* child : all<Resource>(element.items)) lose_all(*child, Loss::InsideLost);
    }
    void lose_all(const Resource& element, Loss why, std::string detail = {}, const Resource* other = nullptr) {
        lose(element, why, std::move(detail), other);
        lose_inside(element);
    }
    Result skip(const Resource& element, Loss why, std::string detail) {
        lose_all(element, why, std::move(detail));
        return Result::Skipped;
    }

    const Document& document_;
    const Kinds& kinds_;
    Effective out_;
    std::map<Key, std::size_t> owners_;  // of each value by which a resource is known
};

}  // namespace

Effective effective(const Document& document, const Kinds& kinds) { return Loader(document, kinds).run(); }

}  // namespace hale::rgmanager
