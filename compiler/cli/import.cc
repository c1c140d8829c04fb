#include "compiler/cli/options.h"
#include "compiler/cli/output.h"
#include "compiler/decompile/print.h"
#include "compiler/driver/verify.h"
#include "compiler/xml/root.h"

namespace hale::cli {

namespace {

int deliver(FileSystem& files, const Options& options, const std::string& text) {
    if (options.output == "-") return print(text) ? kFine : kUsage;
    std::string why;
    if (files.write(options.output, text, false, why)) return kFine;
    say(fmt::format("cannot write `{}`: {}", options.output, why));
    return kUsage;
}

}  // namespace

/// What is wrong in the file as a cluster is for `check` to say: a bad configuration can be imported as it is.
int run_import(const Options& options) {
    Disk disk;
    driver::SessionOptions taking = session_options(options);
    taking.keep = true;
    driver::Session session(std::move(taking), disk);
    const std::string& file = options.files.front();
    if (!session.open(file)) {
        say(session.problem);
        return kUsage;
    }
    if (session.reader() == nullptr && !xml::looks_like_xml(session.sources.text(session.main))) {
        say(fmt::format("`{}` is .hale already; name its format with --from if it is not", file));
        return kUsage;
    }
    const std::vector<expand::Block> blocks = session.expand();
    std::string text = decompile::print(blocks);
    if (!session.sink.has_errors()) {
        const auto output = driver::verify_import(session, text);
        std::string folded = options.fold && output ? decompile::print(blocks, decompile::Loops::WherePlainer) : text;
        if (folded != text && driver::build_import(session, folded) == output) text = std::move(folded);
    }
    const int found = finish(session, options);
    return found != kFine ? found : deliver(disk, options, text);
}

}  // namespace hale::cli
