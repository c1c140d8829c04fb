// Builds until nothing is refused. Each error takes what it speaks of out of the description, so every round makes the
// description smaller, or gives it a value that it lacked.

#include <algorithm>

#include "compiler/migrate/migration.h"
#include "compiler/sema/analyse.h"

namespace hale::migrate {

namespace {

using block::Attr;
using block::Block;

bool covers(source::Span outer, source::Span inner) {
    return outer.valid() && inner.valid() && outer.file == inner.file && outer.begin <= inner.begin &&
           inner.end <= outer.end;
}

/// What a position means in the description: an attribute, or a block.
struct Spot {
    std::vector<Block*> path;  // from the cluster down to the block
    std::size_t attr = kNone;
    static constexpr std::size_t kNone = static_cast<std::size_t>(-1);
};

class Finder {
public:
    Finder(const model::OriginTable& origins, source::Span at) : origins_(origins), at_(at) {}

    /// The narrowest attribute or block that covers the position, or stands at it.
    Spot find(std::vector<Block>& blocks) {
        for (Block& b : blocks) descend(b);
        return best_;
    }

private:
    void descend(Block& b) {
        path_.push_back(&b);
        for (std::size_t i = 0; i < b.attrs.size(); ++i) {
            const Attr& a = b.attrs[i];
            for (const source::Span span : {origins_.span(a.origin), origins_.span(a.value.origin), a.value_span}) {
                offer(span, i);
            }
        }
        for (const source::Span span : {b.name_span, origins_.span(b.origin), b.span}) offer(span, Spot::kNone);
        for (const block::Label& label : b.labels) offer(label.span, Spot::kNone);
        for (Block& child : b.children) descend(child);
        path_.pop_back();
    }
    void offer(source::Span span, std::size_t attr) {
        if (!covers(span, at_)) return;
        const std::uint32_t size = span.end - span.begin;
        if (size > size_ || (size == size_ && attr == Spot::kNone && best_.attr != Spot::kNone)) return;
        // Of two blocks made of one element, the inner one.
        size_ = size;
        best_ = {path_, attr};
    }

    const model::OriginTable& origins_;
    source::Span at_;
    std::vector<Block*> path_;
    Spot best_;
    std::uint32_t size_ = static_cast<std::uint32_t>(-1);
};

bool is_fencing(const Block& b) { return b.name == "fence_device" || b.name == "fence" || b.name == "unfence"; }

class Settler {
public:
    explicit Settler(Migration& m) : m_(m) {}

    bool run() {
        for (int round = 0; round < 200; ++round) {
            diag::Sink sink;
            const bool built = build(sink);
            if (built) {
                for (const diag::Diagnostic& d : sink.diagnostics()) m_.told.add(d);
                return true;
            }
            if (!give_way(sink)) {
                m_.result.problem = first_error(sink);
                return false;
            }
        }
        m_.result.problem = "it does not come to an end";
        return false;
    }

private:
    bool build(diag::Sink& sink) {
        m_.result.model = sema::analyse(m_.input.blocks, m_.input.origins, m_.input.library, sink);
        if (sink.has_errors() || m_.result.model.clusters.size() != 1) return false;
        m_.result.cluster = m_.result.model.clusters.front().name;
        m_.result.files.clear();
        bool all = one(m_.wishes.manager, sink);
        if (m_.wishes.manager == "pacemaker" && !m_.from("pacemaker")) {
            all = one("corosync", sink) && all;
            const auto& blocks = m_.result.model.clusters.front().constructs;
            const bool virt = std::any_of(blocks.begin(), blocks.end(),
                                          [](const model::Block& b) { return b.name == "fence_virtd"; });
            if (virt) all = one("fence_virt", sink) && all;
        }
        return all && !sink.has_errors();
    }
    bool one(const std::string& manager, diag::Sink& sink) {
        backends::BuildOptions options;
        options.pacemaker_release = m_.wishes.release;
        options.secrets = [this](std::string_view name) {
            auto known = m_.wishes.secrets ? m_.wishes.secrets(name) : std::nullopt;
            return known ? known : std::optional("SECRET-" + std::string(name));
        };
        auto file = backends::find_backend(manager)->build(m_.result.model, m_.result.model.clusters.front(), options,
                                                           sink);
        if (!file) return false;
        m_.result.files.push_back(std::move(*file));
        return true;
    }

    static std::string first_error(const diag::Sink& sink) {
        for (const diag::Diagnostic& d : sink.diagnostics()) {
            if (d.severity == diag::Severity::Error) return diag::code_name(d.code) + ": " + d.message;
        }
        return "nothing came out";
    }

    /// Takes out what the errors speak of. False when nothing could be taken out.
    bool give_way(const diag::Sink& sink) {
        bool any = false;
        std::vector<source::Span> done;  // a block that went takes its other errors with it
        for (const diag::Diagnostic& d : sink.diagnostics()) {
            if (d.severity != diag::Severity::Error) continue;
            const bool gone = std::any_of(done.begin(), done.end(), [&](source::Span s) { return covers(s, d.span); });
            if (gone || !d.span.valid()) continue;
            any = one_error(d, done) || any;
        }
        return any;
    }

    bool one_error(const diag::Diagnostic& d, std::vector<source::Span>& done) {
        constexpr int kNeedsAttribute = 4009;
        constexpr int kNodeWithoutFencing = 3010;
        Spot spot = Finder(m_.input.origins, d.span).find(m_.input.blocks);
        if (spot.path.empty()) return false;
        Block& block = *spot.path.back();
        if (d.code == kNeedsAttribute && derive(m_, spot.path)) {
            done.push_back(d.span);
            return true;
        }
        if (d.code == kNodeWithoutFencing) return without_fencing(d, block);
        if (spot.attr != Spot::kNone) return take_attribute(d, block, spot.attr, done);
        if (spot.path.size() == 1) return false;  // not the whole cluster
        return take_block(d, spot, done);
    }
    bool without_fencing(const diag::Diagnostic& d, Block& node) {
        if (node.name != "node" || node.find("fencing") != nullptr) return false;
        node.attrs.push_back(m_.attr("fencing", model::Value::boolean(false), node.span));
        const source::Span at = node.labels.empty() ? node.span : node.labels.front().span;
        m_.lose({at, ledger::Disposition::Impossible, d.message,
                 "give it a fence device before anything that holds data runs", d.code, true});
        return true;
    }
    bool take_attribute(const diag::Diagnostic& d, Block& block, std::size_t i, std::vector<source::Span>& done) {
        const source::Span at = m_.input.origins.span(block.attrs[i].origin);
        m_.lose({at, ledger::Disposition::Impossible, d.message, d.help, d.code, is_fencing(block)});
        done.push_back(at);
        block.attrs.erase(block.attrs.begin() + static_cast<std::ptrdiff_t>(i));
        return true;
    }
    bool take_block(const diag::Diagnostic& d, const Spot& spot, std::vector<source::Span>& done) {
        Block& block = *spot.path.back();
        Block& parent = *spot.path[spot.path.size() - 2];
        if (block.name == "node") return false;  // a node never goes
        m_.lose({block.span, ledger::Disposition::Impossible, d.message, d.help, d.code, true});
        for (const Block& child : block.children) lose_all(d, child);
        done.push_back(block.span);
        done.push_back(m_.input.origins.span(block.origin));
        std::erase_if(parent.children, [&](const Block& b) { return &b == &block; });
        return true;
    }
    void lose_all(const diag::Diagnostic& d, const Block& block) {
        m_.lose({block.span, ledger::Disposition::Impossible, d.message, d.help, d.code, true});
        for (const Block& child : block.children) lose_all(d, child);
    }

    Migration& m_;
};

}  // namespace

bool settle(Migration& m) { return Settler(m).run(); }

}  // namespace hale::migrate
