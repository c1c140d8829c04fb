#include <fmt/format.h>

#include "compiler/cli/options.h"
#include "compiler/cli/output.h"
#include "compiler/decompile/print.h"
#include "compiler/decompile/secrets.h"
#include "compiler/diag/mask.h"
#include "compiler/driver/verify.h"
#include "compiler/xml/root.h"

namespace hale::cli {

namespace {

/// Writes the file of secrets, for its owner alone. One that is there and says something else is left as it is.
bool write_secrets(FileSystem& files, const std::string& path, const std::map<std::string, std::string>& secrets) {
    std::string why;
    const std::string text = decompile::secrets_file(secrets);
    const std::optional<std::string> old = files.read(path, why);
    if (old && !old->empty() && *old != text) {
        say(fmt::format("`{}` exists and holds other secrets: name a new file", path));
        return false;
    }
    why.clear();
    if (files.write(path, text, true, why)) return true;
    say(fmt::format("cannot write `{}`: {}", path, why));
    return false;
}

}  // namespace

/// What is wrong in the file as a cluster is for `check` to say: a bad configuration can be imported as it is.
int run_import(const Options& options) {
    Disk disk;
    driver::Session session(session_options(options), disk);
    const std::string& file = options.files.front();
    const bool apart = !options.secrets_file.empty() && !disk.same(options.secrets_file, options.output);
    if (!options.secrets_file.empty() && (!apart || options.secrets_file == options.output)) {
        say("the secrets and the description go to two files");
        return kUsage;
    }
    if (!may_write(disk, options.output, {file}) || !may_write(disk, options.secrets_file, {file})) return kUsage;
    if (!session.open(file)) {
        say(session.problem);
        return kUsage;
    }
    if (session.reader() == nullptr && !xml::looks_like_xml(session.sources.text(session.main))) {
        say(fmt::format("`{}` is .hale already; name its format with --from if it is not", file));
        return kUsage;
    }
    std::vector<expand::Block> blocks = session.expand();
    std::map<std::string, std::string> secrets;
    if (!options.secrets_file.empty()) secrets = decompile::take_secrets(blocks);
    std::string text = decompile::print(blocks);
    if (!session.sink.has_errors()) {
        const auto output = driver::verify_import(session, text, secrets);
        std::string folded = options.fold && output ? decompile::print(blocks, decompile::Loops::WherePlainer) : text;
        if (folded != text && driver::build_import(session, folded, secrets) == output) text = std::move(folded);
    }
    const int found = finish(session, options);
    if (found != kFine) return found;
    if (!options.secrets_file.empty() && !write_secrets(disk, options.secrets_file, secrets)) return kUsage;
    if (options.secrets_file.empty() && options.output != "-" && diag::holds_secret(text)) {
        say(fmt::format("passwords stand in `{}`; `--secrets FILE` puts them into a file of their own", options.output));
    }
    return deliver(disk, options, text, false);
}

}  // namespace hale::cli
