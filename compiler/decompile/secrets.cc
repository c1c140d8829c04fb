#include "compiler/decompile/secrets.h"

#include <fmt/format.h>

#include "compiler/diag/mask.h"

namespace hale::decompile {

namespace {

using block::Attr;
using block::Block;
using model::ValueKind;

/// What a name of a secret is made of: a line of the file, a path of a store and an environment variable must take it.
std::string plain(std::string_view text) {
    std::string out;
    for (const char c : text) {
        const bool good = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
                          c == '-' || c == '.';
        out += good ? c : '_';
    }
    return out;
}

class Taking {
public:
    void walk(Block& block, const std::string& path) {
        std::string here = path;
        const bool pair = block.name == "nvpair" && !block.labels.empty();
        if (!block.labels.empty() && block.name != "cluster" && !pair) here += plain(block.labels.front().text) + '/';
        for (Attr& attr : block.attrs) {
            const std::string& name = pair && attr.name == "value" ? block.labels.front().text : attr.name;
            if (diag::names_a_secret(name)) take(attr, here + plain(name));
        }
        for (Block& child : block.children) walk(child, here);
    }
    std::map<std::string, std::string> taken;

private:
    void take(Attr& attr, const std::string& name) {
        const model::Value& v = attr.value;
        const bool text = v.is(ValueKind::String) || v.is(ValueKind::Word) || v.verbatim;
        if (!text && !v.is(ValueKind::Int)) return;
        const std::string value = text ? v.text : model::to_text(v);
        if (value.empty() || value.find_first_of("\r\n") != std::string::npos) return;
        std::string unique = name;
        for (int n = 2; !taken.emplace(unique, value).second; ++n) unique = fmt::format("{}-{}", name, n);
        attr.value = model::Value::make(ValueKind::Secret, 0, unique, v.origin);
    }
};

}  // namespace

std::map<std::string, std::string> take_secrets(std::vector<Block>& blocks) {
    Taking taking;
    for (Block& b : blocks) taking.walk(b, {});
    return std::move(taking.taken);
}

std::string secrets_file(const std::map<std::string, std::string>& secrets) {
    std::string out;
    for (const auto& [name, value] : secrets) out += fmt::format("{} = \"{}\"\n", name, value);
    return out;
}

}  // namespace hale::decompile
