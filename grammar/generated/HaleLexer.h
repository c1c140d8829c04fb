
// Generated from HaleLexer.g4 by ANTLR 4.7.2

#pragma once


#include "grammar/lexer_base.h"
using hale::grammar::LexerBase;


#include "antlr4-runtime.h"


namespace hale::grammar {


class  HaleLexer : public LexerBase {
public:
  enum {
    LET = 1, USE = 2, PARAM = 3, IMPORT = 4, FOR = 5, IN = 6, IF = 7, ELSE = 8, 
    TRUE = 9, FALSE = 10, LBRACE = 11, RBRACE = 12, LBRACKET = 13, RBRACKET = 14, 
    LPAREN = 15, RPAREN = 16, COMMA = 17, DOT = 18, COLON = 19, ASSIGN = 20, 
    EQ = 21, NE = 22, LE = 23, GE = 24, LT = 25, GT = 26, AND = 27, OR = 28, 
    NOT = 29, PLUS = 30, MINUS = 31, RANGE = 32, UNIT = 33, INT = 34, NAME = 35, 
    QUOTE = 36, TEXT = 37, INTERP = 38, ENDQUOTE = 39, STRING_NEWLINE = 40, 
    COMMENT = 41, BAD = 42, NEWLINE = 43, WHITESPACE = 44, SINGLE_NEWLINE = 45, 
    CURLY_NEWLINE = 46, SINGLE_END = 47
  };

  enum {
    STRING = 1, SINGLE = 2, CURLY = 3
  };

  HaleLexer(antlr4::CharStream *input);
  ~HaleLexer();

  virtual std::string getGrammarFileName() const override;
  virtual const std::vector<std::string>& getRuleNames() const override;

  virtual const std::vector<std::string>& getChannelNames() const override;
  virtual const std::vector<std::string>& getModeNames() const override;
  virtual const std::vector<std::string>& getTokenNames() const override; // deprecated, use vocabulary instead
  virtual antlr4::dfa::Vocabulary& getVocabulary() const override;

  virtual const std::vector<uint16_t> getSerializedATN() const override;
  virtual const antlr4::atn::ATN& getATN() const override;

  virtual void action(antlr4::RuleContext *context, size_t ruleIndex, size_t actionIndex) override;
  virtual bool sempred(antlr4::RuleContext *_localctx, size_t ruleIndex, size_t predicateIndex) override;

private:
  static std::vector<antlr4::dfa::DFA> _decisionToDFA;
  static antlr4::atn::PredictionContextCache _sharedContextCache;
  static std::vector<std::string> _ruleNames;
  static std::vector<std::string> _tokenNames;
  static std::vector<std::string> _channelNames;
  static std::vector<std::string> _modeNames;

  static std::vector<std::string> _literalNames;
  static std::vector<std::string> _symbolicNames;
  static antlr4::dfa::Vocabulary _vocabulary;
  static antlr4::atn::ATN _atn;
  static std::vector<uint16_t> _serializedATN;


  // Individual action functions triggered by action() above.
  void NEWLINEAction(antlr4::RuleContext *context, size_t actionIndex);
  void STRING_NEWLINEAction(antlr4::RuleContext *context, size_t actionIndex);
  void SINGLE_NEWLINEAction(antlr4::RuleContext *context, size_t actionIndex);
  void CURLY_NEWLINEAction(antlr4::RuleContext *context, size_t actionIndex);

  // Individual semantic predicate functions triggered by sempred() above.
  bool SLASHESSempred(antlr4::RuleContext *_localctx, size_t predicateIndex);

  struct Initializer {
    Initializer();
  };
  static Initializer _init;
};

}  // namespace hale::grammar
