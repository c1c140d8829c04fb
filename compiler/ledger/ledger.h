#pragma once
// The books of one output file: what became of every attribute and element of the description. Writing is booking: a
// writer hands over the place and the origin of each value that it writes, and a back end books what it does not write,
// or writes by other means, under the row of its capabilities that allows it. `settle` walks the model and closes the
// books: a subject that is neither written nor booked was forgotten, and a law finds it.
//
//     Ledger books(backend.capabilities());
//     books.wrote({origin, "nvpair", "directory", "/srv", {31, 12}});         // by the writer
//     books.book(origin, "domain.ordered");                                    // by a back end: support and words of the row
//     books.tell(diagnostic);                                                  // what the user was told
//     for (const Entry& e : settle(books, model, cluster, sources)) …
//
// `why`, `build --ledger` and `migrate` are views of the entries.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/diag/diag.h"
#include "compiler/model/model.h"
#include "compiler/source/source.h"

namespace hale::ledger {

/// What a manager makes of one neutral word, in general. A row of a back end's capabilities.def.
enum class Support : std::uint8_t { Exact, Approximated, Refused };
struct Capability {
    std::string_view word;  // `recovery`, `service.after`, `vm.migrate`, `shared` …
    Support support;
    std::string_view how;  // approximated: how; refused: the closest portable form
};

/// What became of one attribute or element, ascending by gravity.
enum class Disposition : std::uint8_t {
    Exact,         // carried over, or it means nothing to the manager and is said so
    OtherMeans,    // the same meaning in other words: `how`
    OtherFile,     // belongs to another output file
    Approximated,  // nearly the same: `how` says what differs
    Impossible,    // lost: `how` says what to do instead
    Forgotten      // nobody booked it: a bug of ours
};
/// "exact", "other_means", "other_file", "approximated", "impossible", "forgotten".
std::string_view to_text(Disposition disposition);

/// A place in an output file; line 0: none.
struct Place {
    std::uint32_t line = 0, col = 0;
};

/// One value as it was written.
struct Written {
    model::OriginId origin;  // invalid: the back end's own
    std::string element;     // `nvpair`, `fs`, `totem`
    std::string name;        // of the attribute, nvpair or key; empty: the element itself
    std::string value;
    Place at;
};

/// What a back end or a diagnostic says of a subject.
struct Booking {
    model::OriginId origin;  // invalid: `span` tells
    source::Span span;
    Disposition disposition = Disposition::Exact;
    std::string_view row;  // the capability; empty: none
    int code = 0;          // of the diagnostic; 0: none
    std::string how, alternative;
};

/// One line of the books.
struct Entry {
    std::string entity;     // `fs.data`, `node n1`, `service web`
    std::string attribute;  // empty: the element itself
    source::Span in;        // the narrowest text that says it
    model::OriginId origin;
    Disposition disposition = Disposition::Forgotten;
    std::string row;
    int code = 0;
    std::string how, alternative;
    std::string before;        // the value as it was said; a secret shows its name
    std::vector<Written> out;  // everything that was written for it
};

class Ledger {
public:
    Ledger() = default;
    explicit Ledger(const std::vector<Capability>& rows) : rows_(&rows) {}

    /// The capabilities that bookings name.
    void use(const std::vector<Capability>& rows) { rows_ = &rows; }
    void wrote(Written written) { written_.push_back(std::move(written)); }
    /// By a row of the capabilities; a word without a row is a mistake of ours and stays unbooked.
    void book(model::OriginId origin, std::string_view word);
    void book(Booking booking) { bookings_.push_back(std::move(booking)); }
    /// What a diagnostic of the lowering says of the subject at its span; infos of style are no bookings.
    void tell(const diag::Diagnostic& diagnostic);

    const std::vector<Capability>& rows() const;
    const Capability* row(std::string_view word) const;
    const std::vector<Written>& written() const { return written_; }
    const std::vector<Booking>& bookings() const { return bookings_; }

private:
    const std::vector<Capability>* rows_ = nullptr;
    std::vector<Written> written_;
    std::vector<Booking> bookings_;
};

/// One attribute or element of a model.
struct Subject {
    std::string entity, attribute;
    model::OriginId origin;              // of the attribute or element
    model::OriginId value;               // of its value; elements: invalid
    std::string before;                  // the value as it was said
    std::vector<std::string> words;      // capability words to look for, the narrowest first
    const schema::Kind* kind = nullptr;  // whose attribute it is, or what the element is
    std::size_t parent = kNone;          // the element that it stands in: an index of the same list
    bool unused = false;                 // a shared resource that no service uses
    bool speaks_to_hale = false;         // `uuid`, `moved_from`, `runs_in` …: means nothing to any manager

    static constexpr std::size_t kNone = static_cast<std::size_t>(-1);
};
/// Every attribute and every element of a cluster; an element before what stands in it.
std::vector<Subject> subjects(const model::Cluster& cluster);

/// The closed books, one entry a subject.
std::vector<Entry> settle(const Ledger& ledger, std::string_view manager, const model::Model& model,
                          const model::Cluster& cluster);

/// `build --ledger`: docs/reference/ledger.md.
std::string to_json(const std::vector<Entry>& entries, const Ledger& ledger, std::string_view manager,
                    std::string_view file, const source::SourceManager& sources);

/// Some entries of the books of one output file.
struct Excerpt {
    std::string manager, file;
    std::vector<Entry> entries;
    std::vector<Written> added;  // without a word of the description
};
/// `why --json`: `{"format":1,"entries":[…]}`, entries as above, each with `manager`.
std::string to_json(const std::vector<Excerpt>& excerpts, const source::SourceManager& sources);

}  // namespace hale::ledger
