#pragma once
// Mistakes of the command line in hale's own words: a misspelt verb, option or value gets a suggestion, and every message
// says where help is.

#include <string>
#include <string_view>
#include <vector>

namespace CLI {
class App;
class Error;
class ParseError;
}  // namespace CLI

namespace hale::cli {

/// What is wrong before the parser is asked: a verb that does not exist, a file where a verb should stand. Empty: nothing.
std::string wrong_verb(const CLI::App& app, int argc, char** argv);

/// The parser's complaint as one line of ours.
std::string in_our_words(const CLI::App& app, const CLI::ParseError& error, int argc, char** argv);

/// "`foo` is no manager: rgmanager, pacemaker", with the nearest one first when one is near.
std::string no_such_value(std::string_view what, const std::string& seen, const std::vector<std::string>& known);

}  // namespace hale::cli
