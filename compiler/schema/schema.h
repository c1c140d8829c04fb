#pragma once
// Kinds: what blocks there are, which attributes they take, what may stand inside them, and how each manager names
// them. Kinds are data, declared in stdlib-agents/**/*.hale with three words:
//   agent NAME {…}        a resource agent (ip, fs, vm, service …)
//   fence_agent NAME {…}  a fence agent (fence_ipmilan …)
//   construct NAME {…}    any other block (node, domain, totem, place, alert …)
// The grammar of declarations is docs/reference/agents.md. The declarations are compiled into the binary and parsed
// on demand, kind by kind, so that a run pays only for the kinds it uses; `--agents DIR` overrides them.

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/diag/diag.h"
#include "compiler/source/source.h"
#include "compiler/value/value.h"

namespace hale::schema {

enum class TypeTag : std::uint8_t {
    String,
    Int,
    Bool,
    Duration,
    Size,
    Percent,
    Score,
    Address,
    Path,
    Word,
    Enum,
    List,
    Map,
    Ref,
    Secret,
    Rule,
    Any
};

/// `type = list[ref[node]]`, `type = enum["tcp", "udp"]`, `type = ref[domain]`.
struct Type {
    TypeTag tag = TypeTag::String;
    std::vector<std::string>
        members;  // Enum: its words. Ref: the kinds it may name (`node`, `domain`, `resource`, `service`, `any` …)
    std::shared_ptr<const Type> element;  // List, Map
};
/// "enum (on, off)", "list of ref to node" … for messages.
std::string to_text(const Type& type);

struct Attribute {
    std::string name;
    std::string doc;
    Type type;
    bool required = false;
    bool unique = false;       // no two resources of this kind in one cluster may have the same value
    std::string unique_group;  // with unique: no two may have the same values of all attributes of this group
    bool reload = false;       // a change needs no restart
    bool deprecated = false;
    std::string replaced_by;          // with deprecated
    std::string inherit;              // "mountpoint" or "service%nfslock"; empty: none
    std::optional<model::Value> def;  // default
    std::optional<std::int64_t> min, max;
    std::vector<std::string> aliases;  // other spellings of the name
    source::Span span;                 // of its declaration
};

struct Child {
    std::string kind;
    int start = 0;  // 1..100; 0: no level
    int stop = 0;
    bool forbid = false;
    int max = 0;  // 0: unlimited
};

struct Operation {
    std::string name;                               // start stop monitor recover reload migrate promote demote …
    std::optional<std::int64_t> interval, timeout;  // milliseconds
    int depth = 0;
    std::string role;
};

/// One invertible piece of an attribute mapping, in one direction of reading: neutral -> manager.
struct MapRow {
    enum class Op : std::uint8_t {
        Rename,    // attribute -> target
        Constant,  // target = value always written; on import it must be there (or its absence is kept)
        Values,    // attribute -> target through `table` (neutral word -> manager's spelling)
        Split,     // attribute "A/B" -> target (before the separator) and target2 (after it; absent when B is absent)
        Unit,      // attribute -> target, written in `value` (s, ms, min, …), with the suffix when `suffix`
        Meta,      // attribute -> a meta attribute of the primitive (Pacemaker)
        Drop       // no counterpart: `reason`; `harmless` ones are an approximation, others an error
    };
    Op op = Op::Rename;
    std::string attribute;
    std::string target, target2;
    std::string value;  // Constant; Split: separator; Unit: the unit
    std::vector<std::pair<std::string, std::string>> table;
    std::string reason;
    bool harmless = false;  // Drop written with `ignore`
    bool suffix = false;    // Unit
    source::Span span;
};

/// The managers that a declaration may speak of: `rgmanager`, `pacemaker`, `corosync`, `fence_virt`.
const std::vector<std::string_view>& managers();

/// What one manager makes of a kind. `none`: it has no such agent; `reason` and `stand_in` are shown to the user.
struct Mapping {
    bool declared = false;
    bool none = false;
    std::string reason, stand_in;
    std::string type;  // rgmanager: element name, `fs`. Pacemaker: `ocf:heartbeat:Filesystem`, `stonith:fence_ipmilan`
    std::vector<MapRow> rows;
    /// What the manager does when nothing is said (`same {…}`): a value equal to this one is neither written nor
    /// reported, whatever the attribute's row is.
    std::vector<std::pair<std::string, model::Value>> same;
    /// Attributes whose default is written although nobody wrote it, because the manager's agent has another default
    /// or requires the parameter.
    std::vector<std::string> defaults;
    /// Attributes that mean nothing to this manager: neither written nor reported. Mostly values that only serve the
    /// children that inherit them.
    std::vector<std::string> silent;
    /// Attributes without which the manager's agent cannot work, and why: a use without a value is refused.
    std::vector<std::pair<std::string, std::string>> requires_;
    /// rgmanager: further attributes of `<special tag="rgmanager"><attributes …/>` in the agent's metadata
    /// (init_on_add, destroy_on_delete).
    std::vector<std::pair<std::string, std::string>> special;
    /// rgmanager: defaults in the agent's own metadata, as that spells them. It compares two configurations with them
    /// filled in; an attribute without one is absent until it is given.
    std::vector<std::pair<std::string, std::string>> preset;
    std::string bool_true, bool_false;  // spelling of booleans; empty: the manager's own (1/0, true/false)
    std::string
        sharing;  // Pacemaker: `clone`, `copy` or empty (refuse): what becomes of an instance with several users
    std::string differs;   // what this manager's agent does differently: a warning wherever the kind is used
    std::string strategy;  // name of a lowering that data cannot say (e.g. `script`); empty for nearly all
    /// The row that speaks about this attribute, or nullptr (then the name is the same in the manager).
    const MapRow* row(std::string_view attribute) const;
};

enum class KindClass : std::uint8_t { Agent, FenceAgent, Construct, Traits };

/// What an agent does that its parameters' types do not tell. Parameters are named as Pacemaker names them; the kinds
/// that name the agent (`ra = …`) have its traits too.
struct Traits {
    struct Claim {
        std::string parameter, what;  // `directory` names "the mount point": no two resources may have one
    };
    struct Several {
        std::string parameter;
        std::vector<std::string> values;  // one of them, or a list with commas that holds one
    };
    bool single = false;           // two instances at the same time damage what they both use …
    std::vector<Several> several;  // … but not with one of these
    bool node = false;             // an instance is a node of the cluster (ocf:pacemaker:remote)
    std::vector<Claim> claims;
};

struct Kind {
    KindClass cls = KindClass::Agent;
    std::string name;
    std::string doc;
    std::string primary;     // the attribute that the label sets; empty: the label is only a label
    int max_instances = 0;   // references in one cluster; 0: unlimited
    bool container = false;  // a top-level unit that is placed as a whole (service, vm)
    bool open = false;       // unknown attributes pass through (agents read from incomplete metadata)
    bool advisory = false;   // made from an agent's metadata: mistakes in its use are warnings, and the value is kept
    bool unknown = false;    // nothing is known about the agent: a use gets HL2201, once an agent
    std::vector<Attribute> attributes;
    std::vector<Child> children;  // in table order
    std::vector<Operation> operations;
    std::vector<std::string> blocks;  // constructs that may stand inside, e.g. `fence` in `node`
    std::vector<std::string> plug;    // FenceAgent: attributes that name the victim at the device (port, plug, domain)
    Traits traits;
    Mapping rgmanager, pacemaker;
    std::map<std::string, Mapping, std::less<>> others;  // of the managers beside these two: `corosync`, `fence_virt`
    source::Span span;                                   // of its name in the declaration

    /// What the manager of this name makes of the kind; an undeclared one when the kind does not speak of it.
    const Mapping& mapping(std::string_view manager) const;
    /// The same to be filled in.
    Mapping& mapping(std::string_view manager);

    /// By name or alias.
    const Attribute* attribute(std::string_view name) const;
    const Child* child(std::string_view kind) const;
    /// Any child has a start or stop level, or is listed: rgmanager's rules for typed children apply.
    bool has_child_table() const { return !children.empty(); }
};

/// All kinds of one run. Kinds never move once loaded.
class Library {
public:
    virtual ~Library() = default;
    /// The kind of this name, loading it at the first question; nullptr when there is none.
    virtual const Kind* find(KindClass cls, std::string_view name) = 0;
    /// Every name of a class, sorted: for suggestions and `hale agents`.
    virtual std::vector<std::string> names(KindClass cls) = 0;
    /// The declaration of this name is hale's own, and `--agents` has none.
    virtual bool built_in(KindClass, std::string_view) const { return false; }
    /// Agents by their specs (`ocf:heartbeat:pgsql`) of which something is known without a declaration: for
    /// suggestions.
    virtual std::vector<std::string> agent_specs() { return {}; }
};

}  // namespace hale::schema
