#include "compiler/syntax/parse.h"

#include "compiler/diag/syntax_codes.h"
#include "compiler/syntax/balance.h"
#include "compiler/syntax/bridge.h"
#include "compiler/syntax/foreign.h"
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
    const std::string_view whole = text;
    if (refuse_foreign(text, reporter)) text = {};
    tree.tokens = lex(text, reporter);
    const std::vector<Patch> patches = balance(tree.tokens, text, reporter);
    TokenFeed feed(tree.tokens, patches, text);
    Builder builder(file, text, reporter, tree);
    Recovery recovery(feed, builder, reporter);
    run_parser(feed, builder, recovery, reporter);
    if (text.empty() && !whole.empty()) {  // what was not read is one token, so that the tokens hold the whole text
        const auto end = static_cast<std::uint32_t>(whole.size());
        const std::uint32_t begin = whole.starts_with("\xEF\xBB\xBF") ? 3 : 0;  // a byte order mark is no token
        tree.tokens = {{TokenKind::End, end, end}};
        if (begin < end) tree.tokens.insert(tree.tokens.begin(), {TokenKind::Bad, begin, end});
    }
    tree.has_errors = reporter.any();
    return tree;
}

}  // namespace hale::syntax
