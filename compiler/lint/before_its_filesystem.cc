// A resource whose files lie on a file system of the cluster must start after it: before, the directory is empty, and
// what is written there disappears under the mount.

#include <algorithm>
#include <optional>
#include <unordered_map>

#include "compiler/diag/lint_codes.h"
#include "compiler/lint/graph.h"
#include "compiler/lint/rules.h"
#include "compiler/support/breakage.h"

namespace hale::lint {

namespace {

/// The file systems by their mount points, without a slash at the end.
using Mounts = std::unordered_map<std::string, const model::Resource*>;

Mounts mounts(const Facts& facts) {
    Mounts out;
    for (const model::Resource& r : facts.cluster.resources) {
        const model::Attribute* directory = claimed(r, kMountPoint);
        if (directory == nullptr || r.is_template) continue;
        std::string text = text_of(directory->value);
        while (text.size() > 1 && text.back() == '/') text.pop_back();
        if (text.size() > 1) out.try_emplace(std::move(text), &r);
    }
    return out;
}

/// The innermost mount point that the path is on, other than one of `self`.
Mounts::const_iterator mount_of(const Mounts& mounts, std::string path, const model::Resource& self) {
    while (path.size() > 1) {
        const auto it = mounts.find(path);
        if (it != mounts.end() && it->second != &self) return it;
        path.resize(path.rfind('/'));
    }
    return mounts.end();
}

bool is_path(const model::Value& value) { return !value.text.empty() && value.text.front() == '/'; }

class BeforeItsFilesystemCheck {
public:
    BeforeItsFilesystemCheck(const Facts& facts, diag::Sink& sink) : f_(facts), sink_(sink), mounts_(mounts(facts)) {}

    void run() {
        if (mounts_.empty()) return;
        for (const model::Resource& r : f_.cluster.resources) {
            if (r.is_template || r.uses.empty()) continue;
            for (const model::Attribute* parameter : parameters(r)) {
                const model::Attribute& a = *parameter;
                if (!is_path(a.value)) continue;
                const auto mount = mount_of(mounts_, a.value.text, r);
                // Two on one mount point are told by HL3110.
                if (mount == mounts_.end() || is_mount_point(r, a, mount->first)) continue;
                if (HALE_BREAK("lint.before-mount", !waits(r, *mount->second), false))
                    report(r, a, *mount->second, mount->first);
            }
        }
    }

private:
    static bool is_mount_point(const model::Resource& r, const model::Attribute& a, const std::string& directory) {
        return claimed(r, kMountPoint) == &a && text_of(a.value) == directory;
    }

    /// Every use of the resource starts after some use of the file system.
    bool waits(const model::Resource& r, const model::Resource& fs) {
        if (!graph_) graph_.emplace(f_);
        return std::all_of(r.uses.begin(), r.uses.end(), [&](model::UseId use) {
            return std::any_of(fs.uses.begin(), fs.uses.end(),
                               [&](model::UseId mounted) { return graph_->proves(mounted, use); });
        });
    }

    void report(const model::Resource& r, const model::Attribute& a, const model::Resource& fs,
                const std::string& directory) {
        sink_.report(diag::BeforeItsFilesystem, f_.span(a.origin), name_of(r), name_of(fs), directory)
            .notes(f_.iterations(a.origin))
            .label(f_.span(fs.origin), "mounted here, and not before it for certain")
            .help("put `{}` inside the file system or behind it, or say `after`", r.label);
    }

    const Facts& f_;
    diag::Sink& sink_;
    Mounts mounts_;
    std::optional<StartGraph> graph_;  // made when the first question is asked
};

}  // namespace

void before_its_filesystem(const Facts& facts, diag::Sink& sink) { BeforeItsFilesystemCheck(facts, sink).run(); }

}  // namespace hale::lint
