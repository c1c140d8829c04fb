#include "compiler/value/normal.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "compiler/value/address.h"

namespace hale::model {

namespace {

constexpr std::string_view kMapper = "/dev/mapper/";

/// `VG-LV` as device mapper writes it, taken apart: `a--b-c` is `a-b` and `c`. Nothing unless exactly one `-` separates
/// two names: a multipath device, an encrypted one, an inner part of a logical volume.
std::optional<std::pair<std::string, std::string>> volume_of(std::string_view mapped) {
    std::array<std::string, 2> names;
    std::size_t at = 0;
    for (std::size_t i = 0; i < mapped.size(); ++i) {
        const bool dash = mapped[i] == '-';
        const bool twice = dash && i + 1 < mapped.size() && mapped[i + 1] == '-';
        if (dash && !twice) {
            if (++at == names.size()) return {};
            continue;
        }
        names[at] += mapped[i];
        if (twice) ++i;
    }
    if (names[0].empty() || names[1].empty()) return {};
    return std::pair(std::move(names[0]), std::move(names[1]));
}

/// The link that udev makes for what mount(8) takes as a tag; nothing for other texts.
std::optional<std::string> link_of(std::string_view text) {
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 4> tags = {
        {{"UUID=", "by-uuid/"}, {"LABEL=", "by-label/"}, {"PARTUUID=", "by-partuuid/"}, {"PARTLABEL=", "by-partlabel/"}}};
    for (const auto& [tag, folder] : tags) {
        if (!text.starts_with(tag)) continue;
        std::string_view name = text.substr(tag.size());
        if (name.size() >= 2 && name.front() == '"' && name.back() == '"') name = name.substr(1, name.size() - 2);
        if (name.empty() || name.find('/') != std::string_view::npos) return {};
        return "/dev/disk/" + std::string(folder) + std::string(name);
    }
    return {};
}

}  // namespace

std::string normal_address(std::string_view text) {
    std::string why;
    std::optional<Address> address = parse_address(text, why);
    if (!address) return std::string(text);
    address->prefix.reset();
    return to_text(*address);
}

std::string normal_path(std::string_view text) {
    std::string out;
    const bool absolute = text.starts_with('/');
    std::size_t at = 0;
    while (at < text.size()) {
        const std::size_t end = std::min(text.find('/', at), text.size());
        const std::string_view part = text.substr(at, end - at);
        at = end + 1;
        if (part.empty() || part == ".") continue;
        if (absolute || !out.empty()) out += '/';
        out += part;
    }
    if (out.empty() && !text.empty()) return absolute ? "/" : ".";
    return out;
}

std::string normal_device(std::string_view text) {
    if (auto link = link_of(text)) return *link;
    if (text.starts_with("//") && !text.starts_with("//dev/")) return "/" + normal_path(text.substr(1));
    const std::size_t colon = text.find(":/");
    if (!text.starts_with('/') && colon != std::string_view::npos) {
        return std::string(text.substr(0, colon + 1)) + normal_path(text.substr(colon + 1));
    }
    if (!text.starts_with('/')) return std::string(text);
    std::string path = normal_path(text);
    if (!path.starts_with(kMapper)) return path;
    const auto volume = volume_of(std::string_view(path).substr(kMapper.size()));
    return volume && volume->first != "mapper" ? "/dev/" + volume->first + '/' + volume->second : path;
}

}  // namespace hale::model
