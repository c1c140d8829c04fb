#pragma once
// pcmk_host_map, pcmk_host_list and pcmk_delay_base, read as Pacemaker's fencer reads them: `:` and `=` end a name, `;`,
// blanks and tabs end a pair, `\` takes what follows as it stands, and a pair may hold several plugs with `,`. Names are
// compared without regard to case. What the fencer passes over in silence is kept as a remainder, so that it can be told.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hale::fencing {

struct HostPlug {
    std::string host;
    std::string plug;  // without its escapes; may be several, `1,2`
};

struct HostMap {
    std::vector<HostPlug> pairs;         // in written order; of a host that stands twice the last one counts
    std::vector<std::string> leftovers;  // pieces without `:` or `=`, which the fencer drops
};

/// `alpha:1;beta=2,3` and `n1:VM\ one;n2:VM\ two`.
HostMap parse_host_map(std::string_view text);

/// `alpha beta`, `alpha,beta;gamma`.
std::vector<std::string> parse_host_list(std::string_view text);

/// The plugs of one pair: `1,2` is two.
std::vector<std::string> plugs_of(std::string_view plug);

/// Same host: no regard to case, as the fencer compares.
bool same_host(std::string_view a, std::string_view b);
/// A host's name in lower case: a key for tables.
std::string host_key(std::string_view name);

/// pcmk_delay_base for one victim, in ms: `5s` for all, `alpha:0s;beta:5s` for each (since Pacemaker 2.1.2). Nothing when
/// it does not say.
std::optional<std::int64_t> delay_for(std::string_view text, std::string_view host);

}  // namespace hale::fencing
