// Reading declarations: every word, and every mistake.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "compiler/diag/render.h"
#include "compiler/schema/load.h"

namespace hale::schema {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;

/// A directory of declarations, as `--agents DIR` names it.
class Load : public testing::Test {
protected:
    Load() : dir_(fs::temp_directory_path() / fmt::format("hale-load-{}-{}", ::getpid(), counter_++)) {
        fs::create_directories(dir_);
    }
    ~Load() override { fs::remove_all(dir_); }

    void file(const std::string& name, const std::string& text) {
        fs::create_directories((dir_ / name).parent_path());
        std::ofstream(dir_ / name) << text;
    }
    /// The kind `demo` declared with this body; diagnostics go to `said`.
    const Kind* agent(const std::string& body) {
        file("demo.hale", "agent demo {\n" + body + "\n}\n");
        return load()->find(KindClass::Agent, "demo");
    }
    Library* load() {
        sink_ = {};
        library_ = make_library(sources_, dir_.string(), sink_);
        said.clear();
        for (const auto& d : sink_.diagnostics()) {
            said += fmt::format("{} {}{}\n", diag::code_name(d.code), diag::message(d),
                                d.help.empty() ? "" : " | " + d.help);
        }
        return library_.get();
    }

    std::string said;
    fs::path dir_;

private:
    static inline int counter_ = 0;
    source::SourceManager sources_;
    diag::Sink sink_;
    std::unique_ptr<Library> library_;
};

TEST_F(Load, EveryWord) {
    const Kind* k = agent(R"(
  doc = "Demo."
  primary = name
  max_instances = 2
  container = true
  open = true
  blocks = [op, native]
  attr name { type = string  unique = true  doc = "A name." }
  attr mode { type = enum(on, off, "x y", true)  default = on  alias = [modus, "old-mode"]  reload = true }
  attr delay { type = duration  default = 90s  min = 1  max = 5min }
  attr weights { type = list(int)  min = 1  max = 100 }
  attr path { inherit = "service%path"  deprecated = true  replaced_by = name }
  attr where { type = list(ref(node, vm))  required = true }
  child fs { start = 1  stop = 100  max = 3 }
  child ip { forbid = true }
  op monitor { interval = 30s  timeout = 10s  depth = 10  role = promoted }
  rgmanager { type = "demo" })");
    ASSERT_NE(k, nullptr);
    EXPECT_EQ(said, "");
    EXPECT_EQ(k->doc, "Demo.");
    EXPECT_EQ(k->primary, "name");
    EXPECT_EQ(k->max_instances, 2);
    EXPECT_TRUE(k->container);
    EXPECT_TRUE(k->open);
    EXPECT_THAT(k->blocks, ElementsAre("op", "native"));
    EXPECT_TRUE(k->attribute("name")->unique);
    EXPECT_EQ(k->attribute("old-mode"), k->attribute("mode"));
    EXPECT_THAT(k->attribute("mode")->type.members, ElementsAre("on", "off", "x y", "true"));
    EXPECT_EQ(to_text(*k->attribute("mode")->def), "on");
    EXPECT_FALSE(k->attribute("mode")->def->origin);
    EXPECT_TRUE(k->attribute("mode")->reload);
    EXPECT_EQ(k->attribute("delay")->def->number, 90'000);
    EXPECT_EQ(k->attribute("delay")->min, 1000);
    EXPECT_EQ(k->attribute("delay")->max, 300'000);
    EXPECT_EQ(k->attribute("weights")->max, 100);
    EXPECT_EQ(k->attribute("path")->inherit, "service%path");
    EXPECT_EQ(k->attribute("path")->replaced_by, "name");
    EXPECT_EQ(to_text(k->attribute("where")->type), "list of reference to node, vm");
    EXPECT_TRUE(k->attribute("where")->required);
    EXPECT_EQ(k->child("fs")->start, 1);
    EXPECT_EQ(k->child("fs")->stop, 100);
    EXPECT_EQ(k->child("fs")->max, 3);
    EXPECT_TRUE(k->child("ip")->forbid);
    ASSERT_EQ(k->operations.size(), 1u);
    EXPECT_EQ(k->operations[0].interval, 30'000);
    EXPECT_EQ(k->operations[0].depth, 10);
    EXPECT_EQ(k->operations[0].role, "promoted");
    EXPECT_EQ(k->rgmanager.type, "demo");
    EXPECT_FALSE(k->pacemaker.declared);
}

TEST_F(Load, EveryRow) {
    const Kind* k = agent(R"(
  attr a { } attr b { type = enum(x, y) } attr c { type = address } attr d { type = duration }
  attr e { } attr f { } attr g { } attr h { type = bool } attr i { }
  rgmanager { none = "no such agent"  stand_in = "a script" }
  pacemaker {
    ra = ocf:heartbeat:Demo
    rename { a = target }
    constant { fixed = "1" }
    values b { target = beta  x = "eks" }
    split c { into = [ip, cidr_netmask]  separator = "/" }
    unit d { target = delay  unit = "ms"  suffix = true }
    meta { e = "is-managed" }
    drop { f = "never" }
    ignore { g = "no matter" }
    same { h = false }
    defaults = [a]
    silent = [i]
    requires { a = "must be" }
    differs = "a little"
    booleans = ["yes", "no"]
    sharing = copy
    strategy = script
  })");
    ASSERT_EQ(said, "");
    EXPECT_TRUE(k->rgmanager.none);
    EXPECT_EQ(k->rgmanager.reason, "no such agent");
    EXPECT_EQ(k->rgmanager.stand_in, "a script");
    const Mapping& m = k->pacemaker;
    using Op = MapRow::Op;
    EXPECT_EQ(m.type, "ocf:heartbeat:Demo");
    EXPECT_EQ(m.rows.size(), 8u);
    EXPECT_EQ(m.row("a")->op, Op::Rename);
    EXPECT_EQ(m.row("a")->target, "target");
    EXPECT_EQ(m.rows[1].op, Op::Constant);
    EXPECT_EQ(m.rows[1].target + "=" + m.rows[1].value, "fixed=1");
    EXPECT_EQ(m.row("b")->target, "beta");
    EXPECT_THAT(m.row("b")->table, ElementsAre(std::pair<std::string, std::string>("x", "eks")));
    EXPECT_EQ(m.row("c")->target + m.row("c")->value + m.row("c")->target2, "ip/cidr_netmask");
    EXPECT_EQ(m.row("d")->value, "ms");
    EXPECT_TRUE(m.row("d")->suffix);
    EXPECT_EQ(m.row("e")->op, Op::Meta);
    EXPECT_EQ(m.row("e")->target, "is-managed");
    EXPECT_EQ(m.row("f")->reason, "never");
    EXPECT_FALSE(m.row("f")->harmless);
    EXPECT_TRUE(m.row("g")->harmless);
    ASSERT_EQ(m.same.size(), 1u);
    EXPECT_EQ(to_text(m.same[0].second), "false");
    EXPECT_THAT(m.defaults, ElementsAre("a"));
    EXPECT_THAT(m.silent, ElementsAre("i"));
    EXPECT_EQ(m.requires_[0].second, "must be");
    EXPECT_EQ(m.differs, "a little");
    EXPECT_EQ(m.bool_true + m.bool_false, "yesno");
    EXPECT_EQ(m.sharing, "copy");
    EXPECT_EQ(m.strategy, "script");
}

TEST_F(Load, UnknownWords) {
    agent(
        "  primry = x\n  attrs a { }\n  attr a { requird = true  type = sting }\n  child fs { begin = 1 }\n  pacemaker "
        "{ renam { } }");
    EXPECT_EQ(said,
              "HL2100 `primry` is no word of `agent` | did you mean `primary`?\n"
              "HL2100 `attrs` is no word of `agent` | did you mean `attr`?\n"
              "HL2104 unknown type `sting` | did you mean `string`?\n"
              "HL2100 `requird` is no word of `attr` | did you mean `required`?\n"
              "HL2100 `begin` is no word of `child`\n"
              "HL2100 `renam` is no word of `pacemaker` | did you mean `rename`?\n");
}

TEST_F(Load, Duplicates) {
    agent(
        "  primary = a  primary = b\n  attr a { } attr a { } attr b { alias = [a] }\n  child fs { } child fs { }\n"
        "  op monitor { depth = 1 } op monitor { depth = 1 } op monitor { }\n"
        "  pacemaker { rename { a = b }  drop { a = \"no\" } }\n  pacemaker { }");
    EXPECT_EQ(said,
              "HL2103 `primary` is declared twice\nHL2103 `a` is declared twice\nHL2103 `a` is declared twice\n"
              "HL2103 `fs` is declared twice\nHL2103 `op monitor` is declared twice\nHL2103 `a` is declared twice\n"
              "HL2103 `pacemaker` is declared twice\n");
}

TEST_F(Load, InheritGoesWithNothingElse) {
    agent(
        "  primary = p\n  attr p { inherit = \"x\" }\n  attr r { inherit = \"x\"  required = true }\n"
        "  attr u { inherit = \"x\"  unique = true }\n  attr i { inherit = \"x\" }");
    EXPECT_EQ(said,
              "HL2106 `p` cannot be inherited and primary\nHL2106 `r` cannot be inherited and required\n"
              "HL2106 `u` cannot be inherited and unique\n");
}

TEST_F(Load, ValuesAreChecked) {
    agent(
        "  container = yes\n  max_instances = \"x\"\n  attr a { type = int  default = \"abc\"  doc = word }\n"
        "  attr b { type = int  min = 1  default = 0 }\n  child fs { start = 0  stop = 101 }\n  op start { timeout = "
        "soon }");
    EXPECT_EQ(said,
              "HL2004 `max_instances` takes an int, not the string \"x\"\n"
              "HL2004 `container` takes a bool, not the word `yes` | write `true`\n"
              "HL2004 `doc` takes a string, not the word `word` | write `\"word\"`\n"
              "HL2004 `default` takes an int, not the string \"abc\"\n"
              "HL2007 `default` must be at least 1, not the number 0\n"
              "HL2107 the start level 0 is outside 1 to 100\nHL2107 the stop level 101 is outside 1 to 100\n"
              "HL2004 `timeout` takes a duration, not the word `soon`\n");
}

TEST_F(Load, RowsAreChecked) {
    agent(
        "  primary = nobody\n  attr mode { type = enum(on, off) }\n"
        "  pacemaker {\n    strategy = scirpt  booleans = [yes]  sharing = clon\n    rename { mod = x }\n"
        "    values mode { onn = \"1\" }\n    values { }\n    split mode { into = [a] }\n    unit mode { unit = \"us\" "
        "}\n"
        "    unit mode { }\n    same { mode = up }\n    silent = [nothing]\n  }");
    EXPECT_THAT(said, HasSubstr("HL2105 `demo` declares no attribute `nobody`\n"));
    EXPECT_THAT(said, HasSubstr("HL2108 unknown strategy `scirpt` | did you mean `script`?"));
    EXPECT_THAT(said, HasSubstr("HL2109 `booleans` needs the spellings of true and false"));
    EXPECT_THAT(said, HasSubstr("HL2005 `sharing` cannot be the word `clon` | did you mean `clone`?"));
    EXPECT_THAT(said, HasSubstr("HL2105 `demo` declares no attribute `mod` | did you mean `mode`?"));
    EXPECT_THAT(said, HasSubstr("HL2005 `mode` cannot be the word `onn`"));
    EXPECT_THAT(said, HasSubstr("HL2102 `values` takes exactly one name"));
    EXPECT_THAT(said, HasSubstr("HL2109 `split` needs"));
    EXPECT_THAT(said, HasSubstr("HL2005 `unit` cannot be the string \"us\""));
    EXPECT_THAT(said, HasSubstr("HL2109 `unit` needs a `unit`"));
    EXPECT_THAT(said, HasSubstr("HL2005 `mode` cannot be the word `up`"));
    EXPECT_THAT(said, HasSubstr("HL2105 `demo` declares no attribute `nothing`"));
}

TEST_F(Load, FilesOfTheDirectoryWin) {
    file("a/fs.hale", "agent fs { doc = \"Mine.\" }\nagent own { doc = \"New.\" } agent beside { }\n");
    Library* library = load();
    EXPECT_EQ(said, "");
    EXPECT_EQ(library->find(KindClass::Agent, "fs")->doc, "Mine.");
    EXPECT_EQ(library->find(KindClass::Agent, "own")->doc, "New.");
    EXPECT_NE(library->find(KindClass::Agent, "beside"), nullptr);
    EXPECT_NE(library->find(KindClass::Agent, "ip"), nullptr);
    EXPECT_THAT(library->names(KindClass::Agent), testing::Contains("own"));
    file("b.hale", "agent own { }\ncluster c { }\nagent { }\nagent x y { }\n");
    load();
    EXPECT_EQ(
        said,
        "HL2103 `own` is declared twice\nHL2110 `cluster` declares no kind\nHL2102 `agent` takes exactly one name\n"
        "HL2102 `agent` takes exactly one name\n");
}

TEST_F(Load, ADirectoryThatIsNotThere) {
    fs::remove_all(dir_);
    EXPECT_NE(load()->find(KindClass::Agent, "fs"), nullptr);
    EXPECT_THAT(said, HasSubstr("HL2101 cannot read agent declarations"));
}

}  // namespace
}  // namespace hale::schema
