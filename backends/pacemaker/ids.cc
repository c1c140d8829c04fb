#include "backends/pacemaker/ids.h"
#include "compiler/support/breakage.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

namespace hale::pacemaker {

namespace {

/// Letters above ASCII that every XML 1.0 edition allows in a name: Latin, Greek, Cyrillic, CJK.
constexpr std::array<std::pair<std::uint32_t, std::uint32_t>, 12> kLetters{{{0xC0, 0xD6},
                                                                            {0xD8, 0xF6},
                                                                            {0xF8, 0x131},
                                                                            {0x134, 0x13E},
                                                                            {0x141, 0x148},
                                                                            {0x14A, 0x17E},
                                                                            {0x391, 0x3A1},
                                                                            {0x3B1, 0x3CE},
                                                                            {0x410, 0x44F},
                                                                            {0x3041, 0x3094},
                                                                            {0x4E00, 0x9FA5},
                                                                            {0xAC00, 0xD7A3}}};

bool is_ascii_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_ascii_part(char c) { return is_ascii_letter(c) || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '_'; }

/// Bytes of the UTF-8 sequence that begins with `lead` (1 for anything that begins none).
std::size_t sequence_length(unsigned char lead) {
    if (lead >= 0xF0) return 4;
    if (lead >= 0xE0) return 3;
    return lead >= 0xC0 ? 2 : 1;
}

/// Whether the sequence is a letter of kLetters.
bool is_letter(std::string_view sequence) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(sequence[i]); };
    std::uint32_t code = 0;
    if (sequence.size() == 2) {
        code = (byte(0) & 0x1Fu) << 6 | (byte(1) & 0x3Fu);
    } else if (sequence.size() == 3) {
        code = (byte(0) & 0x0Fu) << 12 | (byte(1) & 0x3Fu) << 6 | (byte(2) & 0x3Fu);
    }
    for (const auto& [low, high] : kLetters) {
        if (code >= low && code <= high) return true;
    }
    return false;
}

std::uint32_t fnv(std::string_view text) {
    std::uint32_t hash = 2166136261u;
    for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619u;
    return hash;
}

void append_ncname(std::string_view label, std::string& out) {
    const auto plain = std::find_if_not(label.begin(), label.end(), is_ascii_part);
    out.append(label.begin(), plain);
    for (auto at = static_cast<std::size_t>(plain - label.begin()); at < label.size();) {
        const std::size_t length = std::min(sequence_length(static_cast<unsigned char>(label[at])), label.size() - at);
        const std::string_view sequence = label.substr(at, length);
        at += length;
        if (length == 1 ? is_ascii_part(sequence[0]) : is_letter(sequence)) {
            out += sequence;
        } else {
            out += '-';
        }
    }
}

}  // namespace

std::string ncname_text(std::string_view label) {
    std::string out;
    append_ncname(label, out);
    return out;
}

bool starts_ncname(std::string_view text) {
    if (text.empty()) return false;
    return is_ascii_letter(text[0]) || text[0] == '_' || static_cast<unsigned char>(text[0]) >= 0xC0;
}

bool TakenIds::insert(std::string_view id) {
    if (2 * used_ >= slots_.size()) grow();
    std::uint64_t hash = 14695981039346656037u;  // FNV-1a
    for (const char c : id) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211u;
    if (hash == 0) hash = 1;
    std::uint64_t& slot = slots_[place_of(hash)];
    if (slot != 0) return false;
    slot = hash;
    ++used_;
    return true;
}

std::size_t TakenIds::place_of(std::uint64_t hash) const {
    const std::size_t last = slots_.size() - 1;
    std::size_t at = (hash ^ hash >> 32) & last;
    while (slots_[at] != 0 && slots_[at] != hash) at = (at + 1) & last;
    return at;
}

void TakenIds::grow() {
    std::vector<std::uint64_t> old(std::max<std::size_t>(2 * slots_.size(), 1024), 0);
    old.swap(slots_);
    for (const std::uint64_t hash : old) {
        if (hash != 0) slots_[place_of(hash)] = hash;
    }
}

void Ids::claim(std::string identity, std::string kind, std::string label, bool keeps) {
    claims_[std::move(identity)] = {std::move(kind), std::move(label), {}, keeps};
}

void Ids::claim_exact(const std::string& identity, const std::string& label) { exact_[identity] = label; }

/// Gives every claim of a wanted id that has several claimants its other form, except the one that keeps its label.
void Ids::split_collisions(std::string (*other)(const std::string& identity, const Claim& claim)) {
    std::unordered_map<std::string, std::pair<int, int>> claimants;  // all, and those that keep
    for (const auto& [identity, claim] : claims_) {
        auto& [all, keeping] = claimants[claim.wanted];
        ++all;
        keeping += claim.keeps ? 1 : 0;
    }
    for (auto& [identity, claim] : claims_) {
        const auto& [all, keeping] = claimants[claim.wanted];
        if (HALE_BREAK("ids.collision", all > 1, all > 2) && !(claim.keeps && keeping == 1))
            claim.wanted = other(identity, claim);
    }
}

void Ids::settle() {
    for (auto& [identity, claim] : claims_) {
        const std::string plain = ncname_text(claim.label);
        claim.wanted = starts_ncname(plain) ? plain : ncname_text(claim.kind + "-" + claim.label);
    }
    split_collisions([](const std::string&, const Claim& c) { return ncname_text(c.kind + "-" + c.label); });
    split_collisions([](const std::string& identity, const Claim& c) {
        return fmt::format("{}-{:04x}", ncname_text(c.kind + "-" + c.label), fnv(identity) & 0xFFFFu);
    });
    for (const auto& [identity, id] : exact_) {
        taken_.insert(id);
        settled_[identity] = id;
    }
    for (const auto& [identity, claim] : claims_) {
        std::string id = claim.wanted;
        while (!taken_.insert(id)) id += fmt::format("-{:08x}", fnv(identity));
        settled_[identity] = id;
    }
}

std::string Ids::part(std::string_view owner, std::string_view suffix) {
    std::string id;
    id.reserve(owner.size() + 1 + suffix.size());
    id += owner;
    id += '-';
    append_ncname(suffix, id);
    while (!taken_.insert(id)) id += fmt::format("-{:04x}", fnv(id) & 0xFFFFu);
    return id;
}

}  // namespace hale::pacemaker
