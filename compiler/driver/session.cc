#include "compiler/driver/session.h"

#include <fmt/format.h>

#include <ctime>

#include "compiler/diag/import_codes.h"
#include "compiler/diag/names_codes.h"
#include "compiler/driver/key_values.h"
#include "compiler/lint/lint.h"
#include "compiler/schema/load.h"
#include "compiler/sema/analyse.h"
#include "compiler/syntax/foreign.h"
#include "compiler/syntax/parse.h"
#include "compiler/xml/read.h"
#include "compiler/xml/root.h"

namespace hale::driver {

Session::Session(SessionOptions o, FileSystem& f) : options(std::move(o)), files(f) {}

double Session::cpu_ms() {
    timespec now{};
    ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

bool Session::read_params() {
    if (options.param_file.empty()) return true;
    std::string why;
    const std::optional<std::string> text = files.read(options.param_file, why);
    const std::optional<KeyValues> values = text ? parse_key_values(*text, why) : std::nullopt;
    if (!values) {
        problem = fmt::format("cannot read the parameter file `{}`: {}", options.param_file, why);
        return false;
    }
    options.params.insert(values->begin(), values->end());  // what --param said stays
    return true;
}

bool Session::open(const std::string& path) {
    if (!read_params()) return false;
    std::string why;
    std::optional<std::string> text = timed("read", [&] { return files.read(path, why); });
    if (!text) {
        problem = fmt::format("cannot read `{}`: {}", path, why);
        return false;
    }
    main = sources.add(path == "-" ? "<stdin>" : path, std::move(*text));
    return true;
}

const backends::Backend* Session::reader() const {
    if (!options.from.empty()) return backends::find_backend(options.from);  // nullptr for `hale`
    return backends::recognise(sources.text(main));
}

bool Session::refuse_foreign_xml() {
    if (!options.from.empty() || !xml::looks_like_xml(sources.text(main))) return false;
    const std::optional<xml::Tree> tree = xml::read(main, sources, sink);
    if (tree) {
        sink.report(diag::ForeignXml, tree->root.name_span, tree->root.name)
            .help("hale reads cluster.conf (`<cluster>`) and CIBs (`<cib>`, `<configuration>`)");
    }
    return true;
}

std::vector<expand::Block> Session::expand() {
    if (const backends::Backend* manager = reader()) {
        const backends::Raise in{main, sources, kinds(), model.origins, sink, {.as_meant = options.as_meant, .keep = options.keep}};
        return timed("read+raise", [&] { return manager->raise(in); });
    }
    if (refuse_foreign_xml()) return {};
    if (syntax::says_nothing(sources.text(main))) {
        sink.report(diag::EmptyFile, {main, 0, 0})
            .help("a description begins with `cluster NAME {{ … }}`; `hale import FILE` makes one of a manager's file");
        return {};
    }
    return expand_hale();
}

std::vector<expand::Block> Session::expand_hale() {
    if (options.timings) {
        diag::Sink ignored;
        timed("parse", [&] { (void)syntax::parse(sources, main, ignored); });
    }
    expand::ExpandOptions expanding;
    expanding.params = options.params;
    expanding.read = [this](const std::string& path) {
        std::string why;
        return path == "-" ? std::nullopt : files.read(path, why);
    };
    return timed("parse+expand", [&] { return expand::expand(sources, main, expanding, model.origins, sink); });
}

schema::Library& Session::kinds() {
    if (!library_) {
        auto declared = schema::make_library(sources, options.agents_dir, sink);
        library_ = schema::with_agents(std::move(declared), sources, options.agents, sink);
    }
    return *library_;
}

bool Session::load(const std::string& path) {
    if (!open(path)) return false;
    std::vector<expand::Block> blocks = expand();
    schema::Library& library = kinds();
    timed("analyse", [&] { model = sema::analyse(std::move(blocks), std::move(model.origins), library, sink); });
    if (!sink.has_errors()) timed("lint", [&] { lint::run(model, sources, options.allowed, sink); });
    return true;
}

}  // namespace hale::driver
