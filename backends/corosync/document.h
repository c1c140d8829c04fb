#pragma once
// corosync.conf as corosync sees it. The document is the plain tree of backends/conf; here is what is special for this
// file: which sections may stand several times, and the map of settings that corosync makes of it.

#include <map>
#include <string>
#include <string_view>

#include "backends/conf/tree.h"

namespace hale::corosync {

using conf::Document;
using conf::Item;

/// fgets(line, 512): a longer line is refused by corosync.
inline constexpr std::size_t kLongestLine = 510;
/// Names and paths are keys of cmap: at most 255 bytes in all.
inline constexpr std::size_t kLongestPath = 255;
/// Sections deeper than this cannot have a path that fits.
inline constexpr int kDeepest = 32;

/// True for a byte that the name of a key or section may have (letters, digits and `. _ - / :`).
bool is_name_byte(char c);

/// True when each section at this path is one of its own (`nodelist.node`); others of the same path are one section.
bool is_repeated(std::string_view path);

/// What corosync's cmap would hold after reading the file: path to value, the last one of a key said twice. Repeated
/// sections carry their number: `nodelist.node.0.name`; an interface the number of its link, a logger its subsystem.
std::map<std::string, std::string> cmap(const Document& document);

}  // namespace hale::corosync
