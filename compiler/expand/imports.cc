#include "compiler/expand/imports.h"
#include "compiler/support/breakage.h"

#include <filesystem>

namespace hale::expand {

namespace fs = std::filesystem;

std::string normal_path(std::string_view path) { return fs::path(path).lexically_normal().generic_string(); }

std::string folder_of(std::string_view path) {
    const fs::path folder = fs::path(path).parent_path().lexically_normal();
    return folder.empty() ? "." : folder.generic_string();
}

bool is_outside(std::string_view real_folder, std::string_view real_file) {
    const fs::path inside =
        fs::path(real_file).lexically_normal().lexically_relative(fs::path(real_folder).lexically_normal());
    return HALE_BREAK("import.leaves-by-link", inside.empty() || *inside.begin() == "..", false);
}

ImportPath resolve_import(std::string_view root, std::string_view from, std::string_view written) {
    using Problem = ImportPath::Problem;
    if (written.empty() || written.find('\0') != std::string_view::npos) return {Problem::Empty, {}};
    const fs::path target(written);
    if (target.is_absolute()) return {Problem::Absolute, {}};
    const fs::path project = fs::path(root).parent_path().lexically_normal();
    const fs::path full = (fs::path(from).parent_path() / target).lexically_normal();
    // `lexically_relative` needs a directory to start from; "" is the current one.
    const fs::path inside = full.lexically_relative(project.empty() ? fs::path(".") : project);
    const fs::path relative = project.empty() ? full : inside;
    if (relative.empty() || HALE_BREAK("import.leaves-by-dots", *relative.begin() == "..", false) ||
        full.is_absolute() != project.is_absolute()) {
        return {Problem::Outside, {}};
    }
    if (full.filename().empty() || full.filename() == ".") return {Problem::Empty, {}};
    return {Problem::None, full.generic_string()};
}

}  // namespace hale::expand
