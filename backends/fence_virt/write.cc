#include "backends/fence_virt/write.h"
#include "compiler/diag/managers_codes.h"

#include <algorithm>

namespace hale::fence_virt {

using conf::Item;

namespace {

class Writer {
public:
    Writer(const model::OriginTable& origins, diag::Sink& sink) : origins_(origins), sink_(sink) {}

    std::optional<backends::OutputFile> run(const conf::Document& document) {
        items(document, 0);
        if (failed_) return std::nullopt;
        out_.name = "fence_virt.conf";
        return std::move(out_);
    }

private:
    void items(const Item& section, std::size_t depth) {
        bool apart = false;
        for (const Item& item : section.items) {
            if (item.is_section()) {
                if (depth == 0 && apart) line(0, {}, {});
                check(item);
                const std::string label = item.value.empty() ? std::string() : " = \"" + item.value + '"';
                book(item, depth);
                line(depth, item.name + label + " {", item.origin);
                items(item, depth + 1);
                line(depth, "}", item.origin);
            } else if (item.is_key()) {
                check(item);
                if (item.value.empty()) refuse(item, "it is empty");
                book(item, depth);
                line(depth, item.name + " = \"" + item.value + "\";", item.origin);
            } else {
                line(depth, item.value, item.origin);
            }
            apart = item.kind != Item::Kind::Comment;
        }
    }

    void check(const Item& item) {
        const bool name = !item.name.empty() && item.name.front() != '#' &&
                          item.name.find_first_of(" \t\r\n{};=\"") == std::string::npos;
        if (!name) refuse(item, "its name has a blank or one of `{};=\"`");
        if (item.value.find('"') != std::string::npos) refuse(item, "a value there cannot hold `\"`");
        std::string one_line = item.name + item.value;  // a value may go on over several lines
        std::replace(one_line.begin(), one_line.end(), '\n', ' ');
        if (const auto bad = conf::find_bad_byte(one_line)) refuse(item, "it holds " + bad->what);
    }

    void refuse(const Item& item, std::string_view why) {
        failed_ = true;
        sink_.report(diag::NotWritableInConf, origins_.span(item.origin), item.name, "fence_virt.conf", why);
    }

    /// The item stands on the next line, behind one tab for each section around it.
    void book(const Item& item, std::size_t depth) {
        const ledger::Place at{static_cast<std::uint32_t>(out_.lines.size() + 1),
                               static_cast<std::uint32_t>(depth) + 1};
        const bool key = item.is_key();
        out_.ledger.wrote({item.origin, item.name, key ? item.name : std::string(), item.value, at});
    }

    void line(std::size_t depth, std::string_view text, model::OriginId origin) {
        if (!text.empty()) out_.text.append(depth, '\t');
        out_.text += text;
        out_.text += '\n';
        const auto breaks = static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
        out_.lines.insert(out_.lines.end(), breaks + 1, origin);
    }

    const model::OriginTable& origins_;
    diag::Sink& sink_;
    backends::OutputFile out_;
    bool failed_ = false;
};

}  // namespace

std::optional<backends::OutputFile> write(const conf::Document& document, const model::OriginTable& origins,
                                          diag::Sink& sink) {
    return Writer(origins, sink).run(document);
}

}  // namespace hale::fence_virt
