#pragma once
// Items to blocks: the walk over the bodies of one run. Internal to expand.
//
//   items.cc    blocks, attributes, labels, `use`, `let`, `if`
//   loops.cc    `for`
//   toplevel.cc parameters and imports

#include <deque>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "compiler/expand/context.h"
#include "compiler/expand/evaluate.h"

namespace hale::expand {

class Expander {
public:
    Expander(source::SourceManager& sources, const ExpandOptions& options, model::OriginTable& origins,
             diag::Sink& sink)
        : sink_(sink), c_(sources, options, origins, sink) {}

    std::vector<Block> run(source::FileId root);

private:
    /// Where the items of a body go. A file has no attributes of its own.
    struct Target {
        std::vector<Block>& blocks;
        std::vector<Attr>* attrs;
    };

    // items.cc
    void body(syntax::BodyId id, Target target);
    void items(syntax::ListRange<syntax::ItemId> range, Target target);
    void announce(syntax::ListRange<syntax::ItemId> range, Target target);
    void item(const syntax::Item& item, Target target);
    void let(const syntax::Item& item);
    void condition(const syntax::Item& item, Target target);
    void attribute(const syntax::Item& item, Target target);
    void block(const syntax::Item& item, Target target);
    void require(const syntax::Item& item);
    bool labels(const syntax::Item& item, Block& out);
    void check_labels(const syntax::Item& item, const Block& out, LoopMask used);
    void declare(source::Span name, model::Value value, LoopMask loops, std::string_view param);
    void misplaced(const syntax::Item& item, std::string_view rule);

    // components.cc
    struct Component {
        const syntax::Tree* tree;
        const syntax::Item* item;
        source::Span name;
    };
    struct Argument {
        model::Value value;
        source::Span span, name;
        LoopMask loops;
    };
    void declare_component(const syntax::Item& item);
    void use_component(const syntax::Item& use, const Component& component, Target target);
    bool arguments(const syntax::Item& use, const Component& component,
                   std::map<std::string, Argument, std::less<>>& out);
    bool bind(const syntax::Item& param, const syntax::Item& use, const Component& component,
              const std::map<std::string, Argument, std::less<>>& given);

    // loops.cc
    void loop(const syntax::Item& item, Target target);

    // toplevel.cc
    void param(const syntax::Item& item);
    model::Value param_value(const syntax::Item& item, std::string_view name);

    // param_limits.cc
    /// `seen`: what a value outside is reported at.
    bool within_limits(const syntax::Item& param, const model::Value& value, source::Span seen);
    bool keeps_to(const syntax::Item& limit, const syntax::Item& param, const model::Value& value, source::Span seen);
    void import(const syntax::Item& item, Target target);
    void file(source::FileId id, const std::string& path, Target target);
    void check_unknown_params();

    /// A loop that runs.
    struct Loop {
        source::Span name;  // its first variable
        bool many;          // more than one item
    };

    diag::Sink& sink_;
    Context c_;
    std::deque<syntax::Tree> trees_;
    std::vector<Loop> loops_;
    std::size_t block_loops_ = 0;  // loops_ when the innermost block was opened: those further in must mark its labels
    LoopMask guards_ = 0;          // loops that the conditions since then depend on
    bool at_top_ = true;           // outside of every block, loop and condition

    struct OpenFile {
        std::string path;
        source::FileId id;
    };
    std::vector<OpenFile> open_files_;  // the chain of imports
    std::set<std::string> imported_;
    std::set<std::string, std::less<>> params_;  // declared
    std::map<std::string, std::vector<std::string>, std::less<>> words_;  // of parameters whose type is an enum
    std::map<std::string, Component, std::less<>> components_;
    std::vector<const syntax::Item*> active_;    // components that are being expanded
    bool incomplete_ = false;                    // something could not be read: parameters may be missing
};

}  // namespace hale::expand
