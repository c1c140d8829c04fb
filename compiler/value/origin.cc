#include "compiler/value/origin.h"

namespace hale::model {

std::vector<std::string> OriginTable::iterations(OriginId id) const {
    std::vector<std::string> out;
    for (; id; id = at(id).parent) {
        if (at(id).kind == OriginKind::Loop && !at(id).note.empty()) out.push_back(at(id).note);
    }
    return out;
}

std::string_view to_text(OriginKind kind) {
    switch (kind) {
        case OriginKind::Written:
            return "written";
        case OriginKind::Inherited:
            return "inherited";
        case OriginKind::Default:
            return "default";
        case OriginKind::Loop:
            return "loop";
        case OriginKind::Param:
            return "param";
        case OriginKind::Template:
            return "template";
        case OriginKind::Imported:
            return "imported";
        case OriginKind::Computed:
            return "computed";
    }
    return "";
}

}  // namespace hale::model
