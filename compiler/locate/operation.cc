// One lrm_rsc_op, in the forms of Pacemaker 1.1 to 3.0, with everything that is missing or at odds marked.

#include <fmt/format.h>

#include "compiler/locate/read.h"
#include "compiler/locate/xml.h"

namespace hale::locate {

namespace {

Action action_of(std::string_view word) {
    if (word == "start") return Action::Start;
    if (word == "stop") return Action::Stop;
    if (word == "monitor") return Action::Monitor;
    if (word == "migrate_to") return Action::MigrateTo;
    if (word == "migrate_from") return Action::MigrateFrom;
    return Action::Other;
}

/// `0:7;8:0:7:uuid` begins with op-status:rc-code, a second word of the same.
bool magic_agrees(std::string_view magic, int status, int rc) {
    const std::size_t colon = magic.find(':'), end = magic.find(';');
    if (colon == std::string_view::npos || end == std::string_view::npos || colon > end) return false;
    const auto said_status = to_number<int>(magic.substr(0, colon));
    const auto said_rc = to_number<int>(magic.substr(colon + 1, end - colon - 1));
    return said_status && said_rc && *said_status == status && *said_rc == rc;
}

bool says_twice(const pugi::xml_node& op) {
    for (const pugi::xml_attribute& a : op.attributes()) {
        if (!attribute(op, a.name())) return true;
    }
    return false;
}

}  // namespace

Operation read_operation(const pugi::xml_node& op, std::string_view host, std::string_view feature_set) {
    Operation out;
    const auto number = [&](std::string_view name, auto& target, bool needed) {
        const auto value = to_number<std::remove_reference_t<decltype(target)>>(attribute_or(op, name));
        if (value) {
            target = *value;
        } else if (needed) {
            out.damage = fmt::format("a record without {}", name);
        }
    };
    const auto what = attribute(op, "operation");
    if (!what || what->empty()) out.damage = "a record without operation";
    out.action = action_of(what.value_or(""));
    number("call-id", out.call, true);
    number("rc-code", out.rc, true);
    number("op-status", out.status, true);
    number("last-rc-change", out.changed, false);
    long long interval = 0;
    number("interval", interval, false);
    out.recurring = interval > 0;
    out.source = attribute_or(op, "migrate_source");
    out.target = attribute_or(op, "migrate_target");
    if (says_twice(op)) out.damage = "a record that says one thing twice";
    if (!out.damage.empty()) return out;
    const auto where = attribute(op, "on_node");
    if (where && *where != host) out.damage = fmt::format("a record of {} under {}", *where, host);
    const auto magic = attribute(op, "transition-magic");
    if (magic && !magic_agrees(*magic, out.status, out.rc)) out.damage = "a record whose two results differ";
    const auto version = attribute(op, "crm_feature_set");
    const auto compared = version ? compare_feature_sets(*version, feature_set) : std::nullopt;
    if (!compared || *compared > 0) out.damage = "a record of another version than the CIB";
    if (out.call < 0 && out.status != -1) out.damage = "a record without a call id";
    return out;
}

std::optional<int> compare_feature_sets(std::string_view a, std::string_view b) {
    for (int part = 0; part < 3; ++part) {
        const auto next = [](std::string_view& text) {
            const std::size_t dot = text.find('.');
            const auto value = to_number<int>(text.substr(0, dot));
            text = dot == std::string_view::npos ? std::string_view("0") : text.substr(dot + 1);
            return value;
        };
        const auto x = next(a), y = next(b);
        if (!x || !y) return std::nullopt;
        if (*x != *y) return *x < *y ? -1 : 1;
    }
    return 0;
}

}  // namespace hale::locate
