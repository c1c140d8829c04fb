#include "compiler/cli/agent_file.h"
#include "compiler/cli/output.h"
#include "compiler/decompile/print.h"
#include "compiler/schema/declare.h"

namespace hale::cli {

namespace {

/// --name, or what the file and its place tell.
std::optional<schema::KindName> named(const schema::Metadata& metadata, const Options& options) {
    if (!options.name.empty()) {
        const auto spec = schema::parse_spec(options.name);
        if (spec && spec->standard == "ocf") {
            return schema::KindName{schema::KindClass::Agent, options.name, options.name, ""};
        }
        say(fmt::format("`{}` is no name of the form ocf:PROVIDER:NAME", options.name));
        return std::nullopt;
    }
    std::string provider = schema::provider_of(options.files.front(), metadata.name);
    const bool ocf = metadata.dialect == schema::Dialect::Ocf10 || metadata.dialect == schema::Dialect::Ocf11;
    if (ocf && provider.empty()) {
        provider = "heartbeat";
        say(fmt::format("the file does not tell the provider: taken as ocf:heartbeat:{} (--name says another)",
                        metadata.name));
    }
    return schema::kind_name(metadata, provider);
}

}  // namespace

int run_agents_import(const Options& options) {
    Disk disk;
    driver::Session session(session_options(options), disk);
    std::optional<schema::Metadata> metadata;
    if (!open_agent(session, options.files.front(), metadata)) {
        say(session.problem);
        return kUsage;
    }
    std::string out;
    if (metadata) {
        const auto name = named(*metadata, options);
        if (!name) return kUsage;
        out = decompile::print({schema::declare(schema::to_kind(*metadata, *name, session.sink))});
    }
    const int found = finish(session, options);
    return print(out) ? found : kUsage;
}

}  // namespace hale::cli
