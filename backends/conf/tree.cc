#include "backends/conf/tree.h"

#include <fmt/core.h>

#include <algorithm>

#include "compiler/diag/printable.h"

namespace hale::conf {

Item Item::make(Kind kind, std::string name, std::string value, model::OriginId origin) {
    Item item;
    item.kind = kind;
    item.name = std::move(name);
    item.value = std::move(value);
    item.origin = origin;
    return item;
}

const Item* Item::find_key(std::string_view wanted) const {
    const auto it =
        std::find_if(items.rbegin(), items.rend(), [&](const Item& i) { return i.is_key() && i.name == wanted; });
    return it == items.rend() ? nullptr : &*it;
}

const Item* Item::find_section(std::string_view wanted) const {
    const auto it =
        std::find_if(items.begin(), items.end(), [&](const Item& i) { return i.is_section() && i.name == wanted; });
    return it == items.end() ? nullptr : &*it;
}

Item* Item::find_section(std::string_view wanted) {
    return const_cast<Item*>(static_cast<const Item*>(this)->find_section(wanted));
}

Item& Item::section_at(std::string_view wanted, model::OriginId from) {
    if (Item* found = find_section(wanted)) return *found;
    items.push_back(section(std::string(wanted), from));
    return items.back();
}

void Item::set(std::string_view path, std::string text, model::OriginId from) {
    if (const std::size_t dot = path.find('.'); dot != std::string_view::npos) {
        return section_at(path.substr(0, dot), from).set(path.substr(dot + 1), std::move(text), from);
    }
    if (const Item* found = find_key(path)) {
        Item& old = items[static_cast<std::size_t>(found - items.data())];
        old.value = std::move(text);
        old.origin = from;
        return;
    }
    items.push_back(key(std::string(path), std::move(text), from));
}

bool same(const Item& a, const Item& b) {
    return a.kind == b.kind && a.name == b.name && a.value == b.value &&
           std::equal(a.items.begin(), a.items.end(), b.items.begin(), b.items.end(), same);
}

std::optional<BadByte> find_bad_byte(std::string_view line) {
    for (std::size_t at = 0; at < line.size();) {
        const diag::CodePoint c = diag::decode(line, at);
        if (c.value == 0xFFFD && c.length == 1) return BadByte{at, 1, "a byte that is no UTF-8"};
        if ((c.value < 0x20 && c.value != '\t') || c.value == 0x7F) {
            return BadByte{at, 1, fmt::format("the control character U+{:04X}", static_cast<unsigned>(c.value))};
        }
        at += c.length;
    }
    return std::nullopt;
}

}  // namespace hale::conf
