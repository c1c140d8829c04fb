// Values that the target's agent cannot do without and the input lacks: a parameter of the description, with a default
// that is derived from what the input says. The runbook tells to look at each.

#include <algorithm>
#include <array>

#include "compiler/migrate/migration.h"

namespace hale::migrate {

namespace {

using block::Block;

constexpr std::array<std::string_view, 3> kFileSystems = {"fs", "clusterfs", "netfs"};

const std::string& kind_of(const Block& b) {
    return b.name == "shared" && b.labels.size() > 1 ? b.labels.front().text : b.name;
}
std::string label_of(const Block& b) {
    if (b.labels.empty()) return b.name;
    return b.name == "shared" && b.labels.size() > 1 ? b.labels[1].text : b.labels.front().text;
}

/// A number from a text, stable over releases (FNV-1a); NFS knows a file system by it.
std::uint32_t number_of(std::string_view text) {
    std::uint32_t hash = 2166136261U;
    for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619U;
    return 1 + hash % 65535;  // exportfs takes small numbers everywhere
}

std::string param_name(Migration& m, const std::string& wanted) {
    std::string name;
    for (const char c : wanted) {
        const bool fits = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
        name += fits ? c : '_';
    }
    while (!m.param_names.insert(name).second) name += '_';
    return name;
}

void give(Migration& m, Block& to, const std::string& attribute, std::string value, std::string why) {
    const std::string name = param_name(m, attribute + '_' + label_of(to));
    block::Attr a = m.attr(attribute, model::Value::string(value), to.span);
    a.value.member = name;  // the text names the parameter
    to.attrs.push_back(std::move(a));
    m.result.params.push_back({name, std::move(value), std::move(why)});
}

/// The file system around, or the unit's own nearest one; nullptr: none.
Block* file_system(const std::vector<Block*>& path) {
    for (auto it = path.rbegin(); it != path.rend(); ++it) {
        if (std::find(kFileSystems.begin(), kFileSystems.end(), kind_of(**it)) != kFileSystems.end()) return *it;
    }
    return nullptr;
}

bool fsid(Migration& m, const std::vector<Block*>& path) {
    Block* fs = file_system(path);
    Block& to = fs != nullptr && fs->find("fsid") == nullptr ? *fs : *path.back();
    if (fs != nullptr && fs->find("fsid") != nullptr && !fs->find("fsid")->value.member.empty()) return true;  // given above
    if (to.find("fsid") != nullptr) return false;
    const std::string name = fs != nullptr ? label_of(*fs) : label_of(to);
    give(m, to, "fsid", std::to_string(number_of(name)), "by which NFS clients know the file system `" + name + "`; any number, once");
    return true;
}

bool machine(Migration& m, Block& vm) {
    if (vm.find("xml") != nullptr) return false;
    const std::string name = label_of(vm);
    std::string path = text_of(vm, "path");
    path = path.substr(0, path.find(':'));
    while (path.size() > 1 && path.back() == '/') path.pop_back();
    const std::string file = path.ends_with(".xml") ? path : (path.empty() ? "/etc/libvirt/qemu" : path) + '/' + name + ".xml";
    give(m, vm, "xml", file, "the machine's XML file, the same on every node");
    return true;
}

bool directory(Migration& m, const std::vector<Block*>& path) {
    const Block* fs = file_system(path);
    if (fs == nullptr || path.back()->find("path") != nullptr) return false;
    const std::string mount = text_of(*fs, "mountpoint");
    if (mount.empty()) return false;
    give(m, *path.back(), "path", mount, "what is exported");
    return true;
}

}  // namespace

bool derive(Migration& m, const std::vector<Block*>& path) {
    Block& b = *path.back();
    const schema::Kind* kind = m.input.library.find(schema::KindClass::Agent, kind_of(b));
    if (kind == nullptr || !m.derived.insert(b.span.begin).second) return false;
    bool any = false;
    for (const auto& [name, why] : kind->pacemaker.requires_) {
        if (b.find(name) != nullptr) continue;
        if (name == "fsid") any = fsid(m, path) || any;
        if (name == "xml") any = machine(m, b) || any;
        if (name == "path") any = directory(m, path) || any;
    }
    return any;
}

}  // namespace hale::migrate
