#pragma once
// Descriptions and CIBs with very many of one thing.

#include <string>
#include <vector>

namespace hale::bench {

struct Shape {
    std::string name;  // "operations of one resource"
    bool cib = false;  // the text is a CIB, to be imported; else a description, to be built for Pacemaker
    std::string (*text)(int n);
};

const std::vector<Shape>& shapes();

/// The CIB with a `<status>` that records `services` resources of each of two nodes, as a running cluster has it.
std::string with_status(std::string cib, int services);

}  // namespace hale::bench
