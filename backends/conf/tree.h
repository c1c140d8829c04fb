#pragma once
// The tree that corosync.conf and fence_virt.conf both are: sections in sections, keys with one value, comments. One to
// one with the file: unknown names, order, repeated keys, comments and blank lines are kept, nothing is interpreted.
// The two notations differ only in their reader and writer (backends/corosync, backends/fence_virt).
//
//     totem {                  section `totem`
//       # how nodes talk       comment
//       version: 2             key `version`
//     }

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/diag/diag.h"
#include "compiler/value/origin.h"

namespace hale::conf {

struct Item {
    enum class Kind : std::uint8_t { Comment, Key, Section };
    Kind kind = Kind::Section;
    std::string name;         // key, section; empty for the document itself
    std::string value;        // key; comment: with its `#`, empty for a blank line; section: its label, if it has one
    std::vector<Item> items;  // section
    source::Span span;        // of the whole item
    source::Span name_span, value_span;
    model::OriginId origin;  // what it was made from; invalid: the backend's own, or read from a file

    static Item comment(std::string text) { return make(Kind::Comment, {}, std::move(text), {}); }
    static Item key(std::string name, std::string value, model::OriginId origin = {}) {
        return make(Kind::Key, std::move(name), std::move(value), origin);
    }
    static Item section(std::string name, model::OriginId origin = {}) {
        return make(Kind::Section, std::move(name), {}, origin);
    }

    bool is_key() const { return kind == Kind::Key; }
    bool is_section() const { return kind == Kind::Section; }
    /// The last key of this name (a later one wins in both programs), or nullptr.
    const Item* find_key(std::string_view wanted) const;
    /// The first section of this name, or nullptr.
    const Item* find_section(std::string_view wanted) const;
    Item* find_section(std::string_view wanted);
    /// The first section of this name, added at the end when there is none.
    Item& section_at(std::string_view wanted, model::OriginId from = {});
    /// Sets the key at a dotted path (`net.host`: key `host` of section `net`): replaces the last of this name, or
    /// adds.
    void set(std::string_view path, std::string text, model::OriginId from = {});

private:
    static Item make(Kind kind, std::string name, std::string value, model::OriginId origin);
};

/// A file: a section without a name.
using Document = Item;

/// The same names, values, comments and order; positions and origins are not compared.
bool same(const Item& a, const Item& b);

/// A byte that these files may not hold: a control character other than a tab, or no UTF-8.
struct BadByte {
    std::size_t at = 0, size = 1;
    std::string what;  // "the control character U+0001"
};
/// The first one of a line.
std::optional<BadByte> find_bad_byte(std::string_view line);

}  // namespace hale::conf
