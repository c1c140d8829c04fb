#pragma once
// Repeated findings, for people: the first in full, the others as a number. 5,000 services without a monitor are one thing
// to know and not 5,000. Programs get all of them.

#include <string>
#include <vector>

#include "compiler/diag/diag.h"

namespace hale::diag {

/// A finding that is printed, and how many more of its code are not.
struct Folded {
    const Diagnostic* first = nullptr;
    std::size_t more = 0;
};

/// In the order of `sorted`. A warning or a note folds when there are more than 3 of its code; an error, which has to be
/// mended one by one, when there are more than 10.
std::vector<Folded> fold(const std::vector<const Diagnostic*>& sorted);

/// "… and 4,999 more like this (HL4003)", without a newline.
std::string more_line(const Folded& folded);

/// 4999 as "4,999".
std::string grouped(std::size_t n);

}  // namespace hale::diag
