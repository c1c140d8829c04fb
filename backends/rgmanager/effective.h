#pragma once
// What rgmanager really builds from a cluster.conf: which elements become nodes of its resource trees, and which it
// drops, most of them without a word (facts/rgmanager.md sections 2, 4, 15 and 16; measured with rg_test).

#include <unordered_map>
#include <vector>

#include "backends/rgmanager/document.h"
#include "backends/rgmanager/kinds.h"

namespace hale::rgmanager {

/// Why an element is not part of what runs.
enum class Loss : std::uint8_t {
    NoSuchType,        // no agent of this type: ignored
    MissingRequired,   // a required or primary attribute is absent: this element, and the scan stops here
    BehindMissing,     // stands after such an element, in the same scan: never looked at
    Dangling,          // `ref` names nothing that is defined in <resources>
    Duplicate,         // a second definition of a name or unique value
    OverLimit,         // more references than the agent allows
    Forbidden,         // the parent's agent forbids this child
    InsideDefinition,  // a child of a definition in <resources>
    InsideLost         // inside an element that is lost itself
};

struct Lost {
    const Resource* element;
    Loss why;
    std::string detail;               // MissingRequired: the attribute; Duplicate: the value; OverLimit: the limit
    const Resource* other = nullptr;  // Duplicate, BehindMissing: the element in the way
};

/// A resource as defined: inline, or in <resources>.
struct Defined {
    const Resource* element;
    const schema::Kind* kind;
    bool global = false;
    int references = 0;
};

/// A place in a tree.
struct Branch {
    const Resource* element;
    std::size_t defined;           // index in Effective::defined
    std::vector<Branch> children;  // in rgmanager's tree order
};

struct Effective {
    std::vector<Defined> defined;
    std::vector<Branch> top;  // in order of the file
    std::vector<Lost> lost;   // in the order in which rgmanager comes across them

    bool is_lost(const Resource& element) const { return lost_.count(&element) != 0; }
    std::unordered_map<const Resource*, Loss> lost_;
};

Effective effective(const Document& document, const Kinds& kinds);

}  // namespace hale::rgmanager
