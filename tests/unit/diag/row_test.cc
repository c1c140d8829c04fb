// A diagnostic is its row, its arguments and its subject; text comes last.

#include <gtest/gtest.h>

#include <string>
#include <type_traits>

#include "compiler/diag/diag.h"
#include "compiler/diag/kinds_codes.h"
#include "compiler/diag/render.h"

namespace hale::diag {
namespace {

HALE_DIAG_ROW(9999, Error, Sample, "`{}` has {:d} parts, and {{ {} is shown as U+{:04X}")

static_assert(std::is_same_v<decltype(Sample), const Row<Text, Number, Text, Number>>);
static_assert(std::is_same_v<decltype(UnknownAttribute), const Row<Text, Text>>);

template <class... A>
concept Reports = requires(Sink& sink, A... a) { sink.report(Sample, source::Span{}, a...); };
static_assert(Reports<const char*, int, std::string, std::size_t>);
static_assert(Reports<Name, std::int64_t, std::string_view, unsigned>);
static_assert(!Reports<const char*, int, std::string>, "one too few");
static_assert(!Reports<const char*, int, std::string, int, int>, "one too many");
static_assert(!Reports<int, int, std::string, int>, "a number for a text");
static_assert(!Reports<const char*, std::string, std::string, int>, "a text for a number");
static_assert(!Reports<const char*, bool, std::string, int>, "a truth for a number");

TEST(Row, ADiagnosticKeepsWhatItWasMadeOf) {
    Sink sink;
    sink.report(Sample, {}, "web", 3, "tab", 9).about({model::EntityKind::Service, 7}, "name");
    const Diagnostic& d = sink.diagnostics().at(0);
    EXPECT_EQ(d.row, &Sample);
    EXPECT_EQ(d.args, (std::vector<Arg>{std::string("web"), std::int64_t{3}, std::string("tab"), std::int64_t{9}}));
    EXPECT_EQ(d.subject, (Subject{{model::EntityKind::Service, 7}, "name"}));
    EXPECT_EQ(message(d), "`web` has 3 parts, and { tab is shown as U+0009");
}

TEST(Row, OneIsKeptOfTheSame) {
    Sink sink;
    sink.report(UnknownAttribute, {}, "a", "b");
    sink.report(UnknownAttribute, {}, "a", "b");
    sink.report(UnknownAttribute, {}, "ab", "");
    EXPECT_EQ(sink.diagnostics().size(), 2u);
    EXPECT_TRUE(sink.diagnostics()[0].same(make(UnknownAttribute, {}, "a", "b")));
}

TEST(Row, NamesAreFoundInArgumentsOnly) {
    const Diagnostic d = make(UnknownAttribute, {}, "mount_point", "fs data");
    EXPECT_TRUE(d.names("mount_point"));
    EXPECT_TRUE(d.names("data"));
    EXPECT_FALSE(d.names("mount"));
    EXPECT_FALSE(d.names("attribute"));  // a word of the sentence
    EXPECT_FALSE(d.names(""));
}

}  // namespace
}  // namespace hale::diag
