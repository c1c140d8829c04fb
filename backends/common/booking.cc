#include "backends/common/booking.h"

namespace hale::backends {

void Booking::wrote(const xml::Node& node, const xml::Attribute* attribute, std::uint32_t line, std::uint32_t col) {
    const bool pair = node.name == "nvpair" && node.find("name") != nullptr;
    if (attribute == nullptr) {
        std::string name = pair ? std::string(*node.get("name")) : std::string();
        std::string value = pair ? std::string(node.get("value").value_or("")) : std::string();
        return books_.wrote({node.origin, node.name, std::move(name), std::move(value), {line, col}});
    }
    if (pair && (attribute->name == "name" || attribute->name == "value" || attribute->name == "id")) return;
    books_.wrote({attribute->origin ? attribute->origin : node.origin, node.name, attribute->name, attribute->value,
                  {line, col}});
}

void book_told(const diag::Sink& sink, std::size_t from, ledger::Ledger& books) {
    const auto& all = sink.diagnostics();
    for (std::size_t i = from; i < all.size(); ++i) books.tell(all[i]);
}

}  // namespace hale::backends
