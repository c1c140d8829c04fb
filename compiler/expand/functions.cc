// The pure functions (docs/reference/functions.md). A row says the name, how many arguments, and of what kind; the
// functions themselves see only arguments that fit.

#include "compiler/expand/functions.h"

#include <algorithm>
#include <array>

#include "compiler/diag/names_codes.h"
#include "compiler/expand/evaluate.h"
#include "compiler/value/address.h"
#include "compiler/value/describe.h"
#include "compiler/value/literal.h"

namespace hale::expand {

using model::Value;
using model::ValueKind;
using syntax::Expr;

namespace {

struct Call {
    Context& c;
    const Expr& e;
    std::string_view name;
    std::vector<Operand> args;

    const Value& operator[](std::size_t i) const { return *args[i]; }
    const std::string& text(std::size_t i) const { return args[i]->text; }
    source::Span span(std::size_t i) const { return c.tree->at(c.tree->children(e)[i + 1]).span; }

    Value wrong(std::size_t i, std::string_view wanted) const {
        if (!report_unknown_call(c, (*this)[i], span(i))) {
            c.report(diag::WrongArgument, span(i), i + 1, name, wanted, model::describe((*this)[i]));
        }
        return {};
    }
    Value string(std::string text) const {
        if (text.size() > kMaxString) {
            c.report(diag::TooLong, e.span, "string", "1 MiB");
            return {};
        }
        return c.spend(e.span, text.size()) ? Value::string(std::move(text)) : Value{};
    }
    Value list(std::vector<Value> items) const {
        Value out = Value::make(ValueKind::List, 0, {}, {});
        out.items = std::move(items);
        if (out.items.size() > kMaxList) {
            c.report(diag::TooLong, e.span, "list", fmt::format("{} items", kMaxList));
            return {};
        }
        int depth = 0;
        return c.spend(e.span, weigh(out, depth)) ? std::move(out) : Value{};
    }
};

std::string mapped(std::string text, char from, char to, int shift) {
    for (char& x : text) {
        if (x >= from && x <= to) x = static_cast<char>(x + shift);
    }
    return text;
}

/// Characters (code points), not bytes.
std::int64_t characters(const std::string& text) {
    return std::count_if(text.begin(), text.end(),
                         [](char x) { return (static_cast<unsigned char>(x) & 0xC0u) != 0x80u; });
}

Value len(const Call& f) {
    const Value& v = f[0];
    if (v.is(ValueKind::String)) return Value::integer(characters(v.text));
    if (v.is(ValueKind::List) || v.is(ValueKind::Map)) return Value::integer(static_cast<std::int64_t>(v.items.size()));
    return f.wrong(0, "a string, a list or a map");
}

Value string(const Call& f) {
    auto text = scalar_text(f[0]);
    return text ? f.string(std::move(*text)) : f.wrong(0, "a single value");
}

Value integer(const Call& f) {
    if (f[0].is(ValueKind::Int)) return Value::integer(f[0].number);
    const auto n = f[0].is(ValueKind::String) ? model::parse_int(f.text(0)) : std::nullopt;
    return n ? Value::integer(*n) : f.wrong(0, "a string of digits");
}

Value upper(const Call& f) { return f.string(mapped(f.text(0), 'a', 'z', 'A' - 'a')); }
Value lower(const Call& f) { return f.string(mapped(f.text(0), 'A', 'Z', 'a' - 'A')); }

Value trim(const Call& f) {
    static constexpr std::string_view blank = " \t\r\n";
    const std::string& text = f.text(0);
    const std::size_t first = text.find_first_not_of(blank);
    if (first == std::string::npos) return Value::string("");
    return f.string(text.substr(first, text.find_last_not_of(blank) - first + 1));
}

Value replace(const Call& f) {
    const std::string &text = f.text(0), &from = f.text(1), &to = f.text(2);
    if (from.empty()) return f.wrong(1, "a string that is not empty");
    std::string out;
    for (std::size_t i = 0; i < text.size() && out.size() <= kMaxString;) {
        const std::size_t at = std::min(text.find(from, i), text.size());
        out.append(text, i, at - i);
        if (at == text.size()) break;
        out += to;
        i = at + from.size();
    }
    return f.string(std::move(out));
}

Value split(const Call& f) {
    const std::string &text = f.text(0), &separator = f.text(1);
    if (separator.empty()) return f.wrong(1, "a string that is not empty");
    std::vector<Value> out;
    for (std::size_t i = 0; out.size() <= kMaxList;) {
        const std::size_t at = text.find(separator, i);
        out.push_back(Value::string(text.substr(i, at - i)));
        if (at == std::string::npos) break;
        i = at + separator.size();
    }
    return f.list(std::move(out));
}

Value join(const Call& f) {
    std::string out;
    for (std::size_t i = 0; i < f[0].items.size() && out.size() <= kMaxString; ++i) {
        const auto text = scalar_text(f[0].items[i]);
        if (!text) return f.wrong(0, "a list of single values");
        if (i != 0) out += f.text(1);
        out += *text;
    }
    return f.string(std::move(out));
}

Value contains(const Call& f) {
    const Value &in = f[0], &what = f[1];
    if (in.is(ValueKind::List)) {
        return Value::boolean(std::find(in.items.begin(), in.items.end(), what) != in.items.end());
    }
    if (!what.is(ValueKind::String)) return f.wrong(1, "a string");
    if (in.is(ValueKind::Map))
        return Value::boolean(std::find(in.keys().begin(), in.keys().end(), what.text) != in.keys().end());
    if (in.is(ValueKind::String)) return Value::boolean(in.text.find(what.text) != std::string::npos);
    return f.wrong(0, "a string, a list or a map");
}

Value starts_with(const Call& f) { return Value::boolean(f.text(0).starts_with(f.text(1))); }
Value ends_with(const Call& f) { return Value::boolean(f.text(0).ends_with(f.text(1))); }

Value concat(const Call& f) {
    std::vector<Value> out;
    for (std::size_t i = 0; i < f.args.size(); ++i) {
        if (!f[i].is(ValueKind::List)) return f.wrong(i, "a list");
        out.insert(out.end(), f[i].items.begin(), f[i].items.end());
    }
    return f.list(std::move(out));
}

Value keys(const Call& f) {
    std::vector<Value> out;
    for (const Name key : f[0].keys()) out.push_back(Value::string(key));
    return f.list(std::move(out));
}

Value values(const Call& f) { return f.list(f[0].items); }

Value zip(const Call& f) {
    if (f[0].items.size() != f[1].items.size()) {
        return f.wrong(1, fmt::format("as long as the first ({} items)", f[0].items.size()));
    }
    std::vector<Value> out;
    for (std::size_t i = 0; i < f[0].items.size(); ++i) {
        Value pair = Value::make(ValueKind::List, 0, {}, {});
        pair.items = {f[0].items[i], f[1].items[i]};
        out.push_back(std::move(pair));
    }
    return f.list(std::move(out));
}

Value pad(const Call& f) {
    const std::int64_t n = f[0].number, width = f[1].number;
    if (n < 0) return f.wrong(0, "0 or more");
    if (width < 0 || width > 64) return f.wrong(1, "0 to 64");
    return f.string(fmt::format("{:0{}}", n, static_cast<int>(width)));
}

std::optional<model::Address> address(const Call& f) {
    std::string why;
    auto a = model::parse_address(f.text(0), why);
    if (!a) f.wrong(0, "an IP address");
    return a;
}

Value ip_add(const Call& f) {
    const auto a = address(f);
    if (!a) return {};
    const auto moved = model::offset(*a, f[1].number);
    return moved ? f.string(to_text(*moved)) : f.wrong(1, "small enough to stay inside the address range");
}

Value ip_host(const Call& f) {
    auto a = address(f);
    if (!a) return {};
    a->prefix.reset();
    return f.string(to_text(*a));
}

Value secret(const Call& f) {
    if (f.text(0).empty()) return f.wrong(0, "the name of a secret");
    return Value::make(ValueKind::Secret, 0, f.text(0), {});
}

struct Function {
    std::string_view name;
    std::string_view kinds;  // one letter an argument: s string, i int, l list, m map, * checked by the function
    Value (*run)(const Call&);
    bool more = false;  // any number of further arguments
};

constexpr std::array<Function, 20> kFunctions = {{{"len", "*", len},
                                                  {"string", "*", string},
                                                  {"int", "*", integer},
                                                  {"upper", "s", upper},
                                                  {"lower", "s", lower},
                                                  {"trim", "s", trim},
                                                  {"replace", "sss", replace},
                                                  {"split", "ss", split},
                                                  {"join", "ls", join},
                                                  {"contains", "**", contains},
                                                  {"starts_with", "ss", starts_with},
                                                  {"ends_with", "ss", ends_with},
                                                  {"concat", "*", concat, true},
                                                  {"keys", "m", keys},
                                                  {"values", "m", values},
                                                  {"zip", "ll", zip},
                                                  {"pad", "ii", pad},
                                                  {"ip_add", "si", ip_add},
                                                  {"ip_host", "s", ip_host},
                                                  {"secret", "s", secret}}};

struct Wanted {
    ValueKind kind;
    std::string_view words;
};
std::optional<Wanted> wanted(char letter) {
    switch (letter) {
        case 's':
            return Wanted{ValueKind::String, "a string"};
        case 'i':
            return Wanted{ValueKind::Int, "an int"};
        case 'l':
            return Wanted{ValueKind::List, "a list"};
        case 'm':
            return Wanted{ValueKind::Map, "a map"};
        default:
            return {};
    }
}

Value run(const Function& function, const Call& call) {
    for (const Operand& arg : call.args) {
        if (!*arg) return {};
    }
    for (std::size_t i = 0; i < function.kinds.size(); ++i) {
        const auto want = wanted(function.kinds[i]);
        if (want && !call[i].is(want->kind)) return call.wrong(i, want->words);
    }
    return function.run(call);
}

/// Not one of ours: an `enum(on, off)`, a `parallel(a, b)` … that the attribute's type will judge.
Value kept_call(Context& c, const Expr& e, std::string_view name) {
    Value out = Value::make(ValueKind::Call, 0, std::string(name), {});
    const auto children = c.tree->children(e);
    out.items.reserve(children.size() - 1);
    bool poisoned = false;
    for (std::size_t i = 1; i < children.size(); ++i) {
        Value arg = evaluate(c, children[i]);
        poisoned |= arg.is(ValueKind::Unset);
        if (!arg.origin) arg.origin = c.origin(c.tree->at(children[i]).span);
        out.items.push_back(std::move(arg));
    }
    return poisoned ? Value{} : std::move(out);
}

}  // namespace

std::vector<std::string_view> function_names() {
    std::vector<std::string_view> out;
    for (const Function& f : kFunctions) out.push_back(f.name);
    return out;
}

Value evaluate_call(Context& c, const Expr& e) {
    const auto children = c.tree->children(e);
    const Expr& callee = c.tree->at(children[0]);
    if (callee.kind != syntax::ExprKind::Name) {
        if (callee.kind != syntax::ExprKind::Error) c.report(diag::UnknownFunction, callee.span, c.text(callee.span));
        return {};
    }
    const std::string_view name = c.text(word_span(callee));
    const auto it =
        std::find_if(kFunctions.begin(), kFunctions.end(), [&](const Function& f) { return f.name == name; });
    if (it == kFunctions.end()) return kept_call(c, e, name);
    const std::size_t given = children.size() - 1, needed = it->kinds.size();
    Call call{c, e, it->name, {}};
    call.args.reserve(given);
    for (std::size_t i = 1; i < children.size(); ++i) {
        // `contains(list, word)` looks for a word in a list of words.
        if (!(it->run == contains && i == 2) && report_undeclared(c, children[i])) return {};
        call.args.emplace_back(c, children[i]);
    }
    if (given < needed || (given > needed && !it->more)) {
        c.report(diag::WrongArgumentCount, e.span, name, needed, needed == 1 ? "argument" : "arguments", given);
        return {};
    }
    return run(*it, call);
}

}  // namespace hale::expand
