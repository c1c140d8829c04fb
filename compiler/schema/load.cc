#include "compiler/schema/load.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <utility>

#include "cmake/embedded.h"
#include "compiler/diag/kinds_codes.h"
#include "compiler/expand/expand.h"
#include "compiler/schema/load_kind.h"
#include "compiler/schema/load_scan.h"
#include "compiler/support/suggest.h"

namespace hale::schema {

namespace {

namespace fs = std::filesystem;

/// The built-in declarations are read kind by kind; those of `--agents` at once, so that every mistake in them is seen.
class DeclaredLibrary : public Library {
public:
    DeclaredLibrary(source::SourceManager& sources, diag::Sink& sink) : sources_(sources), sink_(sink) {
        for (const embedded::File& file : embedded::stdlib_agents()) {
            for (Declared& d : scan_declarations(file.text)) {
                index_.try_emplace({d.cls, std::move(d.name)}, Entry{&file, nullptr, false});
            }
        }
    }

    const Kind* find(KindClass cls, std::string_view name) override {
        const auto it = index_.find(Key{cls, std::string(name)});
        if (it == index_.end()) return nullptr;
        if (it->second.kind == nullptr && it->second.file != nullptr) load_file(*it->second.file);
        Entry& entry = it->second;
        if (entry.kind != nullptr && !std::exchange(entry.complete, true)) add_traits(*this, *entry.kind);
        return entry.kind.get();
    }

    std::vector<std::string> names(KindClass cls) override {
        std::vector<std::string> out;
        for (const auto& [key, entry] : index_) {
            if (key.cls == cls) out.push_back(key.name);
        }
        return out;
    }

    bool built_in(KindClass cls, std::string_view name) const override {
        const auto it = index_.find(Key{cls, std::string(name)});
        return it != index_.end() && !it->second.overridden;
    }

    /// Every *.hale below `dir`, in the order of their paths.
    void override_from(const std::string& dir) {
        std::vector<std::string> paths;
        std::error_code error;
        for (fs::recursive_directory_iterator it(dir, error), end; !error && it != end; it.increment(error)) {
            if (it->path().extension() == ".hale" && it->is_regular_file(error)) paths.push_back(it->path().string());
        }
        if (error) {
            sink_.report(diag::AgentsUnreadable, {}, dir, error.message());
            return;
        }
        std::sort(paths.begin(), paths.end());
        for (const std::string& path : paths) override_file(path);
    }

private:
    struct Key {
        KindClass cls;
        std::string name;
        friend auto operator<=>(const Key&, const Key&) = default;
    };
    struct Entry {
        const embedded::File* file = nullptr;  // built in, not read yet
        std::unique_ptr<Kind> kind;            // never moves once it is there
        bool overridden = false;               // by --agents
        bool complete = false;                 // it has its traits
    };

    void override_file(const std::string& path) {
        std::ifstream in(path, std::ios::binary);
        std::string text((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
        if (!in.good() && !in.eof()) {
            sink_.report(diag::AgentsUnreadable, {}, path, "it cannot be read");
            return;
        }
        read(path, std::move(text), [&](Kind kind) {
            Entry& entry = index_[Key{kind.cls, kind.name}];
            if (entry.kind != nullptr) {
                sink_.report(diag::DeclaredTwice, kind.span, kind.name).label(entry.kind->span, "first here");
                return;
            }
            entry.kind = std::make_unique<Kind>(std::move(kind));
            entry.overridden = true;
        });
    }

    void load_file(const embedded::File& file) {
        read(std::string(file.path), std::string(file.text), [&](Kind kind) {
            const auto it = index_.find(Key{kind.cls, kind.name});
            const bool wanted = it != index_.end() && it->second.file == &file && it->second.kind == nullptr;
            if (wanted) it->second.kind = std::make_unique<Kind>(std::move(kind));
        });
        // What the scan promised and the text does not hold must not be asked for again.
        for (auto& [key, entry] : index_) {
            if (entry.file == &file) entry.file = nullptr;
        }
    }

    template <class Take>
    void read(std::string path, std::string text, Take take) {
        model::OriginTable origins;
        const source::FileId file = sources_.add(std::move(path), std::move(text));
        const std::vector<block::Block> blocks = expand::expand(sources_, file, {}, origins, sink_);
        Loading loading{sink_, origins};
        for (const block::Block& b : blocks) {
            const auto cls = class_of(b.name);
            if (!cls) {
                auto report = sink_.report(diag::NotADeclaration, b.name_span, b.name);
                const std::vector<std::string> words(kClassWords.begin(), kClassWords.end());
                if (const std::string best = suggest(b.name, words); !best.empty())
                    report.help("did you mean `{}`?", best);
            } else if (b.labels.size() != 1 || b.labels.front().text.empty()) {
                sink_.report(diag::DeclarationName, b.name_span, b.name);
            } else {
                take(load_kind(loading, b, *cls));
            }
        }
    }

    source::SourceManager& sources_;
    diag::Sink& sink_;
    std::map<Key, Entry> index_;
};

}  // namespace

std::unique_ptr<Library> make_library(source::SourceManager& sources, const std::string& override_dir,
                                      diag::Sink& sink) {
    auto library = std::make_unique<DeclaredLibrary>(sources, sink);
    if (!override_dir.empty()) library->override_from(override_dir);
    return library;
}

}  // namespace hale::schema
