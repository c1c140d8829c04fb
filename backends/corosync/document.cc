#include "backends/corosync/document.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace hale::corosync {

namespace {

constexpr std::array<std::string_view, 6> kRepeated = {"nodelist.node",          "totem.interface",
                                                       "totem.interface.member", "logging.logger_subsys",
                                                       "logging.logging_daemon", "uidgid"};

/// The key that numbers a section instead of its place, and its value where it is not said.
std::string index_of(const Item& section, std::string_view path, std::size_t place) {
    if (path == "totem.interface") {
        for (const std::string_view name : {"linknumber", "ringnumber"}) {
            if (const Item* key = section.find_key(name)) return key->value;
        }
        return "0";
    }
    if (path == "logging.logger_subsys") {
        if (const Item* key = section.find_key("subsys")) return key->value;
    }
    return std::to_string(place);
}

bool numbers(std::string_view path, std::string_view key) {
    return path == "totem.interface" && (key == "linknumber" || key == "ringnumber");
}

class Settings {
public:
    std::map<std::string, std::string> run(const Document& document) {
        section(document, {}, {});
        return std::move(out_);
    }

private:
    /// `path` is the plain path, `key` the one with numbers; both end in a dot unless empty.
    void section(const Item& from, const std::string& path, const std::string& key) {
        const std::string_view plain =
            path.empty() ? std::string_view() : std::string_view(path).substr(0, path.size() - 1);
        for (const Item& item : from.items) {
            if (item.is_key() && !numbers(plain, item.name)) out_[key + item.name] = item.value;
            if (!item.is_section()) continue;
            const std::string own = path + item.name;
            std::string prefix = key + item.name + '.';
            if (is_repeated(own)) {
                const std::string index = index_of(item, own, places_[key + own]++);
                out_[prefix + index];  // an interface without settings is one all the same
                prefix += index + '.';
            }
            section(item, own + '.', prefix);
        }
    }

    std::map<std::string, std::string> out_;
    std::map<std::string, std::size_t> places_;
};

}  // namespace

bool is_name_byte(char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '.' || c == '_' || c == '-' || c == '/' || c == ':';
}

bool is_repeated(std::string_view path) {
    return std::find(kRepeated.begin(), kRepeated.end(), path) != kRepeated.end();
}

std::map<std::string, std::string> cmap(const Document& document) { return Settings().run(document); }

}  // namespace hale::corosync
