#pragma once
// What hale costs in instructions, counted by valgrind's callgrind: the same number on every machine and in every run,
// so that CI can record it. Two tables. The first: verbs on a generated cluster of 1,000 services, the start of hale,
// and the peak memory of a large build, each beside the bound that it is to stay under. The second: shapes that once
// grew faster than their size, with the growth of instructions and of memory per doubling from 1,000 to 16,000 (1.00 is
// linear; 1.15 is the bound).

#include <string>

namespace hale::bench {

/// Prints both tables. 0: everything ran, whatever it cost; 1: something did not run (or valgrind is not there).
int instructions(const std::string& hale);

}  // namespace hale::bench
