// A resource whose files lie on a file system of the cluster must start after it: before, the directory is empty, and
// what is written there disappears under the mount.

#include <algorithm>

#include "compiler/diag/lint_codes.h"
#include "compiler/lint/graph.h"
#include "compiler/lint/rules.h"

namespace hale::lint {

namespace {

struct Mount {
    std::string directory;
    const model::Resource* resource;
};

std::vector<Mount> mounts(const Facts& facts) {
    std::vector<Mount> out;
    for (const model::Resource& r : facts.cluster.resources) {
        if (!is_filesystem(r) || r.is_template) continue;
        const model::Attribute* directory = parameter(r, "directory");
        if (directory == nullptr) continue;
        std::string text = text_of(directory->value);
        while (text.size() > 1 && text.back() == '/') text.pop_back();
        if (text.size() > 1) out.push_back({std::move(text), &r});
    }
    // The innermost mount point is the one that a path is on.
    std::stable_sort(out.begin(), out.end(),
                     [](const Mount& a, const Mount& b) { return a.directory.size() > b.directory.size(); });
    return out;
}

bool inside(std::string_view path, const std::string& directory) {
    return path.starts_with(directory) && (path.size() == directory.size() || path[directory.size()] == '/');
}

bool is_path(const model::Value& value) { return !value.text.empty() && value.text.front() == '/'; }

class Check {
public:
    Check(const Facts& facts, diag::Sink& sink) : f_(facts), sink_(sink), mounts_(mounts(facts)) {}

    void run() {
        if (mounts_.empty()) return;
        const StartGraph graph(f_);
        for (const model::Resource& r : f_.cluster.resources) {
            if (r.is_template || r.uses.empty()) continue;
            for (const model::Attribute& a : r.attributes) {
                if (!is_path(a.value)) continue;
                const auto mount = std::find_if(mounts_.begin(), mounts_.end(), [&](const Mount& m) {
                    return m.resource != &r && inside(a.value.text, m.directory);
                });
                // Two on one mount point are told by HL3110.
                if (mount == mounts_.end() || is_mount_point_of(r, a, *mount)) continue;
                if (!waits(graph, r, *mount->resource)) report(r, a, *mount);
            }
        }
    }

private:
    static bool is_mount_point_of(const model::Resource& r, const model::Attribute& a, const Mount& mount) {
        return is_filesystem(r) && parameter(r, "directory") == &a && text_of(a.value) == mount.directory;
    }

    /// Every use of the resource starts after some use of the file system.
    static bool waits(const StartGraph& graph, const model::Resource& r, const model::Resource& fs) {
        return std::all_of(r.uses.begin(), r.uses.end(), [&](model::UseId use) {
            return std::any_of(fs.uses.begin(), fs.uses.end(),
                               [&](model::UseId mounted) { return graph.proves(mounted, use); });
        });
    }

    void report(const model::Resource& r, const model::Attribute& a, const Mount& mount) {
        sink_.report(diag::BeforeItsFilesystem, f_.span(a.origin), r.path(), mount.resource->path(), mount.directory)
            .notes(f_.iterations(a.origin))
            .label(f_.span(mount.resource->origin), "mounted here, and not before it for certain")
            .help("put `{}` inside the file system or behind it, or say `after`", r.label);
    }

    const Facts& f_;
    diag::Sink& sink_;
    std::vector<Mount> mounts_;
};

}  // namespace

void before_its_filesystem(const Facts& facts, diag::Sink& sink) { Check(facts, sink).run(); }

}  // namespace hale::lint
