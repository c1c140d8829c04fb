#include <nlohmann/json.hpp>

#include "compiler/migrate/migrate.h"

namespace hale::migrate {

namespace {

using Json = nlohmann::ordered_json;

Json places_json(const std::vector<Output>& list) {
    Json out = Json::array();
    for (const Output& o : list) out.push_back({{"file", o.file}, {"line", o.line}});
    return out;
}

std::string_view word(ledger::Disposition d) {
    return ledger::to_text(d == ledger::Disposition::OtherFile ? ledger::Disposition::OtherMeans : d);
}

}  // namespace

std::string to_json(const Result& r, const source::SourceManager& sources) {
    Json entries = Json::array();
    for (const Entry& e : r.entries) {
        const source::Position p = sources.position(e.at.file, e.at.begin);
        Json one = {{"path", e.path},   {"value", e.value},        {"file", sources.name(e.at.file)}, {"line", p.line},
                    {"col", p.column},  {"disposition", word(e.disposition)}, {"how", e.how}};
        if (!e.alternative.empty()) one["alternative"] = e.alternative;
        if (e.code != 0) one["code"] = diag::code_name(e.code);
        if (e.gravest) one["gravest"] = true;
        one["output"] = places_json(e.output);
        entries.push_back(std::move(one));
    }
    Json defaults = Json::array();
    for (const Default& d : r.defaults) {
        Json one = {{"what", d.what}, {"before", d.before}, {"after", d.after}};
        if (!d.todo.empty()) one["todo"] = d.todo;
        if (d.gravest) one["gravest"] = true;
        one["output"] = places_json(d.output);
        defaults.push_back(std::move(one));
    }
    Json params = Json::array();
    for (const Param& p : r.params) params.push_back({{"name", p.name}, {"value", p.value}, {"why", p.why}});
    const Totals& t = r.totals;
    const Json out = {{"format", 1},
                      {"to", r.manager},
                      {"cluster", r.cluster},
                      {"entries", std::move(entries)},
                      {"totals",
                       {{"read", t.read},
                        {"exact", t.exact},
                        {"other_means", t.other_means},
                        {"approximated", t.approximated},
                        {"impossible", t.impossible}}},
                      {"defaults", std::move(defaults)},
                      {"params", std::move(params)}};
    return out.dump(2, ' ', false, Json::error_handler_t::replace) + '\n';
}

}  // namespace hale::migrate
