#pragma once
// Agents that no declaration names: `resource pg ocf:heartbeat:pgsql { … }`, `fence_device x fence_foo { … }`, an
// element of cluster.conf whose agent is the site's own. They are found, in an order that can be chosen, in
//   metadata   a folder of metadata files (--agent-metadata DIR)
//   installed  the agents of this machine, which are run (--installed-agents; never without being told to, because what
//              is compiled would then depend on the machine: docs/design/decisions.md)
//   builtin    the built-in declaration that is called `ocf:heartbeat:pgsql` itself (stdlib-agents/ocf), else those
//              that name the agent for Pacemaker, in the agent's own words; these list only the parameters that have a
//              neutral counterpart, so the kind is open
// An agent of none of them becomes an open kind with Kind::unknown, for which sema reports HL2201. A declaration of
// `--agents` wins over all of them.

#include <chrono>
#include <memory>
#include <string>
#include <vector>

#include "compiler/diag/diag.h"
#include "compiler/schema/schema.h"

namespace hale::schema {

enum class AgentSource : std::uint8_t { Metadata, Installed, Builtin };

struct AgentOptions {
    std::string metadata_dir;  // empty: none
    bool installed = false;
    std::vector<AgentSource> order = {AgentSource::Metadata, AgentSource::Installed, AgentSource::Builtin};
    std::string root;                           // what stands before /usr/lib/ocf: for tests
    std::chrono::milliseconds timeout{10'000};  // of one run of an agent
};

/// `declared`, and behind it the agents of `options`. Metadata that cannot be used is HL2202.
std::unique_ptr<Library> with_agents(std::unique_ptr<Library> declared, source::SourceManager& sources,
                                     AgentOptions options, diag::Sink& sink);

/// `ocf:heartbeat:pgsql` -> {ocf, heartbeat, pgsql}; `systemd:x` -> {systemd, "", x}. Nothing for any other text.
struct AgentSpec {
    std::string standard, provider, type;
};
std::optional<AgentSpec> parse_spec(std::string_view text);

/// The provider or class by which a metadata file is named or an installed agent lies: `heartbeat_pgsql.xml`,
/// `heartbeat/pgsql.xml`, `/usr/lib/ocf/resource.d/heartbeat/pgsql` -> heartbeat; empty when the path does not tell.
std::string provider_of(const std::string& path, const std::string& agent);

}  // namespace hale::schema
