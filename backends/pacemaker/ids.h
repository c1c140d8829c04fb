#pragma once
// Ids of the elements of one CIB. XML ids share one name space whatever the element (facts/pacemaker.md, "IDs"), must
// be NCNames, and an operator types them; and a changed id of a resource means stop and start. So an id is made from
// the label alone, never from a position or a counter:
//
//   label                          id
//   data                           data                (as it is)
//   Dummy Export                   Dummy-Export        (what an NCName cannot hold becomes `-`)
//   10.20.0.50/24 (an `ip`)        ip-10.20.0.50-24    (an NCName begins with a letter)
//   service web and script web     web, script-web     (services keep the label, others get their kind in front)
//   fs "a b" and fs "a-b"          fs-a-b-1f3c, fs-a-b-90ab  (a hash of the identity, only if all else is equal)
//
// All claims are made before the first id is asked for, so that no id depends on the order of declarations.

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace hale::pacemaker {

/// Every character that no NCName may hold replaced by `-`; the result may still begin with a digit.
std::string ncname_text(std::string_view label);
/// A letter or underscore.
bool starts_ncname(std::string_view text);

/// The ids that are given away, by their hashes: of two ids with one hash the second counts as taken, too, which only
/// makes it a longer one. A large CIB has a million ids, and this asks memory once for each of them.
class TakenIds {
public:
    /// False: it is taken.
    bool insert(std::string_view id);

private:
    void grow();
    /// The slot of the hash, or the empty one where it belongs.
    std::size_t place_of(std::uint64_t hash) const;

    std::vector<std::uint64_t> slots_;  // 0: empty; their number is a power of two
    std::size_t used_ = 0;
};

class Ids {
public:
    /// `identity` is unique in the cluster (`fs.data`); `kind` is put in front of `label` when the label is taken.
    /// `keeps`: a service, whose label wins over any other kind's.
    void claim(std::string identity, std::string kind, std::string label, bool keeps = false);
    /// An id that is the label as it stands: a unit's.
    void claim_exact(const std::string& identity, const std::string& label);
    /// Ends the claims.
    void settle();
    const std::string& of(const std::string& identity) const { return settled_.at(identity); }
    /// An id for a part of another element: `data` + `monitor-30s`. Every call gives a new id.
    std::string part(std::string_view owner, std::string_view suffix);

private:
    struct Claim {
        std::string kind, label, wanted;
        bool keeps = false;
    };
    void split_collisions(std::string (*other)(const std::string& identity, const Claim& claim));

    std::map<std::string, Claim> claims_;                   // by identity
    std::map<std::string, std::string> exact_;              // identity -> id
    std::unordered_map<std::string, std::string> settled_;  // identity -> id
    TakenIds taken_;
};

}  // namespace hale::pacemaker
