#include "compiler/driver/secrets.h"

#include <gtest/gtest.h>

#include <chrono>
#include <cstdlib>

#include "compiler/driver/key_values.h"
#include "compiler/driver/run_command.h"

namespace hale::driver {
namespace {

TEST(KeyValues, LinesCommentsQuotes) {
    std::string why;
    const auto values = parse_key_values("# c\n\na = b\r\n key.x=  v w # not a comment\nq = \" s \"\ne =\nlast=1", why);
    ASSERT_TRUE(values) << why;
    const KeyValues expected = {{"a", "b"}, {"key.x", "v w # not a comment"}, {"q", " s "}, {"e", ""}, {"last", "1"}};
    EXPECT_EQ(*values, expected);
}

TEST(KeyValues, MistakesNameTheLineButNeverItsText) {
    std::string why;
    EXPECT_FALSE(parse_key_values("a = b\nhunter2\n", why));
    EXPECT_EQ(why, "line 2 is no `key = value`");
    EXPECT_FALSE(parse_key_values("= x\n", why));
    EXPECT_FALSE(parse_key_values("a = b\na = c\n", why));
    EXPECT_EQ(why, "line 2 says a key for the second time");
}

class SecretsTest : public testing::Test {
protected:
    MemoryFiles files;
    std::string why;
};

TEST_F(SecretsTest, FileThenEnvironmentThenCommand) {
    files.files["s"] = "ipmi/host = from file\n";
    Secrets secrets({"s", "echo command {name}"}, files);
    ASSERT_TRUE(secrets.open(why)) << why;
    EXPECT_FALSE(secrets.used());
    ::setenv("HALE_SECRET_IPMI_HOST", "x", 1);
    ::setenv("HALE_SECRET_OTHER_1", "from environment", 1);
    EXPECT_EQ(secrets.resolve("ipmi/host"), "from file");
    EXPECT_EQ(secrets.resolve("other.1"), "from environment");
    EXPECT_EQ(secrets.resolve("third"), "command third");
    EXPECT_TRUE(secrets.used());
}

TEST_F(SecretsTest, NamesAreNeverRunByTheShell) {
    const std::string name = "a'; echo b; $(echo c) `echo d` \" ${HOME}";
    for (const char* command : {"printf %s {name}", "printf '%s' '{name}'", "printf %s \"{name}\"", "printf %s",
                                "sh -c 'printf %s \"$1\"' sh {name}"}) {
        Secrets secrets({"", command}, files);
        ASSERT_TRUE(secrets.open(why));
        EXPECT_EQ(secrets.resolve(name), name) << command;
    }
    Secrets script({"", "sh -c 'echo {name}'"}, files);
    EXPECT_EQ(script.resolve(name), std::nullopt);
    ASSERT_EQ(script.problems().size(), 1u);
}

TEST_F(SecretsTest, TheCommandSeesNoOtherSecret) {
    ::setenv("HALE_SECRET_OTHER_2", "hidden", 1);
    Secrets secrets({"", "sh -c 'printf %s \"[$HALE_SECRET_OTHER_2]$1\"' sh"}, files);
    EXPECT_EQ(secrets.resolve("n"), "[]n");
}

TEST_F(SecretsTest, TheCommandHasAnEnd) {
    using namespace std::chrono_literals;
    const auto begin = std::chrono::steady_clock::now();
    EXPECT_EQ(run_command({"sh", "-c", "sleep 30 & sleep 30"}, 200ms).output, std::nullopt);
    EXPECT_EQ(run_command({"yes"}, 2000ms).output, std::nullopt);
    EXPECT_LT(std::chrono::steady_clock::now() - begin, 10s);
    EXPECT_EQ(run_command({"no-such-program"}, 200ms).problem, "it cannot be run");
}

TEST_F(SecretsTest, FailureIsNoValue) {
    Secrets secrets({"", "sh -c 'echo half; exit 1'"}, files);
    EXPECT_EQ(secrets.resolve("x"), std::nullopt);
    EXPECT_FALSE(secrets.used());
    Secrets none({}, files);
    EXPECT_EQ(none.resolve("no_such_secret"), std::nullopt);
    Secrets unreadable({"missing", ""}, files);
    EXPECT_FALSE(unreadable.open(why));
    EXPECT_EQ(why, "No such file or directory");
}

}  // namespace
}  // namespace hale::driver
