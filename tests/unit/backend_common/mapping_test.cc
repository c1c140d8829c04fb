#include "backends/common/mapping.h"
#include "compiler/diag/render.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace hale::backends {
namespace {

using model::Value;
using model::ValueKind;
using schema::MapRow;
using schema::TypeTag;

constexpr Spelling kPlain{"rgmanager", "1", "0", false, ","};
constexpr Spelling kSuffixed{"pacemaker", "true", "false", true, " "};

schema::Attribute declare(std::string name, TypeTag tag, std::vector<std::string> members = {}) {
    schema::Attribute a;
    a.name = std::move(name);
    a.type.tag = tag;
    a.type.members = std::move(members);
    return a;
}

MapRow row(MapRow::Op op, std::string attribute, std::string target, std::string value = {}) {
    MapRow r;
    r.op = op;
    r.attribute = std::move(attribute);
    r.target = std::move(target);
    r.value = std::move(value);
    return r;
}

class MappingTest : public ::testing::Test {
protected:
    MappingTest() {
        kind.name = "thing";
        for (auto [name, tag] : {std::pair("name", TypeTag::String),
                                 {"device", TypeTag::Path},
                                 {"force", TypeTag::Bool},
                                 {"wait", TypeTag::Duration},
                                 {"pause", TypeTag::Duration},
                                 {"address", TypeTag::Address},
                                 {"count", TypeTag::Int},
                                 {"gone", TypeTag::Bool},
                                 {"idle", TypeTag::Bool},
                                 {"hint", TypeTag::String},
                                 {"room", TypeTag::Size},
                                 {"word", TypeTag::Word}}) {
            kind.attributes.push_back(declare(name, tag));
        }
        kind.attributes.push_back(declare("mode", TypeTag::Enum, {"fast", "slow", "odd"}));
        kind.attributes.push_back(declare("config", TypeTag::String));
        kind.attributes.back().def = Value::string("/etc/x");
        MapRow mode = row(MapRow::Op::Values, "mode", "speed");
        mode.table = {{"fast", "F"}, {"slow", "S"}};
        MapRow split = row(MapRow::Op::Split, "address", "ip", "/");
        split.target2 = "cidr_netmask";
        MapRow pause = row(MapRow::Op::Unit, "pause", "pause_ms", "ms");
        MapRow gone = row(MapRow::Op::Drop, "gone", "");
        gone.reason = "it is not there";
        MapRow idle = gone;
        idle.attribute = "idle";
        idle.harmless = true;
        mapping.rows = {row(MapRow::Op::Rename, "device", "disk"),
                        mode,
                        split,
                        pause,
                        gone,
                        idle,
                        row(MapRow::Op::Meta, "hint", "vendor-hint"),
                        row(MapRow::Op::Constant, "", "run", "no")};
        mapping.same = {{"gone", Value::boolean(false)}};
        mapping.defaults = {"config"};
    }

    std::vector<Pair> forward(const Spelling& spelling, std::vector<model::Attribute> attributes) {
        const Speller speller(spelling, origins, options, sink);
        return to_manager(speller, kind, mapping, attributes);
    }
    std::string text(const Spelling& spelling, std::vector<model::Attribute> attributes) {
        std::string out;
        for (const Pair& p : forward(spelling, std::move(attributes))) {
            out += (p.meta ? "meta:" : "") + p.name + '=' + p.value + ' ';
        }
        return out;
    }
    int code() const { return sink.diagnostics().empty() ? 0 : sink.diagnostics().back().code; }
    /// Backward from NAME=VALUE pairs, printed as hale text; left-overs behind a bar.
    std::string back(const Spelling& spelling, std::vector<std::pair<std::string, std::string>> pairs) {
        std::vector<Pair> in;
        for (auto& [name, value] : pairs) in.push_back({name, value, name == "vendor-hint", {}, {}, {}});
        const FromManager got = from_manager(spelling, kind, mapping, in);
        std::string out;
        for (const auto& a : got.attributes) out += a.name + '=' + to_text(a.value) + ' ';
        out += '|';
        for (const Pair& p : got.left_over) out += ' ' + p.name + '=' + p.value;
        // The law: what was read back comes out again.
        std::vector<std::pair<std::string, std::string>> again;
        for (const auto& a : got.attributes) {
            const Speller speller(spelling, origins, options, sink);
            for (const Pair& p : to_manager(speller, kind, mapping, a)) again.emplace_back(p.name, p.value);
        }
        for (const Pair& p : got.left_over) again.emplace_back(p.name, p.value);
        std::erase_if(pairs, [](const auto& p) { return p.first == "run" && p.second == "no"; });
        std::sort(pairs.begin(), pairs.end());
        std::sort(again.begin(), again.end());
        EXPECT_EQ(pairs, again);
        return out;
    }

    schema::Kind kind;
    schema::Mapping mapping;
    model::OriginTable origins;
    BuildOptions options;
    diag::Sink sink;
};

TEST_F(MappingTest, EveryRowForward) {
    const std::vector<model::Attribute> all = {{"device", Value::string("/dev/a"), {}},
                                               {"force", Value::boolean(true), {}},
                                               {"wait", Value::make(ValueKind::Duration, 90'000, {}, {}), {}},
                                               {"pause", Value::make(ValueKind::Duration, 1'500, {}, {}), {}},
                                               {"address", Value::string("10.0.0.1/24"), {}},
                                               {"mode", Value::word("slow"), {}},
                                               {"gone", Value::boolean(false), {}},
                                               {"hint", Value::string("x"), {}}};
    EXPECT_EQ(text(kPlain, all),
              "disk=/dev/a force=1 wait=90 pause_ms=1500 ip=10.0.0.1 cidr_netmask=24 speed=S meta:vendor-hint=x "
              "config=/etc/x run=no ");
    EXPECT_EQ(text(kSuffixed, all),
              "disk=/dev/a force=true wait=90 pause_ms=1500 ip=10.0.0.1 cidr_netmask=24 speed=S meta:vendor-hint=x "
              "config=/etc/x run=no ");
    EXPECT_EQ(code(), 0);
}

TEST_F(MappingTest, VerbatimIsWrittenAsItStands) {
    Value quoted = Value::boolean(true);
    quoted.verbatim = true;
    quoted.text = "yes";
    EXPECT_EQ(text(kPlain, {{"force", quoted, {}}, {"config", Value::string(""), {}}}), "force=yes config= run=no ");
}

TEST_F(MappingTest, BooleansMayHaveTheirOwnSpelling) {
    mapping.bool_true = "on";
    mapping.bool_false = "off";
    EXPECT_EQ(text(kPlain, {{"force", Value::boolean(false), {}}}), "force=off config=/etc/x run=no ");
    EXPECT_EQ(back(kPlain, {{"force", "on"}}), "force=true |");
    EXPECT_EQ(back(kPlain, {{"force", "1"}}), "force=\"1\" |");
}

TEST_F(MappingTest, WhatHasNoCounterpartIsReported) {
    forward(kPlain, {{"gone", Value::boolean(true), {}}});
    EXPECT_EQ(code(), 4002);
    forward(kPlain, {{"idle", Value::boolean(true), {}}});
    EXPECT_EQ(code(), 4003);
    forward(kPlain, {{"mode", Value::word("odd"), {}}});
    EXPECT_EQ(code(), 4004);
    forward(kPlain, {{"wait", Value::make(ValueKind::Duration, 1'500, {}, {}), {}}});
    EXPECT_EQ(code(), 4005);
    kind.cls = schema::KindClass::Construct;
    EXPECT_EQ(text(kSuffixed, {{"wait", Value::make(ValueKind::Duration, 1'500, {}, {}), {}}}).substr(0, 11),
              "wait=1500ms");
    forward(kPlain, {{"name", Value::make(ValueKind::Map, 0, {}, {}), {}}});
    EXPECT_EQ(code(), 4008);
}

TEST_F(MappingTest, WhatNobodyWroteIsNotReported) {
    const auto by_default = origins.add({model::OriginKind::Default, {}, {}, {}});
    forward(kPlain, {{"gone", Value::boolean(true, by_default), {}}, {"idle", Value::boolean(true, by_default), {}}});
    EXPECT_EQ(code(), 0);
}

TEST_F(MappingTest, WhatWasInheritedIsReported) {
    const auto inherited = origins.add({model::OriginKind::Inherited, {}, {}, {}});
    forward(kPlain, {{"gone", Value::boolean(true, inherited), {}}});
    EXPECT_EQ(code(), 4002);
}

TEST_F(MappingTest, SilentAttributesAreNeitherWrittenNorReported) {
    mapping.silent = {"gone", "device"};
    EXPECT_EQ(text(kPlain, {{"gone", Value::boolean(true), {}}, {"device", Value::string("/dev/a"), {}}}),
              "config=/etc/x run=no ");
    EXPECT_EQ(code(), 0);
}

TEST_F(MappingTest, TheUseAsAWholeIsReported) {
    const Speller speller(kPlain, origins, options, sink);
    mapping.requires_ = {{"device", "it mounts it"}, {"config", "it has a default"}};
    report_use(speller, kind, mapping, {{"device", Value::string("/dev/a"), {}}}, {});
    EXPECT_EQ(code(), 0);
    report_use(speller, kind, mapping, {}, {});
    EXPECT_EQ(code(), 4009);
    mapping.requires_.clear();
    mapping.differs = "it sings";
    report_use(speller, kind, mapping, {}, {});
    EXPECT_EQ(code(), 4010);
}

TEST_F(MappingTest, SecretsAreResolvedOnlyWhenSomethingIsWritten) {
    const std::vector<model::Attribute> a = {{"name", Value::make(ValueKind::Secret, 0, "pw", {}), {}}};
    options.secrets = [](std::string_view name) -> std::optional<std::string> {
        if (name == "pw") return "s3cret";
        return std::nullopt;
    };
    EXPECT_EQ(forward(kPlain, a)[0].value, "s3cret");
    options.write = false;
    EXPECT_EQ(forward(kPlain, a)[0].value, "");
    options.write = true;
    options.secrets = {};
    forward(kPlain, a);
    ASSERT_EQ(code(), 4006);
    EXPECT_EQ(diag::message(sink.diagnostics().back()).find("s3cret"), std::string::npos);
}

TEST_F(MappingTest, Backward) {
    EXPECT_EQ(back(kPlain, {{"disk", "/dev/a"}, {"force", "1"}, {"wait", "90"}, {"speed", "F"}, {"run", "no"}}),
              "device=\"/dev/a\" force=true wait=90s mode=fast |");
    EXPECT_EQ(back(kPlain, {{"force", "yes"}, {"wait", "1m30s"}, {"count", "007"}}),
              "force=\"yes\" wait=\"1m30s\" count=\"007\" |");
    EXPECT_EQ(back(kPlain, {{"pause_ms", "1500"}, {"ip", "10.0.0.1"}, {"cidr_netmask", "24"}}),
              "pause=1500ms address=\"10.0.0.1/24\" |");
    EXPECT_EQ(back(kPlain, {{"cidr_netmask", "24"}, {"ip", "10.0.0.1"}}), "address=\"10.0.0.1/24\" |");
    EXPECT_EQ(back(kPlain, {{"ip", "10.0.0.1"}}), "address=\"10.0.0.1\" |");
    EXPECT_EQ(back(kSuffixed, {{"vendor-hint", "x"}, {"wait", "90"}, {"force", "true"}, {"room", "4096"}}),
              "hint=\"x\" wait=90s force=true room=4KiB |");
    EXPECT_EQ(back(kSuffixed, {{"wait", "90s"}}), "wait=\"90s\" |");
    kind.cls = schema::KindClass::Construct;
    EXPECT_EQ(back(kSuffixed, {{"wait", "90s"}}), "wait=90s |");
    EXPECT_EQ(back(kPlain, {{"word", "ext3"}, {"word", "ext4"}}), "word=ext3 | word=ext4");
    EXPECT_EQ(back(kPlain, {{"word", "a b"}}), "word=\"a b\" |");
}

TEST_F(MappingTest, WhatCannotComeBackIsLeftOver) {
    EXPECT_EQ(
        back(kPlain, {{"force", "maybe"}, {"unknown", "x"}, {"wait", ""}, {"cidr_netmask", "24"}, {"run", "yes"}}),
        "| force=maybe unknown=x wait= cidr_netmask=24 run=yes");
    EXPECT_EQ(back(kPlain, {{"device", "/dev/a"}, {"gone", "1"}, {"mode", "fast"}}),
              "| device=/dev/a gone=1 mode=fast");
    EXPECT_EQ(back(kPlain, {{"ip", "10.0.0.1"}, {"cidr_netmask", "x"}}), "address=\"10.0.0.1\" | cidr_netmask=x");
}

}  // namespace
}  // namespace hale::backends
