#pragma once
// Values: what an expression evaluates to, what an attribute holds. One type serves evaluation and model; after the
// attribute pass a value in the model has the kind that its declaration asks for.
//
// `verbatim` is true for a quoted value of a non-string attribute: it was type-checked and every backend writes
// `text` exactly as it stands. Otherwise the value is canonical and each backend spells it its own way.

// A Value is 40 bytes: its texts are interned, and what few kinds have (items, keys, a rule, a parsed address) stands
// behind one pointer. Each field has one meaning, and is empty for the kinds that have no use for it.

#include <cstdint>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/source/source.h"
#include "compiler/support/entity.h"
#include "compiler/support/id.h"
#include "compiler/support/name.h"
#include "compiler/value/address.h"

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
    Path,      // items: Words; a dotted name before resolution (`db.promoted`, `host.web01`), or `ocf:x:y` in text of
               // one Spec
    Spec,      // text: `ocf:heartbeat:pgsql`
    Ref,       // entity + member: a resolved reference; text keeps the label for messages
    List,      // items
    Map,       // keys()[i] -> items[i]
    Call,      // text = name (`parallel`, `any_of`, `xpath`), items = arguments: kept for the attribute's own use
    Secret,    // text = the secret's NAME, never its value
    Rule       // rule(): a deferred `when` expression
};

inline constexpr std::int64_t kInfinity = 1000000;  // Pacemaker's INFINITY

/// A deferred expression (`when = …`): checked and kept, evaluated by Pacemaker, not by hale.
struct Rule {
    enum class Op : std::uint8_t { Or, And, Not, Eq, Ne, Lt, Le, Gt, Ge, Call, Name, Literal };
    Op op = Op::Literal;
    Name text;  // function or attribute name, or literal: a string without its quotes, `30s`, `7`
    std::vector<Rule> children;
    ValueKind literal = ValueKind::Unset;  // Literal: what was written; a String prints in quotes
    source::Span span{};                   // of the text that said it
    /// Same meaning, wherever it stands.
    friend bool operator==(const Rule& a, const Rule& b) {
        return a.op == b.op && a.text == b.text && a.children == b.children && a.literal == b.literal;
    }
};

struct Value;
struct Parts;

/// The values inside a value, as a vector, in the size of one pointer. Copies are deep.
class Items {
public:
    Items() noexcept;
    Items(std::vector<Value> values);  // NOLINT: implicit by intention
    Items(std::initializer_list<Value> values);
    Items(const Items& other);
    Items(Items&& other) noexcept;
    Items& operator=(const Items& other);
    Items& operator=(Items&& other) noexcept;
    ~Items();

    bool empty() const { return size() == 0; }
    std::size_t size() const;
    const Value* begin() const;
    const Value* end() const;
    Value* begin();
    Value* end();
    const Value& operator[](std::size_t i) const;
    Value& operator[](std::size_t i);
    const Value& front() const;
    Value& front();
    const Value& back() const;
    Value& back();
    operator const std::vector<Value>&() const;  // NOLINT: implicit by intention

    void push_back(Value value);
    void pop_back();
    void reserve(std::size_t n);
    void clear();
    template <class Iterator>
    void append(Iterator first, Iterator last);
    friend bool operator==(const Items& a, const Items& b);

private:
    friend struct Value;
    Parts& own();
    std::unique_ptr<Parts> parts_;
};

struct Value {
    ValueKind kind = ValueKind::Unset;
    bool verbatim = false;
    OriginId origin;
    std::int64_t number = 0;
    Name text;
    Name member;  // Ref: `promoted`, `start` … in `db.promoted`
    Entity entity;
    Items items;

    bool is(ValueKind k) const { return kind == k; }
    explicit operator bool() const { return kind != ValueKind::Unset; }

    /// Of a Map: the key of each item.
    const std::vector<Name>& keys() const;
    void add(Name key, Value item);
    /// Of a Rule: the expression; nullptr for other kinds.
    const Rule* rule() const;
    void set_rule(Rule rule);
    /// Of a String that its declaration calls an address: the parsed form of `text`; nullptr for others.
    const Address* address() const;
    void set_address(Address address);

    static Value boolean(bool b, OriginId o = {}) { return make(ValueKind::Bool, b ? 1 : 0, {}, o); }
    static Value integer(std::int64_t n, OriginId o = {}) { return make(ValueKind::Int, n, {}, o); }
    static Value string(Name s, OriginId o = {}) { return make(ValueKind::String, 0, s, o); }
    static Value word(Name s, OriginId o = {}) { return make(ValueKind::Word, 0, s, o); }
    static Value make(ValueKind k, std::int64_t n, Name s, OriginId o);
    /// Same meaning, wherever it came from (origins are not compared).
    friend bool operator==(const Value& a, const Value& b);
};
static_assert(sizeof(Value) <= 40);

/// What few values have.
struct Parts {
    std::vector<Value> values;
    std::vector<Name> keys;
    std::shared_ptr<const Rule> rule;
    std::optional<Address> address;
};

inline std::size_t Items::size() const { return parts_ ? parts_->values.size() : 0; }
inline const Value* Items::begin() const { return parts_ ? parts_->values.data() : nullptr; }
inline const Value* Items::end() const { return begin() + size(); }
inline Value* Items::begin() { return parts_ ? parts_->values.data() : nullptr; }
inline Value* Items::end() { return begin() + size(); }
inline const Value& Items::operator[](std::size_t i) const { return parts_->values[i]; }
inline Value& Items::operator[](std::size_t i) { return parts_->values[i]; }
inline const Value& Items::front() const { return parts_->values.front(); }
inline Value& Items::front() { return parts_->values.front(); }
inline const Value& Items::back() const { return parts_->values.back(); }
inline Value& Items::back() { return parts_->values.back(); }
inline Items::Items() noexcept = default;
inline Items::Items(Items&& other) noexcept = default;
inline Items& Items::operator=(Items&& other) noexcept = default;
inline Items::~Items() = default;
template <class Iterator>
void Items::append(Iterator first, Iterator last) {
    if (first != last) own().values.insert(own().values.end(), first, last);
}

/// Canonical text as a person would write it in hale: `true`, `90s`, `"text"`, `word`, `[a, b]`. A secret prints as
/// `secret("name")`. For messages and dumps.
std::string to_text(const Value& value);

/// `90s` for 90,000 ms, `500ms`, `5min`, `2h`: the largest unit that divides exactly.
std::string duration_text(std::int64_t milliseconds);

}  // namespace hale::model
