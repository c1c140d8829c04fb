// What CI systems, build engines and shells are given: reports over several files, dependencies, completion, manual
// pages.

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/wait.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>

namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

constexpr const char* kBad =
    "cluster c {\n  fence_device ipmi fence_ipmilan { login = \"ha\" }\n"
    "  node a { id = 1  fence { ipmi { ip = \"10.9.0.1\" } } }\n"
    "  service s { fs data { device = \"/dev/d\"  mountpoint = \"/d\"  fstype = ext4  force_unmoun = true } }\n}\n";
constexpr const char* kFine =
    "cluster c {\n  fence_device ipmi fence_ipmilan { login = \"ha\" }\n"
    "  node a { id = 1  fence { ipmi { ip = \"10.9.0.1\" } } }\n  service s { ip \"10.0.0.1/24\" {} }\n}\n";

class CliReports : public testing::Test {
protected:
    struct Result {
        int code = -1;
        std::string out, err;
    };
    void SetUp() override {
        std::string pattern = testing::TempDir() + "hale-ci-XXXXXX";
        dir = ::mkdtemp(pattern.data());
        fs::create_directory(dir / "a b");
        put("a b/bad%1.hale", kBad);
        put("fine.hale", kFine);
    }
    void TearDown() override { fs::remove_all(dir); }
    void put(const std::string& name, const std::string& text) const { std::ofstream(dir / name) << text; }
    std::string get(const std::string& name) const {
        std::ifstream in(dir / name, std::ios::binary);
        return {std::istreambuf_iterator<char>(in), {}};
    }
    Result run(const std::string& command) const {
        const std::string whole = "cd '" + dir.string() + "' && PATH=\"$PATH\" " + command + " > .out 2> .err";
        const int status = std::system(whole.c_str());
        return {WIFEXITED(status) ? WEXITSTATUS(status) : 128, get(".out"), get(".err")};
    }
    Result hale(const std::string& args) const { return run("'" HALE_BINARY "' " + args); }

    fs::path dir;
};

TEST_F(CliReports, SarifIsOneRunOverAllFilesWithRulesFixesAndRelativePaths) {
    const Result r = hale("check --error-format sarif 'a b/bad%1.hale' fine.hale");
    EXPECT_EQ(r.code, 1);
    EXPECT_EQ(r.err, "");
    const json report = json::parse(r.out);
    EXPECT_EQ(report["version"], "2.1.0");
    ASSERT_EQ(report["runs"].size(), 1u);
    const json& one = report["runs"][0];
    ASSERT_EQ(one["results"].size(), 1u) << r.out;
    const json& found = one["results"][0];
    EXPECT_EQ(found["ruleId"], "HL2003");
    EXPECT_EQ(found["level"], "error");
    const json& place = found["locations"][0]["physicalLocation"];
    EXPECT_EQ(place["artifactLocation"]["uri"], "a%20b/bad%251.hale");
    EXPECT_EQ(place["artifactLocation"]["uriBaseId"], "%SRCROOT%");
    EXPECT_EQ(place["region"]["startLine"], 4);
    EXPECT_EQ(found["fixes"][0]["artifactChanges"][0]["replacements"][0]["insertedContent"]["text"], "force_unmount");
    const json& rule = one["tool"]["driver"]["rules"][found["ruleIndex"].get<std::size_t>()];
    EXPECT_EQ(rule["id"], "HL2003");
    EXPECT_EQ(rule["shortDescription"]["text"], "unknown attribute.");
    EXPECT_THAT(rule["help"]["markdown"].get<std::string>(), StartsWith("# HL2003"));
    EXPECT_EQ(one["invocations"][0]["executionSuccessful"], true);
    EXPECT_EQ(json::parse(hale("check --error-format sarif '" + dir.string() + "/a b/bad%1.hale'").out),
              json::parse(hale("check --error-format sarif 'a b/bad%1.hale'").out))
        << "an absolute path becomes relative";
}

/// The line moves, the finding is the same; another finding is another one.
TEST_F(CliReports, FingerprintsDoNotDependOnLines) {
    const auto prints = [&](const std::string& text) {
        put("x.hale", text);
        std::vector<std::string> out;
        const json report = json::parse(hale("check --error-format sarif x.hale").out);
        for (const json& result : report["runs"][0]["results"])
            out.push_back(result["partialFingerprints"]["haleFinding/v1"]);
        return out;
    };
    const auto before = prints(kBad);
    ASSERT_EQ(before.size(), 1u);
    EXPECT_EQ(prints(std::string("# one\n# two\n\n") + kBad), before);
    std::string other = kBad;
    other.replace(other.find("force_unmoun "), 13, "force_umnoun ");
    EXPECT_NE(prints(other), before);
    put("x.hale", kBad);
    const json gitlab = json::parse(hale("check --error-format gitlab x.hale").out);
    EXPECT_EQ(gitlab[0]["fingerprint"], before[0]);
}

TEST_F(CliReports, GithubCommandsAreEscaped) {
    const Result r = hale("check --error-format github 'a b/bad%1.hale'");
    EXPECT_EQ(r.code, 1);
    EXPECT_THAT(r.out,
                StartsWith("::error file=a b/bad%251.hale,line=4,endLine=4,col=78,endColumn=90,title=HL2003::unknown "
                           "attribute `force_unmoun` for `fs`"));
    EXPECT_THAT(r.out, HasSubstr("%0Ahelp: did you mean `force_unmount`?\n"));
}

TEST_F(CliReports, JunitHasASuiteForEachFile) {
    const Result r = hale("check --error-format junit 'a b/bad%1.hale' fine.hale gone.hale");
    EXPECT_EQ(r.code, 2);
    EXPECT_THAT(r.out, HasSubstr("<testsuites name=\"hale\" tests=\"3\" failures=\"2\">"));
    EXPECT_THAT(r.out, HasSubstr("<testsuite name=\"a b/bad%1.hale\" tests=\"1\" failures=\"1\" errors=\"0\">"));
    EXPECT_THAT(r.out, HasSubstr("<failure type=\"HL2003\""));
    EXPECT_THAT(r.out, HasSubstr("<testcase name=\"hale check\" classname=\"fine.hale\"/>"));
    EXPECT_THAT(r.out, HasSubstr("<error message=\"cannot read `gone.hale`"));
    if (std::system("command -v xmllint >/dev/null 2>&1") == 0) {
        EXPECT_EQ(run("xmllint --noout .junit 2>/dev/null; '" HALE_BINARY
                      "' check --error-format junit 'a b/bad%1.hale' > .junit; "
                      "xmllint --noout .junit")
                      .code,
                  0);
    }
}

TEST_F(CliReports, WhatCannotBeReadIsNoFinding) {
    const Result r = hale("check --error-format sarif gone.hale");
    EXPECT_EQ(r.code, 2);
    const json report = json::parse(r.out);
    EXPECT_EQ(report["runs"][0]["invocations"][0]["executionSuccessful"], false);
    EXPECT_THAT(
        report["runs"][0]["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"].get<std::string>(),
        HasSubstr("gone.hale"));
    EXPECT_TRUE(report["runs"][0]["results"].empty());
}

/// More than a viewer takes: each code keeps its first ones and says how many more there are.
TEST_F(CliReports, VeryManyFindingsFold) {
    std::string text =
        "cluster c {\n  fence_device ipmi fence_ipmilan { login = \"ha\" }\n"
        "  node a { id = 1  fence { ipmi { ip = \"10.9.0.1\" } } }\n  service s {\n";
    for (int i = 0; i < 26000; ++i)
        text += "script x" + std::to_string(i) + " { file = \"/x" + std::to_string(i) + "\"  fil = 1 }\n";
    put("many.hale", text + "  }\n}\n");
    const json report = json::parse(hale("check --error-format sarif many.hale").out);
    const json& results = report["runs"][0]["results"];
    EXPECT_EQ(results.size(), 25000u);
    EXPECT_EQ(results.back()["occurrenceCount"], 1001);
    EXPECT_THAT(results.back()["message"]["text"].get<std::string>(), HasSubstr("and 1000 more of HL2003"));
}

TEST_F(CliReports, ADepfileNamesEveryInput) {
    put("site $1.hale", "let net = \"10.0.0\"\n");
    put("top.hale", std::string("import \"site $1.hale\"\n") + kFine);
    put("params", "");
    EXPECT_EQ(hale("build top.hale --target rgmanager -o 'out put.conf' --param-file params --depfile d").code, 0);
    EXPECT_EQ(get("d"),
              "out\\ put.conf: \\\n  params \\\n  top.hale \\\n  site\\ $$1.hale\n\nparams:\n\ntop.hale:\n\nsite\\ "
              "$$1.hale:\n");
    fs::remove(dir / "d");
    put("top.hale", kBad);
    EXPECT_EQ(hale("build top.hale --target rgmanager -o x.conf --depfile d").code, 1);
    EXPECT_FALSE(fs::exists(dir / "d")) << "nothing was made";
    EXPECT_EQ(hale("build fine.hale --target rgmanager --depfile d").code, 2)
        << "without -o there is no product to name";
    if (std::system("command -v make >/dev/null 2>&1") == 0) {
        put("in.hale", kFine);
        put("Makefile", "c.conf:\n\t'" HALE_BINARY
                        "' build in.hale --target rgmanager -o c.conf --depfile c.d && echo made\n-include c.d\n");
        EXPECT_THAT(run("make -s").out, HasSubstr("made"));
        EXPECT_THAT(run("make -s").out, Not(HasSubstr("made")));
        EXPECT_THAT(run("touch -d '+2 seconds' in.hale && make -s").out, HasSubstr("made"));
    }
}

/// The templates' script on a folder with blanks in names, in each form.
TEST_F(CliReports, TheTemplatesScriptChecksEveryDescription) {
    const std::string script = fs::absolute(HALE_SOURCE_DIR "/ci/check.sh").string();
    for (const char* format : {"sarif", "github", "gitlab", "junit"}) {
        const Result r = run(std::string("env HALE='" HALE_BINARY "' sh '") + script + "' " + format + " report");
        EXPECT_EQ(r.code, 1) << format << r.err;
        EXPECT_THAT(get("report"), HasSubstr("HL2003")) << format;
        EXPECT_THAT(r.err, HasSubstr("error[HL2003]")) << format;
    }
    EXPECT_EQ(run("env HALE='" HALE_BINARY "' sh '" + script + "' junit report fine.hale").code, 0);
}

TEST_F(CliReports, CompletionComesFromTheCommandLine) {
    const std::string bash = hale("completion bash").out;
    put("complete.sh", bash + R"(
ask() { COMP_WORDS=(hale "$@"); COMP_CWORD=$#; COMPREPLY=(); _hale; printf '%s\n' "${COMPREPLY[@]}"; }
compopt() { :; }
echo "verbs:"; ask che; echo "flags:"; ask build --tar; echo "values:"; ask build x --target pa
echo "below:"; ask agents ex; echo "files:"; ask check fi; echo "codes:"; ask explain HL200; echo "form:"; ask check --error-format s
)");
    const Result r = run("bash complete.sh");
    EXPECT_EQ(r.code, 0) << r.err;
    EXPECT_EQ(r.err, "");
    for (const char* part : {"verbs:\ncheck\n", "flags:\n--target\n", "values:\npacemaker\n", "below:\nexport\n",
                             "files:\nfine.hale\n", "HL2003\n", "form:\nsarif\nshort\n"})
        EXPECT_THAT(r.out, HasSubstr(part));
    for (const char* shell : {"zsh", "fish"}) {
        const std::string text = hale(std::string("completion ") + shell).out;
        for (const char* word : {"check", "--deny-warnings", "rgmanager"}) {
            const std::string there = std::string(shell) == "fish" && word[0] == '-' ? word + 2 : word;
            EXPECT_THAT(text, HasSubstr(there)) << shell;
        }
        put("script", text);
        if (std::system((std::string("command -v ") + shell + " >/dev/null 2>&1").c_str()) == 0) {
            EXPECT_EQ(run(std::string(shell) + " -n script").code, 0) << shell;
        }
    }
    EXPECT_EQ(hale("completion tcsh").code, 2);
}

TEST_F(CliReports, EveryVerbHasAManualPage) {
    fs::create_directory(dir / "man");
    EXPECT_EQ(hale("manual -o man").code, 0);
    int pages = 0;
    for (const auto& entry : fs::directory_iterator(dir / "man")) {
        const std::string text = get("man/" + entry.path().filename().string());
        EXPECT_THAT(text, StartsWith(".TH \"HALE")) << entry.path();
        EXPECT_THAT(text, HasSubstr(".SH EXIT STATUS")) << entry.path();
        ++pages;
    }
    EXPECT_GE(pages, 10);
    const std::string page = hale("manual build").out;
    EXPECT_EQ(page, get("man/hale-build.1"));
    EXPECT_THAT(page, HasSubstr("\\fB\\-o\\fR, \\fB\\-\\-output\\fR \\fIFILE\\fR\n"));
    EXPECT_THAT(hale("manual agents import").out, HasSubstr("HALE-AGENTS-IMPORT"));
    EXPECT_EQ(hale("manual nonsense").code, 2);
}

}  // namespace
