#pragma once
// Agent metadata: what an agent answers to `meta-data`, as XML. Four dialects share the root <resource-agent>:
//   OCF 1.0      unique="1", roles Master/Slave; the resource agents of ocf:heartbeat and most others
//   OCF 1.1      unique-group="…", reloadable="1" (action reload-agent), <deprecated>, roles Promoted/Unpromoted
//   fence        fence agents: no version, <getopt>, deprecated/obsoletes, select lists, `on` with automatic="1"
//   rgmanager    primary, inherit, reconfig, `status` beside `monitor`, <special tag="rgmanager"> with maxinstances and
//                the table of children (facts/rgmanager.md section 1, facts/pacemaker.md section 4)
// `Metadata` is one document, its words unchanged; `to_kind` says what hale makes of it, `to_metadata` goes back.
//
//     XML --read_metadata--> Metadata --to_kind--> Kind --to_metadata--> Metadata --write_metadata--> XML
//
// to_kind . to_metadata is the identity on kinds that came from a document of the same dialect (tests/unit/metadata).

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/diag/diag.h"
#include "compiler/schema/schema.h"

namespace hale::schema {

enum class Dialect : std::uint8_t { Ocf10, Ocf11, Fence, Rgmanager };
/// "OCF 1.0", "OCF 1.1", "fence agent", "rgmanager".
std::string_view to_text(Dialect dialect);

struct MetaParameter {
    std::string name, shortdesc, longdesc;
    bool required = false, unique = false, primary = false, deprecated = false;
    bool reloadable = false;  // OCF 1.1
    bool reconfig = false;    // rgmanager
    std::string unique_group, inherit;
    std::vector<std::string> obsoletes;  // older names of this parameter
    std::string replaced_with;           // with deprecated
    std::string type;                    // content type as written; empty: there is no <content>
    std::optional<std::string> def;      // content default
    std::vector<std::string> options;    // of a select
    source::Span name_span, type_span, default_span;
};

struct MetaAction {
    std::string name, timeout, interval, depth, role, start_delay;  // as written; empty: absent
    bool automatic = false;  // fence `on`: the node must be unfenced with it before it may use the device
    bool on_target = false;
    source::Span span;
};

struct MetaChild {
    std::string type, start, stop, forbid;
    source::Span span;
};

struct Metadata {
    Dialect dialect = Dialect::Ocf10;
    std::string name, shortdesc, longdesc;
    std::string version;  // of the OCF standard: the text of <version>
    std::vector<MetaParameter> parameters;
    std::vector<MetaAction> actions;
    // <special tag="rgmanager">
    std::string maxinstances;
    std::vector<std::pair<std::string, std::string>> special;  // its other attributes: init_on_add, destroy_on_delete
    std::vector<MetaChild> children;
    source::Span name_span;

    const MetaParameter* parameter(std::string_view wanted) const;
    const MetaAction* action(std::string_view wanted) const;
};

/// Reads a file that was added to `sources`. Nothing when it is no XML or no agent metadata (HL5001..HL5007, HL2210);
/// everything else that is wrong is a warning, and the part is left out (HL2211..HL2214).
std::optional<Metadata> read_metadata(source::FileId file, const source::SourceManager& sources, diag::Sink& sink);

/// What a kind made from metadata is called: `name` in hale (`ocf:heartbeat:pgsql`, `fence_apc`, `fs`), and by the
/// manager that runs it.
struct KindName {
    KindClass cls = KindClass::Agent;
    std::string name;
    std::string pacemaker;  // `ocf:heartbeat:pgsql`, `stonith:fence_apc`; empty: Pacemaker has no such agent
    std::string rgmanager;  // element or agent name; empty: none
};
/// From the document alone: a fence agent is its name, an rgmanager agent its type, anything else
/// `ocf:PROVIDER:NAME`.
KindName kind_name(const Metadata& metadata, std::string_view provider);

/// The kind. It is advisory (Kind::advisory): mistakes in its use are warnings. Reports HL2220..HL2223 about what
/// cannot be believed: content types, defaults, times, levels.
Kind to_kind(const Metadata& metadata, const KindName& name, diag::Sink& sink);

/// The document that declares a kind in one dialect: names are those of the kind, so give it `literal(kind, …)` to get
/// a manager's own names.
Metadata to_metadata(const Kind& kind, Dialect dialect);
std::string write_metadata(const Metadata& metadata);

/// The kind in one manager's own words: attributes renamed, split and respelled by its mapping rows, those without
/// counterpart left out. A kind without rows comes back as it is.
enum class Manager : std::uint8_t { Rgmanager, Pacemaker };
Kind literal(const Kind& kind, Manager manager);

/// The first sentence of a documentation text, on one line.
std::string first_sentence(std::string_view text);

}  // namespace hale::schema
