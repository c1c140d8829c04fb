#pragma once
// Which XML a text is, before anybody reads it.

#include <string>
#include <string_view>

namespace hale::xml {

/// True when the text begins as XML does: after a byte order mark and white space, with `<`. No .hale text does.
bool looks_like_xml(std::string_view text);

/// The name of the root element: the first start tag after the declaration, comments, instructions and a document type.
/// Empty: none was found. The rest of the text may be anything.
std::string_view root_name(std::string_view text);

/// The same document with nothing in its root element: for whoever asks for the root's attributes alone. Empty: there
/// is no whole start tag.
std::string root_alone(std::string_view text);

}  // namespace hale::xml
