#pragma once
// What may stand in a CIB, as data: `cib.grammar` has the table and says its form. A type is what one element may hold;
// elements of one name have different types in different places (`meta_attributes` of a group, of an operation …).

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace hale::cib {

/// A schema as one number: 3.10 is 310.
using Version = int;
inline constexpr Version kOldest = 100, kNewest = 400, kForever = 99999;

/// The schemas that exist, ascending; 1.1 was an early 1.2.
const std::vector<Version>& versions();
/// "3.10".
std::string text(Version version);

struct Range {
    Version since = kOldest, until = kForever;
    bool has(Version v) const { return since <= v && v < until; }
};

/// An attribute or a child of an element.
struct Item {
    bool child = false;
    std::string name;
    std::string type;   // of an attribute: `id`, `score`, `a|b`, `%list`; of a child: its type in the grammar
    char count = '?';   // attribute: `?` or `1`; child: `?`, `1`, `*`, `+`
    Range range;
    std::size_t commas = 0;  // so many of the type's commas stand before it
};
/// What a rule speaks of.
struct Term {
    bool child = false, optional = false;
    std::string name, value;
};
struct Rule {
    enum class Kind { Exactly, Most, Some, Needs, Alone, Form, Never, Pairs, Provider };
    Kind kind = Kind::Exactly;
    std::vector<Term> terms;
    Range range;
};
struct Type {
    std::vector<Item> items;
    std::vector<Rule> rules;
    std::vector<Range> commas;

    /// The item of this name in that schema, or nullptr.
    const Item* find(bool child, std::string_view name, Version version) const;
    /// In how many stages before `item` something may stand: what is in a later one must come behind.
    std::size_t stage(const Item& item, Version version) const;
};
struct Choice {
    std::string value;
    Range range;
};

struct Grammar {
    std::map<std::string, Type, std::less<>> types;
    std::map<std::string, std::vector<Choice>, std::less<>> lists;

    /// The values that an attribute of this type may have in that schema; empty for a type that is no list.
    std::vector<std::string> choices(std::string_view type, Version version) const;
};

/// The grammar of all schemas; read once a run.
const Grammar& grammar();

}  // namespace hale::cib
