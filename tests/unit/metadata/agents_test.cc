// The agents that stdlib-agents declares by their own names say what the agents' metadata says: parameter by parameter
// and action by action. What differs on purpose is listed here, with the reason.

#include <set>

#include "compiler/schema/convert.h"
#include "compiler/schema/load.h"
#include "tests/unit/metadata/metadata_testing.h"

namespace hale::schema {
namespace {

#define NEED(files) \
    if ((files).empty()) GTEST_SKIP() << "no agent metadata below " << data_dir() << " (set HALE_DATA)"

struct Exception {
    std::string_view agent, parameter, what, why;
};
constexpr Exception kExceptions[] = {
    {"ocf:heartbeat:Filesystem", "force_unmount", "type", "it takes `safe`, too"},
    {"ocf:heartbeat:IPaddr", "ip", "unique", "HL3110 compares addresses, whichever agent has them"},
    {"ocf:heartbeat:IPaddr2", "ip", "unique", "HL3110 compares addresses, whichever agent has them"},
    {"ocf:heartbeat:VirtualDomain", "config", "unique", "HL3110 compares machines' configurations"},
    {"ocf:heartbeat:apache", "testregex", "default", "the file has a sentence about it"},
    {"ocf:heartbeat:nfsserver", "nfs_init_script", "default", "the file has words for it"},
};

/// A text may be declared more precisely; numbers and truth values are what they are.
std::string_view class_of(const Type& type) {
    switch (type.tag) {
        case TypeTag::Bool:
            return "bool";
        case TypeTag::Int:
        case TypeTag::Duration:
        case TypeTag::Percent:
        case TypeTag::Size:
            return "number";
        default:
            return "text";
    }
}

/// Differences as "what of parameter: ours, theirs".
class Comparison {
public:
    Comparison(const Kind& ours, const MetadataReading& reading) : ours_(ours), reading_(reading) {}

    std::vector<std::string> run() {
        const Kind& theirs = *reading_.kind;
        for (const Attribute& a : theirs.attributes) attribute(a);
        for (const Attribute& a : ours_.attributes) {
            if (theirs.attribute(a.name) == nullptr) differs("existence", a.name, "declared", "not in the file");
        }
        for (const std::string& op : missing(theirs, ours_)) differs("action", op, "none", "in the file");
        for (const std::string& op : missing(ours_, theirs)) differs("action", op, "declared", "not in the file");
        return std::move(out_);
    }

private:
    void attribute(const Attribute& theirs) {
        const Attribute* own = ours_.attribute(theirs.name);
        if (own == nullptr) return differs("existence", theirs.name, "none", "in the file");
        const MetaParameter& file = *reading_.metadata->parameter(theirs.name);
        const bool narrower = class_of(theirs.type) == "text" && theirs.type.tag != TypeTag::Enum;
        const bool same_type =
            narrower || (class_of(own->type) == class_of(theirs.type) &&
                         (theirs.type.tag != TypeTag::Enum || own->type.members == theirs.type.members));
        if (!same_type) differs("type", theirs.name, to_text(own->type), to_text(theirs.type));
        if (theirs.type.tag == TypeTag::Secret && own->type.tag != TypeTag::Secret)
            differs("secrecy", theirs.name, to_text(own->type), "secret");
        flag("required", theirs.name, own->required, theirs.required);
        flag("unique", theirs.name, own->unique, theirs.unique);
        flag("reload", theirs.name, own->reload, theirs.reload);
        if (own->unique_group != theirs.unique_group)
            differs("group", theirs.name, own->unique_group, theirs.unique_group);
        // OCF 1.0 has no word for it but the text.
        const bool says = file.longdesc.find("eprecated") != std::string::npos ||
                          file.longdesc.find("DEPRECATED") != std::string::npos;
        if (own->deprecated != theirs.deprecated && !(own->deprecated && says))
            flag("deprecated", theirs.name, own->deprecated, theirs.deprecated);
        default_of(*own, file);
    }

    /// A default that holds the resource's id is none.
    void default_of(const Attribute& own, const MetaParameter& file) {
        const bool none = !file.def || file.def->empty() || file.def->find("RESOURCE_ID") != std::string::npos;
        const Converted wanted = none ? Converted{} : convert(own.type, model::Value::string(*file.def));
        if (wanted.error) return differs("default", own.name, to_text(own.type), *file.def);
        const bool same = none                           ? !own.def
                          : own.type.tag == TypeTag::Any ? own.def && model::to_text(*own.def) == *file.def
                                                         : own.def && plain(*own.def) == plain(wanted.value);
        if (!same) differs("default", own.name, own.def ? model::to_text(*own.def) : "none", file.def.value_or("none"));
    }
    static std::string plain(model::Value v) {
        if (!v.is(model::ValueKind::Word) && !v.is(model::ValueKind::String)) v.text.clear();
        return v.text.empty() ? std::to_string(v.number) : v.text.str();
    }

    static std::vector<std::string> missing(const Kind& all, const Kind& from) {
        const auto texts = [](const Kind& kind) {
            std::set<std::string> out;
            for (const Operation& o : kind.operations) {
                out.insert(fmt::format("{} every {} timeout {} depth {} {}", o.name, o.interval.value_or(0),
                                       o.timeout.value_or(0), o.depth, o.role));
            }
            return out;
        };
        const std::set<std::string> there = texts(from);
        std::vector<std::string> out;
        for (const std::string& text : texts(all)) {
            if (!there.contains(text)) out.push_back(text);
        }
        return out;
    }

    void flag(std::string_view what, std::string_view name, bool ours, bool theirs) {
        if (ours != theirs) differs(what, name, ours ? "true" : "false", theirs ? "true" : "false");
    }
    void differs(std::string_view what, std::string_view name, std::string_view ours, std::string_view theirs) {
        out_.push_back(fmt::format("{} {} of {}: declared {}, the file has {}", ours_.name, what, name, ours, theirs));
    }

    const Kind& ours_;
    const MetadataReading& reading_;
    std::vector<std::string> out_;
};

std::string exception_prefix(const Exception& e) { return fmt::format("{} {} of {}:", e.agent, e.what, e.parameter); }

struct Declarations {
    source::SourceManager sources;
    diag::Sink sink;
    std::unique_ptr<Library> library = make_library(sources, "", sink);
};

TEST(Agents, EveryMetadataFileIsDeclaredAsItIs) {
    Declarations d;
    const auto files = load_all("pacemaker/agent-metadata");
    NEED(files);
    std::set<std::string_view> used;
    int compared = 0;
    for (const MetadataFile& f : files) {
        const std::string stem = f.path.stem().string(), provider = stem.substr(0, stem.find('_'));
        if (provider == "stonith") continue;
        const std::string spec = "ocf:" + provider + ':' + f.reading->metadata->name;
        const Kind* kind = d.library->find(KindClass::Agent, spec);
        ASSERT_NE(kind, nullptr) << spec << " is not declared in stdlib-agents/ocf";
        EXPECT_EQ(kind->pacemaker.type, spec);
        for (const std::string& difference : Comparison(*kind, *f.reading).run()) {
            const auto* known = std::find_if(std::begin(kExceptions), std::end(kExceptions), [&](const Exception& e) {
                return difference.rfind(exception_prefix(e), 0) == 0;
            });
            EXPECT_NE(known, std::end(kExceptions)) << difference;
            if (known != std::end(kExceptions)) used.insert(known->parameter);
        }
        ++compared;
    }
    EXPECT_EQ(compared, 59);
    for (const Exception& e : kExceptions) EXPECT_TRUE(used.contains(e.parameter)) << "no longer so: " << e.parameter;
}

/// A fence agent is declared in neutral words that serve both managers: what it requires may stand at the device or at
/// each node, so only names and types can be compared.
TEST(Agents, EveryFenceAgentIsDeclared) {
    Declarations d;
    const auto files = load_all("pacemaker/agent-metadata");
    NEED(files);
    int compared = 0;
    for (const MetadataFile& f : files) {
        if (f.path.stem().string().rfind("stonith_", 0) != 0) continue;
        const Kind* kind = d.library->find(KindClass::FenceAgent, f.reading->metadata->name);
        ASSERT_NE(kind, nullptr) << f.path;
        for (const Attribute& theirs : f.reading->kind->attributes) {
            const bool about_itself = theirs.name == "help" || theirs.name == "version" || theirs.name == "usage";
            if (about_itself) continue;
            const auto& rows = kind->pacemaker.rows;
            const auto row =
                std::find_if(rows.begin(), rows.end(), [&](const MapRow& r) { return r.target == theirs.name; });
            const Attribute* own = kind->attribute(row != rows.end() ? row->attribute : theirs.name);
            EXPECT_NE(own, nullptr) << kind->name << " has no " << theirs.name;
            if (own == nullptr) continue;
            const bool narrower = class_of(theirs.type) == "text" && theirs.type.tag != TypeTag::Secret;
            const bool wider = own->type.tag == TypeTag::Any;
            EXPECT_TRUE(narrower || wider || class_of(own->type) == class_of(theirs.type))
                << kind->name << ' ' << theirs.name << ": " << to_text(own->type) << ", the file has "
                << to_text(theirs.type);
            EXPECT_TRUE(theirs.type.tag != TypeTag::Secret || own->type.tag == TypeTag::Secret)
                << kind->name << ' ' << theirs.name;
        }
        ++compared;
    }
    EXPECT_EQ(compared, 24);
}

/// What every declaration by an agent's own name has.
TEST(Agents, DeclarationsBySpecAreComplete) {
    Declarations d;
    int seen = 0;
    for (const std::string& name : d.library->names(KindClass::Agent)) {
        if (name.find(':') == std::string::npos) continue;
        const Kind& kind = *d.library->find(KindClass::Agent, name);
        SCOPED_TRACE(name);
        EXPECT_EQ(kind.pacemaker.type, name);
        EXPECT_TRUE(kind.advisory && !kind.open);
        EXPECT_FALSE(kind.doc.empty());
        EXPECT_TRUE(kind.rgmanager.none);
        EXPECT_FALSE(kind.rgmanager.reason.empty());
        EXPECT_FALSE(kind.rgmanager.stand_in.empty());
        for (const Attribute& a : kind.attributes) EXPECT_FALSE(a.doc.empty()) << a.name;
        for (const char* op : {"start", "stop", "monitor"}) {
            EXPECT_TRUE(std::any_of(kind.operations.begin(), kind.operations.end(), [&](const Operation& o) {
                return o.name == op && o.timeout;
            })) << op;
        }
        ++seen;
    }
    EXPECT_GE(seen, 59);
    EXPECT_TRUE(d.sink.diagnostics().empty());
}

}  // namespace
}  // namespace hale::schema
