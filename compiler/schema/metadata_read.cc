// XML to Metadata: the words of the document, unchanged, and what is wrong with its structure.

#include <algorithm>
#include <cstdlib>
#include <set>

#include "compiler/diag/kinds_codes.h"
#include "compiler/schema/metadata.h"
#include "compiler/value/literal.h"
#include "compiler/xml/read.h"

namespace hale::schema {

namespace {

std::string text_of(const xml::Node& node) {
    std::string out;
    for (const xml::Node& child : node.children) {
        if (child.kind == xml::NodeKind::Text) out += child.text;
    }
    return out;
}

/// The text of the child `element`: the English one where there are several languages, else the first.
std::string documentation(const xml::Node& node, std::string_view element) {
    const xml::Node* best = nullptr;
    for (const xml::Node& child : node.children) {
        if (!child.is_element(element)) continue;
        const std::string_view lang = child.get("lang").value_or("en");
        if (best == nullptr || (lang.substr(0, 2) == "en" && best->get("lang").value_or("en").substr(0, 2) != "en")) {
            best = &child;
        }
    }
    return best != nullptr ? text_of(*best) : std::string();
}

std::string value_of(const xml::Node& node, std::string_view attribute) {
    return std::string(node.get(attribute).value_or(""));
}

std::vector<std::string> words(const std::string& text) {
    std::vector<std::string> out(1);
    for (const char c : text) {
        if (c == ',' || c == ' ' || c == '\t' || c == '\n') {
            if (!out.back().empty()) out.emplace_back();
        } else {
            out.back() += c;
        }
    }
    if (out.back().empty()) out.pop_back();
    return out;
}

class Reader {
public:
    Reader(diag::Sink& sink, const xml::Node& root) : sink_(sink), root_(root) {}

    Metadata run() {
        out_.name = value_of(root_, "name");
        out_.name_span = root_.find("name")->value_span;
        out_.shortdesc = value_of(root_, "shortdesc");
        if (const std::string text = documentation(root_, "shortdesc"); !text.empty()) out_.shortdesc = text;
        out_.longdesc = documentation(root_, "longdesc");
        if (const xml::Node* version = root_.child("version")) out_.version = first_sentence(text_of(*version));
        out_.dialect = dialect();
        each(root_, "parameters", "parameter", [&](const xml::Node& n) { parameter(n); });
        each(root_, "actions", "action", [&](const xml::Node& n) { action(n); });
        for (const xml::Node& special : root_.children) {
            if (special.is_element("special") && special.get("tag").value_or("") == "rgmanager") read_special(special);
        }
        check_rule();
        return std::move(out_);
    }

private:
    template <class Take>
    static void each(const xml::Node& parent, std::string_view list, std::string_view element, Take take) {
        for (const xml::Node& group : parent.children) {
            if (!group.is_element(list)) continue;
            for (const xml::Node& child : group.children) {
                if (child.is_element(element)) take(child);
            }
        }
    }

    /// Nothing in a document says its dialect outright.
    Dialect dialect() const {
        const std::string_view version = root_.get("version").value_or("");
        bool rgmanager = version.substr(0, 9) == "rgmanager", fence = out_.name.rfind("fence_", 0) == 0;
        rgmanager |= out_.name.size() > 3 && out_.name.substr(out_.name.size() - 3) == ".sh";  // db2.sh says no more
        for (const xml::Node& child : root_.children) {
            rgmanager |= child.is_element("special") && child.get("tag").value_or("") == "rgmanager";
        }
        each(root_, "parameters", "parameter", [&](const xml::Node& p) {
            rgmanager |= p.find("primary") != nullptr || p.find("inherit") != nullptr || p.find("reconfig") != nullptr;
            fence |= p.child("getopt") != nullptr;
        });
        if (rgmanager) return Dialect::Rgmanager;
        if (fence) return Dialect::Fence;
        return out_.version.empty() || out_.version == "1.0" || out_.version[0] == '0' ? Dialect::Ocf10
                                                                                       : Dialect::Ocf11;
    }

    /// rgmanager takes a number other than 0, or a word that begins with `y` (facts/rgmanager.md, section 1): `true`
    /// is no.
    bool flag(const xml::Node& node, std::string_view attribute) {
        const xml::Attribute* found = node.find(attribute);
        if (found == nullptr || found->value.empty()) return false;
        const auto meant = model::parse_bool(found->value);
        if (!meant) sink_.report(diag::BadFlag, found->value_span, found->value).help("write `1` or `0`");
        if (out_.dialect != Dialect::Rgmanager) return meant.value_or(false);
        const bool set = std::atoi(found->value.c_str()) != 0 || found->value[0] == 'y';
        if (meant && *meant != set) {
            sink_.report(diag::BadFlag, found->value_span, found->value)
                .note("rgmanager takes a number, or a word that begins with `y`; it reads this as no")
                .help("write `1`");
        }
        return set;
    }

    bool named(const xml::Node& node, std::string_view attribute) {
        if (const auto name = node.get(attribute); name && !name->empty()) return true;
        sink_.report(diag::MetadataNameless, node.name_span, node.name, attribute);
        return false;
    }

    void twice(source::Span span, std::string what, source::Span first) {
        sink_.report(diag::MetadataTwice, span, what).label(first, "first here");
    }

    void parameter(const xml::Node& node) {
        if (!named(node, "name")) return;
        MetaParameter p;
        p.name = value_of(node, "name");
        p.name_span = node.find("name")->value_span;
        if (const MetaParameter* first = out_.parameter(p.name)) {
            return twice(p.name_span, "the parameter `" + p.name + '`', first->name_span);
        }
        p.shortdesc = documentation(node, "shortdesc");
        p.longdesc = documentation(node, "longdesc");
        p.required = flag(node, "required");
        p.unique = flag(node, "unique");
        p.primary = flag(node, "primary");
        p.reloadable = flag(node, "reloadable");
        p.reconfig = flag(node, "reconfig");
        p.deprecated = flag(node, "deprecated");
        p.unique_group = value_of(node, "unique-group");
        p.inherit = value_of(node, "inherit");
        p.obsoletes = words(value_of(node, "obsoletes"));
        p.replaced_with = value_of(node, "replaced-with");
        if (const xml::Node* deprecated = node.child("deprecated")) deprecation(*deprecated, p);
        if (const xml::Node* content = node.child("content")) read_content(*content, p);
        out_.parameters.push_back(std::move(p));
    }

    /// OCF 1.1: `<deprecated><replaced-with name="…"/><desc>…</desc></deprecated>`.
    static void deprecation(const xml::Node& node, MetaParameter& p) {
        p.deprecated = true;
        if (const xml::Node* other = node.child("replaced-with")) p.replaced_with = value_of(*other, "name");
    }

    static void read_content(const xml::Node& node, MetaParameter& p) {
        p.type = value_of(node, "type");
        p.type_span = node.find("type") != nullptr ? node.find("type")->value_span : node.name_span;
        if (const xml::Attribute* def = node.find("default")) {
            p.def = def->value;
            p.default_span = def->value_span;
        }
        for (const xml::Node& option : node.children) {
            if (option.is_element("option")) p.options.push_back(value_of(option, "value"));
        }
    }

    void action(const xml::Node& node) {
        if (!named(node, "name")) return;
        MetaAction a;
        a.name = value_of(node, "name");
        a.timeout = value_of(node, "timeout");
        a.interval = value_of(node, "interval");
        a.depth = value_of(node, "depth");
        a.role = value_of(node, "role");
        a.start_delay = value_of(node, "start-delay");
        a.automatic = flag(node, "automatic");
        a.on_target = flag(node, "on_target");
        a.span = node.span;
        out_.actions.push_back(std::move(a));
    }

    void read_special(const xml::Node& special) {
        for (const xml::Node& node : special.children) {
            if (node.is_element("attributes")) {
                for (const xml::Attribute& a : node.attributes) {
                    if (a.name == "maxinstances") {
                        out_.maxinstances = a.value;
                    } else {
                        out_.special.emplace_back(a.name, a.value);
                    }
                }
            } else if (node.is_element("child") && named(node, "type")) {
                child(node);
            }
        }
    }

    void child(const xml::Node& node) {
        MetaChild c{value_of(node, "type"), value_of(node, "start"), value_of(node, "stop"), value_of(node, "forbid"),
                    node.span};
        const auto first = std::find_if(out_.children.begin(), out_.children.end(),
                                        [&](const MetaChild& other) { return other.type == c.type; });
        if (first != out_.children.end()) return twice(node.span, "the child `" + c.type + '`', first->span);
        out_.children.push_back(std::move(c));
    }

    /// What makes rgmanager ignore the agent as a whole (facts/rgmanager.md, section 1).
    void check_rule() {
        if (out_.dialect != Dialect::Rgmanager) return;
        const MetaParameter* primary = nullptr;
        for (const MetaParameter& p : out_.parameters) {
            if (p.primary && primary != nullptr) {
                sink_.report(diag::RuleRejected, p.name_span, "a second parameter is primary")
                    .label(primary->name_span, "the first one");
            } else if (p.primary) {
                primary = &p;
            }
            if (!p.inherit.empty() && (p.primary || p.unique || p.required)) {
                sink_.report(diag::RuleRejected, p.name_span,
                             fmt::format("`{}` is inherited and {}", p.name,
                                         p.primary  ? "primary"
                                         : p.unique ? "unique"
                                                    : "required"));
            }
        }
    }

    diag::Sink& sink_;
    const xml::Node& root_;
    Metadata out_;
};

}  // namespace

std::string_view to_text(Dialect dialect) {
    switch (dialect) {
        case Dialect::Ocf10:
            return "OCF 1.0";
        case Dialect::Ocf11:
            return "OCF 1.1";
        case Dialect::Fence:
            return "fence agent";
        case Dialect::Rgmanager:
            return "rgmanager";
    }
    return "";
}

const MetaParameter* Metadata::parameter(std::string_view wanted) const {
    const auto it =
        std::find_if(parameters.begin(), parameters.end(), [&](const MetaParameter& p) { return p.name == wanted; });
    return it == parameters.end() ? nullptr : &*it;
}

const MetaAction* Metadata::action(std::string_view wanted) const {
    const auto it = std::find_if(actions.begin(), actions.end(), [&](const MetaAction& a) { return a.name == wanted; });
    return it == actions.end() ? nullptr : &*it;
}

std::optional<Metadata> read_metadata(source::FileId file, const source::SourceManager& sources, diag::Sink& sink) {
    const std::optional<xml::Tree> tree = xml::read(file, sources, sink, xml::Doctype::Skip);
    if (!tree) return std::nullopt;
    const xml::Node& root = tree->root;
    if (!root.is_element("resource-agent")) {
        sink.report(diag::NotMetadata, root.name_span, fmt::format("its root element is `{}`", root.name))
            .help("the metadata of a resource agent or fence agent has the root `<resource-agent>`");
        return std::nullopt;
    }
    if (root.get("name").value_or("").empty()) {
        sink.report(diag::NotMetadata, root.name_span, "the agent has no name").help("add `name=\"…\"`");
        return std::nullopt;
    }
    return Reader(sink, root).run();
}

std::string first_sentence(std::string_view text) {
    // The first paragraph, on one line.
    std::string line;
    int newlines = 0;
    for (const char c : text) {
        const bool space = c == ' ' || c == '\t' || c == '\r' || c == '\n';
        if (c == '\n') ++newlines;
        if (!space && !line.empty() && newlines > 1) break;
        if (!space) newlines = 0;
        if (space && (line.empty() || line.back() == ' ')) continue;
        line += space ? ' ' : c;
    }
    while (!line.empty() && line.back() == ' ') line.pop_back();
    for (std::size_t i = 2; i + 2 < line.size(); ++i) {
        if (line[i] != '.' || line[i + 1] != ' ' || line[i + 2] < 'A' || line[i + 2] > 'Z') continue;
        const std::size_t word = line.find_last_of(" (", i - 1);
        const std::string_view last = std::string_view(line).substr(word == std::string::npos ? 0 : word + 1);
        const bool abbreviation = i - (word == std::string::npos ? 0 : word + 1) < 2 || last.rfind("e.g", 0) == 0 ||
                                  last.rfind("i.e", 0) == 0 || last.rfind("etc", 0) == 0;
        if (!abbreviation) return line.substr(0, i + 1);
    }
    return line;
}

}  // namespace hale::schema
