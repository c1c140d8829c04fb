// Nothing of an input is lost in silence: our own small files, one point each.

#include "tests/unit/migrate/ablation.h"

namespace hale {
namespace {

// Not run yet: it takes minutes without optimisation.
TEST(Ablation, DISABLED_OwnFiles) {
    test::Ablation all;
    std::set<std::string> seen;
    for (const auto& path : test::own()) test::add(all, test::Ablate(path.stem(), test::slurp(path), &seen).run());
    std::cout << "[ ablation ] " << all.tried << " tried, " << all.changed << " change an output, " << all.explained
              << " are told by their entry, " << all.unreadable << " cannot be read, " << all.silent.size() << " silent\n";
    EXPECT_GE(all.tried, 300u);
    for (const std::string& s : all.silent) ADD_FAILURE() << s;
    if (std::getenv("HALE_VERBOSE") != nullptr) {
        for (const std::string& s : all.idle) std::cout << "idle: " << s << '\n';
    }
}

}  // namespace
}  // namespace hale
