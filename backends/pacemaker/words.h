#pragma once
// Which word of a construct is which attribute of its element: one table a construct, read in both directions.

#include <array>
#include <span>
#include <string_view>

#include "backends/pacemaker/lower.h"
#include "backends/pacemaker/raising.h"

namespace hale::pacemaker {

struct Word {
    enum class As : std::uint8_t {
        Text,      // always quoted
        Plain,     // true, 5 or a word bare, anything else quoted
        Score,     // -infinity, 200
        Kind,      // lower case here, capitalised there: mandatory, Mandatory
        Resource,  // a reference
        Target,    // a reference whose member is the attribute `member`: db.promoted
        Node
    };
    std::string_view word, xml;
    As as = As::Plain;
    std::string_view member{};  // Target: the attribute that the member becomes
};

inline constexpr std::array<Word, 7> kPlaceWords{{{"resource", "rsc", Word::As::Resource},
                                                  {"pattern", "rsc-pattern", Word::As::Text},
                                                  {"role", "role"},
                                                  {"node", "node", Word::As::Node},
                                                  {"score", "score", Word::As::Score},
                                                  {"resource-discovery", "resource-discovery"},
                                                  {"description", "description", Word::As::Text}}};
inline constexpr std::array<Word, 11> kColocateWords{{{"resource", "rsc", Word::As::Target, "rsc-role"},
                                                      {"with", "with-rsc", Word::As::Target, "with-rsc-role"},
                                                      {"score", "score", Word::As::Score},
                                                      {"role", "rsc-role"},
                                                      {"with-role", "with-rsc-role"},
                                                      {"node-attribute", "node-attribute"},
                                                      {"influence", "influence"},
                                                      {"rsc-instance", "rsc-instance"},
                                                      {"with-rsc-instance", "with-rsc-instance"},
                                                      {"score-attribute", "score-attribute"},
                                                      {"score-attribute-mangle", "score-attribute-mangle"}}};
inline constexpr std::array<Word, 10> kOrderWords{{{"first", "first", Word::As::Target, "first-action"},
                                                   {"then", "then", Word::As::Target, "then-action"},
                                                   {"first-action", "first-action"},
                                                   {"then-action", "then-action"},
                                                   {"kind", "kind", Word::As::Kind},
                                                   {"score", "score", Word::As::Score},
                                                   {"first-instance", "first-instance"},
                                                   {"then-instance", "then-instance"},
                                                   {"symmetrical", "symmetrical"},
                                                   {"require-all", "require-all"}}};
inline constexpr std::array<Word, 4> kTicketWords{{{"ticket", "ticket"},
                                                   {"resource", "rsc", Word::As::Target, "rsc-role"},
                                                   {"role", "rsc-role"},
                                                   {"loss-policy", "loss-policy"}}};
inline constexpr std::array<Word, 7> kSetWords{{{"sequential", "sequential"},
                                                {"require-all", "require-all"},
                                                {"ordering", "ordering"},
                                                {"action", "action"},
                                                {"role", "role"},
                                                {"score", "score", Word::As::Score},
                                                {"kind", "kind", Word::As::Kind}}};
inline constexpr std::array<Word, 5> kLevelWords{{{"node", "target", Word::As::Node},
                                                  {"pattern", "target-pattern", Word::As::Text},
                                                  {"attribute", "target-attribute"},
                                                  {"value", "target-value", Word::As::Text},
                                                  {"index", "index"}}};

/// Attributes of an element into a block; what no word says into its `native pacemaker`. `taken`: said elsewhere.
void raise_words(Raising& raising, const xml::Node& node, const Markup& at, std::span<const Word> words,
                 block::Block& out, std::initializer_list<std::string_view> taken = {"id"});
/// The words of a block, and what its `native pacemaker` says, into the element.
void lower_words(Lowering& lowering, const model::Block& block, std::span<const Word> words, xml::Node& out);

/// What a list of references says, as ids.
std::vector<std::string> reference_ids(Lowering& lowering, const model::Value& list);
/// The id in the CIB of what a reference names; a quoted name that was not found is the id itself. `last`: where a
/// service is several resources, the one that is up last instead of the first.
std::string reference_id(Lowering& lowering, const model::Value& reference, bool last = false);

}  // namespace hale::pacemaker
