// Words of one place in a service's tree: `independent`, tolerated failures, enforced timeouts (facts/rgmanager.md
// section 6). They stand on the element in the tree, beside `ref` too.

#include "backends/rgmanager/lowering.h"
#include "compiler/diag/managers_codes.h"

namespace hale::rgmanager {

namespace {

const model::Attribute* written(const model::Use& use, std::string_view name) {
    for (const model::Attribute& a : use.attributes) {
        if (a.name == name) return &a;
    }
    return nullptr;
}

class UseLowering {
public:
    UseLowering(Lowering& l, model::UseId id, Element& out)
        : l_(l), id_(id), use_(l.cluster.at(id)), top_(!use_.parent), out_(out) {}

    void run() {
        independent();
        pair("max_restarts", use_.max_restarts, "__max_restarts", "restart_window", use_.restart_window,
             "__restart_expire_time");
        pair("max_failures", use_.max_failures, "__max_failures", "failure_window", use_.failure_window,
             "__failure_expire_time");
        restarts_need_independence();
        enforce();
    }

private:
    void put(std::string_view word, std::string_view name, std::string canonical, model::OriginId origin) {
        const model::Attribute* a = written(use_, word);
        out_.set(name, a != nullptr && a->value.verbatim ? a->value.text.str() : std::move(canonical), origin);
    }

    void independent() {
        if (!use_.independent || *use_.independent == model::Independence::No) return;
        const model::OriginId origin = use_.independent.origin;
        if (top_) {
            l_.sink.report(diag::IndependentOnTop, l_.span(origin), l_.cluster.resource_of(id_).path())
                .notes(l_.iterations(origin))
                .help("say it on the resources inside that may fail alone");
            return;
        }
        const bool optional = *use_.independent == model::Independence::NonCritical;
        const model::Resource& resource = l_.cluster.resource_of(id_);
        // The first place keeps the mark; it is cleared for later ones.
        if (optional && resource.uses.front() != id_) {
            l_.sink.report(diag::NonCriticalShared, l_.span(origin), resource.path(), resource.uses.size())
                .notes(l_.iterations(origin))
                .help("give each service an instance of its own, or say `independent = true`");
        }
        put("independent", "__independent_subtree", optional ? "2" : "1", origin);
    }

    /// A count and a window: rgmanager looks at either only when both are above 0.
    void pair(std::string_view count_word, const model::Field<std::int64_t>& count, std::string_view count_name,
              std::string_view window_word, const model::Field<std::int64_t>& window, std::string_view window_name) {
        if (!count && !window) return;
        const bool counts = count && *count > 0;
        const bool lasts = window && *window > 0;
        if (counts != lasts) {
            const bool no_window = counts;
            l_.sink
                .report(diag::CountWithoutWindow, l_.span(no_window ? count.origin : window.origin),
                        no_window ? count_word : window_word, no_window ? window_word : count_word)
                .notes(l_.iterations(use_.origin))
                .help("add `{} = …`", no_window ? window_word : count_word);
            return;
        }
        if (count) put(count_word, count_name, std::to_string(*count), count.origin);
        if (window) seconds(window_word, window_name, window);
    }

    void seconds(std::string_view word, std::string_view name, const model::Field<std::int64_t>& window) {
        const auto value = model::Value::make(model::ValueKind::Duration, *window, {}, window.origin);
        if (auto text = l_.speller.in_unit(value, word, "s", false)) put(word, name, std::move(*text), window.origin);
    }

    void restarts_need_independence() {
        const bool alone = use_.independent && *use_.independent != model::Independence::No;
        if (top_ || alone || !use_.max_restarts || *use_.max_restarts == 0) return;
        l_.sink.report(diag::RestartsWithoutIndependence, l_.span(use_.max_restarts.origin))
            .notes(l_.iterations(use_.origin))
            .help("add `independent = true`, or say `max_restarts` on the service");
    }

    /// Said on a service it holds for everything inside, until something inside says otherwise.
    void enforce() {
        for (model::UseId at = id_; at; at = l_.cluster.at(at).parent) {
            const model::Field<bool>& said = l_.cluster.at(at).enforce_timeouts;
            if (!said) continue;
            if (at == id_) {
                const model::Attribute* a = written(use_, "enforce_timeouts");
                const bool quoted = a != nullptr && a->value.verbatim && reads_enforce(a->value.text) == *said;
                if (quoted) {
                    out_.set("__enforce_timeouts", a->value.text, said.origin);
                    return;
                }
            }
            if (*said) out_.set("__enforce_timeouts", "1", said.origin);
            return;
        }
    }

    Lowering& l_;
    model::UseId id_;
    const model::Use& use_;
    bool top_;
    Element& out_;
};

}  // namespace

void lower_use_words(Lowering& l, model::UseId use, Element& out) { UseLowering(l, use, out).run(); }

}  // namespace hale::rgmanager
