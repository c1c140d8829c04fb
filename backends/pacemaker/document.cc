#include "backends/pacemaker/document.h"

#include <algorithm>

namespace hale::pacemaker {

const NvPair* NvSet::find(std::string_view name) const {
    const auto it = std::find_if(pairs.begin(), pairs.end(), [&](const NvPair& p) { return p.name == name; });
    return it == pairs.end() ? nullptr : &*it;
}

const AttributePlace* Markup::find(std::string_view attribute) const {
    const auto it = std::find_if(attributes.begin(), attributes.end(),
                                 [&](const AttributePlace& a) { return a.name == attribute; });
    return it == attributes.end() ? nullptr : &*it;
}

namespace {

struct IdOf {
    const std::string& operator()(const Template& t) const { return t.body.id; }
    template <class R>
    const std::string& operator()(const R& r) const {
        return r.id;
    }
};

}  // namespace

const std::string& id_of(const Resource& resource) { return std::visit(IdOf{}, resource); }

}  // namespace hale::pacemaker
