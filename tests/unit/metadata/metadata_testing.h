#pragma once
// What the tests of agent metadata share: reading a text or a file, and a kind as text that shows every field.

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>

#include "compiler/schema/metadata.h"

namespace hale::schema {

inline std::filesystem::path data_dir() {
    const char* set = std::getenv("HALE_DATA");
    return set != nullptr ? set : std::string(HALE_SOURCE_DIR) + "/../shared/data";
}

inline std::string slurp(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

struct MetadataReading {
    explicit MetadataReading(std::string text, std::string name = "agent.xml") {
        file = sources.add(std::move(name), std::move(text));
        metadata = read_metadata(file, sources, sink);
        if (metadata) kind = to_kind(*metadata, kind_name(*metadata, "heartbeat"), sink);
    }
    /// The codes that were reported, ascending.
    std::vector<int> codes() const {
        std::vector<int> out;
        for (const diag::Diagnostic& d : sink.diagnostics()) out.push_back(d.code);
        std::sort(out.begin(), out.end());
        return out;
    }

    source::SourceManager sources;
    diag::Sink sink;
    source::FileId file;
    std::optional<Metadata> metadata;
    std::optional<Kind> kind;
};

struct MetadataFile {
    std::filesystem::path path;
    std::unique_ptr<MetadataReading> reading;
};

/// Every metadata file of the data directory: "pacemaker/agent-metadata", "rgmanager/metadata".
inline std::vector<MetadataFile> load_all(const std::string& folder) {
    std::vector<MetadataFile> out;
    const std::filesystem::path dir = data_dir() / folder;
    if (!std::filesystem::exists(dir)) return out;
    for (const auto& entry : std::filesystem::directory_iterator(dir)) {
        if (entry.path().extension() != ".xml") continue;
        out.push_back({entry.path(), std::make_unique<MetadataReading>(slurp(entry.path()), entry.path().string())});
    }
    std::sort(out.begin(), out.end(), [](const auto& a, const auto& b) { return a.path < b.path; });
    return out;
}

inline std::string dump(const Mapping& m) {
    std::string out = fmt::format("declared={} none={} type={} strategy={}", m.declared, m.none, m.type, m.strategy);
    for (const auto& [name, value] : m.special) out += fmt::format(" {}={}", name, value);
    return out + '\n';
}

inline std::string dump(const Kind& k) {
    std::string out = fmt::format("{} {} doc={} primary={} max={} open={} advisory={}\n", static_cast<int>(k.cls),
                                  k.name, k.doc, k.primary, k.max_instances, k.open, k.advisory);
    for (const Attribute& a : k.attributes) {
        out += fmt::format("attr {}: {} required={} unique={}/{} reload={} deprecated={}/{} inherit={} default={} {}\n",
                           a.name, to_text(a.type), a.required, a.unique, a.unique_group, a.reload, a.deprecated,
                           a.replaced_by, a.inherit, a.def ? model::to_text(*a.def) : "-", a.doc);
    }
    for (const Child& c : k.children) {
        out += fmt::format("child {} {}/{} forbid={} max={}\n", c.kind, c.start, c.stop, c.forbid, c.max);
    }
    for (const Operation& o : k.operations) {
        out += fmt::format("op {} {} {} {} {}\n", o.name, o.interval.value_or(-1), o.timeout.value_or(-1), o.depth,
                           o.role);
    }
    for (const std::string& plug : k.plug) out += "plug " + plug + '\n';
    return out + dump(k.rgmanager) + dump(k.pacemaker);
}

}  // namespace hale::schema
