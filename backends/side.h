#pragma once
// One of the two configurations that `hale plan` compares, in a manager's own form: the file itself, or what hale
// builds from a description.

#include <functional>
#include <map>
#include <string>

#include "compiler/source/source.h"

namespace hale::backends {

struct Side {
    const source::SourceManager& sources;
    source::FileId file;  // the manager's text
    /// Where a place of that text was said: `nfs.hale:12:7`; empty when hale itself said it.
    std::function<std::string(source::Span)> place;
    /// The same as a span of the description's own sources; invalid when there is none.
    std::function<source::Span(source::Span)> home;
    /// The kind that a description says of what has this id in the manager's file: `data` -> `fs`.
    std::map<std::string, std::string, std::less<>> kinds;
    bool built = false;  // hale wrote the text just now; false: it is the file that somebody gave
    std::map<std::string, std::string, std::less<>> moved;  // `kind:label` -> its former label (`moved_from`)
};

/// What stands for a secret that nobody resolved: it equals any value.
inline constexpr const char* kUnknownSecret = "(secret)";

/// Two values mean the same to `hale plan`.
bool same_value(std::string_view a, std::string_view b);

}  // namespace hale::backends
