// `rgmanager { … }` and `pacemaker { … }`: what a manager makes of a kind, row by row.

#include <algorithm>

#include "compiler/diag/kinds_codes.h"
#include "compiler/schema/load_kind.h"
#include "compiler/support/suggest.h"

namespace hale::schema {

using block::Attr;
using block::Block;
using model::Value;
using Op = MapRow::Op;

namespace {

class MappingLoader {
public:
    MappingLoader(Loading& loading, const Block& block, const Kind& kind)
        : loading_(loading), block_(block), kind_(kind) {}

    Mapping run() {
        out_.declared = true;
        own_words();
        for (const Block& b : block_.children) row_block(b);
        return std::move(out_);
    }

private:
    void own_words() {
        Words words(loading_, block_, "`" + block_.name + "`");
        const std::string type = words.name("type"), ra = words.name("ra");
        out_.type = ra.empty() ? type : ra;
        out_.reason = words.text("none");
        out_.none = block_.find("none") != nullptr;
        out_.stand_in = words.text("stand_in");
        out_.differs = words.text("differs");
        out_.strategy = words.name("strategy");
        out_.defaults = attributes(words, "defaults");
        out_.silent = attributes(words, "silent");
        const std::vector<std::string> booleans = words.names("booleans");
        if (booleans.size() == 2) {
            out_.bool_true = booleans[0];
            out_.bool_false = booleans[1];
        } else if (const Attr* attr = block_.find("booleans")) {
            incomplete(attr->value_span, "booleans", "the spellings of true and false");
        }
        if (const auto sharing = words.typed("sharing", {TypeTag::Enum, {"clone", "copy"}, nullptr})) {
            out_.sharing = sharing->text;
        }
        words.finish(
            {"rename", "constant", "values", "split", "unit", "meta", "drop", "ignore", "same", "requires", "special",
             "preset"});
        check_strategy();
    }

    void check_strategy() {
        const auto& known = strategies();
        if (out_.strategy.empty() || std::find(known.begin(), known.end(), out_.strategy) != known.end()) return;
        auto report = loading_.sink.report(diag::UnknownStrategy, block_.find("strategy")->value_span, out_.strategy);
        if (const std::string best = suggest(out_.strategy, known); !best.empty())
            report.help("did you mean `{}`?", best);
    }

    std::vector<std::string> attributes(Words& words, std::string_view word) {
        std::vector<std::string> names = words.names(word);
        std::erase_if(names, [&](const std::string& name) {
            return !check_attribute(loading_, kind_, name, block_.find(word)->value_span);
        });
        return names;
    }

    void row_block(const Block& b) {
        if (b.name == "rename") return pairs(b, Op::Rename);
        if (b.name == "meta") return pairs(b, Op::Meta);
        if (b.name == "drop" || b.name == "ignore") return pairs(b, Op::Drop);
        if (b.name == "constant") return constants(b);
        if (b.name == "values") return values(b);
        if (b.name == "split") return split(b);
        if (b.name == "unit") return unit(b);
        if (b.name == "same") return same(b);
        if (b.name == "requires") return requires_rows(b);
        if (b.name == "special") return texts(b, out_.special);
        if (b.name == "preset") return texts(b, out_.preset);
    }

    void add(MapRow row) {
        if (!row.attribute.empty() && out_.row(row.attribute) != nullptr) {
            loading_.sink.report(diag::DeclaredTwice, row.span, row.attribute)
                .label(out_.row(row.attribute)->span, "first here");
            return;
        }
        out_.rows.push_back(std::move(row));
    }

    void incomplete(source::Span span, std::string_view row, std::string_view needs) {
        loading_.sink.report(diag::IncompleteRow, span, row, needs);
    }

    /// The value as a name or spelling; reported when it is none.
    std::optional<std::string> spelling(const Attr& attr) {
        if (!attr.value) return {};
        auto text = name_text(attr.value);
        if (!text) {
            const Converted c = convert({TypeTag::Word, {}, nullptr}, attr.value);
            if (c.error) report(loading_.sink, attr.value_span, attr.name, *c.error);
        }
        return text;
    }

    void no_blocks(const Block& b) {
        for (const Block& child : b.children) {
            loading_.sink.report(diag::UnknownDeclarationWord, child.name_span, child.name, "`" + b.name + "`");
        }
    }

    /// `rename { a = b … }`, `meta`, `drop`, `ignore`: one row an attribute.
    void pairs(const Block& b, Op op) {
        no_blocks(b);
        for (const Attr& attr : b.attrs) {
            if (!check_attribute(loading_, kind_, attr.name, attr.name_span)) continue;
            auto text = spelling(attr);
            if (!text) continue;
            MapRow row;
            row.op = op;
            row.attribute = attr.name;
            row.span = attr.name_span;
            row.harmless = b.name == "ignore";
            (op == Op::Drop ? row.reason : row.target) = std::move(*text);
            add(std::move(row));
        }
    }

    void constants(const Block& b) {
        no_blocks(b);
        for (const Attr& attr : b.attrs) {
            auto text = spelling(attr);
            if (!text) continue;
            MapRow row;
            row.op = Op::Constant;
            row.target = attr.name;
            row.value = std::move(*text);
            row.span = attr.name_span;
            add(std::move(row));
        }
    }

    /// A row with the attribute as its label; nothing when there is none (reported).
    std::optional<MapRow> labelled(const Block& b, Op op) {
        no_blocks(b);
        if (b.labels.size() != 1) {
            loading_.sink.report(diag::DeclarationName, b.name_span, b.name);
            return {};
        }
        MapRow row;
        row.op = op;
        row.attribute = b.labels.front().text;
        row.span = b.labels.front().span;
        if (!check_attribute(loading_, kind_, row.attribute, row.span)) return {};
        return row;
    }

    void values(const Block& b) {
        auto row = labelled(b, Op::Values);
        if (!row) return;
        row->target = row->attribute;
        const Type& type = kind_.attribute(row->attribute)->type;
        for (const Attr& attr : b.attrs) {
            auto text = spelling(attr);
            if (!text) continue;
            if (attr.name == "target") {
                row->target = std::move(*text);
                continue;
            }
            if (type.tag == TypeTag::Enum) {
                const Converted c = convert(type, Value::word(attr.name));
                if (c.error) report(loading_.sink, attr.name_span, row->attribute, *c.error);
            }
            row->table.emplace_back(attr.name, std::move(*text));
        }
        if (row->table.empty()) return incomplete(b.name_span, "values", "a spelling for every word");
        add(std::move(*row));
    }

    void split(const Block& b) {
        auto row = labelled(b, Op::Split);
        if (!row) return;
        Words words(loading_, b, "`split`");
        const std::vector<std::string> into = words.names("into");
        row->value = words.text("separator");
        words.finish();
        if (into.size() != 2 || row->value.empty()) {
            return incomplete(b.name_span, "split", "`into` with two names, and a `separator`");
        }
        row->target = into[0];
        row->target2 = into[1];
        add(std::move(*row));
    }

    void unit(const Block& b) {
        auto row = labelled(b, Op::Unit);
        if (!row) return;
        Words words(loading_, b, "`unit`");
        const std::string target = words.name("target");
        row->target = target.empty() ? row->attribute : target;
        const Type units{TypeTag::Enum, {"ms", "s", "min", "h", "d"}, nullptr};
        if (const auto unit = words.typed("unit", units)) row->value = unit->text;
        row->suffix = words.flag("suffix");
        words.finish();
        if (row->value.empty()) {
            if (b.find("unit") == nullptr) incomplete(b.name_span, "unit", "a `unit`");
            return;
        }
        add(std::move(*row));
    }

    /// `same { attribute = value }`: the value in the attribute's own type.
    void same(const Block& b) {
        no_blocks(b);
        for (const Attr& attr : b.attrs) {
            if (!check_attribute(loading_, kind_, attr.name, attr.name_span)) continue;
            Converted c = convert(*kind_.attribute(attr.name), attr.value);
            if (c.error) report(loading_.sink, attr.value_span, attr.name, *c.error);
            if (c.value) out_.same.emplace_back(attr.name, without_origins(std::move(c.value)));
        }
    }

    /// `special { init_on_add = "0" }`: attributes of the agent's metadata that only rgmanager reads; `preset` likewise.
    void texts(const Block& b, std::vector<std::pair<std::string, std::string>>& out) {
        no_blocks(b);
        for (const Attr& attr : b.attrs) {
            if (auto text = spelling(attr)) out.emplace_back(attr.name, std::move(*text));
        }
    }

    void requires_rows(const Block& b) {
        no_blocks(b);
        for (const Attr& attr : b.attrs) {
            if (!check_attribute(loading_, kind_, attr.name, attr.name_span)) continue;
            if (auto text = spelling(attr)) out_.requires_.emplace_back(attr.name, std::move(*text));
        }
    }

    Loading& loading_;
    const Block& block_;
    const Kind& kind_;
    Mapping out_;
};

}  // namespace

const std::vector<std::string_view>& strategies() {
    static const std::vector<std::string_view> names = {"apache", "literal",     "netfs",    "nfsserver",
                                                        "script", "transparent", "unfencing"};
    return names;
}

Mapping load_mapping(Loading& loading, const Block& block, const Kind& kind) {
    return MappingLoader(loading, block, kind).run();
}

}  // namespace hale::schema
