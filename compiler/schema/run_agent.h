#pragma once
// Running an agent to read its metadata. An agent is a program of the machine that knows nothing of hale: it gets no
// standard input, an almost empty environment, its own process group and a limit on time and output, and is killed with
// everything it started when it does not keep to them.

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace hale::schema {

struct AgentRun {
    std::string path;
    std::vector<std::string> arguments;
    std::chrono::milliseconds timeout{10'000};
};

/// `meta-data`, or `-o metadata` for a fence agent (facts/pacemaker.md, section 4): told by the name of the file.
AgentRun metadata_run(const std::string& path);

/// What the agent wrote on standard output. Its exit status is not asked for: agents with missing helpers answer and
/// fail. Nothing, and why, when it cannot be run, says nothing, says more than 4 MiB, or is not done in time.
std::optional<std::string> run_agent(const AgentRun& run, std::string& problem);

}  // namespace hale::schema
