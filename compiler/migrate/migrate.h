#pragma once
// From one manager's file to another manager's files, with an account of every difference. A migration always writes:
//
//     prepare   what the reader kept in the old manager's own words becomes hale's words where the new manager can use it
//               (fencing above all); what changes between the managers although no line says it is written out
//     settle    analyse and build; each error takes the one attribute or block that it speaks of out of the description
//               and puts it into the books as "impossible"; what the target needs and the input lacks becomes a
//               parameter with a derived default; until nothing is refused
//     account   one entry for every element and attribute of the input, with its place in every output file
//
// The .hale text that comes out builds to the very same files.

#include <map>
#include <string>
#include <vector>

#include "backends/backend.h"
#include "compiler/ledger/ledger.h"
#include "compiler/value/block.h"

namespace hale::migrate {

/// How the administrator wants it.
struct Wishes {
    std::string manager = "pacemaker";
    std::string release;                         // of Pacemaker: "2.1", "3.0"; empty: the oldest that can express it
    std::map<std::string, std::string> agents;   // --map-agent mydaemon=ocf:local:mydaemon
    std::string scripts = "lsb";                 // --scripts: lsb, systemd or ocf
    backends::SecretResolver secrets;            // what nobody resolves is written as SECRET-name
};

/// What is migrated: a file that was read.
struct Input {
    source::FileId file;
    const source::SourceManager& sources;
    schema::Library& library;
    const backends::Backend* reader;  // whose file it is; nullptr: .hale
    std::vector<block::Block> blocks;
    model::OriginTable origins;
    const diag::Sink& read;  // what reading it told
};

struct Output {
    std::string file;
    std::uint32_t line = 0;
};

/// What became of one attribute or element of the input.
struct Entry {
    std::string path, value;  // `/cluster/rm/service[web]/@recovery`; secrets are not shown
    source::Span at;
    ledger::Disposition disposition = ledger::Disposition::Exact;
    std::string how, alternative;
    int code = 0;
    bool gravest = false;  // data can be lost, or a service is
    std::vector<Output> output;
};

/// A difference that no line of the input shows.
struct Default {
    std::string what, before, after, todo;
    bool gravest = false;
    std::vector<Output> output;
};

/// A value that the target needs and the input lacks.
struct Param {
    std::string name, value, why;
};

struct Totals {
    std::size_t read = 0, exact = 0, other_means = 0, approximated = 0, impossible = 0;
};

struct Result {
    std::string manager, cluster;
    std::string hale;                         // the description
    std::vector<backends::OutputFile> files;  // the target's
    std::vector<Entry> entries;
    std::vector<Default> defaults;
    std::vector<Param> params;
    Totals totals;
    model::Model model;
    std::string problem;  // why there is nothing: the input is none that a cluster runs from
};

/// Never throws. Secrets of the input that stand there in clear are written into the files and shown nowhere else.
Result migrate(Input input, const Wishes& wishes);

/// `hale migrate --check --json`: docs/reference/migrate.md.
std::string to_json(const Result& result, const source::SourceManager& sources);
std::string to_text(const Result& result, const source::SourceManager& sources);
std::string to_html(const Result& result, const source::SourceManager& sources);
/// The cut-over and the way back, step by step, in Markdown.
std::string runbook(const Result& result, std::string_view input);

}  // namespace hale::migrate
