// Fencing history. Its list says how many events it has, so that one which was cut off is noticed.

#include <fmt/format.h>

#include "compiler/locate/read.h"
#include "compiler/locate/xml.h"

namespace hale::locate {

namespace {

std::string check_order(const std::vector<FenceEvent>& events) {
    // The tools print pending events first and then the newest (times are ISO 8601 and sort as text).
    const std::string* last = nullptr;
    for (const FenceEvent& e : events) {
        if (e.status == "pending") continue;
        if (last != nullptr && !last->empty() && !e.completed.empty() && e.completed > *last) {
            return "the fencing history is not in the order of its times";
        }
        last = &e.completed;
    }
    return {};
}

}  // namespace

History read_history(std::string& text) {
    History out;
    pugi::xml_document document;
    std::string problem;
    if (!parse_xml(document, text, problem)) {
        out.problem = "the fencing history is cut off or no XML";
        return out;
    }
    pugi::xml_node list;
    bool counted = false;
    for (const pugi::xml_node& child : document.document_element().children()) {
        if (std::string_view(child.name()) == "fence_history") list = child;
        if (std::string_view(child.name()) == "list" &&
            attribute_or(child, "name").find("encing") != std::string_view::npos) {
            list = child;
            counted = true;
        }
    }
    if (list.empty() || attribute_or(document.document_element().child("status"), "code") != "0") {
        out.problem = "the fencing history is not complete";
        return out;
    }
    for (const pugi::xml_node& e : list.children("fence_event")) {
        FenceEvent event{std::string(attribute_or(e, "target")), std::string(attribute_or(e, "action")),
                         std::string(attribute_or(e, "status")), std::string(attribute_or(e, "completed"))};
        const bool known = event.status == "success" || event.status == "failed" || event.status == "pending";
        if (event.target.empty() || !known) out.problem = "the fencing history has an event without target or result";
        out.events.push_back(std::move(event));
    }
    if (counted && to_number<std::size_t>(attribute_or(list, "count")) != out.events.size()) {
        out.problem = "the fencing history is cut off: it has another number of events than it says";
    }
    if (out.problem.empty()) out.problem = check_order(out.events);
    return out;
}

}  // namespace hale::locate
