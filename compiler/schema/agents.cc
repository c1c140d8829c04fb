#include "compiler/schema/agents.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>

#include "cmake/embedded.h"
#include "compiler/diag/kinds_codes.h"
#include "compiler/diag/render.h"
#include "compiler/schema/load_kind.h"
#include "compiler/schema/load_scan.h"
#include "compiler/schema/metadata.h"
#include "compiler/schema/run_agent.h"

namespace hale::embedded {
const std::vector<File>& stdlib_agents();
}

namespace hale::schema {

namespace {

namespace fs = std::filesystem;

/// A name that may become part of a path: nothing climbs out of a folder.
bool is_file_name(std::string_view name) {
    if (name.empty() || name.front() == '.') return false;
    return std::all_of(name.begin(), name.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-' ||
               c == '.' || c == '@' || c == '+';
    });
}

bool is_fence_agent(std::string_view name) { return name.substr(0, 6) == "fence_"; }

/// What is looked for: a spec, a fence agent, or an rgmanager agent (its type, no colon).
struct Wanted {
    KindName name;
    std::string standard, provider, type;

    bool ocf() const { return standard == "ocf"; }
    bool fence() const { return standard == "stonith"; }
    bool rgmanager() const { return standard.empty(); }
};

std::optional<Wanted> wanted(KindClass cls, std::string_view text) {
    const std::string name(text);
    if (cls == KindClass::FenceAgent) {
        // Fencing plug-ins of Pacemaker's first years are called `external/ipmi`.
        if (!is_fence_agent(name) && name.find('/') == std::string::npos) return {};
        return Wanted{{cls, name, "stonith:" + name, name}, "stonith", "", name};
    }
    if (name.find(':') == std::string::npos) return Wanted{{cls, name, "", name}, "", "", name};
    const auto spec = parse_spec(text);
    if (!spec) return {};
    return Wanted{{cls, name, name, ""}, spec->standard, spec->provider, spec->type};
}

std::vector<std::string> file_candidates(const Wanted& w) {
    const std::string xml = w.type + ".xml";
    if (w.ocf()) return {w.provider + '_' + xml, w.provider + '/' + xml, "ocf/" + w.provider + '/' + xml};
    if (w.fence()) return {"stonith_" + xml, xml, "stonith/" + xml};
    return {w.type + ".sh.xml", xml, "rgmanager/" + xml, "rgmanager/" + w.type + ".sh.xml"};
}

std::vector<std::string> program_candidates(const Wanted& w) {
    if (w.ocf()) return {"/usr/lib/ocf/resource.d/" + w.provider + '/' + w.type};
    if (w.fence()) return {"/usr/sbin/" + w.type};
    return {"/usr/share/cluster/" + w.type + ".sh", "/usr/share/cluster/" + w.type};
}

class AgentLibrary : public Library {
public:
    AgentLibrary(std::unique_ptr<Library> declared, source::SourceManager& sources, AgentOptions options,
                 diag::Sink& sink)
        : declared_(std::move(declared)), sources_(sources), options_(std::move(options)), sink_(sink) {}

    const Kind* find(KindClass cls, std::string_view name) override {
        const Kind* own = yields(cls, name) ? nullptr : declared_->find(cls, name);
        if (own != nullptr || cls == KindClass::Construct || cls == KindClass::Traits) return own;
        const auto [it, fresh] = found_.try_emplace({cls, std::string(name)});
        if (fresh) {
            if (const auto w = wanted(cls, name)) it->second = search(*w);
            if (it->second != nullptr) add_traits(*declared_, *it->second);
        }
        return it->second.get();
    }

    std::vector<std::string> names(KindClass cls) override { return declared_->names(cls); }

    std::vector<std::string> agent_specs() override {
        std::set<std::string> out;
        for (const auto& [spec, kinds] : builtin()) out.insert(spec);
        if (!options_.metadata_dir.empty()) list_metadata(out);
        return {out.begin(), out.end()};
    }

private:
    using Key = std::pair<KindClass, std::string>;

    /// A built-in declaration of an agent by its spec is the last source of the order, or where the order has it; any
    /// other declaration is what its author says.
    bool yields(KindClass cls, std::string_view name) const {
        const bool asked = !options_.metadata_dir.empty() || options_.installed;
        return asked && name.find(':') != std::string_view::npos && declared_->built_in(cls, name);
    }

    std::unique_ptr<Kind> search(const Wanted& w) {
        const bool file = is_file_name(w.type) && (!w.ocf() || is_file_name(w.provider));
        for (const AgentSource source : options_.order) {
            if (!file && source != AgentSource::Builtin) continue;
            if (auto kind = from(source, w)) return kind;
        }
        return w.rgmanager() ? nullptr : open_kind(w);
    }

    std::unique_ptr<Kind> from(AgentSource source, const Wanted& w) {
        const bool described = w.ocf() || w.fence() || w.rgmanager();  // systemd units and init scripts are not
        switch (source) {
            case AgentSource::Metadata:
                return described && !options_.metadata_dir.empty() ? from_metadata(w) : nullptr;
            case AgentSource::Installed:
                return described && options_.installed ? from_installed(w) : nullptr;
            case AgentSource::Builtin:
                return w.rgmanager() ? nullptr : from_builtin(w);
        }
        return nullptr;
    }

    static std::unique_ptr<Kind> open_kind(const Wanted& w) {
        auto kind = std::make_unique<Kind>();
        kind->cls = w.name.cls;
        kind->name = w.name.name;
        kind->open = kind->advisory = true;
        kind->unknown = w.ocf() || w.fence();
        if (kind->cls == KindClass::Agent) kind->blocks = {"op", "native"};
        kind->pacemaker.declared = kind->rgmanager.declared = true;
        kind->pacemaker.type = w.name.pacemaker;
        kind->rgmanager.type = w.name.rgmanager;
        if (w.name.rgmanager.empty()) {
            kind->rgmanager.none = true;
            kind->rgmanager.reason = fmt::format("rgmanager has no `{}` agents", w.standard);
            kind->rgmanager.stand_in = "the kind that `hale agents` lists for this work, or `script`";
        }
        return kind;
    }

    // ---- metadata files ----

    std::unique_ptr<Kind> from_metadata(const Wanted& w) {
        for (const std::string& candidate : file_candidates(w)) {
            const fs::path path = fs::path(options_.metadata_dir) / candidate;
            std::error_code error;
            if (!fs::is_regular_file(path, error)) continue;
            if (fs::file_size(path, error) > (std::uintmax_t{4} << 20)) {
                unusable(w, {}, "it is larger than 4 MiB");
                return nullptr;
            }
            std::ifstream in(path, std::ios::binary);
            std::string text((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
            return from_text(w, path.string(), std::move(text));
        }
        return nullptr;
    }

    std::unique_ptr<Kind> from_text(const Wanted& w, std::string name, std::string text) {
        diag::Sink own;  // what is wrong with the agent is said by `hale agents check`, not by every use of it
        const source::FileId file = sources_.add(std::move(name), std::move(text));
        const auto metadata = read_metadata(file, sources_, own);
        if (!metadata) {
            const diag::Diagnostic& first = own.diagnostics().front();
            unusable(w, first.span, diag::message(first));
            return nullptr;
        }
        if (w.rgmanager() && metadata->dialect != Dialect::Rgmanager) return nullptr;
        return std::make_unique<Kind>(to_kind(*metadata, w.name, own));
    }

    void unusable(const Wanted& w, source::Span span, std::string_view why) {
        sink_.report(diag::MetadataUnusable, span, w.name.name, why)
            .note("the agent counts as unknown: its parameters pass through unchecked");
    }

    void list_metadata(std::set<std::string>& out) const {
        std::error_code error;
        for (fs::directory_iterator it(options_.metadata_dir, error), end; !error && it != end; it.increment(error)) {
            const std::string stem = it->path().stem().string();
            const std::size_t underscore = stem.find('_');
            if (it->path().extension() != ".xml" || underscore == std::string::npos || is_fence_agent(stem)) continue;
            const std::string provider = stem.substr(0, underscore), type = stem.substr(underscore + 1);
            out.insert(provider == "stonith" ? "stonith:" + type : "ocf:" + provider + ':' + type);
        }
    }

    // ---- agents of this machine ----

    std::unique_ptr<Kind> from_installed(const Wanted& w) {
        for (const std::string& candidate : program_candidates(w)) {
            const std::string path = options_.root + candidate;
            std::error_code error;
            if (!fs::is_regular_file(path, error)) continue;
            AgentRun run = metadata_run(path);
            run.timeout = options_.timeout;
            std::string problem;
            if (auto text = run_agent(run, problem)) return from_text(w, path, std::move(*text));
            unusable(w, {}, fmt::format("`{}`: {}", path, problem));
            return nullptr;
        }
        return nullptr;
    }

    // ---- built-in declarations ----

    /// Agent -> the kinds that Pacemaker runs by it. Built-in texts are scanned, not parsed, for `ra = SPEC`.
    const std::map<std::string, std::vector<Key>>& builtin() {
        if (!scanned_) scan_builtin();
        return builtin_;
    }

    void scan_builtin() {
        scanned_ = true;
        std::set<Key> seen;
        for (const embedded::File& file : embedded::stdlib_agents()) {
            const std::vector<Declared> kinds = scan_declarations(file.text);
            for (const Declared& d : kinds) seen.insert({d.cls, d.name});
            const std::string_view text = file.text;
            for (std::size_t at = text.find("ra = "); at != std::string_view::npos; at = text.find("ra = ", at + 1)) {
                const std::size_t begin = at + (text.substr(at + 5, 1) == "\"" ? 6 : 5);
                const std::size_t end = std::min(text.find_first_of(" \t\r\n}\"", begin), text.size());
                for (const Declared& d : kinds) {
                    if (d.cls != KindClass::Construct)
                        builtin_[std::string(text.substr(begin, end - begin))].push_back({d.cls, d.name});
                }
            }
        }
        for (const KindClass cls : {KindClass::Agent, KindClass::FenceAgent}) {
            for (const std::string& name : declared_->names(cls)) {
                if (seen.contains({cls, name})) continue;  // else: of --agents, which is parsed anyway
                const Kind* kind = declared_->find(cls, name);
                if (kind != nullptr && !kind->pacemaker.type.empty())
                    builtin_[kind->pacemaker.type].push_back({cls, name});
            }
        }
    }

    std::unique_ptr<Kind> from_builtin(const Wanted& w) {
        if (const Kind* own = declared_->find(w.name.cls, w.name.name)) return std::make_unique<Kind>(*own);
        const auto it = builtin().find(w.name.pacemaker);
        if (it == builtin().end()) return nullptr;
        std::unique_ptr<Kind> out;
        for (const auto& [cls, name] : it->second) {
            const Kind* kind = declared_->find(cls, name);
            if (kind == nullptr || kind->pacemaker.none || kind->pacemaker.type != w.name.pacemaker) continue;
            if (out == nullptr) out = open_kind(w);
            merge(literal(*kind, Manager::Pacemaker), *out);
        }
        if (out == nullptr) return out;
        out->unknown = false;
        if (it->second.size() == 1) require(*declared_->find(it->second[0].first, it->second[0].second), *out);
        return out;
    }

    /// What the declaration says that the agent cannot work without.
    static void require(const Kind& declared, Kind& out) {
        for (const auto& [attribute, reason] : declared.pacemaker.requires_) {
            const MapRow* row = declared.pacemaker.row(attribute);
            for (Attribute& a : out.attributes) {
                if (a.name == (row == nullptr ? attribute : row->target)) a.required = true;
            }
        }
    }

    /// Several kinds may be one agent (`fs` and `netfs` are both Filesystem): what they disagree about is not checked.
    /// The declarations say what hale needs, not what the agent requires or forbids twice.
    static void merge(Kind kind, Kind& out) {
        if (out.doc.empty()) out.doc = kind.doc;
        if (!out.span.valid()) out.span = kind.span;
        if (out.plug.empty()) out.plug = kind.plug;
        out.pacemaker.bool_true = kind.pacemaker.bool_true;
        out.pacemaker.bool_false = kind.pacemaker.bool_false;
        out.pacemaker.strategy = kind.pacemaker.strategy;
        for (Attribute& a : kind.attributes) {
            a.required = a.unique = false;
            a.unique_group.clear();
            a.inherit.clear();
            a.def.reset();
            a.aliases.clear();
            a.min.reset();
            a.max.reset();
            if (a.type.tag == TypeTag::Enum || a.type.tag == TypeTag::Word) a.type = {TypeTag::Any, {}, nullptr};
            const auto known = std::find_if(out.attributes.begin(), out.attributes.end(),
                                            [&](const Attribute& other) { return other.name == a.name; });
            if (known == out.attributes.end()) {
                out.attributes.push_back(std::move(a));
            } else if (known->type.tag != a.type.tag) {
                known->type = {TypeTag::Any, {}, nullptr};
            }
        }
    }

    std::unique_ptr<Library> declared_;
    source::SourceManager& sources_;
    AgentOptions options_;
    diag::Sink& sink_;
    std::map<Key, std::unique_ptr<Kind>> found_;  // nullptr: looked for, and not found
    std::map<std::string, std::vector<Key>> builtin_;
    bool scanned_ = false;
};

}  // namespace

std::optional<AgentSpec> parse_spec(std::string_view text) {
    const std::size_t colon = text.find(':');
    if (colon == std::string_view::npos) return {};
    const std::string_view standard = text.substr(0, colon);
    std::string_view rest = text.substr(colon + 1);
    AgentSpec spec{std::string(standard), "", std::string(rest)};
    if (standard == "ocf") {
        const std::size_t second = rest.find(':');
        if (second == std::string_view::npos || second == 0) return {};
        spec.provider = rest.substr(0, second);
        spec.type = rest.substr(second + 1);
    } else {
        constexpr std::string_view known[] = {"systemd", "lsb", "service", "stonith", "upstart", "nagios", "heartbeat"};
        if (std::find(std::begin(known), std::end(known), standard) == std::end(known)) return {};
    }
    if (spec.type.empty()) return {};
    return spec;
}

std::string provider_of(const std::string& path, const std::string& agent) {
    const fs::path p(path);
    const std::string file = p.extension() == ".xml" ? p.stem().string() : p.filename().string();
    if (file == agent) {
        const std::string folder = p.parent_path().filename().string();
        const bool provider = p.parent_path().parent_path().filename() == "resource.d" ||
                              p.parent_path().parent_path().filename() == "ocf";
        return provider ? folder : std::string();
    }
    const std::size_t underscore = file.find('_');
    if (underscore != std::string::npos && file.substr(underscore + 1) == agent) return file.substr(0, underscore);
    return {};
}

std::unique_ptr<Library> with_agents(std::unique_ptr<Library> declared, source::SourceManager& sources,
                                     AgentOptions options, diag::Sink& sink) {
    return std::make_unique<AgentLibrary>(std::move(declared), sources, std::move(options), sink);
}

}  // namespace hale::schema
