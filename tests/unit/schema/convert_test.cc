#include "compiler/schema/convert.h"
#include "compiler/diag/render.h"

#include <gtest/gtest.h>

namespace hale::schema {
namespace {

using model::Value;
using model::ValueKind;

Type type(TypeTag tag, std::vector<std::string> members = {}) { return {tag, std::move(members), nullptr}; }
Type list_of(Type element) { return {TypeTag::List, {}, std::make_shared<Type>(std::move(element))}; }
Value value(ValueKind kind, std::int64_t number) { return Value::make(kind, number, {}, {}); }

/// The typed value as text, `verbatim:` before it when it is; or the error in one line.
std::string show(const Type& t, Value raw) {
    const Converted c = convert(t, std::move(raw));
    if (!c.error) return (c.value.verbatim ? "verbatim:" : "") + to_text(c.value);
    return "error: " + c.error->expected + " / " + c.error->seen + " / " + c.error->suggestion;
}

TEST(Convert, StringTakesOnlyStrings) {
    const Type t = type(TypeTag::String);
    EXPECT_EQ(show(t, Value::string("a b")), "\"a b\"");
    EXPECT_EQ(show(t, Value::make(ValueKind::Secret, 0, "db/pw", {})), "secret(\"db/pw\")");
    EXPECT_EQ(show(t, Value::word("ext4")), "error: a string / the word `ext4` / \"ext4\"");
    EXPECT_EQ(show(t, Value::integer(5)), "\"5\"");  // the digits are the text
    EXPECT_EQ(show(t, value(ValueKind::List, 0)), "error: a string / a list / ");
}

TEST(Convert, QuotedNumbersAreVerbatim) {
    const Type t = type(TypeTag::Int);
    EXPECT_EQ(show(t, Value::integer(5)), "5");
    EXPECT_EQ(show(t, Value::string("007")), "verbatim:\"007\"");
    EXPECT_EQ(convert(t, Value::string("007")).value.number, 7);
    EXPECT_EQ(show(t, Value::string("x")), "error: an int / the string \"x\" / ");
    EXPECT_EQ(show(t, value(ValueKind::Duration, 1000)), "error: an int / the duration `1s` / ");
}

TEST(Convert, OnlyTrueAndFalseAreBareBooleans) {
    const Type t = type(TypeTag::Bool);
    EXPECT_EQ(show(t, Value::boolean(true)), "true");
    EXPECT_EQ(show(t, Value::string("yes")), "verbatim:\"yes\"");
    EXPECT_EQ(convert(t, Value::string("Off")).value.number, 0);
    EXPECT_EQ(show(t, Value::word("yes")), "error: a bool / the word `yes` / true");
    EXPECT_EQ(show(t, Value::integer(0)), "error: a bool / the number 0 / false");
    EXPECT_EQ(show(t, Value::integer(2)), "error: a bool / the number 2 / ");
}

TEST(Convert, Measures) {
    EXPECT_EQ(show(type(TypeTag::Duration), value(ValueKind::Duration, 90'000)), "90s");
    EXPECT_EQ(show(type(TypeTag::Duration), Value::integer(3600)), "1h");
    EXPECT_EQ(show(type(TypeTag::Duration), Value::string("1h30m")), "verbatim:\"1h30m\"");
    EXPECT_EQ(show(type(TypeTag::Duration), Value::integer(-1)), "error: a duration / the number -1 / ");
    EXPECT_EQ(show(type(TypeTag::Duration), Value::integer(INT64_MAX)),
              "error: a duration / the number 9223372036854775807 / ");
    EXPECT_EQ(show(type(TypeTag::Size), Value::integer(4096)), "4KiB");
    EXPECT_EQ(show(type(TypeTag::Percent), value(ValueKind::Percent, 80)), "80%");
    EXPECT_EQ(show(type(TypeTag::Percent), Value::integer(80)), "error: a percent / the number 80 / 80%");
}

TEST(Convert, Scores) {
    const Type t = type(TypeTag::Score);
    EXPECT_EQ(show(t, Value::integer(200)), "200");
    EXPECT_EQ(show(t, Value::integer(9'999'999)), "infinity");
    EXPECT_EQ(show(t, Value::word("-infinity")), "-infinity");
    EXPECT_EQ(show(t, Value::string("+INFINITY")), "verbatim:\"+INFINITY\"");
    EXPECT_EQ(show(t, Value::word("infinty")), "error: a score / the word `infinty` / infinity");
}

TEST(Convert, EnumsListTheirMembers) {
    const Type t = type(TypeTag::Enum, {"live", "pause", "no"});
    EXPECT_EQ(show(t, Value::word("live")), "live");
    EXPECT_EQ(show(t, Value::string("live")), "verbatim:\"live\"");
    EXPECT_EQ(show(t, Value::word("liev")), "error: one of live, pause, no / the word `liev` / live");
    EXPECT_EQ(convert(t, Value::word("liev")).error->kind, ConvertError::Kind::NotAMember);
    EXPECT_EQ(show(type(TypeTag::Enum, {"4", "6"}), Value::integer(4)), "4");
    EXPECT_EQ(show(type(TypeTag::Enum, {"true", "auto"}), Value::boolean(true)), "true");
}

TEST(Convert, Addresses) {
    EXPECT_EQ(show(type(TypeTag::Address), Value::string("10.0.0.1/24")), "\"10.0.0.1/24\"");
    const auto bad = convert(type(TypeTag::Address), Value::string("10.0.0.01"));
    ASSERT_TRUE(bad.error);
    EXPECT_EQ(bad.error->kind, ConvertError::Kind::BadAddress);
    EXPECT_NE(bad.error->why.find("leading zero"), std::string::npos);
}

TEST(Convert, ListsAndLoneValues) {
    const Type t = list_of(type(TypeTag::Int));
    Value list = value(ValueKind::List, 0);
    list.items = {Value::integer(1), Value::string("2")};
    EXPECT_EQ(show(t, list), "[1, \"2\"]");
    EXPECT_EQ(show(t, Value::integer(3)), "[3]");
    list.items.push_back(Value::word("x"));
    EXPECT_EQ(show(t, list), "error: an int / the word `x` / ");
    EXPECT_EQ(show(t, Value::word("x")), "error: a list of int / the word `x` / ");
}

TEST(Convert, ReferencesStayNames) {
    const Type t = type(TypeTag::Ref, {"node"});
    EXPECT_EQ(show(t, Value::word("alpha")), "alpha");
    EXPECT_EQ(convert(t, Value::string("node1.example.com")).value.kind, ValueKind::Word);
    EXPECT_EQ(show(t, Value::integer(1)), "error: a reference to node / the number 1 / ");
}

TEST(Convert, SecretsAreNeverShown) {
    const Type t = type(TypeTag::Secret);
    EXPECT_EQ(show(t, Value::string("hunter2")), "\"hunter2\"");
    EXPECT_EQ(show(t, Value::word("hunter2")), "error: a secret / a bare word / ");
    EXPECT_EQ(show(t, Value::integer(1234)), "error: a secret / an int / ");
}

TEST(Convert, PoisonedValuesStaySilent) {
    for (int tag = 0; tag <= static_cast<int>(TypeTag::Any); ++tag) {
        const Converted c = convert(type(static_cast<TypeTag>(tag)), Value{});
        EXPECT_FALSE(c.error);
        EXPECT_TRUE(c.value.is(ValueKind::Unset));
    }
}

TEST(Convert, Range) {
    Attribute a;
    a.type = type(TypeTag::Int);
    a.min = 1;
    a.max = 100;
    EXPECT_FALSE(convert(a, Value::integer(100)).error);
    EXPECT_EQ(convert(a, Value::integer(0)).error->expected, "1 to 100");
    EXPECT_EQ(convert(a, Value::string("101")).error->kind, ConvertError::Kind::OutOfRange);
    a.max.reset();
    EXPECT_EQ(convert(a, Value::integer(0)).error->expected, "at least 1");
}

TEST(Convert, Report) {
    source::SourceManager sources;
    diag::Sink sink;
    const source::Span span{sources.add("a.hale", "x"), 0, 1};
    report(sink, span, "timeout", *convert(type(TypeTag::Duration), Value::string("abc")).error);
    report(sink, span, "migrate", *convert(type(TypeTag::Enum, {"live", "no"}), Value::word("liv")).error);
    ASSERT_EQ(sink.diagnostics().size(), 2u);
    EXPECT_EQ(diag::message(sink.diagnostics()[0]), "`timeout` takes a duration, not the string \"abc\"");
    EXPECT_EQ(diag::message(sink.diagnostics()[1]), "`migrate` cannot be the word `liv`");
    EXPECT_EQ(sink.diagnostics()[1].label, "one of live, no");
    EXPECT_EQ(sink.diagnostics()[1].help, "did you mean `live`?");
}

}  // namespace
}  // namespace hale::schema
