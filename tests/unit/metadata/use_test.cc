// Agents from metadata in a description: mistakes are warnings, the values are kept.

#include "compiler/diag/render.h"
#include "compiler/driver/session.h"
#include "tests/unit/metadata/metadata_testing.h"

namespace hale {
namespace {

constexpr const char* kWeb =
    "<resource-agent name='web'><version>1.1</version><parameters>"
    "<parameter name='port' required='1'><content type='integer'/></parameter>"
    "<parameter name='address' unique-group='listen'><content type='string'/></parameter>"
    "<parameter name='interface' unique-group='listen'><content type='string'/></parameter>"
    "<parameter name='path' obsoletes='docroot' required='1'><content type='string'/></parameter>"
    "<parameter name='docroot' deprecated='1'><content type='string'/></parameter>"
    "<parameter name='secret_password'><content type='string'/></parameter></parameters>"
    "<actions><action name='start' timeout='20s'/><action name='monitor' interval='10s'/></actions></resource-agent>";

class UseTest : public testing::Test {
protected:
    void SetUp() override {
        std::string pattern = (std::filesystem::temp_directory_path() / "hale-use-XXXXXX").string();
        dir = ::mkdtemp(pattern.data());
        std::ofstream(dir / "acme_web.xml", std::ios::binary) << kWeb;
    }
    void TearDown() override { std::filesystem::remove_all(dir); }

    /// The cluster around these services; "2003w" is a warning, "2001e" an error.
    std::vector<std::string> check(const std::string& services, const std::string& device = "fence_ipmilan") {
        files.files["c.hale"] = "cluster c {\n  fence_device ipmi " + device +
                                " { login = \"ha\" }\n"
                                "  node a { id = 1  fence { ipmi { ip = \"10.0.0.1\" } } }\n"
                                "  node b { id = 2  fence { ipmi { ip = \"10.0.0.2\" } } }\n" +
                                services + "\n}\n";
        driver::SessionOptions options;
        options.agents.metadata_dir = dir.string();
        session = std::make_unique<driver::Session>(options, files);
        EXPECT_TRUE(session->load("c.hale"));
        std::vector<std::string> out;
        for (const diag::Diagnostic& d : session->sink.diagnostics()) {
            if (d.severity == diag::Severity::Info) continue;
            out.push_back(std::to_string(d.code) + (d.severity == diag::Severity::Error ? 'e' : 'w'));
        }
        std::sort(out.begin(), out.end());
        return out;
    }
    std::string value(const std::string& label, const std::string& name) const {
        for (const model::Resource& r : session->model.clusters[0].resources) {
            const model::Attribute* a = r.label == label ? r.find(name) : nullptr;
            if (a != nullptr) return model::to_text(a->value);
        }
        return {};
    }

    std::filesystem::path dir;
    MemoryFiles files;
    std::unique_ptr<driver::Session> session;
};

using Found = std::vector<std::string>;

TEST_F(UseTest, RightUseIsSilent) {
    EXPECT_EQ(
        check("  service s { resource w ocf:acme:web { port = 80  path = \"/x\"  op monitor { interval = 5s } } }"),
        Found{});
    EXPECT_EQ(value("w", "port"), "80");
}

TEST_F(UseTest, MistakesAreWarningsAndTheValuesStay) {
    EXPECT_EQ(check("  service s { resource w ocf:acme:web { port = \"http\"  pat = \"/x\"  op promote {} } }"),
              (Found{"2003w", "2004w", "2010w", "2016w"}));
    EXPECT_EQ(value("w", "port"), "\"http\"");
    EXPECT_EQ(value("w", "pat"), "\"/x\"");
}

TEST_F(UseTest, TheOldNameOfARequiredParameterIsEnough) {
    EXPECT_EQ(check("  service s { resource w ocf:acme:web { port = 80  docroot = \"/x\" } }"), Found{"2015w"});
    EXPECT_EQ(value("w", "docroot"), "\"/x\"");
}

TEST_F(UseTest, UniqueGroups) {
    const std::string w = "ocf:acme:web { port = 80  path = \"/x\"  address = \"10.0.0.9\"  interface = ";
    EXPECT_EQ(check("  service s { resource v " + w + "\"eth0\" }  resource w " + w + "\"eth1\" } }"), Found{});
    EXPECT_EQ(check("  service s { resource v " + w + "\"eth0\" }  resource w " + w + "\"eth0\" } }").size(), 1u);
    EXPECT_FALSE(session->sink.has_errors());
}

TEST_F(UseTest, AnUnknownAgentIsSaidOnce) {
    EXPECT_EQ(check("  service s { resource v ocf:acme:no { x = 1 }  resource w ocf:acme:no { y = true } }"),
              Found{"2201w"});
    EXPECT_EQ(value("w", "y"), "true");
    EXPECT_EQ(check("  service s { resource v systemd:httpd {} }"), Found{});
    EXPECT_EQ(check("", "fence_acme"), Found{"2201w"});
    EXPECT_EQ(check("", "ipmi"), Found{"2001e"});
    check("  service s { resource v ocf:acme:weh {} }");
    EXPECT_EQ(session->sink.diagnostics()[0].help, "did you mean `ocf:acme:web`?");
}

TEST_F(UseTest, ParametersInASetAreThoseOfTheAgent) {
    EXPECT_EQ(check("  resource w ocf:acme:web { params { port = 80  path = \"/x\" }  op monitor { interval = 5s } }"),
              Found{});
    EXPECT_EQ(check("  resource w ocf:acme:web { params { port = http  pat = \"/x\"  values { score = 1 } }"
                    "  op monitor { interval = 5s } }"),
              (Found{"2003w", "2003w", "2004w", "2010w"}));
    EXPECT_EQ(check("  resource w ocf:acme:web { params { id_ref = other }  op monitor { interval = 5s } }"), Found{});
}

TEST_F(UseTest, BuiltInAgentsByTheirSpecs) {
    const std::string op = "  op monitor { interval = 10s  timeout = 60s } } }";
    EXPECT_EQ(
        check("  service s { resource w ocf:heartbeat:apache { statusurl = \"http://localhost/\"  port = 80" + op),
        Found{});
    EXPECT_EQ(check("  service s { resource w ocf:heartbeat:apache { statusulr = \"http://localhost/\"" + op),
              Found{"2003w"});
    EXPECT_EQ(check("  service s { resource p ocf:pacemaker:ping { dampen = 5s  attempts = many" + op),
              (Found{"2004w", "2010w"}));
    // The site's own release says more than hale does.
    std::ofstream(dir / "pacemaker_ping.xml", std::ios::binary)
        << "<resource-agent name='ping'><parameters><parameter name='attempts'/></parameters></resource-agent>";
    EXPECT_EQ(check("  service s { resource p ocf:pacemaker:ping { dampen = 5s  attempts = \"many\"" + op),
              Found{"2003w"});
}

TEST_F(UseTest, SecretsAreNotShown) {
    check("  service s { resource w ocf:acme:web { port = 80  path = \"/x\"  secret_password = [\"hunter2\"] } }");
    for (const diag::Diagnostic& d : session->sink.diagnostics()) {
        EXPECT_EQ(diag::message(d).find("hunter2"), std::string::npos) << diag::message(d);
    }
}

}  // namespace
}  // namespace hale
