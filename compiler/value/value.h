#pragma once
// Values: what an expression evaluates to, what an attribute holds. One type serves evaluation and model; after the
// attribute pass a value in the model has the kind that its declaration asks for.
//
// `verbatim` is true for a quoted value of a non-string attribute: it was type-checked and every backend writes
// `text` exactly as it stands. Otherwise the value is canonical and each backend spells it its own way.

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/source/source.h"
#include "compiler/support/id.h"

namespace hale::model {

using OriginId = Id<struct OriginTag>;

enum class ValueKind : std::uint8_t {
    Unset,     // poisoned: a mistake was reported, skip in silence
    Bool,      // number 0/1
    Int,       // number
    Duration,  // number = milliseconds
    Size,      // number = bytes
    Percent,   // number = percent
    Score,     // number; +-kInfinity
    String,    // text
    Word,      // text: a bare word: an enum member, or before resolution any name
    Path,    // items: Words; a dotted name before resolution (`db.promoted`, `host.web01`), or `ocf:x:y` in text of one
             // Spec
    Spec,    // text: `ocf:heartbeat:pgsql`
    Ref,     // entity + member: a resolved reference; text keeps the label for messages
    List,    // items
    Map,     // keys[i] -> items[i]
    Call,    // text = name (`parallel`, `any_of`, `xpath`), items = arguments: kept for the attribute's own use
    Secret,  // text = the secret's NAME, never its value
    Rule     // rule: a deferred `when` expression
};

inline constexpr std::int64_t kInfinity = 1000000;  // Pacemaker's INFINITY

/// What a reference can name.
enum class EntityKind : std::uint8_t { None, Cluster, Node, FenceDevice, Domain, Resource, Service, Construct };

/// A resolved reference: an index into the named table of cluster number `cluster`.
struct Entity {
    EntityKind kind = EntityKind::None;
    std::uint32_t index = 0;
    std::uint32_t cluster = 0;
    friend bool operator==(const Entity&, const Entity&) = default;
};

/// A deferred expression (`when = …`): checked and kept, evaluated by Pacemaker, not by hale.
struct Rule {
    enum class Op : std::uint8_t { Or, And, Not, Eq, Ne, Lt, Le, Gt, Ge, Call, Name, Literal };
    Op op = Op::Literal;
    std::string text;  // function or attribute name, or literal: a string without its quotes, `30s`, `7`
    std::vector<Rule> children;
    ValueKind literal = ValueKind::Unset;  // Literal: what was written; a String prints in quotes
    source::Span span{};                   // of the text that said it
    /// Same meaning, wherever it stands.
    friend bool operator==(const Rule& a, const Rule& b) {
        return a.op == b.op && a.text == b.text && a.children == b.children && a.literal == b.literal;
    }
};

struct Value {
    ValueKind kind = ValueKind::Unset;
    bool verbatim = false;
    std::int64_t number = 0;
    std::string text;
    std::vector<Value> items;
    std::vector<std::string> keys;
    Entity entity;
    std::string member;  // Ref: `promoted`, `start` … in `db.promoted`
    std::shared_ptr<const Rule> rule;
    OriginId origin;

    bool is(ValueKind k) const { return kind == k; }
    explicit operator bool() const { return kind != ValueKind::Unset; }

    static Value boolean(bool b, OriginId o = {}) { return make(ValueKind::Bool, b ? 1 : 0, {}, o); }
    static Value integer(std::int64_t n, OriginId o = {}) { return make(ValueKind::Int, n, {}, o); }
    static Value string(std::string s, OriginId o = {}) { return make(ValueKind::String, 0, std::move(s), o); }
    static Value word(std::string s, OriginId o = {}) { return make(ValueKind::Word, 0, std::move(s), o); }
    static Value make(ValueKind k, std::int64_t n, std::string s, OriginId o) {
        Value v;
        v.kind = k;
        v.number = n;
        v.text = std::move(s);
        v.origin = o;
        return v;
    }
    /// Same meaning, wherever it came from (origins are not compared).
    friend bool operator==(const Value& a, const Value& b) {
        return a.kind == b.kind && a.verbatim == b.verbatim && a.number == b.number && a.text == b.text &&
               a.items == b.items && a.keys == b.keys && a.entity == b.entity && a.member == b.member &&
               (a.rule == b.rule || (a.rule && b.rule && *a.rule == *b.rule));
    }
};

/// Canonical text as a person would write it in hale: `true`, `90s`, `"text"`, `word`, `[a, b]`. A secret prints as
/// `secret("name")`. For messages and dumps.
std::string to_text(const Value& value);

/// `90s` for 90,000 ms, `500ms`, `5min`, `2h`: the largest unit that divides exactly.
std::string duration_text(std::int64_t milliseconds);

}  // namespace hale::model
