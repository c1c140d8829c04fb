#pragma once
// A manager: four functions and a table. The front end knows nothing else of it, and it knows nothing of syntax.
// Adding a manager is a folder and one line in registry.cc.

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/diag/diag.h"
#include "compiler/model/model.h"
#include "compiler/schema/schema.h"
#include "compiler/source/source.h"
#include "compiler/value/block.h"

namespace hale::backends {

enum class Support { Exact, Approximated, Refused };

/// One row of a backend's capabilities.def: what it makes of one neutral word.
struct Capability {
    std::string_view word;  // `recovery`, `service.after`, `vm.migrate`, `shared` …
    Support support;
    std::string_view how;  // approximated: how; refused: the closest portable form
};

/// Resolves `secret("name")`. Returns nothing when it cannot (the caller reports HL4xxx with the name, never a value).
using SecretResolver = std::function<std::optional<std::string>(std::string_view name)>;

struct BuildOptions {
    bool write = true;              // false: `check`: report only; secrets are not resolved
    SecretResolver secrets;         // called only when `write`
    std::string pacemaker_release;  // "1.1", "2.0", "2.1", "3.0"; empty: lowest schema that expresses the configuration
    std::optional<std::int64_t> config_version;
};

/// How a manager's own file is taken in.
struct RaiseOptions {
    /// False: as the manager runs it (`autostart="yes"` switches autostart off for rgmanager, a dangling reference is
    /// nothing). True: as it was evidently meant. What differs is reported in either case.
    bool as_meant = false;
    /// True for `hale import`: the file is to come back, not to be judged. What comes back as it stands is a warning.
    bool keep = false;
};

/// What `raise` works with: where the text is, the kinds, and where it reports and records positions.
struct Raise {
    source::FileId file;
    const source::SourceManager& sources;
    schema::Library& library;
    model::OriginTable& origins;
    diag::Sink& sink;
    RaiseOptions options = {};
};

/// One output file. `lines[i]` is the origin of output line i+1 (invalid: the backend's own), for `why` and ledgers.
struct OutputFile {
    std::string name;  // `cluster.conf`, `cib.xml`
    std::string text;
    std::vector<model::OriginId> lines;
};

class Backend {
public:
    virtual ~Backend() = default;
    virtual std::string_view name() const = 0;  // `rgmanager`
    virtual const std::vector<Capability>& capabilities() const = 0;

    /// True when `text` begins like a file of this manager. The default reads none.
    virtual bool recognises(std::string_view /*text*/) const { return false; }
    /// read + raise: such a file as blocks in hale's words, with positions in the file. Mistakes (not XML, another root
    /// element …) are reported; a file that cannot be read gives no blocks. Asked only of a manager that recognised the
    /// text, or that the user named.
    virtual std::vector<block::Block> raise(const Raise& /*in*/) const { return {}; }
    /// The version that a file of this manager says it has; nothing when it has none or is no such file.
    virtual std::optional<std::int64_t> version_of(std::string_view /*text*/) const { return std::nullopt; }
    /// What building the import gives again, against the file itself: every difference that no diagnostic names yet is
    /// reported at its place in the file (HL5050..HL5053). Gives the number of all differences.
    virtual std::size_t compare(const Raise& /*in*/, std::string_view /*written*/) const { return 0; }

    /// lower + write. Everything approximated or refused is reported with its position. Nothing when an error was
    /// reported: a file is complete or absent.
    virtual std::optional<OutputFile> build(const model::Model& model, const model::Cluster& cluster,
                                            const BuildOptions& options, diag::Sink& sink) const = 0;
    /// `hale order`: the start (or stop) order this manager would run, in the text form of docs/reference/cli.md.
    virtual std::optional<std::string> order(const model::Model& model, const model::Cluster& cluster, bool stop,
                                             bool json, diag::Sink& sink) const = 0;
};

/// All managers, and one by name (nullptr when unknown).
const std::vector<const Backend*>& all_backends();
const Backend* find_backend(std::string_view name);
/// The manager whose file `text` is, judged by its beginning; nullptr: no one's.
const Backend* recognise(std::string_view text);

}  // namespace hale::backends
