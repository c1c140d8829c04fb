#include "compiler/expand/scope.h"

#include <algorithm>

namespace hale::expand {

void Scope::open() { marks_.push_back({slots_.size(), announced_.size()}); }

void Scope::close() {
    const Mark mark = marks_.back();
    marks_.pop_back();
    announced_.resize(mark.announced);
    while (slots_.size() > mark.variables) {
        innermost_[slots_.back().variable.name] = slots_.back().hidden;
        slots_.pop_back();
    }
}

const Variable* Scope::declare(Variable variable) {
    const auto [it, fresh] = innermost_.try_emplace(variable.name, kNone);
    const auto body = static_cast<std::uint32_t>(marks_.size());
    if (it->second != kNone && slots_[it->second].body == body) return &slots_[it->second].variable;
    const auto here =
        std::find_if(announced_.begin(), announced_.end(), [&](const Announced& a) { return a.span == variable.span; });
    if (here != announced_.end()) here->name = {};
    const std::uint32_t hidden = it->second;
    it->second = static_cast<std::uint32_t>(slots_.size());
    slots_.push_back({std::move(variable), hidden, body});
    return nullptr;
}

const Variable* Scope::find(std::string_view name) const {
    const auto it = innermost_.find(name);
    return it == innermost_.end() || it->second == kNone ? nullptr : &slots_[it->second].variable;
}

void Scope::set_words(std::string_view name, const std::vector<std::string>* words) {
    const auto it = innermost_.find(name);
    if (it != innermost_.end() && it->second != kNone) slots_[it->second].variable.words = words;
}

void Scope::announce(std::string_view name, source::Span span) { announced_.push_back({name, span}); }

source::Span Scope::coming(std::string_view name) const {
    for (const Announced& a : announced_) {
        if (a.name == name) return a.span;
    }
    return {};
}

}  // namespace hale::expand
