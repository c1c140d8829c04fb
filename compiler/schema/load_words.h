#pragma once
// Reading one block of a declaration: a fixed list of words, each with a type, everything else is a mistake with a
// suggestion. Internal to the loader.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/schema/convert.h"
#include "compiler/value/block.h"

namespace hale::schema {

/// What the reading of declarations shares.
struct Loading {
    diag::Sink& sink;
    const model::OriginTable& origins;  // of the declarations; kinds keep no origin
};

/// `value` without its origins, which are indexes into a table that the model does not have.
model::Value without_origins(model::Value value);

/// Text of a word, string, int or bool: what a name or a spelling in another program may be written as.
std::optional<std::string> name_text(const model::Value& value);

/// The attributes of one block. Ask for every word that the block may have, then call `finish`.
class Words {
public:
    /// `where` is what the block is called in messages: "`agent`", "`attr`".
    Words(Loading& loading, const block::Block& block, std::string where);

    const block::Attr* find(std::string_view word);  // also notes that the word is known
    bool flag(std::string_view word);
    std::string text(std::string_view word);                // a string
    std::string name(std::string_view word);                // a word or a string
    std::vector<std::string> names(std::string_view word);  // a list of them, or one
    std::optional<model::Value> typed(std::string_view word, const Type& type);

    /// Reports HL2100 for every other attribute and HL2103 for one written twice. `blocks` are the words that nested
    /// blocks may start with.
    void finish(const std::vector<std::string_view>& blocks = {});

private:
    void unknown(std::string_view seen, source::Span span, const std::vector<std::string_view>& known);

    Loading& loading_;
    const block::Block& block_;
    std::string where_;
    std::vector<std::string_view> known_;
};

}  // namespace hale::schema
