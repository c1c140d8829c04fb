// One page without any request: it is opened from a file, and printed. Both sides of every service stand next to each
// other; pointing at a resource on one side lights what became of it on the other.

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "compiler/migrate/migrate.h"
#include "compiler/order/actions.h"

namespace hale::migrate {

namespace {

using ledger::Disposition;

constexpr std::string_view kHead = R"html(<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Migration</title>
<style>
:root{color-scheme:light dark;--line:#8884;--exact:#2a7;--other:#27c;--approx:#c80;--bad:#c33}
body{font:15px/1.45 system-ui,sans-serif;max-width:78rem;margin:0 auto;padding:1rem}
h1{font-size:1.5rem}h2{font-size:1.15rem;margin-top:2rem;border-bottom:1px solid var(--line)}
table{border-collapse:collapse;width:100%}td,th{border-bottom:1px solid var(--line);padding:.25rem .5rem;text-align:left;vertical-align:top}
td{overflow-wrap:anywhere}code,pre{font:13px/1.4 ui-monospace,monospace}pre{white-space:pre-wrap;overflow-wrap:anywhere;margin:0}
.sides{display:grid;grid-template-columns:minmax(0,1fr) minmax(0,1fr);gap:1rem}.sides>div{border:1px solid var(--line);border-radius:.4rem;padding:.6rem}
.sides h3{margin:.1rem 0 .4rem;font-size:.95rem}ul{margin:.1rem 0;padding-left:1.2rem}
[data-k].lit{background:#fd08;outline:2px solid #c80;border-radius:.2rem}
.sum{display:flex;flex-wrap:wrap;gap:.6rem}.sum label{border:1px solid var(--line);border-left:.4rem solid;border-radius:.3rem;padding:.3rem .7rem}
.exact{border-color:var(--exact)!important}.other_means{border-color:var(--other)!important}.approximated{border-color:var(--approx)!important}.impossible{border-color:var(--bad)!important}
tr.exact td:first-child,tr.other_means td:first-child,tr.approximated td:first-child,tr.impossible td:first-child{border-left:.4rem solid;border-left-color:inherit}
.grave{border:2px solid var(--bad);border-radius:.4rem;padding:.4rem .8rem}
body:not(.s-exact) tr.exact,body:not(.s-other_means) tr.other_means,body:not(.s-approximated) tr.approximated,body:not(.s-impossible) tr.impossible{display:none}
@media print{label input{display:none}body{max-width:none}.sides>div{break-inside:avoid}}
@media(max-width:40rem){.sides{grid-template-columns:minmax(0,1fr)}}
</style></head>
<body class="s-other_means s-approximated s-impossible">
)html";

constexpr std::string_view kScript = R"html(<script>
for(const e of document.querySelectorAll('[data-k]')){const all=()=>document.querySelectorAll('[data-k="'+CSS.escape(e.dataset.k)+'"]');
const lit=on=>all().forEach(x=>x.classList.toggle('lit',on));e.addEventListener('mouseover',v=>{v.stopPropagation();lit(true)});e.addEventListener('mouseout',()=>lit(false));
e.addEventListener('focus',()=>lit(true));e.addEventListener('blur',()=>lit(false));}
for(const i of document.querySelectorAll('input[data-s]'))i.addEventListener('change',()=>document.body.classList.toggle('s-'+i.dataset.s,i.checked));
</script></body></html>
)html";

std::string escape(std::string_view text) {
    std::string out;
    for (const char c : text) {
        switch (c) {
            case '&': out += "&amp;"; break;
            case '<': out += "&lt;"; break;
            case '>': out += "&gt;"; break;
            case '"': out += "&quot;"; break;
            case '\'': out += "&#39;"; break;
            default: out += static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t' ? '?' : c;
        }
    }
    return out;
}

class Page {
public:
    Page(const Result& r, const source::SourceManager& sources)
        : r_(r), sources_(sources), c_(r.model.clusters.front()) {}

    std::string write() {
        out_ = kHead;
        totals();
        gravest();
        trees();
        orders();
        placement();
        fencing();
        failures();
        defaults();
        entries();
        out_ += kScript;
        return std::move(out_);
    }

private:
    static std::string_view word(Disposition d) {
        return ledger::to_text(d == Disposition::OtherFile ? Disposition::OtherMeans : d);
    }
    template <class... A>
    void add(fmt::format_string<A...> f, A&&... a) {
        fmt::format_to(std::back_inserter(out_), f, std::forward<A>(a)...);
    }

    void totals() {
        const Totals& t = r_.totals;
        add("<h1>{} → {}</h1><p>{} attributes and elements were read.</p><div class=\"sum\">", escape(r_.cluster),
            escape(r_.manager), t.read);
        box("exact", "exact", t.exact, false);
        box("other_means", "by other means", t.other_means, true);
        box("approximated", "approximated", t.approximated, true);
        box("impossible", "impossible", t.impossible, true);
        out_ += "</div>\n";
    }
    void box(std::string_view cls, std::string_view name, std::size_t n, bool on) {
        add("<label class=\"{}\"><input type=\"checkbox\" data-s=\"{}\"{}> <b>{}</b> {}</label>", cls, cls,
            on ? " checked" : "", n, name);
    }
    void gravest() {
        std::string list;
        for (const Entry& e : r_.entries) {
            if (!e.gravest) continue;
            list += fmt::format("<li><code>{}</code>: {}{}</li>", escape(e.path), escape(e.how),
                                e.alternative.empty() ? "" : ". Instead: " + escape(e.alternative));
        }
        for (const Default& d : r_.defaults) {
            if (d.gravest) list += fmt::format("<li>{}: {}. {}</li>", escape(d.what), escape(d.after), escape(d.todo));
        }
        if (!list.empty()) add("<h2>Look at these first</h2><div class=\"grave\"><ul>{}</ul></div>\n", list);
    }

    // ---- trees ----

    void tree(model::UseId id) {
        const model::Resource& r = c_.resource_of(id);
        add("<li><span tabindex=\"0\" data-k=\"{0}\">{0}</span>", escape(r.path()));
        const model::Use& use = c_.at(id);
        const auto& children = use.start_order.empty() ? use.children : use.start_order;
        if (!children.empty()) out_ += "<ul>";
        for (const model::UseId child : children) tree(child);
        if (!children.empty()) out_ += "</ul>";
        out_ += "</li>";
    }
    void collect(model::UseId id, std::set<std::string>& out) const {
        out.insert(c_.resource_of(id).path());
        for (const model::UseId child : c_.at(id).children) collect(child, out);
    }
    /// What the target's file has for an entity: `group db`, `primitive data`.
    void read_books() {
        for (const backends::OutputFile& f : r_.files) {
            if (f.name != "cib.xml" && f.name != "cluster.conf") continue;
            const std::string_view manager = f.name == "cib.xml" ? "pacemaker" : "rgmanager";
            for (const ledger::Entry& e : ledger::settle(f.ledger, manager, r_.model, c_)) {
                if (!e.attribute.empty()) continue;
                for (const ledger::Written& w : e.out) {
                    if (w.name == "id" || (manager == "rgmanager" && w.name == "name"))
                        if (w.element != "nvpair" && !w.element.ends_with("_attributes") && w.element != "op")
                            made_[e.entity].push_back({w.at.line, w.element + ' ' + w.value});
                }
            }
        }
    }
    void trees() {
        read_books();
        out_ += "<h2>Services</h2>\n";
        for (const model::Service& service : c_.services) {
            add("<div class=\"sides\"><div><h3>before</h3><ul>");
            tree(service.root);
            out_ += "</ul></div><div><h3>after</h3><ul>";
            std::set<std::string> parts;
            collect(service.root, parts);
            std::map<std::uint32_t, std::pair<std::string, std::string>> lines;
            for (const std::string& part : parts) {
                const auto it = made_.find(part);
                if (it == made_.end()) continue;
                for (const auto& [line, text] : it->second) lines[line] = {part, text};
            }
            for (const auto& [line, what] : lines) {
                add("<li><span tabindex=\"0\" data-k=\"{}\">{}</span> <small>line {}</small></li>", escape(what.first),
                    escape(what.second), line);
            }
            if (lines.empty()) out_ += "<li>nothing</li>";
            out_ += "</ul></div></div>\n";
        }
    }

    // ---- order ----

    std::string order_of(std::string_view manager, bool stop) const {
        diag::Sink nobody;
        const auto known = backends::find_backend(manager)->order(r_.model, c_, stop, nobody);
        return known ? order::to_text(*known) : "not known";
    }
    void orders() {
        for (const bool stop : {false, true}) {
            add("<h2>{} order</h2><div class=\"sides\"><div><h3>rgmanager</h3><pre>{}</pre></div><div><h3>Pacemaker</h3><pre>{}"
                "</pre></div></div>\n",
                stop ? "Stop" : "Start", escape(order_of("rgmanager", stop)), escape(order_of("pacemaker", stop)));
        }
    }

    // ---- placement, fencing, failures ----

    void placement() {
        out_ += "<h2>Placement</h2><table><tr><th>service</th><th>before</th><th>after</th></tr>\n";
        for (const model::Service& s : c_.services) {
            std::string before = "any node", after = "any node";
            if (s.policy.domain) {
                const model::Domain& d = c_.at(*s.policy.domain);
                before = fmt::format("domain {}:", d.name);
                for (std::size_t i = 0; i < d.members.size(); ++i) {
                    before += fmt::format(" {}{}", c_.at(d.members[i]).name,
                                          d.ordered && i < d.priorities.size() ? fmt::format(" ({})", d.priorities[i]) : "");
                }
                before += fmt::format("; {}, {}, {}", d.ordered ? "ordered" : "not ordered",
                                      d.restricted ? "these nodes only" : "others when none of them is there",
                                      d.failback ? "comes back" : "does not come back");
                after = fmt::format("location scores{}{}", d.restricted ? ", -INFINITY elsewhere" : "",
                                    d.failback ? "" : ", resource-stickiness=INFINITY");
            }
            if (s.policy.exclusive.value_or(false)) before += "; alone on its node", after += "; apart from every other service";
            add("<tr><td>{}</td><td>{}</td><td>{}</td></tr>\n", escape(c_.resource_of(s.root).path()), escape(before),
                escape(after));
        }
        out_ += "</table>\n";
    }
    void fencing() {
        out_ += "<h2>Fencing</h2><table><tr><th>node</th><th>levels: devices and what they are told</th></tr>\n";
        for (const model::Node& n : c_.nodes) {
            std::string text;
            for (std::size_t i = 0; i < n.levels.size(); ++i) {
                text += fmt::format("<div>{}.", i + 1);
                for (const model::FenceAction& a : n.levels[i].actions) {
                    const model::FenceDevice& d = c_.at(a.device);
                    text += fmt::format(" <b>{}</b> ({})", escape(d.name), d.agent != nullptr ? escape(d.agent->name) : "");
                    for (const model::Attribute& x : a.arguments) {
                        text += fmt::format(" {}", escape(x.name));
                        if (x.name.find("pass") == std::string::npos) text += "=" + escape(model::to_text(x.value));
                    }
                }
                text += "</div>";
            }
            add("<tr><td>{}</td><td>{}</td></tr>\n", escape(n.name), text.empty() ? "<b>nothing fences it</b>" : text);
        }
        out_ += "</table>\n";
    }
    static std::pair<std::string, std::string> on_failure(const model::Policy& p) {
        const auto n = p.max_restarts.value_or(0);
        switch (p.recovery.value_or(model::Recovery::Restart)) {
            case model::Recovery::Relocate:
                return {"the service stops and starts on another node",
                        "the whole of it moves (migration-threshold=1); the node may be used again after failure-timeout"};
            case model::Recovery::Disable:
                return {"the service stops and stays stopped", "on-fail=stop: the resource and what follows stop, and stay so"};
            case model::Recovery::RestartDisable:
                return {"one restart in place; when the start fails, it stays stopped",
                        "restart in place; a failed start stops it (on-fail=stop)"};
            case model::Recovery::Restart:
                break;
        }
        return {n > 0 ? fmt::format("the whole service restarts in place, {} times in its window, then it moves", n)
                      : std::string("the whole service restarts in place; it moves when the start fails"),
                n > 0 ? fmt::format("the resource and what follows restart in place; after {} failures of one resource they move", n + 1)
                      : std::string("the resource and what follows restart in place; they move when a start fails")};
    }
    void failures() {
        out_ += "<h2>What happens when …</h2><table><tr><th></th><th>before</th><th>after</th></tr>\n";
        for (const model::Service& s : c_.services) {
            const auto [before, after] = on_failure(s.policy);
            add("<tr><td>a resource of {} fails</td><td>{}</td><td>{}</td></tr>\n", escape(c_.resource_of(s.root).path()),
                escape(before), escape(after));
        }
        const bool fenced = std::any_of(c_.nodes.begin(), c_.nodes.end(), [](const model::Node& n) { return !n.levels.empty(); });
        add("<tr><td>a stop fails</td><td>the service is failed and is touched no more; the node is rebooted with "
            "self_fence</td><td>on-fail=block: the same; fenced where self_fence was said</td></tr>\n");
        for (const model::Node& n : c_.nodes) {
            add("<tr><td>node {} dies</td><td>it is fenced, then its services start elsewhere</td><td>{}</td></tr>\n", escape(n.name),
                fenced ? "the same" : "nothing fences it: its services start elsewhere at once, and may run twice");
        }
        out_ += "</table>\n";
    }

    // ---- books ----

    static std::string places(const std::vector<Output>& list) {
        std::string out;
        for (const Output& o : list) out += fmt::format("{}{}:{}", out.empty() ? "" : ", ", escape(o.file), o.line);
        return out;
    }
    void defaults() {
        out_ += "<h2>Defaults: differences that no line shows</h2><table><tr><th>what</th><th>before</th><th>after</th><th>do</th>"
                "<th>where</th></tr>\n";
        for (const Default& d : r_.defaults) {
            add("<tr><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td><code>{}</code></td></tr>\n", escape(d.what),
                escape(d.before), escape(d.after), escape(d.todo), places(d.output));
        }
        out_ += "</table>\n";
        if (r_.params.empty()) return;
        out_ += "<h2>Parameters: values that the input does not have</h2><table>\n";
        for (const Param& p : r_.params) {
            add("<tr><td><code>{}</code></td><td><code>{}</code></td><td>{}</td></tr>\n", escape(p.name), escape(p.value),
                escape(p.why));
        }
        out_ += "</table>\n";
    }
    void entries() {
        out_ += "<h2>Every attribute and element</h2><table><tr><th>input</th><th>value</th><th></th><th>how</th><th>output</th></tr>\n";
        for (const Entry& e : r_.entries) {
            const source::Position p = sources_.position(e.at.file, e.at.begin);
            const std::string_view cls = word(e.disposition);
            add("<tr class=\"{}\"><td><code>{}</code> <small>{}:{}</small></td><td><code>{}</code></td><td>{}</td><td>{}{}</td><td>"
                "<code>{}</code></td></tr>\n",
                cls, escape(e.path), p.line, p.column, escape(e.value), cls, escape(e.how),
                e.alternative.empty() ? "" : "<br>instead: " + escape(e.alternative), places(e.output));
        }
        out_ += "</table>\n";
    }

    const Result& r_;
    const source::SourceManager& sources_;
    const model::Cluster& c_;
    std::string out_;
    std::map<std::string, std::vector<std::pair<std::uint32_t, std::string>>> made_;
};

}  // namespace

std::string to_html(const Result& result, const source::SourceManager& sources) { return Page(result, sources).write(); }

}  // namespace hale::migrate
