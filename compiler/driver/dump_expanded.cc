#include <fmt/core.h>

#include "compiler/driver/dump.h"

namespace hale::driver {

namespace {

class Dumper {
public:
    explicit Dumper(const Session& session) : session_(session) {}

    void block(const expand::Block& b) {
        std::string head = b.name;
        for (const expand::Label& label : b.labels) {
            head += label.quoted ? " " + model::to_text(model::Value::string(label.text)) : " " + label.text;
        }
        line(head, b.name_span, b.origin);
        ++depth_;
        for (const expand::Attr& a : b.attrs) {
            const model::OriginId origin = a.value.origin ? a.value.origin : a.origin;
            line(a.name + " = " + model::to_text(a.value), a.name_span, origin);
        }
        for (const expand::Block& child : b.children) block(child);
        --depth_;
    }
    std::string take() { return std::move(out_); }

private:
    void line(const std::string& text, source::Span span, model::OriginId id) {
        out_.append(depth_ * 2, ' ');
        out_ += text;
        if (span.valid()) {
            const source::Position p = session_.sources.position(span.file, span.begin);
            out_ += fmt::format("  [{}:{}", p.line, p.column);
            if (id) out_ += ' ' + std::string(model::to_text(session_.model.origins.at(id).kind));
            for (const std::string& iteration : session_.model.origins.iterations(id)) out_ += "; " + iteration;
            out_ += ']';
        }
        out_ += '\n';
    }

    const Session& session_;
    std::string out_;
    std::size_t depth_ = 0;
};

}  // namespace

std::string dump_expanded(Session& session) {
    const std::vector<expand::Block> blocks = session.expand();
    Dumper dumper(session);
    for (const expand::Block& b : blocks) dumper.block(b);
    return dumper.take();
}

}  // namespace hale::driver
