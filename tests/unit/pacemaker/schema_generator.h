#pragma once
// Random CIBs that Pacemaker's own schema allows: its RELAX NG files are walked, every choice by chance. What the
// schema leaves open (text, references) gets words that fit the attribute's name.

#include <filesystem>
#include <map>
#include <pugixml.hpp>
#include <random>
#include <string>
#include <vector>

namespace hale::test {

class SchemaGenerator {
public:
    /// `folder` holds pacemaker-3.2.rng and what it refers to.
    explicit SchemaGenerator(std::filesystem::path folder) : folder_(std::move(folder)) {}

    /// A CIB with an empty status; the same seed gives the same one.
    std::string cib(const std::string& schema, unsigned seed);

private:
    using Definitions = std::multimap<std::string, pugi::xml_node>;
    /// One grammar; a nested one sees those around it.
    struct Grammar {
        Definitions definitions;
        const Grammar* parent = nullptr;
    };

    const pugi::xml_document& file(const std::string& name);
    void grammar(pugi::xml_node node, const Grammar* parent, pugi::xml_node to);
    void collect(pugi::xml_node node, Grammar& into);
    void all(pugi::xml_node patterns, const Grammar& g, pugi::xml_node to);
    void one(pugi::xml_node pattern, const Grammar& g, pugi::xml_node to);
    void refer(const std::string& name, const Grammar* g, pugi::xml_node to);
    void element(pugi::xml_node pattern, const Grammar& g, pugi::xml_node to);
    void attribute(pugi::xml_node pattern, const Grammar& g, pugi::xml_node to);
    std::string value(pugi::xml_node pattern, const Grammar& g, const std::string& element, const std::string& name);
    std::string word(const std::string& element, const std::string& name);
    void resolve(pugi::xml_node root);

    unsigned pick(unsigned n) { return std::uniform_int_distribution<unsigned>(0, n - 1)(random_); }
    bool chance(unsigned percent) { return pick(100) < percent; }
    std::string any(const std::vector<std::string>& words) { return words[pick(static_cast<unsigned>(words.size()))]; }

    std::filesystem::path folder_;
    std::map<std::string, pugi::xml_document> files_;
    std::mt19937 random_;
    int count_ = 0, depth_ = 0;
};

}  // namespace hale::test
