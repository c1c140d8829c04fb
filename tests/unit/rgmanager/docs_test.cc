// docs/reference/rgmanager.md has a row for every element and attribute that cluster.rng documents, and what the row
// says is what the importer makes of it: the rows are made here and compared. HALE_UPDATE=1 writes them.

#include <gtest/gtest.h>

#include <set>

#include "tests/unit/rgmanager/documented.h"
#include "tests/unit/rgmanager/round_trip.h"

namespace hale::rgmanager {
namespace {

using testing_data::Builder;
using testing_data::Documented;
using DocumentedElement = testing_data::Element;

constexpr std::string_view kBegin = "<!-- rows: made by unit_rgmanager, HALE_UPDATE=1 rewrites them -->\n";

/// How one file's feature is said in hale.
class Said {
public:
    explicit Said(const std::string& text) {
        document_ = read(sources_.add("cluster.conf", text), sources_, sink_);
        if (document_) blocks_ = raise(*document_, RaiseMode::AsItRuns, testing_data::library(), origins_, sink_);
    }

    std::string element(const std::string& name) const {
        const xml::Node* node = last(to_root(), name, {});
        const std::string found = node != nullptr ? search(blocks_, "", node->name_span, node->name_span) : "";
        return found.empty() ? otherwise(node != nullptr ? node->name_span : source::Span{}) : found;
    }
    std::string attribute(const std::string& element, const std::string& name) const {
        const xml::Node* node = last(to_root(), element, name);
        const xml::Attribute* a = node != nullptr ? node->find(name) : nullptr;
        if (a == nullptr) return "";
        const std::string found = search(blocks_, "", a->name_span, a->value_span);
        return found.empty() ? otherwise(a->span) : found;
    }

private:
    const xml::Node& to_root() const {
        tree_ = to_tree(*document_);
        return tree_.root;
    }

    static const xml::Node* last(const xml::Node& node, const std::string& name, const std::string& attribute) {
        const bool fits = node.name == name && (attribute.empty() || node.find(attribute) != nullptr);
        const xml::Node* found = fits ? &node : nullptr;
        for (const xml::Node& child : node.children) {
            if (const xml::Node* inner = last(child, name, attribute)) found = inner;
        }
        return found;
    }

    static std::string shown(const block::Block& b) {
        const bool kind = b.name == "shared" || b.name == "native" || b.name == "op";
        return kind && !b.labels.empty() ? b.name + ' ' + b.labels.front().text : b.name.str();
    }

    static std::string search(const std::vector<block::Block>& blocks, const std::string& path, source::Span name,
                              source::Span value) {
        for (const block::Block& b : blocks) {
            const std::string here = path.empty() ? shown(b) : path + " / " + shown(b);
            for (const block::Attr& a : b.attrs) {
                if (a.value_span == value && a.name_span == name) return '`' + a.name + "` in " + place(path, b);
            }
            for (std::size_t i = 0; i < b.labels.size(); ++i) {
                if (b.labels[i].span == value) return "the label of `" + b.name + '`';
            }
            if (std::string found = search(b.children, here, name, value); !found.empty()) return found;
            if (b.name_span == value && b.name_span == name) return '`' + shown(b) + "` in " + parent(path);
            if (b.name_span == value) return "the name of the block in `" + (path.empty() ? "" : tail(path)) + '`';
        }
        return {};
    }
    static std::string tail(const std::string& path) {
        const std::size_t at = path.rfind(" / ");
        return at == std::string::npos ? path : path.substr(at + 3);
    }
    static std::string parent(const std::string& path) { return path.empty() ? "the file" : '`' + tail(path) + '`'; }
    static std::string place(const std::string& path, const block::Block& b) {
        return '`' + (b.name == "native" ? tail(path) + " / " : std::string()) + shown(b) + '`';
    }

    std::string otherwise(source::Span span) const {
        for (const diag::Diagnostic& d : sink_.diagnostics()) {
            if (d.span.valid() && d.span.begin < span.end && span.begin < d.span.end && d.code != 5020)
                return "not said: " + diag::code_name(d.code);
        }
        return "by what stands in it";
    }

    source::SourceManager sources_;
    diag::Sink sink_;
    model::OriginTable origins_;
    std::optional<Document> document_;
    mutable xml::Tree tree_;
    std::vector<block::Block> blocks_;
};

/// With what the attribute counts together with.
std::string with_companions(std::string text, const Documented& feature) {
    static const std::map<std::string, std::string> companions = {
        {"__max_failures", "__failure_expire_time=\"60\""},
        {"__failure_expire_time", "__max_failures=\"2\""},
        {"__max_restarts", "__restart_expire_time=\"60\" __independent_subtree=\"1\""},
        {"__restart_expire_time", "__max_restarts=\"2\" __independent_subtree=\"1\""},
        {"depend_mode", "depend=\"service:other\""}};
    const auto it = companions.find(feature.name);
    const std::string written = ' ' + feature.name + "=\"" + feature.sample + '"';
    const std::size_t at = text.find(written);
    if (it == companions.end() || at == std::string::npos) return text;
    return text.insert(at + written.size(), ' ' + it->second);
}

/// With a value that hale has a word for, if one of these is.
std::string how(const Builder& builder, const DocumentedElement& element, Documented feature) {
    if (element.name == "failoverdomainnode" && feature.name == "priority")
        return "the order of `members` in `domain`, or `priorities`";
    std::string first;
    for (const std::string& sample : {feature.sample, std::string("1"), std::string("10.0.0.1"), std::string("on"),
                                      std::string("rr"), std::string("yes"), std::string("info"), std::string("hard"),
                                      std::string("live"), std::string("qemu"), std::string("a")}) {
        feature.sample = sample;
        const std::string said =
            Said(with_companions(builder.text(element, &feature), feature)).attribute(element.name, feature.name);
        if (first.empty()) first = said;
        if (said.find("native") == std::string::npos && said.find("not said") == std::string::npos) return said;
    }
    return first;
}

/// A section with something in it, as it stands in real files.
std::string filled(std::string text) {
    for (const auto& [name, content] : {std::pair("unfence", "<device name=\"d1\"/>"),
                                        std::pair("fence", "<method name=\"1\"><device name=\"d1\"/></method>"),
                                        std::pair("events", "<event name=\"e\" file=\"/e\"/>"),
                                        std::pair("resources", "<script name=\"y\" file=\"/y\"/>")}) {
        const std::string empty = std::string("<") + name + "/>";
        const std::size_t at = text.find(empty);
        if (at != std::string::npos)
            text.replace(at, empty.size(), std::string("<") + name + '>' + content + "</" + name + '>');
    }
    return text;
}

std::string rows() {
    const auto schema = testing_data::documented_schema();
    if (!schema) return {};
    const Builder builder(*schema);
    std::string out;
    std::set<std::string> sections, lines;
    for (const DocumentedElement& element : schema->elements) {
        if (sections.insert(element.name).second) {
            out += "\n## `<" + element.name +
                   ">`\n\nIn hale: " + Said(filled(builder.text(element, nullptr))).element(element.name) +
                   ".\n\n| attribute | in hale |\n|---|---|\n";
        }
        for (const Documented& feature : element.attributes) {
            if (feature.name == "ref") {
                out += "| `ref` | `use LABEL`; a service or VM: `referred = true` |\n";
                continue;
            }
            const std::string said = how(builder, element, feature);
            if (!feature.agent.empty()) {
                lines.insert("| `" + feature.name + "` | " + said + " |\n");
            } else {
                out += "| `" + feature.name + "` | " + said + " |\n";
            }
        }
    }
    out +=
        "\n## Arguments of fence agents\n\nOn `<fencedevice>` and on `<device>`; `hale agents NAME` has those of one "
        "agent.\n\n| attribute | in hale |\n|---|---|\n";
    for (const std::string& line : lines) out += line;
    return out;
}

TEST(RgmanagerDocs, HaveATrueRowForEveryElementAndAttribute) {
    SKIP_WITHOUT_CORPUS();
    const std::string path = HALE_SOURCE_DIR "/docs/reference/rgmanager.md";
    const std::string page = testing_data::slurp(path);
    const std::size_t at = page.find(kBegin);
    ASSERT_NE(at, std::string::npos);
    const std::string wanted = rows();
    if (std::getenv("HALE_UPDATE") != nullptr) {
        std::ofstream(path) << page.substr(0, at + kBegin.size()) << wanted;
        return;
    }
    EXPECT_EQ(page.substr(at + kBegin.size()), wanted) << "HALE_UPDATE=1 rewrites the rows";
    EXPECT_GE(std::count(wanted.begin(), wanted.end(), '|'), 3 * 500);
}

}  // namespace
}  // namespace hale::rgmanager
