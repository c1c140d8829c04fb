#include "compiler/cli/output.h"
#include "compiler/schema/metadata.h"

namespace hale::cli {

namespace {

schema::Dialect dialect_of(const std::string& text) {
    if (text == "ocf-1.0") return schema::Dialect::Ocf10;
    if (text == "ocf-1.1") return schema::Dialect::Ocf11;
    return text == "fence" ? schema::Dialect::Fence : schema::Dialect::Rgmanager;
}

/// A resource agent of this name, else a fence agent; nullptr when nothing is known about either.
const schema::Kind* find(schema::Library& library, const std::string& name) {
    for (const auto cls : {schema::KindClass::Agent, schema::KindClass::FenceAgent}) {
        const schema::Kind* kind = library.find(cls, name);
        if (kind != nullptr && !kind->unknown) return kind;
    }
    return nullptr;
}

}  // namespace

int run_agents_export(const Options& options) {
    Disk disk;
    driver::Session session(session_options(options), disk);
    const schema::Kind* kind = find(session.kinds(), options.name);
    if (kind == nullptr) {
        say(fmt::format("nothing is known about `{}`; `hale agents` lists the kinds", options.name));
        return kUsage;
    }
    const schema::Dialect dialect = dialect_of(options.dialect);
    const auto manager =
        dialect == schema::Dialect::Rgmanager ? schema::Manager::Rgmanager : schema::Manager::Pacemaker;
    const std::string text = schema::write_metadata(schema::to_metadata(schema::literal(*kind, manager), dialect));
    const int found = finish(session, options);
    return print(text) ? found : kUsage;
}

}  // namespace hale::cli
