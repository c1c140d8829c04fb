#pragma once
// What the four forms of a plan share.

#include <string>
#include <vector>

#include "compiler/diff/plan.h"

namespace hale::diff {

/// The effects that disturb anything, in the order in which people ask for them.
const std::vector<Effect>& disturbing();
/// `2 restart, 1 stop, 1 hazard`; "nothing changes" for an empty plan.
std::string totals(const Plan& plan);
/// `ext3 -> ext4`, `ext4 (new)`, `was ext3`; a secret's values are never shown. At most `width` bytes a value.
std::string value_text(const Change& change, std::size_t width);
/// The resources by unit, in the plan's order.
std::vector<std::pair<std::string, std::vector<const Resource*>>> by_unit(const Plan& plan);

std::string render_text(const Plan& plan, const source::SourceManager& sources, bool colour);
std::string render_json(const Plan& plan, const source::SourceManager& sources);
std::string render_html(const Plan& plan, const source::SourceManager& sources);
std::string render_markdown(const Plan& plan, const source::SourceManager& sources);

}  // namespace hale::diff
