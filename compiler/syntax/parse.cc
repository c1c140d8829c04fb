#include "compiler/syntax/parse.h"

#include "compiler/diag/syntax_codes.h"
#include "compiler/syntax/balance.h"
#include "compiler/syntax/bridge.h"
#include "compiler/syntax/lexer.h"

namespace hale::syntax {

Tree parse(const source::SourceManager& sources, source::FileId file, diag::Sink& sink) {
    std::string_view text = sources.text(file);
    Reporter reporter(file, sink);
    Tree tree;
    tree.file = file;
    if (text.size() > kMaxFileSize) {
        reporter.report(diag::FileTooLarge, 0, 0, kMaxFileSize >> 20).help("{}", mistake_help(diag::FileTooLarge));
        text = {};
    }
    tree.tokens = lex(text, reporter);
    const std::vector<Patch> patches = balance(tree.tokens, text, reporter);
    TokenFeed feed(tree.tokens, patches, text);
    Builder builder(file, text, reporter, tree);
    Recovery recovery(feed, builder, reporter);
    run_parser(feed, builder, recovery, reporter);
    tree.has_errors = reporter.any();
    return tree;
}

}  // namespace hale::syntax
