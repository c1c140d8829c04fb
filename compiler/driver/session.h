#pragma once
// One run of the compiler, shared by every CLI verb (and later the language server): owns sources, diagnostics, the
// library of kinds and the model.

#include <map>
#include <memory>
#include <optional>
#include <string>

#include "compiler/diag/diag.h"
#include "compiler/model/model.h"
#include "compiler/schema/schema.h"
#include "compiler/source/source.h"

namespace hale::driver {

struct SessionOptions {
    std::string agents_dir;                     // --agents DIR
    std::map<std::string, std::string> params;  // --param k=v
    std::string param_file;                     // --param-file F
};

class Session {
public:
    explicit Session(SessionOptions options);

    /// Reads and analyses FILE (`-`: standard input). False when it cannot be read (exit 2; the reason is reported).
    /// Mistakes in the text are in `sink`, and `model` holds what could be understood.
    bool load(const std::string& path);

    SessionOptions options;
    source::SourceManager sources;
    diag::Sink sink;
    std::unique_ptr<schema::Library> library;
    model::Model model;
};

}  // namespace hale::driver
