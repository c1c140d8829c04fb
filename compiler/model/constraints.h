#pragma once
// What stands between resources, as types: who starts before whom, who stands with whom, who runs where, and what a
// ticket is for. The neutral words of a service (`after`, `with`) and Pacemaker's own blocks (`order`, `colocate`,
// `place`, `ticket`) come together here, once: sema fills it in when references are resolved, and rules, order and back
// ends read it. The blocks stay beside it, as written, for a back end that writes them one to one.
//
// The words are read as Pacemaker reads them (2.1.5, crm_simulate): a kind in any case, and one that it does not know is
// Mandatory; an order without a kind is Optional when its score is 0.

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/model/ids.h"
#include "compiler/value/value.h"

namespace hale::model {

struct Cluster;

/// What an order is about.
enum class Doing : std::uint8_t { Start, Promote, Stop, Demote };
/// The action of this name, or the state that it reaches (`promoted`); anything else, and nothing: Start.
Doing doing_of(std::string_view word);
constexpr bool is_up(Doing d) { return d == Doing::Start || d == Doing::Promote; }

enum class OrderKind : std::uint8_t { Mandatory, Optional, Serialize };
/// As Pacemaker reads the word.
OrderKind order_kind(std::string_view word);

/// One of what a constraint names.
struct Member {
    Entity entity;            // kind None: an id that nothing in the cluster has
    std::vector<UseId> uses;  // the outermost uses that it stands for: of a tag, those of all that it lists
    Doing does = Doing::Start;
    std::string role;  // of colocations, placements and tickets, as written; empty: any
};

/// Members that are named together: a step of `steps = […]`, or a `set` block.
struct MemberSet {
    std::vector<Member> members;
    bool sequential = true;   // one after the other; false: all at once
    bool require_all = true;  // false: one of them is enough
};

/// `after`, `before`, `order { … }`: each set before the next one.
struct Order {
    std::vector<MemberSet> sets;
    OrderKind kind = OrderKind::Mandatory;
    bool symmetrical = true;  // the reverse when stopping
    OriginId origin;
};

/// `with`, `apart_from`, `colocate { … }`. `who` stands with `with`; of sets (then both are empty) the members of each
/// stand together if they are sequential, later ones with earlier ones, and each set with the one behind it
/// (facts/pacemaker.md, section 5).
struct Colocation {
    std::vector<Member> who, with;  // one, or none
    std::vector<MemberSet> sets;
    std::int64_t score = kInfinity;
    bool by_attribute = false;  // not about nodes, but about what they say of themselves
    OriginId origin;
};

/// A score for members on one node, or on those where a rule holds.
struct Preference {
    NodeId node;                       // invalid: those where `rule` holds
    std::shared_ptr<const Rule> rule;  // null: `node`
    std::int64_t score = 0;
    OriginId origin;
};
/// `place { … }`.
struct Placement {
    std::vector<Member> members;
    bool by_role = false;  // about promoted or unpromoted instances only
    std::vector<Preference> preferences;
    OriginId origin;
};

/// `ticket { … }`: what loses its ticket is stopped, demoted, fenced or frozen.
struct Ticket {
    enum class Loss : std::uint8_t { Stop, Demote, Fence, Freeze };
    std::string ticket;
    std::vector<MemberSet> sets;
    Loss loss = Loss::Stop;
    OriginId origin;
};

struct Constraints {
    std::vector<Order> orders;  // those of services first
    std::vector<Colocation> colocations;
    std::vector<Placement> placements;
    std::vector<Ticket> tickets;
};

/// Everything that cluster number `number` says of this kind; its references must be resolved.
Constraints constraints_of(const Cluster& cluster, std::uint32_t number);

/// The uses that a resolved reference names: of a tag all that it lists; none for another cluster's entities.
std::vector<UseId> uses_of(const Cluster& cluster, std::uint32_t number, const Value& reference);

/// Each of `first` before each of `then`: what one order says, without the products that sets would make.
struct Before {
    std::vector<UseId> first, then;
    Doing first_does = Doing::Start, then_does = Doing::Start;
    bool mandatory = true;
};
std::vector<Before> before_of(const Order& order);

/// A score, however it is spelled.
std::int64_t score_of(const Value& value);

}  // namespace hale::model
