// Which resources are the VM? Its name may be the resource's id, the domain's name, its UUID, or the guest node that
// runs in it; and one domain may be known under two resources. A VM resource whose domain cannot be told may be it.

#include <algorithm>
#include <array>
#include <unordered_map>
#include <unordered_set>

#include "compiler/locate/read.h"
#include "compiler/locate/xml.h"

namespace hale::locate {

namespace {

/// The file's name without folder and `.xml`, as libvirt names the files of domains.
std::string stem(std::string_view path) {
    const std::size_t slash = path.rfind('/');
    if (slash != std::string_view::npos) path.remove_prefix(slash + 1);
    for (const std::string_view end : {".xml", ".cfg", ".conf"}) {
        if (path.size() > end.size() && path.ends_with(end)) path.remove_suffix(end.size());
    }
    return std::string(path);
}

/// What a primitive says, with its template's word where it has none of its own.
struct Said {
    std::string id, type, guest, role;
    std::set<std::string> domains;
    bool by_template = false;
};

class Finder {
public:
    Finder(const pugi::xml_node& cib, std::string_view vm, const std::set<std::string>& names, Status& status)
        : cib_(cib), vm_(vm), names_(names), status_(status) {
        names_.emplace(vm);
    }

    void run() {
        index(cib_.child("configuration").child("resources"));
        read(cib_.child("configuration").child("resources"), {});
        for (std::size_t before = 0; before != names_.size();) {  // names lead to resources, and those to names
            before = names_.size();
            for (const Said& r : all_) {
                if (matches(r)) names_.insert(r.domains.begin(), r.domains.end());
            }
        }
        for (const Said& r : all_) add(r);
        orphans();
    }

private:
    void index(const pugi::xml_node& parent) {
        for (const pugi::xml_node& set : parent.children()) {
            const std::string_view name = set.name();
            if (name == "template" || name == "instance_attributes" || name == "meta_attributes") {
                by_id_.emplace(attribute_or(set, "id"), set);
            }
            index_sets(set);
        }
    }
    void index_sets(const pugi::xml_node& parent) {
        for (const pugi::xml_node& set : parent.children()) {
            const std::string_view name = set.name();
            if (name == "instance_attributes" || name == "meta_attributes")
                by_id_.emplace(attribute_or(set, "id"), set);
            if (name == "primitive" || name == "group" || name == "clone" || name == "master") index_sets(set);
        }
    }

    /// `role`: the target role of the group or clone around, which holds for what is inside.
    void read(const pugi::xml_node& parent, const std::string& role) {
        for (const pugi::xml_node& child : parent.children()) {
            const std::string_view name = child.name();
            if (name == "primitive") {
                one(child, role);
            } else if (name != "template") {
                Said around;
                gather(child, around);
                read(child, around.role.empty() ? role : around.role);
            }
        }
    }

    void one(const pugi::xml_node& primitive, const std::string& role) {
        Said said;
        said.id = attribute_or(primitive, "id");
        said.type = attribute_or(primitive, "type");
        said.role = role;
        const bool by_name = said.id == vm_ || names_.contains(said.id);
        const auto source = by_id_.find(attribute_or(primitive, "template"));
        said.by_template = source != by_id_.end();
        if (said.by_template && said.type.empty()) said.type = attribute_or(source->second, "type");
        configured_.emplace(attribute_or(primitive, "id"));
        if (!by_name && !is_vm_type(said.type) && !said.type.empty()) {
            // Whatever it is, the VM may be the container of a guest node.
            if (primitive.child("meta_attributes").empty()) return;
        }
        if (said.by_template) gather(source->second, said);
        gather(primitive, said);
        all_.push_back(std::move(said));
    }

    void gather(const pugi::xml_node& resource, Said& said) {
        for (const pugi::xml_node& child : resource.children()) {
            pugi::xml_node set = child;
            if (const auto ref = attribute(child, "id-ref")) {
                const auto found = by_id_.find(*ref);
                if (found != by_id_.end()) set = found->second;
            }
            const std::string_view name = child.name();
            if (name == "instance_attributes") parameters(set, said);
            if (name == "meta_attributes") meta(set, said);
        }
    }

    static void parameters(const pugi::xml_node& set, Said& said) {
        for (const pugi::xml_node& pair : set.children("nvpair")) {
            const std::string_view name = attribute_or(pair, "name"), value = attribute_or(pair, "value");
            if (value.empty()) continue;
            if (name == "config" || name == "xmfile") said.domains.insert(stem(value));
            if (name == "name" && said.type == "Xen") said.domains.emplace(value);
        }
    }
    static void meta(const pugi::xml_node& set, Said& said) {
        for (const pugi::xml_node& pair : set.children("nvpair")) {
            const std::string_view name = attribute_or(pair, "name"), value = attribute_or(pair, "value");
            if (name == "remote-node") said.guest = value;
            if (name == "target-role" || name == "target_role") said.role = value;
        }
    }

    bool matches(const Said& r) const {
        return names_.contains(r.id) || (!r.guest.empty() && names_.contains(r.guest)) ||
               std::any_of(r.domains.begin(), r.domains.end(), [&](const auto& d) { return names_.contains(d); });
    }

    void add(const Said& r) {
        const bool match = matches(r);
        const bool unclear = r.type.empty() || (is_vm_type(r.type) && r.domains.empty());
        if (!match && !unclear) return;
        const bool off = r.role == "Stopped" || r.role == "stopped";
        status_.candidates.push_back({r.id, match, !off});
        if (match && !r.guest.empty()) status_.vm_inside = r.guest;
    }

    /// Records of VMs that the configuration no longer knows.
    void orphans() {
        std::unordered_set<std::string> seen;
        for (const pugi::xml_node& state : cib_.child("status").children("node_state")) {
            for (const pugi::xml_node& r : state.child("lrm").child("lrm_resources").children("lrm_resource")) {
                std::string_view id = attribute_or(r, "id");
                const std::string_view type = attribute_or(r, "type");
                if (!type.empty() && !is_vm_type(type) && id != vm_) continue;
                if (configured_.contains(id)) continue;
                if (const std::size_t colon = id.rfind(':'); colon != std::string_view::npos) {
                    if (configured_.contains(id.substr(0, colon))) continue;
                }
                if (seen.emplace(id).second) status_.candidates.push_back({std::string(id), id == vm_, true});
                if (id == vm_) removed_ = true;
            }
        }
        if (removed_)
            status_.problems.push_back("the resource is no longer in the configuration, so nobody watches it");
    }

    const pugi::xml_node cib_;
    std::string_view vm_;
    std::set<std::string> names_;
    Status& status_;
    std::unordered_map<std::string_view, pugi::xml_node> by_id_;
    std::vector<Said> all_;
    std::unordered_set<std::string_view> configured_;
    bool removed_ = false;
};

}  // namespace

bool is_vm_type(std::string_view type) {
    static constexpr std::array<std::string_view, 5> types = {"VirtualDomain", "Xen", "ManagedVM", "vm", "KVM"};
    return std::find(types.begin(), types.end(), type) != types.end();
}

std::set<std::string> names_of(std::string_view vm, std::vector<Text>& domains) {
    std::set<std::string> out{std::string(vm)};
    for (Text& text : domains) {
        pugi::xml_document document;
        std::string problem;
        if (!parse_xml(document, text.text, problem)) continue;
        const pugi::xml_node domain = document.child("domain");
        const std::string name = domain.child_value("name"), uuid = domain.child_value("uuid");
        if (name.empty() || (name != vm && uuid != vm && stem(text.name) != vm)) continue;
        out.insert({name, stem(text.name)});
        if (!uuid.empty()) out.insert(uuid);
    }
    return out;
}

void find_candidates(const pugi::xml_node& cib, std::string_view vm, const std::set<std::string>& names,
                     Status& status) {
    Finder(cib, vm, names, status).run();
}

}  // namespace hale::locate
