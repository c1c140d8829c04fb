#include "backends/common/compare.h"

#include <gtest/gtest.h>

#include "compiler/diag/import_codes.h"
#include "compiler/xml/read.h"

namespace hale::backends {
namespace {

struct Compared {
    source::SourceManager sources;
    diag::Sink sink;
    std::size_t count = 0;

    Compared(const std::string& original, const std::string& written, std::string_view told = {}) {
        const auto before = xml::read(sources.add("a", original), sources, sink);
        const auto after = xml::read(sources.add("b", written), sources, sink);
        const std::size_t at = told.empty() ? std::string::npos : original.find(told);
        if (at != std::string::npos) {
            const auto begin = static_cast<std::uint32_t>(at);
            const source::Span span{before->root.span.file, begin, begin + static_cast<std::uint32_t>(told.size())};
            sink.report(diag::LeftOut, span, "attribute", told, "a test");
        }
        count = report_differences(before->root, after->root, {{"name"}, {}}, sink);
    }
    std::string codes() const {
        std::string out;
        for (const auto& d : sink.diagnostics()) {
            const auto p = sources.position(d.span.file, d.span.begin);
            out += diag::code_name(d.code) + '@' + std::to_string(p.column) + ' ';
        }
        return out;
    }
};

TEST(Compare, SaysEachDifferenceAtItsPlace) {
    EXPECT_EQ(Compared("<a x='1'><b/></a>", "<a x='1'>\n<b/></a>").count, 0u);
    EXPECT_EQ(Compared("<a x='1' y='2'/>", "<a y='2'/>").codes(), "HL5050@4 ");
    EXPECT_EQ(Compared("<a x='1' y='2'/>", "<a x='1' y='3'/>").codes(), "HL5051@13 ");
    EXPECT_EQ(Compared("<a><b/><c/></a>", "<a><c/></a>").codes(), "HL5050@5 ");
    EXPECT_EQ(Compared("<a><c/></a>", "<a z='1'><b/><c/></a>").codes(), "HL5052@2 HL5052@2 ");
    EXPECT_EQ(Compared("<a><b name='1'/><b name='2'/></a>", "<a><b name='2'/><b name='1'/></a>").codes(), "HL5053@18 ");
    EXPECT_EQ(Compared("<a><b name='1'/><b name='1' x=''/></a>", "<a><b name='1'/></a>").codes(), "HL5050@18 ");
}

TEST(Compare, IsSilentAboutWhatWasTold) {
    const Compared told("<a one='1' two='2'/>", "<a/>", "one");
    EXPECT_EQ(told.count, 2u);
    EXPECT_EQ(told.codes(), "HL5025@4 HL5050@12 ");
}

}  // namespace
}  // namespace hale::backends
