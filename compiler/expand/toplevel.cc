// Parameters, imports and files.

#include "compiler/diag/names_codes.h"
#include "compiler/expand/expander.h"
#include "compiler/expand/imports.h"
#include "compiler/expand/params.h"
#include "compiler/support/breakage.h"
#include "compiler/support/suggest.h"
#include "compiler/syntax/parse.h"
#include "compiler/value/describe.h"

namespace hale::expand {

using model::Value;
using syntax::Item;

void Expander::param(const Item& item) {
    const std::string_view name = c_.text(item.name);
    params_.emplace(name);
    Value value = param_value(item, name);
    const bool given = c_.options.params.contains(std::string(name)) || !item.value;
    if (!within_limits(item, value, given ? item.name : c_.tree->at(item.value).span)) value = {};
    if (value) value.origin = c_.origins.add({model::OriginKind::Param, item.name, {}, std::string(name)});
    declare(item.name, std::move(value), 0, name);
    if (const auto words = words_.find(name); words != words_.end()) c_.scope.set_words(name, &words->second);
}

Value Expander::param_value(const Item& item, std::string_view name) {
    if (!item.type.valid() || c_.text(item.type).empty()) return {};  // the parser has said so (HL0027)
    std::string wrong;
    const auto type = parse_param_type(c_.text(item.type), wrong);
    if (!type) {
        c_.report(diag::UnknownParamType, item.type, wrong)
            .help("types are string, int, bool, duration, size, percent, address, path, word, enum(…) and list[…] of them");
        return {};
    }
    if (!type->members.empty()) words_[std::string(name)] = type->members;
    const auto option = c_.options.params.find(std::string(name));
    if (option != c_.options.params.end()) {
        if (auto value = read_param(*type, option->second)) return std::move(*value);
        c_.report(diag::WrongParam, item.name, name, to_text(*type), model::describe(Value::string(option->second)))
            .mark("declared here");
        return {};
    }
    if (!item.value) {
        c_.report(diag::MissingParam, item.name, name).help("give it with --param {}=…, or write a default", name);
        return {};
    }
    Value value = evaluate(c_, item.value);
    if (!value || fits(*type, value)) return value;
    const source::Span span = c_.tree->at(item.value).span;
    if (!report_unknown_call(c_, value, span)) {
        c_.report(diag::WrongParam, span, name, to_text(*type), model::describe(value));
    }
    return {};
}

void Expander::import(const Item& item, Target target) {
    using Problem = ImportPath::Problem;
    const source::Span span = item.value ? c_.tree->at(item.value).span : item.span;
    const Value written = evaluate(c_, item.value);
    incomplete_ = true;  // until it is read
    if (!written.is(model::ValueKind::String)) return;
    const ImportPath path = resolve_import(open_files_.front().path, open_files_.back().path, written.text);
    if (path.problem != Problem::None) {
        c_.report(diag::ImportOutside, span, written.text)
            .help("name a file by its path from here, inside the directory of the file that is compiled");
        return;
    }
    if (const auto& real = c_.options.real_path;
        real && is_outside(real(folder_of(open_files_.front().path)), real(path.path))) {
        c_.report(diag::ImportOutside, span, written.text)
            .help(
                "a symbolic link on the way leads out of the directory of the file that is compiled: put a copy there");
        return;
    }
    std::string chain;
    bool cycle = false;
    for (const OpenFile& open : open_files_) {
        cycle |= HALE_BREAK("import.cycle", open.path == path.path, false);
        if (cycle) chain += open.path + " → ";
    }
    if (cycle) {
        c_.report(diag::ImportCycle, span, written.text).note("{}{}", chain, path.path);
        return;
    }
    if (open_files_.size() > c_.options.max_import_depth) {
        c_.report(diag::ImportTooDeep, span, c_.options.max_import_depth);
        return;
    }
    incomplete_ = false;
    if (!imported_.insert(path.path).second) return;  // once is enough
    auto text = c_.options.read ? c_.options.read(path.path) : std::nullopt;
    if (!text) {
        incomplete_ = true;
        c_.report(diag::ImportUnreadable, span, path.path);
        return;
    }
    const syntax::Tree* tree = c_.tree;
    file(c_.sources.add(path.path, std::move(*text)), path.path, target);
    c_.tree = tree;
}

void Expander::file(source::FileId id, const std::string& path, Target target) {
    c_.tree = &trees_.emplace_back(syntax::parse(c_.sources, id, sink_));
    incomplete_ |= c_.tree->has_errors;
    open_files_.push_back({path, id});
    // The files of a run share one top-level scope, so `items`, which opens one of its own, is not used here.
    const auto range = c_.tree->top;
    announce(range, target);
    for (const syntax::ItemId item_id : c_.tree->items_of(range)) {
        if (c_.stopped) break;
        item(c_.tree->at(item_id), target);
    }
    open_files_.pop_back();
}

void Expander::check_unknown_params() {
    if (incomplete_) return;
    for (const auto& [name, text] : c_.options.params) {
        if (params_.contains(name)) continue;
        auto report = c_.report(diag::UnknownParam, {}, name);
        if (const std::string best = suggest(name, params_); !best.empty()) report.help("did you mean `{}`?", best);
    }
}

std::vector<Block> Expander::run(source::FileId root) {
    std::vector<Block> blocks;
    const std::string path = normal_path(c_.sources.name(root));
    imported_.insert(path);
    c_.scope.open();
    file(root, path, {blocks, nullptr});
    check_unknown_params();
    c_.scope.close();
    c_.reporter.flush();
    return blocks;
}

}  // namespace hale::expand
