// Every mapping row, forward and then backward, gives what it started from.

#include <fmt/format.h>
#include <algorithm>

#include "backends/common/mapping.h"
#include "compiler/schema/convert.h"
#include "tests/unit/stdlib/stdlib.h"

namespace hale::stdlib_test {
namespace {

using backends::Pair;
using backends::Speller;
using backends::Spelling;
using model::Value;
using model::ValueKind;
using schema::Kind;
using schema::KindClass;
using schema::TypeTag;

constexpr Spelling kRgmanager{"rgmanager", "1", "0", false, ","};
constexpr Spelling kPacemaker{"Pacemaker", "true", "false", true, ","};

/// Values of the type that a person could write.
std::vector<Value> samples(const schema::Attribute& a) {
    std::vector<Value> raw;
    switch (a.type.tag) {
        case TypeTag::Bool:
            raw = {Value::boolean(true), Value::boolean(false)};
            break;
        case TypeTag::Int:
            raw = {Value::integer(a.min.value_or(7)), Value::integer(a.max.value_or(42))};
            break;
        case TypeTag::Duration:
            raw = {Value::make(ValueKind::Duration, 90'000, {}, {}), Value::make(ValueKind::Duration, 0, {}, {})};
            break;
        case TypeTag::Enum:
            for (const std::string& word : a.type.members) raw.push_back(Value::word(word));
            break;
        case TypeTag::Word:
            raw = {Value::word("some-word"), Value::string("two words")};
            break;
        case TypeTag::Address:
            raw = {Value::string("10.0.0.1/24"), Value::string("10.0.0.1"), Value::string("2001:db8::1/64")};
            break;
        case TypeTag::Path:
            raw = {Value::string("/some/path")};
            break;
        case TypeTag::String:
        case TypeTag::Secret:
            raw = {Value::string("a text"), Value::string("x=1,\"y\"")};
            break;
        default:
            break;  // lists, references, rules: not a matter of rows
    }
    std::vector<Value> out;
    for (Value& value : raw) {
        schema::Converted converted = schema::convert(a, std::move(value));
        if (!converted.error) out.push_back(std::move(converted.value));
    }
    return out;
}

/// Two attributes may have one target there (port and, older, domain): reading back finds the first.
bool is_first_at(const schema::Mapping& mapping, const Kind& kind, const schema::Attribute& a) {
    const auto mine = targets(mapping, a);
    for (const schema::Attribute& other : kind.attributes) {
        if (&other == &a) return true;
        if (!mine.empty() && targets(mapping, other) == mine) return false;
    }
    return true;
}

bool same_pairs(const std::vector<Pair>& a, const std::vector<Pair>& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](const Pair& x, const Pair& y) { return x.name == y.name && x.value == y.value; });
}

/// One value there and back. False: the manager does not say it (refused, or implied).
bool round_trip(const Kind& kind, const schema::Mapping& mapping, const Spelling& spelling, const schema::Attribute& a,
                const Value& value) {
    static const model::OriginTable origins;
    static const backends::BuildOptions options;
    diag::Sink sink;
    const Speller speller(spelling, origins, options, sink);
    const std::vector<Pair> pairs = backends::to_manager(speller, kind, mapping, {a.name, value, {}});
    if (!sink.diagnostics().empty() || pairs.empty()) return false;
    const auto back = backends::from_manager(spelling, kind, mapping, pairs);
    const std::string where =
        fmt::format("{}.{} = {} for {}", kind.name, a.name, model::to_text(value), spelling.manager);
    EXPECT_TRUE(back.left_over.empty()) << where;
    if (back.attributes.size() != 1) {
        ADD_FAILURE() << where << ": " << back.attributes.size() << " attributes come back";
        return true;
    }
    EXPECT_EQ(back.attributes[0].name, a.name) << where;
    EXPECT_TRUE(same_pairs(backends::to_manager(speller, kind, mapping, back.attributes[0]), pairs)) << where;
    if (!value.verbatim && !back.attributes[0].value.verbatim) {
        EXPECT_EQ(model::to_text(back.attributes[0].value), model::to_text(value)) << where;
    }
    return true;
}

std::size_t check(const Kind& kind, const schema::Mapping& mapping, const Spelling& spelling) {
    std::size_t checked = 0;
    for (const schema::Attribute& a : kind.attributes) {
        if (is_policy(kind, a.name) || !is_first_at(mapping, kind, a)) continue;
        for (const Value& value : samples(a)) checked += round_trip(kind, mapping, spelling, a, value) ? 1 : 0;
    }
    return checked;
}

TEST(Invertible, EveryRowOfEveryAgent) {
    std::size_t checked = 0;
    for (const KindClass cls : {KindClass::Agent, KindClass::FenceAgent}) {
        for (const Kind* kind : loaded().all(cls)) {
            checked += check(*kind, kind->rgmanager, kRgmanager);
            if (!kind->pacemaker.none) checked += check(*kind, kind->pacemaker, kPacemaker);
        }
    }
    EXPECT_GT(checked, 3000u);
}

TEST(Invertible, ConstructsOfRgmanager) {
    std::size_t checked = 0;
    for (const Kind* kind : loaded().all(KindClass::Construct)) {
        if (kind->rgmanager.declared && !kind->rgmanager.none) checked += check(*kind, kind->rgmanager, kRgmanager);
    }
    EXPECT_GT(checked, 40u);
}

/// The canonical spelling is one that the manager really reads.
TEST(Invertible, SomeByHand) {
    const Kind* ip = loaded().library->find(KindClass::Agent, "ip");
    ASSERT_NE(ip, nullptr);
    const auto back = backends::from_manager(kPacemaker, *ip, ip->pacemaker,
                                             {{"cidr_netmask", "24", false, {}, {}, {}},
                                              {"ip", "10.0.0.1", false, {}, {}, {}},
                                              {"nic", "eth0", false, {}, {}, {}}});
    EXPECT_TRUE(back.left_over.empty());
    ASSERT_EQ(back.attributes.size(), 2u);
    EXPECT_EQ(back.attributes[0].value.text, "10.0.0.1/24");
    const Kind* service = loaded().library->find(KindClass::Agent, "service");
    ASSERT_NE(service, nullptr);
    const auto recovery = backends::from_manager(kRgmanager, *service, service->rgmanager,
                                                 {{"recovery", "restart-disable", false, {}, {}, {}}});
    ASSERT_EQ(recovery.attributes.size(), 1u);
    EXPECT_EQ(recovery.attributes[0].value.text, "restart_disable");
    EXPECT_FALSE(recovery.attributes[0].value.verbatim);
}

}  // namespace
}  // namespace hale::stdlib_test
