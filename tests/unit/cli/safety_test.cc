// What a command line must not do to people: one test for each habit of docs/reference/cli.md.

#include <gmock/gmock.h>
#include <sys/stat.h>
#include <unistd.h>

#include <chrono>

#include "tests/unit/cli/fixture.h"

namespace {

using testing::ContainsRegex;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

class Safety : public Cli {
protected:
    ino_t inode(const std::string& name) const {
        struct stat st {};
        ::stat((dir / name).c_str(), &st);
        return st.st_ino;
    }
    unsigned mode(const std::string& name) const {
        struct stat st {};
        ::stat((dir / name).c_str(), &st);
        return st.st_mode & 0777u;
    }
    /// Files of the folder beside the given ones and the test's own.
    std::size_t temporaries() const {
        std::size_t n = 0;
        for (const auto& entry : fs::directory_iterator(dir)) n += entry.path().filename().string().starts_with(".hale-") ? 1 : 0;
        return n;
    }
};

TEST_F(Safety, MisspeltVerbsOptionsAndValuesAreSuggested) {
    EXPECT_THAT(hale("chek good.hale").err, HasSubstr("did you mean `hale check`?"));
    EXPECT_THAT(hale("check --tagret pacemaker good.hale").err, HasSubstr("did you mean `--target`?"));
    EXPECT_THAT(hale("check --target pacemkaer good.hale").err, HasSubstr("did you mean `pacemaker`?"));
    EXPECT_THAT(hale("build good.hale --target").err, HasSubstr("`--target` needs a value"));
    EXPECT_THAT(hale("check").err, HasSubstr("`hale check` needs FILE"));
    EXPECT_THAT(hale("good.hale").err, HasSubstr("`hale check good.hale`"));
}

TEST_F(Safety, HelpOfAVerbAndOfNothing) {
    EXPECT_EQ(hale("help check").out, hale("check --help").out);
    EXPECT_EQ(hale("help agents import").out, hale("agents import --help").out);
    EXPECT_EQ(hale("help").code, 0);
    EXPECT_THAT(hale("help chek").err, HasSubstr("did you mean"));
    EXPECT_EQ(hale("").code, 2);
    EXPECT_THAT(hale("").err, HasSubstr("Usage: hale"));
}

TEST_F(Safety, FoldersAndSeveralFiles) {
    fs::create_directory(dir / "all");
    put("all/one.hale", std::string("import \"part.hale\"\n") + kGood);
    put("all/part.hale", "let x = 1\n");
    put("all/notes.txt", "no cluster\n");
    EXPECT_THAT(hale("check all good.hale --target pacemaker").err, HasSubstr("checked 2 clusters for pacemaker: 0 errors"));
    fs::create_directory(dir / "none");
    EXPECT_THAT(hale("check none").err, HasSubstr("holds no .hale file"));
}

TEST_F(Safety, SeveralTargetsAndTheirLastLine) {
    EXPECT_THAT(hale("check good.hale --target pacemaker --target rgmanager").err,
                HasSubstr("checked 1 cluster for pacemaker, rgmanager: 0 errors, "));
    EXPECT_THAT(hale("check good.hale --target pacemaker,rgmanager").err, HasSubstr("for pacemaker, rgmanager"));
    EXPECT_THAT(hale("check good.hale").err, HasSubstr("for no manager"));
    EXPECT_THAT(hale("check good.hale -q").err, IsEmpty());
}

TEST_F(Safety, AClusterThatIsNotThereIsAMistake) {
    const Result r = hale("check good.hale --cluster d");
    EXPECT_EQ(r.code, 2);
    EXPECT_THAT(r.err, HasSubstr("no cluster is called `d`"));
}

TEST_F(Safety, AnEmptyFileIsAMistake) {
    put("empty", "\n \n");
    EXPECT_EQ(hale("check empty").code, 1);
    EXPECT_THAT(hale("check empty").err, HasSubstr("HL1103"));
    EXPECT_EQ(hale("build empty --target pacemaker").code, 1);
}

TEST_F(Safety, NothingOverwritesWhatItReads) {
    fs::create_symlink("good.hale", dir / "link.hale");
    for (const char* args : {"build good.hale --target pacemaker -o good.hale", "build good.hale --target pacemaker -o link.hale",
                             "build link.hale --target pacemaker -o good.hale"}) {
        const Result r = hale(args);
        EXPECT_EQ(r.code, 2) << args;
        EXPECT_THAT(r.err, HasSubstr("would be overwritten"));
    }
    EXPECT_EQ(get("good.hale"), kGood);
    ASSERT_EQ(hale("build good.hale --target pacemaker -o cib.xml").code, 0);
    const std::string before = get("cib.xml");
    EXPECT_EQ(hale("import cib.xml -o cib.xml").code, 2);
    EXPECT_EQ(get("cib.xml"), before);
}

TEST_F(Safety, AnUnchangedFileIsLeftAlone) {
    const std::string build = "build good.hale --target rgmanager -o c.conf --config-version ";
    ASSERT_EQ(hale(build + "auto").code, 0);
    const ino_t first = inode("c.conf");
    const std::string text = get("c.conf");
    ASSERT_EQ(hale(build + "auto").code, 0);
    EXPECT_EQ(inode("c.conf"), first);
    EXPECT_EQ(get("c.conf"), text) << "the version rose without a change";
    ::chmod((dir / "c.conf").c_str(), 0644);  // it holds a password
    ASSERT_EQ(hale(build + "auto").code, 0);
    EXPECT_EQ(mode("c.conf"), 0600u);
}

TEST_F(Safety, EndlessAndHugeInputsAreRefusedAtOnce) {
    ASSERT_EQ(::mkfifo((dir / "pipe").c_str(), 0600), 0);
    put("huge", "x");
    fs::resize_file(dir / "huge", std::uintmax_t{2} << 30);
    const auto begin = std::chrono::steady_clock::now();
    for (const char* args : {"check /dev/zero", "check pipe", "check huge", "check - < /dev/zero"}) {
        EXPECT_EQ(hale(std::string("check good.hale --param-file missing; ulimit -v 400000; '" HALE_BINARY "' ") + args).code, 2) << args;
    }
    EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(5));
}

TEST_F(Safety, TerminalsGetNoControlCharacters) {
    put("bad\x1b[31m.hale", "cluster \xE2\x80\xAE { }\n");
    // `script` gives the program a terminal.
    if (std::system("command -v script > /dev/null") != 0) GTEST_SKIP() << "script(1) is not installed";
    for (const std::string verb : {"check", "import", "order --target pacemaker", "build --target pacemaker"}) {
        const std::string run = "cd '" + dir.string() + "' && NO_COLOR=1 script -qec \"'" HALE_BINARY "' " + verb +
                                " 'bad\x1b[31m.hale'\" /dev/null > .tty < /dev/null";
        (void)std::system(run.c_str());
        const std::string seen = get(".tty");
        EXPECT_THAT(seen, Not(IsEmpty()));
        EXPECT_EQ(seen.find('\x1b'), std::string::npos) << verb;
        EXPECT_EQ(seen.find("\xE2\x80\xAE"), std::string::npos) << verb;
    }
}

TEST_F(Safety, ALimitOrASignalLeavesNoTemporaryFile) {
    std::string many = "cluster c {\n  fence_device ipmi fence_ipmilan { login = \"ha\" }\n"
                       "  node a { id = 1  fence { ipmi { ip = \"10.9.0.1\" } } }\n  node b { id = 2  fence { ipmi { ip = \"10.9.0.2\" } } }\n";
    for (int i = 0; i < 300; ++i) many += "  service s" + std::to_string(i) + " { ip \"10.1." + std::to_string(i / 200) + "." + std::to_string(i % 200 + 1) + "/16\" {} }\n";
    put("many.hale", many + "}\n");
    EXPECT_NE(hale("version > /dev/null; ulimit -f 1; '" HALE_BINARY "' build many.hale --target pacemaker -o out").code, 0);
    EXPECT_EQ(temporaries(), 0u);
    EXPECT_FALSE(fs::exists(dir / "out"));
    for (int ms = 0; ms < 60; ms += 7) {
        (void)hale("build many.hale --target pacemaker -o out & p=$!; sleep 0.0" + std::to_string(10 + ms) + "; kill -TERM $p 2>/dev/null; wait $p; true");
        EXPECT_EQ(temporaries(), 0u) << ms;
    }
}

TEST_F(Safety, FindingsFoldForPeopleOnly) {
    std::string many = "cluster c {\n  targets = [pacemaker]\n  fence_device ipmi fence_ipmilan { login = \"ha\" }\n"
                       "  node a { id = 1  fence { ipmi { ip = \"10.9.0.1\" } } }\n";
    for (int i = 0; i < 1200; ++i) many += "  resource d" + std::to_string(i) + " ocf:pacemaker:Dummy { }\n";
    put("many.hale", many + "}\n");
    const Result text = hale("check many.hale");
    EXPECT_THAT(text.err, HasSubstr("… and 1,199 more like this (HL6001)"));
    EXPECT_THAT(text.err, ContainsRegex("checked 1 cluster for pacemaker: 0 errors, 1,[0-9]+ warnings"));
    EXPECT_THAT(hale("check many.hale --all").err, Not(HasSubstr("more like this")));
    const std::string json = hale("check many.hale --error-format json").out;
    EXPECT_GE(std::count(json.begin(), json.end(), '\n'), 1200);
}

TEST_F(Safety, ABaselineLetsOldFindingsBe) {
    const std::string head = "cluster c {\n  targets = [pacemaker]\n  fence_device ipmi fence_ipmilan { login = \"ha\" }\n"
                             "  node a { id = 1  fence { ipmi { ip = \"10.9.0.1\" } } }\n  resource a ocf:pacemaker:Dummy { }\n";
    put("f.hale", head + "}\n");
    put("old", hale("check f.hale --error-format json").out);
    EXPECT_EQ(hale("check f.hale --deny-warnings").code, 1);
    EXPECT_EQ(hale("check f.hale --deny-warnings --baseline old").code, 0);
    put("f.hale", "# moved\n" + head + "  resource b ocf:pacemaker:Dummy { }\n}\n");
    const Result r = hale("check f.hale --deny-warnings --baseline old");
    EXPECT_EQ(r.code, 1);
    EXPECT_THAT(r.err, HasSubstr("`b` is never checked"));
    EXPECT_THAT(r.err, Not(HasSubstr("`a` is never checked")));
    EXPECT_EQ(hale("check f.hale --baseline good.hale").code, 2);
}

TEST_F(Safety, JudgementsCanBeAllowedInAList) {
    put("f.hale", "cluster c {\n  targets = [pacemaker]\n  fence_device ipmi fence_ipmilan { login = \"ha\"  password = \"p\" }\n"
                  "  node a { id = 1  fence { ipmi { ip = \"10.9.0.1\" } } }\n  resource a ocf:pacemaker:Dummy { }\n}\n");
    EXPECT_EQ(hale("check f.hale --deny-warnings").code, 1);
    EXPECT_EQ(hale("check f.hale --deny-warnings --allow HL6001,HL6300").code, 0);
    EXPECT_THAT(hale("check f.hale --allow HL2003").err, HasSubstr("nobody can allow"));
    EXPECT_THAT(hale("check f.hale --allow HL9876").err, HasSubstr("there is no code"));
}

constexpr const char* kCib = R"(<cib validate-with="pacemaker-3.0" epoch="1" num_updates="0" admin_epoch="0"><configuration>
<crm_config/><nodes><node id="1" uname="alpha"/></nodes><resources>
<primitive id="f" class="stonith" type="fence_ipmilan"><instance_attributes id="f-ia">
<nvpair id="f-1" name="password" value="hunter2"/><nvpair id="f-2" name="ip" value="10.0.0.1"/></instance_attributes>
<operations><op id="f-m" name="monitor" interval="60s" timeout="x"/></operations></primitive>
</resources><constraints/></configuration><status/></cib>
)";

TEST_F(Safety, ImportTakesPasswordsOut) {
    put("cib.xml", kCib);
    const Result r = hale("import cib.xml -o x.hale --secrets secrets");
    ASSERT_EQ(r.code, 0) << r.err;
    EXPECT_EQ(mode("secrets"), 0600u);
    EXPECT_THAT(get("secrets"), HasSubstr("\"hunter2\""));
    EXPECT_THAT(get("x.hale"), HasSubstr("secret(\""));
    EXPECT_THAT(get("x.hale"), Not(HasSubstr("hunter2")));
    put("other", "x = y\n");
    EXPECT_EQ(hale("import cib.xml --secrets other").code, 2) << "secrets of somebody else would be lost";
    ASSERT_EQ(hale("import cib.xml -o plain.hale").code, 0);
    EXPECT_EQ(mode("plain.hale"), 0600u);
    EXPECT_THAT(hale("build x.hale --target pacemaker --secrets-file secrets").out, HasSubstr("hunter2"));
}

TEST_F(Safety, PasswordsAppearInNoMessage) {
    put("cib.xml", kCib);
    put("f.hale", "cluster c { fence_device i fence_ipmilan { password = \"hunter2\"  nonsense = 1 } }\n");
    for (const char* file : {"cib.xml", "f.hale"}) {
        for (const char* how : {"", "--error-format json", "--dump model", "--dump expanded"}) {
            const Result r = hale(std::string("check ") + file + " " + how);
            EXPECT_THAT(r.out + r.err, Not(HasSubstr("hunter2"))) << file << how;
        }
    }
}

TEST_F(Safety, FmtFormatsChecksAndShows) {
    const std::string ugly = "cluster   c {\n node a {id=1}\n}\n", nice = "cluster c {\n  node a { id = 1 }\n}\n";
    put("u.hale", ugly);
    put("n.hale", nice);
    const Result check = hale("fmt --check u.hale n.hale");
    EXPECT_EQ(check.code, 1);
    EXPECT_EQ(check.out, "u.hale\n");
    EXPECT_EQ(hale("fmt --check n.hale").code, 0);
    EXPECT_EQ(hale("fmt - < u.hale").out, nice);
    put("p.diff", hale("fmt --diff u.hale").out);
    EXPECT_EQ(get("u.hale"), ugly);
    fs::copy_file(dir / "u.hale", dir / "v.hale");
    if (std::system("command -v git > /dev/null") == 0) {
        EXPECT_EQ(std::system(("cd '" + dir.string() + "' && git init -q . && git apply p.diff").c_str()), 0) << get("p.diff");
        EXPECT_EQ(get("u.hale"), nice);
    }
    EXPECT_EQ(hale("fmt v.hale").code, 0);
    EXPECT_EQ(get("v.hale"), nice);
    const ino_t before = inode("v.hale");
    EXPECT_EQ(hale("fmt v.hale").code, 0);
    EXPECT_EQ(inode("v.hale"), before);
    put("w.hale", "cluster c {\n node a {id=1\n");
    EXPECT_EQ(hale("fmt w.hale").code, 1);
    EXPECT_EQ(get("w.hale"), "cluster c {\n node a {id=1\n");
    EXPECT_EQ(hale("fmt - < w.hale").out, "cluster c {\n node a {id=1\n");
    EXPECT_EQ(hale("fmt n.hale --lines x").code, 2);
    put("x.xml", "<cib/>");
    EXPECT_EQ(hale("fmt x.xml").code, 2);
    EXPECT_EQ(get("x.xml"), "<cib/>");
}

TEST_F(Safety, FormattingBuildsTheSameBytes) {
    put("f.hale", kGood);
    const std::string before = hale("build f.hale --target rgmanager").out;
    ASSERT_EQ(hale("fmt f.hale").code, 0);
    EXPECT_NE(get("f.hale"), kGood);
    EXPECT_EQ(hale("build f.hale --target rgmanager").out, before);
}

TEST_F(Safety, AnEmptySecretIsAMistake) {
    environment = "HALE_SECRET_IPMI=";
    const Result r = hale("build good.hale --target pacemaker -o out");
    EXPECT_EQ(r.code, 1);
    EXPECT_THAT(r.err, HasSubstr("HL2300"));
    EXPECT_FALSE(fs::exists(dir / "out"));
}

TEST_F(Safety, SecretsForThoseWhoDoNotKnowThem) {
    environment = "true &&";
    EXPECT_THAT(hale("build good.hale --target pacemaker --secrets placeholder").out, HasSubstr("\"@ipmi@\""));
    EXPECT_THAT(hale("build good.hale --target pacemaker --secrets lrm").out, HasSubstr("\"lrm://\""));
    EXPECT_EQ(hale("build good.hale --target rgmanager --secrets lrm").code, 2);
}

}  // namespace
