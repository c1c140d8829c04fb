#include "compiler/expand/reporter.h"

#include <vector>

namespace hale::expand {

diag::Report Reporter::start(diag::Diagnostic d) {
    const auto [it, fresh] = seen_.try_emplace({d.code, d.span}, Entry{pending_.diagnostics().size(), 0});
    if (!fresh && d.span.valid()) {
        ++it->second.others;
        scratch_ = {};
        return diag::Report(scratch_, std::move(d));
    }
    std::string around;
    for (const std::string& note : origins_->iterations(iteration)) around += (around.empty() ? "" : ", ") + note;
    if (!around.empty()) d.notes.push_back("in the iteration " + around);
    return diag::Report(pending_, std::move(d));
}

void Reporter::flush() {
    std::vector<std::size_t> others(pending_.diagnostics().size());
    for (const auto& [key, entry] : seen_) {
        if (entry.index < others.size()) others[entry.index] = entry.others;
    }
    for (std::size_t i = 0; i < others.size(); ++i) {
        diag::Diagnostic d = pending_.diagnostics()[i];
        if (others[i] == 1) d.notes.push_back("the same in one other iteration");
        if (others[i] > 1) d.notes.push_back(fmt::format("the same in {} other iterations", others[i]));
        sink_->add(std::move(d));
    }
    pending_ = {};
    seen_.clear();
}

}  // namespace hale::expand
