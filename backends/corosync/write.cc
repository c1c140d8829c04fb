#include "backends/corosync/write.h"
#include "compiler/diag/import_codes.h"
#include "compiler/diag/managers_codes.h"

#include <algorithm>

namespace hale::corosync {

namespace {

bool blank(char c) { return c == ' ' || c == '\t'; }

/// Why `text` could not be read back as the value of a key; empty: it can.
std::string unwritable_value(std::string_view text) {
    if (text.empty()) return "it is empty";
    if (blank(text.front()) || blank(text.back())) return "it begins or ends with a blank";
    if (text.find('\n') != std::string_view::npos) return "it has several lines";
    if (text.find('{') != std::string_view::npos) return "corosync takes `{` for the start of a section";
    if (const auto bad = conf::find_bad_byte(text)) return "it holds " + bad->what;
    return {};
}

class Writer {
public:
    Writer(const model::OriginTable& origins, diag::Sink& sink) : origins_(origins), sink_(sink) {}

    std::optional<backends::OutputFile> run(const Document& document) {
        items(document, 0, 0);
        if (failed_) return std::nullopt;
        out_.name = "corosync.conf";
        return std::move(out_);
    }

private:
    void items(const Item& section, int depth, std::size_t path) {
        for (const Item& item : section.items) {
            if (item.is_section()) {
                check_name(item, path);
                book(item, depth);
                line(depth, item.name + " {", item.origin);
                items(item, depth + 1, path + item.name.size() + 1);
                line(depth, "}", item.origin);
            } else if (item.is_key()) {
                check_name(item, path);
                if (const std::string why = unwritable_value(item.value); !why.empty()) refuse(item, why);
                book(item, depth);
                line(depth, item.name + ": " + item.value, item.origin);
            } else {
                line(depth, item.value, item.origin);
            }
        }
    }

    void check_name(const Item& item, std::size_t path) {
        const bool good = !item.name.empty() && std::all_of(item.name.begin(), item.name.end(), is_name_byte) &&
                          (item.is_section() || item.name.find(':') == std::string::npos);
        if (!good) refuse(item, "its name may have letters, digits and `._-/` only");
        if (path + item.name.size() > kLongestPath) refuse(item, "its name is too long");
    }

    void refuse(const Item& item, std::string_view why) {
        failed_ = true;
        sink_.report(diag::NotWritableInConf, origins_.span(item.origin), item.name, "corosync.conf", why);
    }

    /// The item stands on the next line, behind one tab for each section around it.
    void book(const Item& item, int depth) {
        const ledger::Place at{static_cast<std::uint32_t>(out_.lines.size() + 1),
                               static_cast<std::uint32_t>(depth) + 1};
        const bool key = item.is_key();
        out_.ledger.wrote({item.origin, item.name, key ? item.name : std::string(), item.value, at});
    }

    void line(int depth, std::string_view text, model::OriginId origin) {
        if (!text.empty()) out_.text.append(static_cast<std::size_t>(depth), '\t');
        const std::size_t length = static_cast<std::size_t>(depth) + text.size();
        if (length > kLongestLine && (text.empty() || text.front() != '#')) {
            failed_ = true;
            sink_.report(diag::CorosyncLineTooLong, origins_.span(origin), length, kLongestLine);
        }
        out_.text += text;
        out_.text += '\n';
        out_.lines.push_back(origin);
    }

    const model::OriginTable& origins_;
    diag::Sink& sink_;
    backends::OutputFile out_;
    bool failed_ = false;
};

}  // namespace

std::optional<backends::OutputFile> write(const Document& document, const model::OriginTable& origins,
                                          diag::Sink& sink) {
    return Writer(origins, sink).run(document);
}

}  // namespace hale::corosync
