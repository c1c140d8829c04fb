#include "compiler/locate/locate.h"

#include <algorithm>
#include <utility>

#include "compiler/locate/judge.h"
#include "compiler/locate/read.h"
#include "compiler/locate/xml.h"

namespace hale::locate {

namespace {

Status read_status(const pugi::xml_node& cib, std::string_view vm, const std::set<std::string>& names) {
    Status status;
    find_candidates(cib, vm, names, status);
    read_hosts(cib, status);
    check_whole(cib, status);
    return status;
}

/// Where an earlier CIB had the VM: the host whose records said running, or where it was going.
std::string place_in(const Status& status) {
    for (const Host& host : status.hosts) {
        for (const Candidate& c : status.candidates) {
            const auto record = host.records.find(c.id);
            if (!c.certain || record == host.records.end()) continue;
            const Finding found = read_place(record->second);
            if (found.place == Place::Running || found.place == Place::Starting || found.place == Place::Stopping)
                return host.name;
            if (found.place == Place::MovingAway) return found.target;
            if (found.place == Place::Arriving) return host.name;
        }
    }
    return {};
}

/// The newest place that any CIB before `now` knows.
std::string last_place(Sources& sources, std::string_view vm, const std::set<std::string>& names, Version now) {
    std::vector<std::pair<Version, std::string>> places;
    for (Text& text : sources.earlier) {
        pugi::xml_document document;
        std::string problem;
        if (!parse_xml(document, text.text, problem)) continue;
        const pugi::xml_node cib = cib_root(document);
        if (cib.empty() || version_of(cib) > now) continue;
        std::string place = place_in(read_status(cib, vm, names));
        if (!place.empty()) places.emplace_back(version_of(cib), std::move(place));
    }
    const auto newest = std::max_element(places.begin(), places.end());
    return newest == places.end() ? sources.remembered : newest->second;
}

}  // namespace

std::optional<Answer> locate(std::string_view vm, Sources& sources, std::string& problem) {
    pugi::xml_document document;
    if (!parse_xml(document, sources.cib, problem)) return std::nullopt;
    if (const pugi::xml_node clustat = document.child("clustat"); !clustat.empty()) {
        return locate_rgmanager(clustat, vm, sources);
    }
    const pugi::xml_node cib = cib_root(document);
    if (cib.empty()) {
        problem = "it is neither a CIB nor the XML of clustat";
        return std::nullopt;
    }
    const std::set<std::string> names = names_of(vm, sources.domains);
    const Status status = read_status(cib, vm, names);
    std::optional<History> history;
    if (sources.history) history = read_history(*sources.history);
    if (!sources.history_problem.empty()) history = History{sources.history_problem, {}};
    return judge(vm, status, history, last_place(sources, vm, names, version_of(cib)));
}

}  // namespace hale::locate
