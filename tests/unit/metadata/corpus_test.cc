// Every metadata file of the corpora: it loads, its numbers are those of an independent count (XPath by libxml2), and
// import . export is the identity on the kind.

#include <libxml/parser.h>
#include <libxml/xpath.h>

#include <map>

#include "compiler/diag/render.h"
#include "tests/unit/metadata/metadata_testing.h"

namespace hale::schema {
namespace {

#define NEED(files) \
    if ((files).empty()) GTEST_SKIP() << "no agent metadata below " << data_dir() << " (set HALE_DATA)"

/// count(EXPRESSION) in the file, by libxml2.
int xpath(const std::filesystem::path& path, const std::string& expression) {
    xmlDocPtr doc = xmlReadFile(path.c_str(), nullptr, XML_PARSE_NONET);
    xmlXPathContextPtr context = xmlXPathNewContext(doc);
    const std::string call = "count(" + expression + ")";
    xmlXPathObjectPtr found = xmlXPathEvalExpression(reinterpret_cast<const xmlChar*>(call.c_str()), context);
    const int n = static_cast<int>(found->floatval);
    xmlXPathFreeObject(found);
    xmlXPathFreeContext(context);
    xmlFreeDoc(doc);
    return n;
}

template <class List, class Test>
int count(const List& list, Test test) {
    return static_cast<int>(std::count_if(list.begin(), list.end(), test));
}

TEST(MetadataCorpus, EveryFileLoads) {
    const auto pacemaker = load_all("pacemaker/agent-metadata"), rgmanager = load_all("rgmanager/metadata");
    NEED(pacemaker);
    EXPECT_EQ(pacemaker.size(), 83u);
    EXPECT_EQ(rgmanager.size(), 30u);
    std::map<Dialect, int> dialects;
    for (const auto* files : {&pacemaker, &rgmanager}) {
        for (const MetadataFile& f : *files) {
            ASSERT_TRUE(f.reading->kind) << f.path;
            EXPECT_FALSE(f.reading->sink.has_errors()) << f.path;
            EXPECT_EQ(f.reading->metadata->dialect == Dialect::Rgmanager, files == &rgmanager) << f.path;
            ++dialects[f.reading->metadata->dialect];
        }
    }
    EXPECT_EQ(dialects[Dialect::Ocf10], 47);  // 46 of heartbeat, and o2cb, the only pacemaker agent without 1.1
    EXPECT_EQ(dialects[Dialect::Ocf11], 12);
    EXPECT_EQ(dialects[Dialect::Fence], 24);
}

/// What the files themselves get wrong, and nothing else: one default each that is not of its type.
TEST(MetadataCorpus, WarningsAreTheFilesOwnMistakes) {
    std::vector<std::string> seen;
    for (const char* folder : {"pacemaker/agent-metadata", "rgmanager/metadata"}) {
        for (const MetadataFile& f : load_all(folder)) {
            for (const diag::Diagnostic& d : f.reading->sink.diagnostics()) {
                seen.push_back(fmt::format("{}: {} {}", f.path.filename().string(), d.code, diag::message(d)));
            }
        }
    }
    if (!std::filesystem::exists(data_dir())) GTEST_SKIP() << "no data at " << data_dir() << " (set HALE_DATA)";
    EXPECT_EQ(seen, std::vector<std::string>{});
}

struct Row {
    const char* what;
    const char* xpath;
    int (*of)(const MetadataReading&);
};

const Row kRows[] = {
    {"parameters", "//parameter", [](const MetadataReading& r) { return static_cast<int>(r.kind->attributes.size()); }},
    {"required, as written", "//parameter[@required='1']",
     [](const MetadataReading& r) { return count(r.metadata->parameters, [](const auto& p) { return p.required; }); }},
    {"required",
     "//parameter[@required='1' and not(@deprecated='1') and not(../../parameters/parameter/getopt and "
     "(@name='action' or @name='plug' or @name='port'))]",
     [](const MetadataReading& r) { return count(r.kind->attributes, [](const auto& a) { return a.required; }); }},
    {"unique", "//parameter[@unique='1' or @unique-group]",
     [](const MetadataReading& r) { return count(r.kind->attributes, [](const auto& a) { return a.unique; }); }},
    {"changes without restart", "//parameter[@reloadable='1' or @reconfig='1']",
     [](const MetadataReading& r) { return count(r.kind->attributes, [](const auto& a) { return a.reload; }); }},
    {"deprecated", "//parameter[@deprecated='1']",
     [](const MetadataReading& r) { return count(r.kind->attributes, [](const auto& a) { return a.deprecated; }); }},
    {"replaced", "//parameter[@obsoletes]",
     [](const MetadataReading& r) {
         return count(r.kind->attributes, [](const auto& a) { return !a.replaced_by.empty(); });
     }},
    {"boolean", "//content[@type='boolean']",
     [](const MetadataReading& r) {
         return count(r.kind->attributes, [](const auto& a) { return a.type.tag == TypeTag::Bool; });
     }},
    {"durations", "//content[@type='second' or (@type='integer' and @default='5s')]",
     [](const MetadataReading& r) {
         return count(r.kind->attributes, [](const auto& a) { return a.type.tag == TypeTag::Duration; });
     }},
    {"integers", "//content[@type='number' or (@type='integer' and not(@default='5s'))]",
     [](const MetadataReading& r) {
         return count(r.kind->attributes, [](const auto& a) { return a.type.tag == TypeTag::Int; });
     }},
    {"selects", "//content[@type='select']",
     [](const MetadataReading& r) {
         return count(r.kind->attributes, [](const auto& a) { return a.type.tag == TypeTag::Enum; });
     }},
    {"select options", "//content[@type='select']/option",
     [](const MetadataReading& r) {
         int n = 0;
         for (const Attribute& a : r.kind->attributes) n += static_cast<int>(a.type.members.size());
         return n;
     }},
    {"defaults",
     "//parameter[content[@default!=''] and not(@inherit) and not(@required='1' and (../parameter/@primary or "
     "contains(/resource-agent/@name, '.sh')))]",
     [](const MetadataReading& r) { return count(r.kind->attributes, [](const auto& a) { return !!a.def; }); }},
    {"primary", "//parameter[@primary='1']", [](const MetadataReading& r) { return r.kind->primary.empty() ? 0 : 1; }},
    {"inherited", "//parameter[@inherit]",
     [](const MetadataReading& r) {
         return count(r.kind->attributes, [](const auto& a) { return !a.inherit.empty(); });
     }},
    {"children", "//special[@tag='rgmanager']/child",
     [](const MetadataReading& r) { return static_cast<int>(r.kind->children.size()); }},
    {"start levels", "//special/child[@start > 0]",
     [](const MetadataReading& r) { return count(r.kind->children, [](const auto& c) { return c.start != 0; }); }},
    {"forbidden children", "//special/child[@forbid='1']",
     [](const MetadataReading& r) { return count(r.kind->children, [](const auto& c) { return c.forbid; }); }},
    {"actions as written", "//action",
     [](const MetadataReading& r) { return static_cast<int>(r.metadata->actions.size()); }},
    {"checks",
     "/resource-agent[parameters/parameter/@primary]/actions/action[@name='status'] | "
     "/resource-agent[not(parameters/parameter/@primary)]/actions/action[@name='monitor']",
     [](const MetadataReading& r) {
         return count(r.kind->operations, [](const auto& o) { return o.name == "monitor"; });
     }},
    {"checks of depth",
     "/resource-agent[parameters/parameter/@primary]/actions/action[@name='status' and @depth > 0] | "
     "/resource-agent[not(parameters/parameter/@primary)]/actions/action[@name='monitor' and @depth > 0]",
     [](const MetadataReading& r) {
         return count(r.kind->operations, [](const auto& o) { return o.name == "monitor" && o.depth > 0; });
     }},
    {"roles", "//action[@role]",
     [](const MetadataReading& r) { return count(r.kind->operations, [](const auto& o) { return !o.role.empty(); }); }},
};

TEST(MetadataCorpus, CountsEqualThoseOfXpath) {
    bool any = false;
    for (const char* folder : {"pacemaker/agent-metadata", "rgmanager/metadata"}) {
        const auto files = load_all(folder);
        for (const Row& row : kRows) {
            int total = 0;
            for (const MetadataFile& f : files) {
                any = true;
                const int ours = row.of(*f.reading);
                EXPECT_EQ(ours, xpath(f.path, row.xpath)) << f.path << ": " << row.what;
                total += ours;
            }
            RecordProperty(fmt::format("{} {}", folder, row.what), total);
        }
    }
    if (!any) GTEST_SKIP() << "no agent metadata below " << data_dir() << " (set HALE_DATA)";
}

TEST(MetadataLaw, ImportAfterExportIsTheIdentity) {
    int files = 0;
    for (const char* folder : {"pacemaker/agent-metadata", "rgmanager/metadata"}) {
        for (const MetadataFile& f : load_all(folder)) {
            const Dialect dialect = f.reading->metadata->dialect;
            const std::string text = write_metadata(to_metadata(*f.reading->kind, dialect));
            MetadataReading again(text, "again.xml");
            ASSERT_TRUE(again.kind) << f.path << '\n' << text;
            // A provider is no part of the document, so both were given the same one.
            EXPECT_EQ(dump(*again.kind), dump(*f.reading->kind)) << f.path;
            EXPECT_TRUE(again.sink.diagnostics().empty())
                << f.path << ' ' << diag::message(again.sink.diagnostics()[0]);
            EXPECT_EQ(write_metadata(to_metadata(*again.kind, dialect)), text) << f.path;
            ++files;
        }
    }
    if (files == 0) GTEST_SKIP() << "no agent metadata below " << data_dir() << " (set HALE_DATA)";
}

/// One declaration serves both dialects: what both can say survives the way through either.
TEST(MetadataLaw, DialectsShareWhatBothCanSay) {
    int files = 0;
    for (const MetadataFile& f : load_all("rgmanager/metadata")) {
        for (const Dialect other : {Dialect::Ocf10, Dialect::Ocf11}) {
            MetadataReading there(write_metadata(to_metadata(*f.reading->kind, other)), "there.xml");
            ASSERT_TRUE(there.kind) << f.path;
            const bool tells = there.metadata->name != "db2.sh";  // its name alone makes it rgmanager's
            EXPECT_TRUE(!tells || there.metadata->dialect == other) << f.path;
            const Kind &a = *f.reading->kind, &b = *there.kind;
            ASSERT_EQ(a.attributes.size(), b.attributes.size()) << f.path;
            for (std::size_t i = 0; i < a.attributes.size(); ++i) {
                const Attribute &x = a.attributes[i], &y = b.attributes[i];
                EXPECT_EQ(x.name, y.name);
                EXPECT_EQ(x.required, y.required) << f.path << ' ' << x.name;
                EXPECT_EQ(x.unique, y.unique) << f.path << ' ' << x.name;
                EXPECT_EQ(x.type.tag, y.type.tag) << f.path << ' ' << x.name;
                EXPECT_TRUE(x.def == y.def) << f.path << ' ' << x.name;
                EXPECT_EQ(x.reload && other == Dialect::Ocf11, y.reload) << f.path << ' ' << x.name;
            }
            EXPECT_EQ(a.operations.size(), b.operations.size()) << f.path;
        }
        ++files;
    }
    if (files == 0) GTEST_SKIP() << "no agent metadata below " << data_dir() << " (set HALE_DATA)";
}

}  // namespace
}  // namespace hale::schema
