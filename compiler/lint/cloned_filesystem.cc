// A file system that is no cluster file system, mounted on two nodes, is gone.

#include "compiler/diag/cluster_codes.h"
#include "compiler/lint/rules.h"
#include "compiler/support/breakage.h"

namespace hale::lint {

void cloned_filesystem(const Facts& facts, diag::Sink& sink) {
    for (const model::Resource& r : facts.cluster.resources) {
        if (claimed(r, kMountPoint) == nullptr || !r.kind->traits.single || may_be_several(r)) continue;
        if (parameter(r, "fstype") == nullptr) continue;  // not said: nothing is known
        for (const model::UseId use : r.uses) {
            const model::UseId clone = facts.enclosing(use, "clone");
            if (!clone) continue;
            const model::Attribute* max = meta(facts.cluster.resource_of(clone), "clone-max");
            if (HALE_BREAK("lint.clone-max-one", max != nullptr, false) && text_of(max->value) == "1") continue;
            sink.report(diag::ClonedFilesystem, facts.span(r.origin), name_of(r),
                        text_of(parameter(r, "fstype")->value), facts.path(clone))
                .notes(facts.iterations(r.origin))
                .note("two nodes that mount it at the same time write over each other's data")
                .help("use a cluster file system (gfs2, ocfs2), or take it out of the clone");
        }
    }
}

}  // namespace hale::lint
