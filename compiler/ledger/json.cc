#include <nlohmann/json.hpp>

#include <map>

#include "compiler/ledger/ledger.h"

namespace hale::ledger {

namespace {

using Json = nlohmann::ordered_json;

Json place(source::Span span, const source::SourceManager& sources) {
    if (!span.valid()) return nullptr;
    const source::Position p = sources.position(span.file, span.begin);
    return {{"file", sources.name(span.file)}, {"line", p.line}, {"col", p.column}};
}

Json outputs(const std::vector<Written>& list, std::string_view file) {
    Json out = Json::array();
    for (const Written& w : list) {
        out.push_back({{"file", file}, {"line", w.at.line}, {"col", w.at.col}, {"element", w.element}, {"name", w.name},
                       {"value", w.value}});
    }
    return out;
}

Json entry(const Entry& e, std::string_view file, const source::SourceManager& sources) {
    Json out = {{"entity", e.entity}, {"attribute", e.attribute}, {"value", e.before}, {"in", place(e.in, sources)},
                {"disposition", to_text(e.disposition)}};
    if (!e.row.empty()) out["capability"] = e.row;
    if (e.code != 0) out["code"] = diag::code_name(e.code);
    if (!e.how.empty()) out["how"] = e.how;
    if (!e.alternative.empty()) out["alternative"] = e.alternative;
    out["output"] = outputs(e.out, file);
    return out;
}

/// What hale wrote without a word of the description: defaults, ids and constants.
Json own(const Ledger& ledger, std::string_view file) {
    std::vector<Written> mine;
    for (const Written& w : ledger.written()) {
        if (!w.origin) mine.push_back(w);
    }
    return outputs(mine, file);
}

}  // namespace

std::string to_json(const std::vector<Entry>& entries, const Ledger& ledger, std::string_view manager,
                    std::string_view file, const source::SourceManager& sources) {
    Json list = Json::array();
    std::map<std::string_view, std::size_t> totals;
    for (const Entry& e : entries) {
        list.push_back(entry(e, file, sources));
        ++totals[to_text(e.disposition)];
    }
    Json sums = {{"read", entries.size()}};
    for (const Disposition d : {Disposition::Exact, Disposition::OtherMeans, Disposition::OtherFile,
                                Disposition::Approximated, Disposition::Impossible}) {
        sums[std::string(to_text(d))] = totals[to_text(d)];
    }
    const Json out = {{"format", 1},         {"manager", manager}, {"file", file},
                      {"entries", std::move(list)}, {"totals", sums},     {"added", own(ledger, file)}};
    return out.dump(2, ' ', false, Json::error_handler_t::replace) + '\n';
}

std::string to_json(const std::vector<Excerpt>& excerpts, const source::SourceManager& sources) {
    Json list = Json::array();
    for (const Excerpt& x : excerpts) {
        for (const Entry& e : x.entries) {
            list.push_back(entry(e, x.file, sources));
            list.back()["manager"] = x.manager;
        }
        for (const Written& w : x.added) {
            list.push_back({{"entity", ""}, {"attribute", ""}, {"value", ""}, {"in", nullptr}, {"disposition", "added"},
                            {"output", outputs({w}, x.file)}, {"manager", x.manager}});
        }
    }
    return Json{{"format", 1}, {"entries", std::move(list)}}.dump(2, ' ', false, Json::error_handler_t::replace) + '\n';
}

}  // namespace hale::ledger
