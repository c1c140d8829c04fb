#pragma once
// The binary itself, run in a folder of its own.

#include <gtest/gtest.h>
#include <sys/wait.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

namespace {

namespace fs = std::filesystem;

constexpr const char* kGood = R"(cluster c {
  fence_device ipmi fence_ipmilan { login = "ha"  password = secret("ipmi") }
  node alpha { id = 1  fence power { ipmi { ip = "10.9.0.11" } } }
  node beta  { id = 2  fence power { ipmi { ip = "10.9.0.12" } } }
  service web { ip "10.0.0.1/24" {} }
}
)";

class Cli : public testing::Test {
protected:
    struct Result {
        int code = -1;
        std::string out, err;
    };

    void SetUp() override {
        std::string pattern = testing::TempDir() + "hale-cli-XXXXXX";
        dir = ::mkdtemp(pattern.data());
        put("good.hale", kGood);
        put("bad.hale",
            "cluster c { nonsense x {}  fence_device d fence_apc {}  node a { id = 1  fence { d { port = \"1\" } } } "
            "}\n");
    }
    void TearDown() override { fs::remove_all(dir); }

    void put(const std::string& name, const std::string& text) const { std::ofstream(dir / name) << text; }
    std::string get(const std::string& name) const {
        std::ifstream in(dir / name, std::ios::binary);
        return {std::istreambuf_iterator<char>(in), {}};
    }
    /// Runs hale in the folder, through the shell.
    Result hale(const std::string& args) const {
        const std::string command =
            "cd '" + dir.string() + "' && " + environment + " '" HALE_BINARY "' " + args + " > .out 2> .err";
        const int status = std::system(command.c_str());
        return {WIFEXITED(status) ? WEXITSTATUS(status) : 128, get(".out"), get(".err")};
    }

    fs::path dir;
    std::string environment = "HALE_SECRET_IPMI=hunter2";
};

}  // namespace
