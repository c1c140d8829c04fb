#pragma once
// Writing is booking: the writers of XML hand every value to the books with the place where it stands.

#include "compiler/diag/diag.h"
#include "compiler/ledger/ledger.h"
#include "compiler/xml/write.h"

namespace hale::backends {

/// Books what an XML writer writes. `<nvpair name="directory" value="/srv"/>` is one value called `directory`.
class Booking final : public xml::Observer {
public:
    explicit Booking(ledger::Ledger& books) : books_(books) {}
    void wrote(const xml::Node& node, const xml::Attribute* attribute, std::uint32_t line, std::uint32_t col) override;

private:
    ledger::Ledger& books_;
};

/// Books what the lowering told the user, from diagnostic number `from` on.
void book_told(const diag::Sink& sink, std::size_t from, ledger::Ledger& books);

}  // namespace hale::backends
