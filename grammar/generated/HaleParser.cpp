
// Generated from HaleParser.g4 by ANTLR 4.7.2


#include "grammar/parser_base.h"
using hale::grammar::ParserBase;



#include "HaleParser.h"


using namespace antlrcpp;
using namespace hale::grammar;
using namespace antlr4;

HaleParser::HaleParser(TokenStream *input) : ParserBase(input) {
  _interpreter = new atn::ParserATNSimulator(this, _atn, _decisionToDFA, _sharedContextCache);
}

HaleParser::~HaleParser() {
  delete _interpreter;
}

std::string HaleParser::getGrammarFileName() const {
  return "HaleParser.g4";
}

const std::vector<std::string>& HaleParser::getRuleNames() const {
  return _ruleNames;
}

dfa::Vocabulary& HaleParser::getVocabulary() const {
  return _vocabulary;
}


//----------------- FileContext ------------------------------------------------------------------

HaleParser::FileContext::FileContext(ParserRuleContext *parent, size_t invokingState)
  : ParserRuleContext(parent, invokingState) {
}

tree::TerminalNode* HaleParser::FileContext::EOF() {
  return getToken(HaleParser::EOF, 0);
}

std::vector<HaleParser::ItemContext *> HaleParser::FileContext::item() {
  return getRuleContexts<HaleParser::ItemContext>();
}

HaleParser::ItemContext* HaleParser::FileContext::item(size_t i) {
  return getRuleContext<HaleParser::ItemContext>(i);
}


size_t HaleParser::FileContext::getRuleIndex() const {
  return HaleParser::RuleFile;
}


HaleParser::FileContext* HaleParser::file() {
  FileContext *_localctx = _tracker.createInstance<FileContext>(_ctx, getState());
  enterRule(_localctx, 0, HaleParser::RuleFile);
  size_t _la = 0;

  auto onExit = finally([=, this] {
    exitRule();
  });
  try {
    enterOuterAlt(_localctx, 1);
    setState(29);
    _errHandler->sync(this);
    _la = _input->LA(1);
    while ((((_la & ~ 0x3fULL) == 0) &&
      ((1ULL << _la) & ((1ULL << HaleParser::LET)
      | (1ULL << HaleParser::USE)
      | (1ULL << HaleParser::PARAM)
      | (1ULL << HaleParser::IMPORT)
      | (1ULL << HaleParser::FOR)
      | (1ULL << HaleParser::IF)
      | (1ULL << HaleParser::NAME)
      | (1ULL << HaleParser::QUOTE))) != 0)) {
      setState(26);
      item();
      setState(31);
      _errHandler->sync(this);
      _la = _input->LA(1);
    }
    setState(32);
    match(HaleParser::EOF);
   
  }
  catch (RecognitionException &e) {
    _errHandler->reportError(this, e);
    _localctx->exception = std::current_exception();
    _errHandler->recover(this, _localctx->exception);
  }

  return _localctx;
}

//----------------- BodyContext ------------------------------------------------------------------

HaleParser::BodyContext::BodyContext(ParserRuleContext *parent, size_t invokingState)
  : ParserRuleContext(parent, invokingState) {
}

tree::TerminalNode* HaleParser::BodyContext::LBRACE() {
  return getToken(HaleParser::LBRACE, 0);
}

tree::TerminalNode* HaleParser::BodyContext::RBRACE() {
  return getToken(HaleParser::RBRACE, 0);
}

std::vector<HaleParser::ItemContext *> HaleParser::BodyContext::item() {
  return getRuleContexts<HaleParser::ItemContext>();
}

HaleParser::ItemContext* HaleParser::BodyContext::item(size_t i) {
  return getRuleContext<HaleParser::ItemContext>(i);
}

std::vector<tree::TerminalNode *> HaleParser::BodyContext::COMMA() {
  return getTokens(HaleParser::COMMA);
}

tree::TerminalNode* HaleParser::BodyContext::COMMA(size_t i) {
  return getToken(HaleParser::COMMA, i);
}


size_t HaleParser::BodyContext::getRuleIndex() const {
  return HaleParser::RuleBody;
}


HaleParser::BodyContext* HaleParser::body() {
  BodyContext *_localctx = _tracker.createInstance<BodyContext>(_ctx, getState());
  enterRule(_localctx, 2, HaleParser::RuleBody);
  size_t _la = 0;

  auto onExit = finally([=, this] {
    exitRule();
  });
  try {
    enterOuterAlt(_localctx, 1);
    setState(34);
    match(HaleParser::LBRACE);
    setState(41);
    _errHandler->sync(this);
    _la = _input->LA(1);
    while ((((_la & ~ 0x3fULL) == 0) &&
      ((1ULL << _la) & ((1ULL << HaleParser::LET)
      | (1ULL << HaleParser::USE)
      | (1ULL << HaleParser::PARAM)
      | (1ULL << HaleParser::IMPORT)
      | (1ULL << HaleParser::FOR)
      | (1ULL << HaleParser::IF)
      | (1ULL << HaleParser::NAME)
      | (1ULL << HaleParser::QUOTE))) != 0)) {
      setState(35);
      item();
      setState(37);
      _errHandler->sync(this);

      _la = _input->LA(1);
      if (_la == HaleParser::COMMA) {
        setState(36);
        match(HaleParser::COMMA);
      }
      setState(43);
      _errHandler->sync(this);
      _la = _input->LA(1);
    }
    setState(44);
    match(HaleParser::RBRACE);
   
  }
  catch (RecognitionException &e) {
    _errHandler->reportError(this, e);
    _localctx->exception = std::current_exception();
    _errHandler->recover(this, _localctx->exception);
  }

  return _localctx;
}

//----------------- ItemContext ------------------------------------------------------------------

HaleParser::ItemContext::ItemContext(ParserRuleContext *parent, size_t invokingState)
  : ParserRuleContext(parent, invokingState) {
}

tree::TerminalNode* HaleParser::ItemContext::LET() {
  return getToken(HaleParser::LET, 0);
}

std::vector<tree::TerminalNode *> HaleParser::ItemContext::NAME() {
  return getTokens(HaleParser::NAME);
}

tree::TerminalNode* HaleParser::ItemContext::NAME(size_t i) {
  return getToken(HaleParser::NAME, i);
}

tree::TerminalNode* HaleParser::ItemContext::ASSIGN() {
  return getToken(HaleParser::ASSIGN, 0);
}

HaleParser::ExprContext* HaleParser::ItemContext::expr() {
  return getRuleContext<HaleParser::ExprContext>(0);
}

tree::TerminalNode* HaleParser::ItemContext::PARAM() {
  return getToken(HaleParser::PARAM, 0);
}

tree::TerminalNode* HaleParser::ItemContext::COLON() {
  return getToken(HaleParser::COLON, 0);
}

HaleParser::TypeContext* HaleParser::ItemContext::type() {
  return getRuleContext<HaleParser::TypeContext>(0);
}

HaleParser::BodyContext* HaleParser::ItemContext::body() {
  return getRuleContext<HaleParser::BodyContext>(0);
}

tree::TerminalNode* HaleParser::ItemContext::IMPORT() {
  return getToken(HaleParser::IMPORT, 0);
}

HaleParser::StringContext* HaleParser::ItemContext::string() {
  return getRuleContext<HaleParser::StringContext>(0);
}

tree::TerminalNode* HaleParser::ItemContext::FOR() {
  return getToken(HaleParser::FOR, 0);
}

tree::TerminalNode* HaleParser::ItemContext::IN() {
  return getToken(HaleParser::IN, 0);
}

tree::TerminalNode* HaleParser::ItemContext::COMMA() {
  return getToken(HaleParser::COMMA, 0);
}

HaleParser::ConditionContext* HaleParser::ItemContext::condition() {
  return getRuleContext<HaleParser::ConditionContext>(0);
}

tree::TerminalNode* HaleParser::ItemContext::USE() {
  return getToken(HaleParser::USE, 0);
}

std::vector<HaleParser::LabelContext *> HaleParser::ItemContext::label() {
  return getRuleContexts<HaleParser::LabelContext>();
}

HaleParser::LabelContext* HaleParser::ItemContext::label(size_t i) {
  return getRuleContext<HaleParser::LabelContext>(i);
}

tree::TerminalNode* HaleParser::ItemContext::DOT() {
  return getToken(HaleParser::DOT, 0);
}


size_t HaleParser::ItemContext::getRuleIndex() const {
  return HaleParser::RuleItem;
}


HaleParser::ItemContext* HaleParser::item() {
  ItemContext *_localctx = _tracker.createInstance<ItemContext>(_ctx, getState());
  enterRule(_localctx, 4, HaleParser::RuleItem);
  size_t _la = 0;

  auto onExit = finally([=, this] {
    exitRule();
  });
  try {
    setState(99);
    _errHandler->sync(this);
    switch (_input->LA(1)) {
      case HaleParser::LET: {
        enterOuterAlt(_localctx, 1);
        setState(46);
        match(HaleParser::LET);
        setState(47);
        match(HaleParser::NAME);
        setState(48);
        match(HaleParser::ASSIGN);
        setState(49);
        expr();
        break;
      }

      case HaleParser::PARAM: {
        enterOuterAlt(_localctx, 2);
        setState(50);
        match(HaleParser::PARAM);
        setState(51);
        match(HaleParser::NAME);
        setState(52);
        match(HaleParser::COLON);
        setState(53);
        type();
        setState(56);
        _errHandler->sync(this);

        _la = _input->LA(1);
        if (_la == HaleParser::ASSIGN) {
          setState(54);
          match(HaleParser::ASSIGN);
          setState(55);
          expr();
        }
        setState(59);
        _errHandler->sync(this);

        _la = _input->LA(1);
        if (_la == HaleParser::LBRACE) {
          setState(58);
          body();
        }
        break;
      }

      case HaleParser::IMPORT: {
        enterOuterAlt(_localctx, 3);
        setState(61);
        match(HaleParser::IMPORT);
        setState(62);
        string();
        break;
      }

      case HaleParser::FOR: {
        enterOuterAlt(_localctx, 4);
        setState(63);
        match(HaleParser::FOR);
        setState(64);
        match(HaleParser::NAME);
        setState(67);
        _errHandler->sync(this);

        _la = _input->LA(1);
        if (_la == HaleParser::COMMA) {
          setState(65);
          match(HaleParser::COMMA);
          setState(66);
          match(HaleParser::NAME);
        }
        setState(69);
        match(HaleParser::IN);
        setState(70);
        expr();
        setState(71);
        body();
        break;
      }

      case HaleParser::IF: {
        enterOuterAlt(_localctx, 5);
        setState(73);
        condition();
        break;
      }

      case HaleParser::USE: {
        enterOuterAlt(_localctx, 6);
        setState(74);
        match(HaleParser::USE);
        setState(75);
        label();
        setState(78);
        _errHandler->sync(this);

        _la = _input->LA(1);
        if (_la == HaleParser::DOT) {
          setState(76);
          match(HaleParser::DOT);
          setState(77);
          label();
        }
        setState(81);
        _errHandler->sync(this);

        _la = _input->LA(1);
        if (_la == HaleParser::LBRACE) {
          setState(80);
          body();
        }
        break;
      }

      case HaleParser::NAME: {
        enterOuterAlt(_localctx, 7);
        setState(83);
        match(HaleParser::NAME);
        setState(93);
        _errHandler->sync(this);
        switch (_input->LA(1)) {
          case HaleParser::ASSIGN: {
            setState(84);
            match(HaleParser::ASSIGN);
            setState(85);
            expr();
            break;
          }

          case HaleParser::LBRACE:
          case HaleParser::INT:
          case HaleParser::NAME:
          case HaleParser::QUOTE:
          case HaleParser::BAD: {
            setState(89);
            _errHandler->sync(this);
            _la = _input->LA(1);
            while ((((_la & ~ 0x3fULL) == 0) &&
              ((1ULL << _la) & ((1ULL << HaleParser::INT)
              | (1ULL << HaleParser::NAME)
              | (1ULL << HaleParser::QUOTE)
              | (1ULL << HaleParser::BAD))) != 0)) {
              setState(86);
              label();
              setState(91);
              _errHandler->sync(this);
              _la = _input->LA(1);
            }
            setState(92);
            body();
            break;
          }

        default:
          throw NoViableAltException(this);
        }
        break;
      }

      case HaleParser::QUOTE: {
        enterOuterAlt(_localctx, 8);
        setState(95);
        string();
        setState(96);
        match(HaleParser::ASSIGN);
        setState(97);
        expr();
        break;
      }

    default:
      throw NoViableAltException(this);
    }
   
  }
  catch (RecognitionException &e) {
    _errHandler->reportError(this, e);
    _localctx->exception = std::current_exception();
    _errHandler->recover(this, _localctx->exception);
  }

  return _localctx;
}

//----------------- ConditionContext ------------------------------------------------------------------

HaleParser::ConditionContext::ConditionContext(ParserRuleContext *parent, size_t invokingState)
  : ParserRuleContext(parent, invokingState) {
}

tree::TerminalNode* HaleParser::ConditionContext::IF() {
  return getToken(HaleParser::IF, 0);
}

HaleParser::ExprContext* HaleParser::ConditionContext::expr() {
  return getRuleContext<HaleParser::ExprContext>(0);
}

std::vector<HaleParser::BodyContext *> HaleParser::ConditionContext::body() {
  return getRuleContexts<HaleParser::BodyContext>();
}

HaleParser::BodyContext* HaleParser::ConditionContext::body(size_t i) {
  return getRuleContext<HaleParser::BodyContext>(i);
}

tree::TerminalNode* HaleParser::ConditionContext::ELSE() {
  return getToken(HaleParser::ELSE, 0);
}

HaleParser::ConditionContext* HaleParser::ConditionContext::condition() {
  return getRuleContext<HaleParser::ConditionContext>(0);
}


size_t HaleParser::ConditionContext::getRuleIndex() const {
  return HaleParser::RuleCondition;
}


HaleParser::ConditionContext* HaleParser::condition() {
  ConditionContext *_localctx = _tracker.createInstance<ConditionContext>(_ctx, getState());
  enterRule(_localctx, 6, HaleParser::RuleCondition);
  size_t _la = 0;

  auto onExit = finally([=, this] {
    exitRule();
  });
  try {
    enterOuterAlt(_localctx, 1);
    setState(101);
    match(HaleParser::IF);
    setState(102);
    expr();
    setState(103);
    body();
    setState(109);
    _errHandler->sync(this);

    _la = _input->LA(1);
    if (_la == HaleParser::ELSE) {
      setState(104);
      match(HaleParser::ELSE);
      setState(107);
      _errHandler->sync(this);
      switch (_input->LA(1)) {
        case HaleParser::IF: {
          setState(105);
          condition();
          break;
        }

        case HaleParser::LBRACE: {
          setState(106);
          body();
          break;
        }

      default:
        throw NoViableAltException(this);
      }
    }
   
  }
  catch (RecognitionException &e) {
    _errHandler->reportError(this, e);
    _localctx->exception = std::current_exception();
    _errHandler->recover(this, _localctx->exception);
  }

  return _localctx;
}

//----------------- LabelContext ------------------------------------------------------------------

HaleParser::LabelContext::LabelContext(ParserRuleContext *parent, size_t invokingState)
  : ParserRuleContext(parent, invokingState) {
}

std::vector<tree::TerminalNode *> HaleParser::LabelContext::NAME() {
  return getTokens(HaleParser::NAME);
}

tree::TerminalNode* HaleParser::LabelContext::NAME(size_t i) {
  return getToken(HaleParser::NAME, i);
}

std::vector<tree::TerminalNode *> HaleParser::LabelContext::COLON() {
  return getTokens(HaleParser::COLON);
}

tree::TerminalNode* HaleParser::LabelContext::COLON(size_t i) {
  return getToken(HaleParser::COLON, i);
}

HaleParser::StringContext* HaleParser::LabelContext::string() {
  return getRuleContext<HaleParser::StringContext>(0);
}

tree::TerminalNode* HaleParser::LabelContext::INT() {
  return getToken(HaleParser::INT, 0);
}

tree::TerminalNode* HaleParser::LabelContext::BAD() {
  return getToken(HaleParser::BAD, 0);
}


size_t HaleParser::LabelContext::getRuleIndex() const {
  return HaleParser::RuleLabel;
}


HaleParser::LabelContext* HaleParser::label() {
  LabelContext *_localctx = _tracker.createInstance<LabelContext>(_ctx, getState());
  enterRule(_localctx, 8, HaleParser::RuleLabel);
  size_t _la = 0;

  auto onExit = finally([=, this] {
    exitRule();
  });
  try {
    setState(122);
    _errHandler->sync(this);
    switch (_input->LA(1)) {
      case HaleParser::NAME: {
        enterOuterAlt(_localctx, 1);
        setState(111);
        match(HaleParser::NAME);
        setState(116);
        _errHandler->sync(this);
        _la = _input->LA(1);
        while (_la == HaleParser::COLON) {
          setState(112);
          match(HaleParser::COLON);
          setState(113);
          match(HaleParser::NAME);
          setState(118);
          _errHandler->sync(this);
          _la = _input->LA(1);
        }
        break;
      }

      case HaleParser::QUOTE: {
        enterOuterAlt(_localctx, 2);
        setState(119);
        string();
        break;
      }

      case HaleParser::INT: {
        enterOuterAlt(_localctx, 3);
        setState(120);
        match(HaleParser::INT);
        break;
      }

      case HaleParser::BAD: {
        enterOuterAlt(_localctx, 4);
        setState(121);
        match(HaleParser::BAD);
        break;
      }

    default:
      throw NoViableAltException(this);
    }
   
  }
  catch (RecognitionException &e) {
    _errHandler->reportError(this, e);
    _localctx->exception = std::current_exception();
    _errHandler->recover(this, _localctx->exception);
  }

  return _localctx;
}

//----------------- TypeContext ------------------------------------------------------------------

HaleParser::TypeContext::TypeContext(ParserRuleContext *parent, size_t invokingState)
  : ParserRuleContext(parent, invokingState) {
}

tree::TerminalNode* HaleParser::TypeContext::NAME() {
  return getToken(HaleParser::NAME, 0);
}

tree::TerminalNode* HaleParser::TypeContext::LBRACKET() {
  return getToken(HaleParser::LBRACKET, 0);
}

std::vector<HaleParser::TypeContext *> HaleParser::TypeContext::type() {
  return getRuleContexts<HaleParser::TypeContext>();
}

HaleParser::TypeContext* HaleParser::TypeContext::type(size_t i) {
  return getRuleContext<HaleParser::TypeContext>(i);
}

tree::TerminalNode* HaleParser::TypeContext::RBRACKET() {
  return getToken(HaleParser::RBRACKET, 0);
}

tree::TerminalNode* HaleParser::TypeContext::LPAREN() {
  return getToken(HaleParser::LPAREN, 0);
}

tree::TerminalNode* HaleParser::TypeContext::RPAREN() {
  return getToken(HaleParser::RPAREN, 0);
}

std::vector<tree::TerminalNode *> HaleParser::TypeContext::COMMA() {
  return getTokens(HaleParser::COMMA);
}

tree::TerminalNode* HaleParser::TypeContext::COMMA(size_t i) {
  return getToken(HaleParser::COMMA, i);
}


size_t HaleParser::TypeContext::getRuleIndex() const {
  return HaleParser::RuleType;
}


HaleParser::TypeContext* HaleParser::type() {
  TypeContext *_localctx = _tracker.createInstance<TypeContext>(_ctx, getState());
  enterRule(_localctx, 10, HaleParser::RuleType);
  size_t _la = 0;

  auto onExit = finally([=, this] {
    exitRule();
  });
  try {
    enterOuterAlt(_localctx, 1);
    setState(124);
    match(HaleParser::NAME);
    setState(140);
    _errHandler->sync(this);
    switch (_input->LA(1)) {
      case HaleParser::LBRACKET: {
        setState(125);
        match(HaleParser::LBRACKET);
        setState(126);
        type();
        setState(127);
        match(HaleParser::RBRACKET);
        break;
      }

      case HaleParser::LPAREN: {
        setState(129);
        match(HaleParser::LPAREN);
        setState(130);
        type();
        setState(135);
        _errHandler->sync(this);
        _la = _input->LA(1);
        while (_la == HaleParser::COMMA) {
          setState(131);
          match(HaleParser::COMMA);
          setState(132);
          type();
          setState(137);
          _errHandler->sync(this);
          _la = _input->LA(1);
        }
        setState(138);
        match(HaleParser::RPAREN);
        break;
      }

      case HaleParser::EOF:
      case HaleParser::LET:
      case HaleParser::USE:
      case HaleParser::PARAM:
      case HaleParser::IMPORT:
      case HaleParser::FOR:
      case HaleParser::IF:
      case HaleParser::LBRACE:
      case HaleParser::RBRACE:
      case HaleParser::RBRACKET:
      case HaleParser::RPAREN:
      case HaleParser::COMMA:
      case HaleParser::ASSIGN:
      case HaleParser::NAME:
      case HaleParser::QUOTE: {
        break;
      }

    default:
      break;
    }
   
  }
  catch (RecognitionException &e) {
    _errHandler->reportError(this, e);
    _localctx->exception = std::current_exception();
    _errHandler->recover(this, _localctx->exception);
  }

  return _localctx;
}

//----------------- ExprContext ------------------------------------------------------------------

HaleParser::ExprContext::ExprContext(ParserRuleContext *parent, size_t invokingState)
  : ParserRuleContext(parent, invokingState) {
}

std::vector<HaleParser::PrimaryContext *> HaleParser::ExprContext::primary() {
  return getRuleContexts<HaleParser::PrimaryContext>();
}

HaleParser::PrimaryContext* HaleParser::ExprContext::primary(size_t i) {
  return getRuleContext<HaleParser::PrimaryContext>(i);
}

std::vector<tree::TerminalNode *> HaleParser::ExprContext::NOT() {
  return getTokens(HaleParser::NOT);
}

tree::TerminalNode* HaleParser::ExprContext::NOT(size_t i) {
  return getToken(HaleParser::NOT, i);
}

std::vector<tree::TerminalNode *> HaleParser::ExprContext::MINUS() {
  return getTokens(HaleParser::MINUS);
}

tree::TerminalNode* HaleParser::ExprContext::MINUS(size_t i) {
  return getToken(HaleParser::MINUS, i);
}

std::vector<tree::TerminalNode *> HaleParser::ExprContext::OR() {
  return getTokens(HaleParser::OR);
}

tree::TerminalNode* HaleParser::ExprContext::OR(size_t i) {
  return getToken(HaleParser::OR, i);
}

std::vector<tree::TerminalNode *> HaleParser::ExprContext::AND() {
  return getTokens(HaleParser::AND);
}

tree::TerminalNode* HaleParser::ExprContext::AND(size_t i) {
  return getToken(HaleParser::AND, i);
}

std::vector<tree::TerminalNode *> HaleParser::ExprContext::EQ() {
  return getTokens(HaleParser::EQ);
}

tree::TerminalNode* HaleParser::ExprContext::EQ(size_t i) {
  return getToken(HaleParser::EQ, i);
}

std::vector<tree::TerminalNode *> HaleParser::ExprContext::NE() {
  return getTokens(HaleParser::NE);
}

tree::TerminalNode* HaleParser::ExprContext::NE(size_t i) {
  return getToken(HaleParser::NE, i);
}

std::vector<tree::TerminalNode *> HaleParser::ExprContext::LT() {
  return getTokens(HaleParser::LT);
}

tree::TerminalNode* HaleParser::ExprContext::LT(size_t i) {
  return getToken(HaleParser::LT, i);
}

std::vector<tree::TerminalNode *> HaleParser::ExprContext::LE() {
  return getTokens(HaleParser::LE);
}

tree::TerminalNode* HaleParser::ExprContext::LE(size_t i) {
  return getToken(HaleParser::LE, i);
}

std::vector<tree::TerminalNode *> HaleParser::ExprContext::GT() {
  return getTokens(HaleParser::GT);
}

tree::TerminalNode* HaleParser::ExprContext::GT(size_t i) {
  return getToken(HaleParser::GT, i);
}

std::vector<tree::TerminalNode *> HaleParser::ExprContext::GE() {
  return getTokens(HaleParser::GE);
}

tree::TerminalNode* HaleParser::ExprContext::GE(size_t i) {
  return getToken(HaleParser::GE, i);
}

std::vector<tree::TerminalNode *> HaleParser::ExprContext::RANGE() {
  return getTokens(HaleParser::RANGE);
}

tree::TerminalNode* HaleParser::ExprContext::RANGE(size_t i) {
  return getToken(HaleParser::RANGE, i);
}

std::vector<tree::TerminalNode *> HaleParser::ExprContext::PLUS() {
  return getTokens(HaleParser::PLUS);
}

tree::TerminalNode* HaleParser::ExprContext::PLUS(size_t i) {
  return getToken(HaleParser::PLUS, i);
}


size_t HaleParser::ExprContext::getRuleIndex() const {
  return HaleParser::RuleExpr;
}


HaleParser::ExprContext* HaleParser::expr() {
  ExprContext *_localctx = _tracker.createInstance<ExprContext>(_ctx, getState());
  enterRule(_localctx, 12, HaleParser::RuleExpr);
  size_t _la = 0;

  auto onExit = finally([=, this] {
    exitRule();
  });
  try {
    enterOuterAlt(_localctx, 1);
    setState(145);
    _errHandler->sync(this);
    _la = _input->LA(1);
    while (_la == HaleParser::NOT

    || _la == HaleParser::MINUS) {
      setState(142);
      _la = _input->LA(1);
      if (!(_la == HaleParser::NOT

      || _la == HaleParser::MINUS)) {
      _errHandler->recoverInline(this);
      }
      else {
        _errHandler->reportMatch(this);
        consume();
      }
      setState(147);
      _errHandler->sync(this);
      _la = _input->LA(1);
    }
    setState(148);
    primary();
    setState(159);
    _errHandler->sync(this);
    _la = _input->LA(1);
    while ((((_la & ~ 0x3fULL) == 0) &&
      ((1ULL << _la) & ((1ULL << HaleParser::EQ)
      | (1ULL << HaleParser::NE)
      | (1ULL << HaleParser::LE)
      | (1ULL << HaleParser::GE)
      | (1ULL << HaleParser::LT)
      | (1ULL << HaleParser::GT)
      | (1ULL << HaleParser::AND)
      | (1ULL << HaleParser::OR)
      | (1ULL << HaleParser::PLUS)
      | (1ULL << HaleParser::MINUS)
      | (1ULL << HaleParser::RANGE))) != 0)) {
      setState(149);
      _la = _input->LA(1);
      if (!((((_la & ~ 0x3fULL) == 0) &&
        ((1ULL << _la) & ((1ULL << HaleParser::EQ)
        | (1ULL << HaleParser::NE)
        | (1ULL << HaleParser::LE)
        | (1ULL << HaleParser::GE)
        | (1ULL << HaleParser::LT)
        | (1ULL << HaleParser::GT)
        | (1ULL << HaleParser::AND)
        | (1ULL << HaleParser::OR)
        | (1ULL << HaleParser::PLUS)
        | (1ULL << HaleParser::MINUS)
        | (1ULL << HaleParser::RANGE))) != 0))) {
      _errHandler->recoverInline(this);
      }
      else {
        _errHandler->reportMatch(this);
        consume();
      }
      setState(153);
      _errHandler->sync(this);
      _la = _input->LA(1);
      while (_la == HaleParser::NOT

      || _la == HaleParser::MINUS) {
        setState(150);
        _la = _input->LA(1);
        if (!(_la == HaleParser::NOT

        || _la == HaleParser::MINUS)) {
        _errHandler->recoverInline(this);
        }
        else {
          _errHandler->reportMatch(this);
          consume();
        }
        setState(155);
        _errHandler->sync(this);
        _la = _input->LA(1);
      }
      setState(156);
      primary();
      setState(161);
      _errHandler->sync(this);
      _la = _input->LA(1);
    }
   
  }
  catch (RecognitionException &e) {
    _errHandler->reportError(this, e);
    _localctx->exception = std::current_exception();
    _errHandler->recover(this, _localctx->exception);
  }

  return _localctx;
}

//----------------- PrimaryContext ------------------------------------------------------------------

HaleParser::PrimaryContext::PrimaryContext(ParserRuleContext *parent, size_t invokingState)
  : ParserRuleContext(parent, invokingState) {
}

tree::TerminalNode* HaleParser::PrimaryContext::TRUE() {
  return getToken(HaleParser::TRUE, 0);
}

tree::TerminalNode* HaleParser::PrimaryContext::FALSE() {
  return getToken(HaleParser::FALSE, 0);
}

tree::TerminalNode* HaleParser::PrimaryContext::INT() {
  return getToken(HaleParser::INT, 0);
}

tree::TerminalNode* HaleParser::PrimaryContext::UNIT() {
  return getToken(HaleParser::UNIT, 0);
}

std::vector<tree::TerminalNode *> HaleParser::PrimaryContext::NAME() {
  return getTokens(HaleParser::NAME);
}

tree::TerminalNode* HaleParser::PrimaryContext::NAME(size_t i) {
  return getToken(HaleParser::NAME, i);
}

HaleParser::StringContext* HaleParser::PrimaryContext::string() {
  return getRuleContext<HaleParser::StringContext>(0);
}

HaleParser::ListContext* HaleParser::PrimaryContext::list() {
  return getRuleContext<HaleParser::ListContext>(0);
}

HaleParser::GroupContext* HaleParser::PrimaryContext::group() {
  return getRuleContext<HaleParser::GroupContext>(0);
}

HaleParser::BodyContext* HaleParser::PrimaryContext::body() {
  return getRuleContext<HaleParser::BodyContext>(0);
}

tree::TerminalNode* HaleParser::PrimaryContext::BAD() {
  return getToken(HaleParser::BAD, 0);
}

std::vector<tree::TerminalNode *> HaleParser::PrimaryContext::DOT() {
  return getTokens(HaleParser::DOT);
}

tree::TerminalNode* HaleParser::PrimaryContext::DOT(size_t i) {
  return getToken(HaleParser::DOT, i);
}

std::vector<HaleParser::IndexContext *> HaleParser::PrimaryContext::index() {
  return getRuleContexts<HaleParser::IndexContext>();
}

HaleParser::IndexContext* HaleParser::PrimaryContext::index(size_t i) {
  return getRuleContext<HaleParser::IndexContext>(i);
}

std::vector<HaleParser::ArgumentsContext *> HaleParser::PrimaryContext::arguments() {
  return getRuleContexts<HaleParser::ArgumentsContext>();
}

HaleParser::ArgumentsContext* HaleParser::PrimaryContext::arguments(size_t i) {
  return getRuleContext<HaleParser::ArgumentsContext>(i);
}

std::vector<tree::TerminalNode *> HaleParser::PrimaryContext::COLON() {
  return getTokens(HaleParser::COLON);
}

tree::TerminalNode* HaleParser::PrimaryContext::COLON(size_t i) {
  return getToken(HaleParser::COLON, i);
}


size_t HaleParser::PrimaryContext::getRuleIndex() const {
  return HaleParser::RulePrimary;
}


HaleParser::PrimaryContext* HaleParser::primary() {
  PrimaryContext *_localctx = _tracker.createInstance<PrimaryContext>(_ctx, getState());
  enterRule(_localctx, 14, HaleParser::RulePrimary);
  size_t _la = 0;

  auto onExit = finally([=, this] {
    exitRule();
  });
  try {
    enterOuterAlt(_localctx, 1);
    setState(179);
    _errHandler->sync(this);
    switch (_input->LA(1)) {
      case HaleParser::TRUE: {
        setState(162);
        match(HaleParser::TRUE);
        break;
      }

      case HaleParser::FALSE: {
        setState(163);
        match(HaleParser::FALSE);
        break;
      }

      case HaleParser::INT: {
        setState(164);
        match(HaleParser::INT);
        break;
      }

      case HaleParser::UNIT: {
        setState(165);
        match(HaleParser::UNIT);
        break;
      }

      case HaleParser::NAME: {
        setState(166);
        match(HaleParser::NAME);
        setState(171);
        _errHandler->sync(this);
        _la = _input->LA(1);
        while (_la == HaleParser::COLON) {
          setState(167);
          match(HaleParser::COLON);
          setState(168);
          match(HaleParser::NAME);
          setState(173);
          _errHandler->sync(this);
          _la = _input->LA(1);
        }
        break;
      }

      case HaleParser::QUOTE: {
        setState(174);
        string();
        break;
      }

      case HaleParser::LBRACKET: {
        setState(175);
        list();
        break;
      }

      case HaleParser::LPAREN: {
        setState(176);
        group();
        break;
      }

      case HaleParser::LBRACE: {
        setState(177);
        body();
        break;
      }

      case HaleParser::BAD: {
        setState(178);
        match(HaleParser::BAD);
        break;
      }

    default:
      throw NoViableAltException(this);
    }
    setState(187);
    _errHandler->sync(this);
    _la = _input->LA(1);
    while ((((_la & ~ 0x3fULL) == 0) &&
      ((1ULL << _la) & ((1ULL << HaleParser::LBRACKET)
      | (1ULL << HaleParser::LPAREN)
      | (1ULL << HaleParser::DOT))) != 0)) {
      setState(185);
      _errHandler->sync(this);
      switch (_input->LA(1)) {
        case HaleParser::DOT: {
          setState(181);
          match(HaleParser::DOT);
          setState(182);
          match(HaleParser::NAME);
          break;
        }

        case HaleParser::LBRACKET: {
          setState(183);
          index();
          break;
        }

        case HaleParser::LPAREN: {
          setState(184);
          arguments();
          break;
        }

      default:
        throw NoViableAltException(this);
      }
      setState(189);
      _errHandler->sync(this);
      _la = _input->LA(1);
    }
   
  }
  catch (RecognitionException &e) {
    _errHandler->reportError(this, e);
    _localctx->exception = std::current_exception();
    _errHandler->recover(this, _localctx->exception);
  }

  return _localctx;
}

//----------------- ListContext ------------------------------------------------------------------

HaleParser::ListContext::ListContext(ParserRuleContext *parent, size_t invokingState)
  : ParserRuleContext(parent, invokingState) {
}

tree::TerminalNode* HaleParser::ListContext::LBRACKET() {
  return getToken(HaleParser::LBRACKET, 0);
}

tree::TerminalNode* HaleParser::ListContext::RBRACKET() {
  return getToken(HaleParser::RBRACKET, 0);
}

std::vector<HaleParser::ExprContext *> HaleParser::ListContext::expr() {
  return getRuleContexts<HaleParser::ExprContext>();
}

HaleParser::ExprContext* HaleParser::ListContext::expr(size_t i) {
  return getRuleContext<HaleParser::ExprContext>(i);
}

std::vector<tree::TerminalNode *> HaleParser::ListContext::COMMA() {
  return getTokens(HaleParser::COMMA);
}

tree::TerminalNode* HaleParser::ListContext::COMMA(size_t i) {
  return getToken(HaleParser::COMMA, i);
}


size_t HaleParser::ListContext::getRuleIndex() const {
  return HaleParser::RuleList;
}


HaleParser::ListContext* HaleParser::list() {
  ListContext *_localctx = _tracker.createInstance<ListContext>(_ctx, getState());
  enterRule(_localctx, 16, HaleParser::RuleList);
  size_t _la = 0;

  auto onExit = finally([=, this] {
    exitRule();
  });
  try {
    enterOuterAlt(_localctx, 1);
    setState(190);
    match(HaleParser::LBRACKET);
    setState(201);
    _errHandler->sync(this);

    _la = _input->LA(1);
    if ((((_la & ~ 0x3fULL) == 0) &&
      ((1ULL << _la) & ((1ULL << HaleParser::TRUE)
      | (1ULL << HaleParser::FALSE)
      | (1ULL << HaleParser::LBRACE)
      | (1ULL << HaleParser::LBRACKET)
      | (1ULL << HaleParser::LPAREN)
      | (1ULL << HaleParser::NOT)
      | (1ULL << HaleParser::MINUS)
      | (1ULL << HaleParser::UNIT)
      | (1ULL << HaleParser::INT)
      | (1ULL << HaleParser::NAME)
      | (1ULL << HaleParser::QUOTE)
      | (1ULL << HaleParser::BAD))) != 0)) {
      setState(191);
      expr();
      setState(198);
      _errHandler->sync(this);
      _la = _input->LA(1);
      while (_la == HaleParser::COMMA) {
        setState(192);
        match(HaleParser::COMMA);
        setState(194);
        _errHandler->sync(this);

        _la = _input->LA(1);
        if ((((_la & ~ 0x3fULL) == 0) &&
          ((1ULL << _la) & ((1ULL << HaleParser::TRUE)
          | (1ULL << HaleParser::FALSE)
          | (1ULL << HaleParser::LBRACE)
          | (1ULL << HaleParser::LBRACKET)
          | (1ULL << HaleParser::LPAREN)
          | (1ULL << HaleParser::NOT)
          | (1ULL << HaleParser::MINUS)
          | (1ULL << HaleParser::UNIT)
          | (1ULL << HaleParser::INT)
          | (1ULL << HaleParser::NAME)
          | (1ULL << HaleParser::QUOTE)
          | (1ULL << HaleParser::BAD))) != 0)) {
          setState(193);
          expr();
        }
        setState(200);
        _errHandler->sync(this);
        _la = _input->LA(1);
      }
    }
    setState(203);
    match(HaleParser::RBRACKET);
   
  }
  catch (RecognitionException &e) {
    _errHandler->reportError(this, e);
    _localctx->exception = std::current_exception();
    _errHandler->recover(this, _localctx->exception);
  }

  return _localctx;
}

//----------------- GroupContext ------------------------------------------------------------------

HaleParser::GroupContext::GroupContext(ParserRuleContext *parent, size_t invokingState)
  : ParserRuleContext(parent, invokingState) {
}

tree::TerminalNode* HaleParser::GroupContext::LPAREN() {
  return getToken(HaleParser::LPAREN, 0);
}

HaleParser::ExprContext* HaleParser::GroupContext::expr() {
  return getRuleContext<HaleParser::ExprContext>(0);
}

tree::TerminalNode* HaleParser::GroupContext::RPAREN() {
  return getToken(HaleParser::RPAREN, 0);
}


size_t HaleParser::GroupContext::getRuleIndex() const {
  return HaleParser::RuleGroup;
}


HaleParser::GroupContext* HaleParser::group() {
  GroupContext *_localctx = _tracker.createInstance<GroupContext>(_ctx, getState());
  enterRule(_localctx, 18, HaleParser::RuleGroup);

  auto onExit = finally([=, this] {
    exitRule();
  });
  try {
    enterOuterAlt(_localctx, 1);
    setState(205);
    match(HaleParser::LPAREN);
    setState(206);
    expr();
    setState(207);
    match(HaleParser::RPAREN);
   
  }
  catch (RecognitionException &e) {
    _errHandler->reportError(this, e);
    _localctx->exception = std::current_exception();
    _errHandler->recover(this, _localctx->exception);
  }

  return _localctx;
}

//----------------- IndexContext ------------------------------------------------------------------

HaleParser::IndexContext::IndexContext(ParserRuleContext *parent, size_t invokingState)
  : ParserRuleContext(parent, invokingState) {
}

tree::TerminalNode* HaleParser::IndexContext::LBRACKET() {
  return getToken(HaleParser::LBRACKET, 0);
}

HaleParser::ExprContext* HaleParser::IndexContext::expr() {
  return getRuleContext<HaleParser::ExprContext>(0);
}

tree::TerminalNode* HaleParser::IndexContext::RBRACKET() {
  return getToken(HaleParser::RBRACKET, 0);
}


size_t HaleParser::IndexContext::getRuleIndex() const {
  return HaleParser::RuleIndex;
}


HaleParser::IndexContext* HaleParser::index() {
  IndexContext *_localctx = _tracker.createInstance<IndexContext>(_ctx, getState());
  enterRule(_localctx, 20, HaleParser::RuleIndex);

  auto onExit = finally([=, this] {
    exitRule();
  });
  try {
    enterOuterAlt(_localctx, 1);
    setState(209);
    match(HaleParser::LBRACKET);
    setState(210);
    expr();
    setState(211);
    match(HaleParser::RBRACKET);
   
  }
  catch (RecognitionException &e) {
    _errHandler->reportError(this, e);
    _localctx->exception = std::current_exception();
    _errHandler->recover(this, _localctx->exception);
  }

  return _localctx;
}

//----------------- ArgumentsContext ------------------------------------------------------------------

HaleParser::ArgumentsContext::ArgumentsContext(ParserRuleContext *parent, size_t invokingState)
  : ParserRuleContext(parent, invokingState) {
}

tree::TerminalNode* HaleParser::ArgumentsContext::LPAREN() {
  return getToken(HaleParser::LPAREN, 0);
}

tree::TerminalNode* HaleParser::ArgumentsContext::RPAREN() {
  return getToken(HaleParser::RPAREN, 0);
}

std::vector<HaleParser::ExprContext *> HaleParser::ArgumentsContext::expr() {
  return getRuleContexts<HaleParser::ExprContext>();
}

HaleParser::ExprContext* HaleParser::ArgumentsContext::expr(size_t i) {
  return getRuleContext<HaleParser::ExprContext>(i);
}

std::vector<tree::TerminalNode *> HaleParser::ArgumentsContext::COMMA() {
  return getTokens(HaleParser::COMMA);
}

tree::TerminalNode* HaleParser::ArgumentsContext::COMMA(size_t i) {
  return getToken(HaleParser::COMMA, i);
}


size_t HaleParser::ArgumentsContext::getRuleIndex() const {
  return HaleParser::RuleArguments;
}


HaleParser::ArgumentsContext* HaleParser::arguments() {
  ArgumentsContext *_localctx = _tracker.createInstance<ArgumentsContext>(_ctx, getState());
  enterRule(_localctx, 22, HaleParser::RuleArguments);
  size_t _la = 0;

  auto onExit = finally([=, this] {
    exitRule();
  });
  try {
    enterOuterAlt(_localctx, 1);
    setState(213);
    match(HaleParser::LPAREN);
    setState(224);
    _errHandler->sync(this);

    _la = _input->LA(1);
    if ((((_la & ~ 0x3fULL) == 0) &&
      ((1ULL << _la) & ((1ULL << HaleParser::TRUE)
      | (1ULL << HaleParser::FALSE)
      | (1ULL << HaleParser::LBRACE)
      | (1ULL << HaleParser::LBRACKET)
      | (1ULL << HaleParser::LPAREN)
      | (1ULL << HaleParser::NOT)
      | (1ULL << HaleParser::MINUS)
      | (1ULL << HaleParser::UNIT)
      | (1ULL << HaleParser::INT)
      | (1ULL << HaleParser::NAME)
      | (1ULL << HaleParser::QUOTE)
      | (1ULL << HaleParser::BAD))) != 0)) {
      setState(214);
      expr();
      setState(221);
      _errHandler->sync(this);
      _la = _input->LA(1);
      while (_la == HaleParser::COMMA) {
        setState(215);
        match(HaleParser::COMMA);
        setState(217);
        _errHandler->sync(this);

        _la = _input->LA(1);
        if ((((_la & ~ 0x3fULL) == 0) &&
          ((1ULL << _la) & ((1ULL << HaleParser::TRUE)
          | (1ULL << HaleParser::FALSE)
          | (1ULL << HaleParser::LBRACE)
          | (1ULL << HaleParser::LBRACKET)
          | (1ULL << HaleParser::LPAREN)
          | (1ULL << HaleParser::NOT)
          | (1ULL << HaleParser::MINUS)
          | (1ULL << HaleParser::UNIT)
          | (1ULL << HaleParser::INT)
          | (1ULL << HaleParser::NAME)
          | (1ULL << HaleParser::QUOTE)
          | (1ULL << HaleParser::BAD))) != 0)) {
          setState(216);
          expr();
        }
        setState(223);
        _errHandler->sync(this);
        _la = _input->LA(1);
      }
    }
    setState(226);
    match(HaleParser::RPAREN);
   
  }
  catch (RecognitionException &e) {
    _errHandler->reportError(this, e);
    _localctx->exception = std::current_exception();
    _errHandler->recover(this, _localctx->exception);
  }

  return _localctx;
}

//----------------- StringContext ------------------------------------------------------------------

HaleParser::StringContext::StringContext(ParserRuleContext *parent, size_t invokingState)
  : ParserRuleContext(parent, invokingState) {
}

tree::TerminalNode* HaleParser::StringContext::QUOTE() {
  return getToken(HaleParser::QUOTE, 0);
}

tree::TerminalNode* HaleParser::StringContext::ENDQUOTE() {
  return getToken(HaleParser::ENDQUOTE, 0);
}

tree::TerminalNode* HaleParser::StringContext::STRING_NEWLINE() {
  return getToken(HaleParser::STRING_NEWLINE, 0);
}

std::vector<tree::TerminalNode *> HaleParser::StringContext::TEXT() {
  return getTokens(HaleParser::TEXT);
}

tree::TerminalNode* HaleParser::StringContext::TEXT(size_t i) {
  return getToken(HaleParser::TEXT, i);
}

std::vector<tree::TerminalNode *> HaleParser::StringContext::INTERP() {
  return getTokens(HaleParser::INTERP);
}

tree::TerminalNode* HaleParser::StringContext::INTERP(size_t i) {
  return getToken(HaleParser::INTERP, i);
}

std::vector<HaleParser::ExprContext *> HaleParser::StringContext::expr() {
  return getRuleContexts<HaleParser::ExprContext>();
}

HaleParser::ExprContext* HaleParser::StringContext::expr(size_t i) {
  return getRuleContext<HaleParser::ExprContext>(i);
}

std::vector<tree::TerminalNode *> HaleParser::StringContext::RBRACE() {
  return getTokens(HaleParser::RBRACE);
}

tree::TerminalNode* HaleParser::StringContext::RBRACE(size_t i) {
  return getToken(HaleParser::RBRACE, i);
}


size_t HaleParser::StringContext::getRuleIndex() const {
  return HaleParser::RuleString;
}


HaleParser::StringContext* HaleParser::string() {
  StringContext *_localctx = _tracker.createInstance<StringContext>(_ctx, getState());
  enterRule(_localctx, 24, HaleParser::RuleString);
  size_t _la = 0;

  auto onExit = finally([=, this] {
    exitRule();
  });
  try {
    enterOuterAlt(_localctx, 1);
    setState(228);
    match(HaleParser::QUOTE);
    setState(236);
    _errHandler->sync(this);
    _la = _input->LA(1);
    while (_la == HaleParser::TEXT

    || _la == HaleParser::INTERP) {
      setState(234);
      _errHandler->sync(this);
      switch (_input->LA(1)) {
        case HaleParser::TEXT: {
          setState(229);
          match(HaleParser::TEXT);
          break;
        }

        case HaleParser::INTERP: {
          setState(230);
          match(HaleParser::INTERP);
          setState(231);
          expr();
          setState(232);
          match(HaleParser::RBRACE);
          break;
        }

      default:
        throw NoViableAltException(this);
      }
      setState(238);
      _errHandler->sync(this);
      _la = _input->LA(1);
    }
    setState(239);
    _la = _input->LA(1);
    if (!(_la == HaleParser::ENDQUOTE

    || _la == HaleParser::STRING_NEWLINE)) {
    _errHandler->recoverInline(this);
    }
    else {
      _errHandler->reportMatch(this);
      consume();
    }
   
  }
  catch (RecognitionException &e) {
    _errHandler->reportError(this, e);
    _localctx->exception = std::current_exception();
    _errHandler->recover(this, _localctx->exception);
  }

  return _localctx;
}

// Static vars and initialization.
std::vector<dfa::DFA> HaleParser::_decisionToDFA;
atn::PredictionContextCache HaleParser::_sharedContextCache;

// We own the ATN which in turn owns the ATN states.
atn::ATN HaleParser::_atn;
std::vector<uint16_t> HaleParser::_serializedATN;

std::vector<std::string> HaleParser::_ruleNames = {
  "file", "body", "item", "condition", "label", "type", "expr", "primary", 
  "list", "group", "index", "arguments", "string"
};

std::vector<std::string> HaleParser::_literalNames = {
  "", "'let'", "'use'", "'param'", "'import'", "'for'", "'in'", "'if'", 
  "'else'", "'true'", "'false'", "'{'", "'}'", "'['", "']'", "'('", "')'", 
  "','", "'.'", "':'", "'='", "'=='", "'!='", "'<='", "'>='", "'<'", "'>'", 
  "'&&'", "'||'", "'!'", "'+'", "'-'", "'..'", "", "", "", "", "", "'${'", 
  "", "", "", "", "", "", "", "", "'''"
};

std::vector<std::string> HaleParser::_symbolicNames = {
  "", "LET", "USE", "PARAM", "IMPORT", "FOR", "IN", "IF", "ELSE", "TRUE", 
  "FALSE", "LBRACE", "RBRACE", "LBRACKET", "RBRACKET", "LPAREN", "RPAREN", 
  "COMMA", "DOT", "COLON", "ASSIGN", "EQ", "NE", "LE", "GE", "LT", "GT", 
  "AND", "OR", "NOT", "PLUS", "MINUS", "RANGE", "UNIT", "INT", "NAME", "QUOTE", 
  "TEXT", "INTERP", "ENDQUOTE", "STRING_NEWLINE", "COMMENT", "BAD", "NEWLINE", 
  "WHITESPACE", "SINGLE_NEWLINE", "CURLY_NEWLINE", "SINGLE_END"
};

dfa::Vocabulary HaleParser::_vocabulary(_literalNames, _symbolicNames);

std::vector<std::string> HaleParser::_tokenNames;

HaleParser::Initializer::Initializer() {
	for (size_t i = 0; i < _symbolicNames.size(); ++i) {
		std::string name = _vocabulary.getLiteralName(i);
		if (name.empty()) {
			name = _vocabulary.getSymbolicName(i);
		}

		if (name.empty()) {
			_tokenNames.push_back("<INVALID>");
		} else {
      _tokenNames.push_back(name);
    }
	}

  _serializedATN = {
    0x3, 0x608b, 0xa72a, 0x8133, 0xb9ed, 0x417c, 0x3be7, 0x7786, 0x5964, 
    0x3, 0x31, 0xf4, 0x4, 0x2, 0x9, 0x2, 0x4, 0x3, 0x9, 0x3, 0x4, 0x4, 0x9, 
    0x4, 0x4, 0x5, 0x9, 0x5, 0x4, 0x6, 0x9, 0x6, 0x4, 0x7, 0x9, 0x7, 0x4, 
    0x8, 0x9, 0x8, 0x4, 0x9, 0x9, 0x9, 0x4, 0xa, 0x9, 0xa, 0x4, 0xb, 0x9, 
    0xb, 0x4, 0xc, 0x9, 0xc, 0x4, 0xd, 0x9, 0xd, 0x4, 0xe, 0x9, 0xe, 0x3, 
    0x2, 0x7, 0x2, 0x1e, 0xa, 0x2, 0xc, 0x2, 0xe, 0x2, 0x21, 0xb, 0x2, 0x3, 
    0x2, 0x3, 0x2, 0x3, 0x3, 0x3, 0x3, 0x3, 0x3, 0x5, 0x3, 0x28, 0xa, 0x3, 
    0x7, 0x3, 0x2a, 0xa, 0x3, 0xc, 0x3, 0xe, 0x3, 0x2d, 0xb, 0x3, 0x3, 0x3, 
    0x3, 0x3, 0x3, 0x4, 0x3, 0x4, 0x3, 0x4, 0x3, 0x4, 0x3, 0x4, 0x3, 0x4, 
    0x3, 0x4, 0x3, 0x4, 0x3, 0x4, 0x3, 0x4, 0x5, 0x4, 0x3b, 0xa, 0x4, 0x3, 
    0x4, 0x5, 0x4, 0x3e, 0xa, 0x4, 0x3, 0x4, 0x3, 0x4, 0x3, 0x4, 0x3, 0x4, 
    0x3, 0x4, 0x3, 0x4, 0x5, 0x4, 0x46, 0xa, 0x4, 0x3, 0x4, 0x3, 0x4, 0x3, 
    0x4, 0x3, 0x4, 0x3, 0x4, 0x3, 0x4, 0x3, 0x4, 0x3, 0x4, 0x3, 0x4, 0x5, 
    0x4, 0x51, 0xa, 0x4, 0x3, 0x4, 0x5, 0x4, 0x54, 0xa, 0x4, 0x3, 0x4, 0x3, 
    0x4, 0x3, 0x4, 0x3, 0x4, 0x7, 0x4, 0x5a, 0xa, 0x4, 0xc, 0x4, 0xe, 0x4, 
    0x5d, 0xb, 0x4, 0x3, 0x4, 0x5, 0x4, 0x60, 0xa, 0x4, 0x3, 0x4, 0x3, 0x4, 
    0x3, 0x4, 0x3, 0x4, 0x5, 0x4, 0x66, 0xa, 0x4, 0x3, 0x5, 0x3, 0x5, 0x3, 
    0x5, 0x3, 0x5, 0x3, 0x5, 0x3, 0x5, 0x5, 0x5, 0x6e, 0xa, 0x5, 0x5, 0x5, 
    0x70, 0xa, 0x5, 0x3, 0x6, 0x3, 0x6, 0x3, 0x6, 0x7, 0x6, 0x75, 0xa, 0x6, 
    0xc, 0x6, 0xe, 0x6, 0x78, 0xb, 0x6, 0x3, 0x6, 0x3, 0x6, 0x3, 0x6, 0x5, 
    0x6, 0x7d, 0xa, 0x6, 0x3, 0x7, 0x3, 0x7, 0x3, 0x7, 0x3, 0x7, 0x3, 0x7, 
    0x3, 0x7, 0x3, 0x7, 0x3, 0x7, 0x3, 0x7, 0x7, 0x7, 0x88, 0xa, 0x7, 0xc, 
    0x7, 0xe, 0x7, 0x8b, 0xb, 0x7, 0x3, 0x7, 0x3, 0x7, 0x5, 0x7, 0x8f, 0xa, 
    0x7, 0x3, 0x8, 0x7, 0x8, 0x92, 0xa, 0x8, 0xc, 0x8, 0xe, 0x8, 0x95, 0xb, 
    0x8, 0x3, 0x8, 0x3, 0x8, 0x3, 0x8, 0x7, 0x8, 0x9a, 0xa, 0x8, 0xc, 0x8, 
    0xe, 0x8, 0x9d, 0xb, 0x8, 0x3, 0x8, 0x7, 0x8, 0xa0, 0xa, 0x8, 0xc, 0x8, 
    0xe, 0x8, 0xa3, 0xb, 0x8, 0x3, 0x9, 0x3, 0x9, 0x3, 0x9, 0x3, 0x9, 0x3, 
    0x9, 0x3, 0x9, 0x3, 0x9, 0x7, 0x9, 0xac, 0xa, 0x9, 0xc, 0x9, 0xe, 0x9, 
    0xaf, 0xb, 0x9, 0x3, 0x9, 0x3, 0x9, 0x3, 0x9, 0x3, 0x9, 0x3, 0x9, 0x5, 
    0x9, 0xb6, 0xa, 0x9, 0x3, 0x9, 0x3, 0x9, 0x3, 0x9, 0x3, 0x9, 0x7, 0x9, 
    0xbc, 0xa, 0x9, 0xc, 0x9, 0xe, 0x9, 0xbf, 0xb, 0x9, 0x3, 0xa, 0x3, 0xa, 
    0x3, 0xa, 0x3, 0xa, 0x5, 0xa, 0xc5, 0xa, 0xa, 0x7, 0xa, 0xc7, 0xa, 0xa, 
    0xc, 0xa, 0xe, 0xa, 0xca, 0xb, 0xa, 0x5, 0xa, 0xcc, 0xa, 0xa, 0x3, 0xa, 
    0x3, 0xa, 0x3, 0xb, 0x3, 0xb, 0x3, 0xb, 0x3, 0xb, 0x3, 0xc, 0x3, 0xc, 
    0x3, 0xc, 0x3, 0xc, 0x3, 0xd, 0x3, 0xd, 0x3, 0xd, 0x3, 0xd, 0x5, 0xd, 
    0xdc, 0xa, 0xd, 0x7, 0xd, 0xde, 0xa, 0xd, 0xc, 0xd, 0xe, 0xd, 0xe1, 
    0xb, 0xd, 0x5, 0xd, 0xe3, 0xa, 0xd, 0x3, 0xd, 0x3, 0xd, 0x3, 0xe, 0x3, 
    0xe, 0x3, 0xe, 0x3, 0xe, 0x3, 0xe, 0x3, 0xe, 0x7, 0xe, 0xed, 0xa, 0xe, 
    0xc, 0xe, 0xe, 0xe, 0xf0, 0xb, 0xe, 0x3, 0xe, 0x3, 0xe, 0x3, 0xe, 0x2, 
    0x2, 0xf, 0x2, 0x4, 0x6, 0x8, 0xa, 0xc, 0xe, 0x10, 0x12, 0x14, 0x16, 
    0x18, 0x1a, 0x2, 0x5, 0x4, 0x2, 0x1f, 0x1f, 0x21, 0x21, 0x4, 0x2, 0x17, 
    0x1e, 0x20, 0x22, 0x3, 0x2, 0x29, 0x2a, 0x2, 0x118, 0x2, 0x1f, 0x3, 
    0x2, 0x2, 0x2, 0x4, 0x24, 0x3, 0x2, 0x2, 0x2, 0x6, 0x65, 0x3, 0x2, 0x2, 
    0x2, 0x8, 0x67, 0x3, 0x2, 0x2, 0x2, 0xa, 0x7c, 0x3, 0x2, 0x2, 0x2, 0xc, 
    0x7e, 0x3, 0x2, 0x2, 0x2, 0xe, 0x93, 0x3, 0x2, 0x2, 0x2, 0x10, 0xb5, 
    0x3, 0x2, 0x2, 0x2, 0x12, 0xc0, 0x3, 0x2, 0x2, 0x2, 0x14, 0xcf, 0x3, 
    0x2, 0x2, 0x2, 0x16, 0xd3, 0x3, 0x2, 0x2, 0x2, 0x18, 0xd7, 0x3, 0x2, 
    0x2, 0x2, 0x1a, 0xe6, 0x3, 0x2, 0x2, 0x2, 0x1c, 0x1e, 0x5, 0x6, 0x4, 
    0x2, 0x1d, 0x1c, 0x3, 0x2, 0x2, 0x2, 0x1e, 0x21, 0x3, 0x2, 0x2, 0x2, 
    0x1f, 0x1d, 0x3, 0x2, 0x2, 0x2, 0x1f, 0x20, 0x3, 0x2, 0x2, 0x2, 0x20, 
    0x22, 0x3, 0x2, 0x2, 0x2, 0x21, 0x1f, 0x3, 0x2, 0x2, 0x2, 0x22, 0x23, 
    0x7, 0x2, 0x2, 0x3, 0x23, 0x3, 0x3, 0x2, 0x2, 0x2, 0x24, 0x2b, 0x7, 
    0xd, 0x2, 0x2, 0x25, 0x27, 0x5, 0x6, 0x4, 0x2, 0x26, 0x28, 0x7, 0x13, 
    0x2, 0x2, 0x27, 0x26, 0x3, 0x2, 0x2, 0x2, 0x27, 0x28, 0x3, 0x2, 0x2, 
    0x2, 0x28, 0x2a, 0x3, 0x2, 0x2, 0x2, 0x29, 0x25, 0x3, 0x2, 0x2, 0x2, 
    0x2a, 0x2d, 0x3, 0x2, 0x2, 0x2, 0x2b, 0x29, 0x3, 0x2, 0x2, 0x2, 0x2b, 
    0x2c, 0x3, 0x2, 0x2, 0x2, 0x2c, 0x2e, 0x3, 0x2, 0x2, 0x2, 0x2d, 0x2b, 
    0x3, 0x2, 0x2, 0x2, 0x2e, 0x2f, 0x7, 0xe, 0x2, 0x2, 0x2f, 0x5, 0x3, 
    0x2, 0x2, 0x2, 0x30, 0x31, 0x7, 0x3, 0x2, 0x2, 0x31, 0x32, 0x7, 0x25, 
    0x2, 0x2, 0x32, 0x33, 0x7, 0x16, 0x2, 0x2, 0x33, 0x66, 0x5, 0xe, 0x8, 
    0x2, 0x34, 0x35, 0x7, 0x5, 0x2, 0x2, 0x35, 0x36, 0x7, 0x25, 0x2, 0x2, 
    0x36, 0x37, 0x7, 0x15, 0x2, 0x2, 0x37, 0x3a, 0x5, 0xc, 0x7, 0x2, 0x38, 
    0x39, 0x7, 0x16, 0x2, 0x2, 0x39, 0x3b, 0x5, 0xe, 0x8, 0x2, 0x3a, 0x38, 
    0x3, 0x2, 0x2, 0x2, 0x3a, 0x3b, 0x3, 0x2, 0x2, 0x2, 0x3b, 0x3d, 0x3, 
    0x2, 0x2, 0x2, 0x3c, 0x3e, 0x5, 0x4, 0x3, 0x2, 0x3d, 0x3c, 0x3, 0x2, 
    0x2, 0x2, 0x3d, 0x3e, 0x3, 0x2, 0x2, 0x2, 0x3e, 0x66, 0x3, 0x2, 0x2, 
    0x2, 0x3f, 0x40, 0x7, 0x6, 0x2, 0x2, 0x40, 0x66, 0x5, 0x1a, 0xe, 0x2, 
    0x41, 0x42, 0x7, 0x7, 0x2, 0x2, 0x42, 0x45, 0x7, 0x25, 0x2, 0x2, 0x43, 
    0x44, 0x7, 0x13, 0x2, 0x2, 0x44, 0x46, 0x7, 0x25, 0x2, 0x2, 0x45, 0x43, 
    0x3, 0x2, 0x2, 0x2, 0x45, 0x46, 0x3, 0x2, 0x2, 0x2, 0x46, 0x47, 0x3, 
    0x2, 0x2, 0x2, 0x47, 0x48, 0x7, 0x8, 0x2, 0x2, 0x48, 0x49, 0x5, 0xe, 
    0x8, 0x2, 0x49, 0x4a, 0x5, 0x4, 0x3, 0x2, 0x4a, 0x66, 0x3, 0x2, 0x2, 
    0x2, 0x4b, 0x66, 0x5, 0x8, 0x5, 0x2, 0x4c, 0x4d, 0x7, 0x4, 0x2, 0x2, 
    0x4d, 0x50, 0x5, 0xa, 0x6, 0x2, 0x4e, 0x4f, 0x7, 0x14, 0x2, 0x2, 0x4f, 
    0x51, 0x5, 0xa, 0x6, 0x2, 0x50, 0x4e, 0x3, 0x2, 0x2, 0x2, 0x50, 0x51, 
    0x3, 0x2, 0x2, 0x2, 0x51, 0x53, 0x3, 0x2, 0x2, 0x2, 0x52, 0x54, 0x5, 
    0x4, 0x3, 0x2, 0x53, 0x52, 0x3, 0x2, 0x2, 0x2, 0x53, 0x54, 0x3, 0x2, 
    0x2, 0x2, 0x54, 0x66, 0x3, 0x2, 0x2, 0x2, 0x55, 0x5f, 0x7, 0x25, 0x2, 
    0x2, 0x56, 0x57, 0x7, 0x16, 0x2, 0x2, 0x57, 0x60, 0x5, 0xe, 0x8, 0x2, 
    0x58, 0x5a, 0x5, 0xa, 0x6, 0x2, 0x59, 0x58, 0x3, 0x2, 0x2, 0x2, 0x5a, 
    0x5d, 0x3, 0x2, 0x2, 0x2, 0x5b, 0x59, 0x3, 0x2, 0x2, 0x2, 0x5b, 0x5c, 
    0x3, 0x2, 0x2, 0x2, 0x5c, 0x5e, 0x3, 0x2, 0x2, 0x2, 0x5d, 0x5b, 0x3, 
    0x2, 0x2, 0x2, 0x5e, 0x60, 0x5, 0x4, 0x3, 0x2, 0x5f, 0x56, 0x3, 0x2, 
    0x2, 0x2, 0x5f, 0x5b, 0x3, 0x2, 0x2, 0x2, 0x60, 0x66, 0x3, 0x2, 0x2, 
    0x2, 0x61, 0x62, 0x5, 0x1a, 0xe, 0x2, 0x62, 0x63, 0x7, 0x16, 0x2, 0x2, 
    0x63, 0x64, 0x5, 0xe, 0x8, 0x2, 0x64, 0x66, 0x3, 0x2, 0x2, 0x2, 0x65, 
    0x30, 0x3, 0x2, 0x2, 0x2, 0x65, 0x34, 0x3, 0x2, 0x2, 0x2, 0x65, 0x3f, 
    0x3, 0x2, 0x2, 0x2, 0x65, 0x41, 0x3, 0x2, 0x2, 0x2, 0x65, 0x4b, 0x3, 
    0x2, 0x2, 0x2, 0x65, 0x4c, 0x3, 0x2, 0x2, 0x2, 0x65, 0x55, 0x3, 0x2, 
    0x2, 0x2, 0x65, 0x61, 0x3, 0x2, 0x2, 0x2, 0x66, 0x7, 0x3, 0x2, 0x2, 
    0x2, 0x67, 0x68, 0x7, 0x9, 0x2, 0x2, 0x68, 0x69, 0x5, 0xe, 0x8, 0x2, 
    0x69, 0x6f, 0x5, 0x4, 0x3, 0x2, 0x6a, 0x6d, 0x7, 0xa, 0x2, 0x2, 0x6b, 
    0x6e, 0x5, 0x8, 0x5, 0x2, 0x6c, 0x6e, 0x5, 0x4, 0x3, 0x2, 0x6d, 0x6b, 
    0x3, 0x2, 0x2, 0x2, 0x6d, 0x6c, 0x3, 0x2, 0x2, 0x2, 0x6e, 0x70, 0x3, 
    0x2, 0x2, 0x2, 0x6f, 0x6a, 0x3, 0x2, 0x2, 0x2, 0x6f, 0x70, 0x3, 0x2, 
    0x2, 0x2, 0x70, 0x9, 0x3, 0x2, 0x2, 0x2, 0x71, 0x76, 0x7, 0x25, 0x2, 
    0x2, 0x72, 0x73, 0x7, 0x15, 0x2, 0x2, 0x73, 0x75, 0x7, 0x25, 0x2, 0x2, 
    0x74, 0x72, 0x3, 0x2, 0x2, 0x2, 0x75, 0x78, 0x3, 0x2, 0x2, 0x2, 0x76, 
    0x74, 0x3, 0x2, 0x2, 0x2, 0x76, 0x77, 0x3, 0x2, 0x2, 0x2, 0x77, 0x7d, 
    0x3, 0x2, 0x2, 0x2, 0x78, 0x76, 0x3, 0x2, 0x2, 0x2, 0x79, 0x7d, 0x5, 
    0x1a, 0xe, 0x2, 0x7a, 0x7d, 0x7, 0x24, 0x2, 0x2, 0x7b, 0x7d, 0x7, 0x2c, 
    0x2, 0x2, 0x7c, 0x71, 0x3, 0x2, 0x2, 0x2, 0x7c, 0x79, 0x3, 0x2, 0x2, 
    0x2, 0x7c, 0x7a, 0x3, 0x2, 0x2, 0x2, 0x7c, 0x7b, 0x3, 0x2, 0x2, 0x2, 
    0x7d, 0xb, 0x3, 0x2, 0x2, 0x2, 0x7e, 0x8e, 0x7, 0x25, 0x2, 0x2, 0x7f, 
    0x80, 0x7, 0xf, 0x2, 0x2, 0x80, 0x81, 0x5, 0xc, 0x7, 0x2, 0x81, 0x82, 
    0x7, 0x10, 0x2, 0x2, 0x82, 0x8f, 0x3, 0x2, 0x2, 0x2, 0x83, 0x84, 0x7, 
    0x11, 0x2, 0x2, 0x84, 0x89, 0x5, 0xc, 0x7, 0x2, 0x85, 0x86, 0x7, 0x13, 
    0x2, 0x2, 0x86, 0x88, 0x5, 0xc, 0x7, 0x2, 0x87, 0x85, 0x3, 0x2, 0x2, 
    0x2, 0x88, 0x8b, 0x3, 0x2, 0x2, 0x2, 0x89, 0x87, 0x3, 0x2, 0x2, 0x2, 
    0x89, 0x8a, 0x3, 0x2, 0x2, 0x2, 0x8a, 0x8c, 0x3, 0x2, 0x2, 0x2, 0x8b, 
    0x89, 0x3, 0x2, 0x2, 0x2, 0x8c, 0x8d, 0x7, 0x12, 0x2, 0x2, 0x8d, 0x8f, 
    0x3, 0x2, 0x2, 0x2, 0x8e, 0x7f, 0x3, 0x2, 0x2, 0x2, 0x8e, 0x83, 0x3, 
    0x2, 0x2, 0x2, 0x8e, 0x8f, 0x3, 0x2, 0x2, 0x2, 0x8f, 0xd, 0x3, 0x2, 
    0x2, 0x2, 0x90, 0x92, 0x9, 0x2, 0x2, 0x2, 0x91, 0x90, 0x3, 0x2, 0x2, 
    0x2, 0x92, 0x95, 0x3, 0x2, 0x2, 0x2, 0x93, 0x91, 0x3, 0x2, 0x2, 0x2, 
    0x93, 0x94, 0x3, 0x2, 0x2, 0x2, 0x94, 0x96, 0x3, 0x2, 0x2, 0x2, 0x95, 
    0x93, 0x3, 0x2, 0x2, 0x2, 0x96, 0xa1, 0x5, 0x10, 0x9, 0x2, 0x97, 0x9b, 
    0x9, 0x3, 0x2, 0x2, 0x98, 0x9a, 0x9, 0x2, 0x2, 0x2, 0x99, 0x98, 0x3, 
    0x2, 0x2, 0x2, 0x9a, 0x9d, 0x3, 0x2, 0x2, 0x2, 0x9b, 0x99, 0x3, 0x2, 
    0x2, 0x2, 0x9b, 0x9c, 0x3, 0x2, 0x2, 0x2, 0x9c, 0x9e, 0x3, 0x2, 0x2, 
    0x2, 0x9d, 0x9b, 0x3, 0x2, 0x2, 0x2, 0x9e, 0xa0, 0x5, 0x10, 0x9, 0x2, 
    0x9f, 0x97, 0x3, 0x2, 0x2, 0x2, 0xa0, 0xa3, 0x3, 0x2, 0x2, 0x2, 0xa1, 
    0x9f, 0x3, 0x2, 0x2, 0x2, 0xa1, 0xa2, 0x3, 0x2, 0x2, 0x2, 0xa2, 0xf, 
    0x3, 0x2, 0x2, 0x2, 0xa3, 0xa1, 0x3, 0x2, 0x2, 0x2, 0xa4, 0xb6, 0x7, 
    0xb, 0x2, 0x2, 0xa5, 0xb6, 0x7, 0xc, 0x2, 0x2, 0xa6, 0xb6, 0x7, 0x24, 
    0x2, 0x2, 0xa7, 0xb6, 0x7, 0x23, 0x2, 0x2, 0xa8, 0xad, 0x7, 0x25, 0x2, 
    0x2, 0xa9, 0xaa, 0x7, 0x15, 0x2, 0x2, 0xaa, 0xac, 0x7, 0x25, 0x2, 0x2, 
    0xab, 0xa9, 0x3, 0x2, 0x2, 0x2, 0xac, 0xaf, 0x3, 0x2, 0x2, 0x2, 0xad, 
    0xab, 0x3, 0x2, 0x2, 0x2, 0xad, 0xae, 0x3, 0x2, 0x2, 0x2, 0xae, 0xb6, 
    0x3, 0x2, 0x2, 0x2, 0xaf, 0xad, 0x3, 0x2, 0x2, 0x2, 0xb0, 0xb6, 0x5, 
    0x1a, 0xe, 0x2, 0xb1, 0xb6, 0x5, 0x12, 0xa, 0x2, 0xb2, 0xb6, 0x5, 0x14, 
    0xb, 0x2, 0xb3, 0xb6, 0x5, 0x4, 0x3, 0x2, 0xb4, 0xb6, 0x7, 0x2c, 0x2, 
    0x2, 0xb5, 0xa4, 0x3, 0x2, 0x2, 0x2, 0xb5, 0xa5, 0x3, 0x2, 0x2, 0x2, 
    0xb5, 0xa6, 0x3, 0x2, 0x2, 0x2, 0xb5, 0xa7, 0x3, 0x2, 0x2, 0x2, 0xb5, 
    0xa8, 0x3, 0x2, 0x2, 0x2, 0xb5, 0xb0, 0x3, 0x2, 0x2, 0x2, 0xb5, 0xb1, 
    0x3, 0x2, 0x2, 0x2, 0xb5, 0xb2, 0x3, 0x2, 0x2, 0x2, 0xb5, 0xb3, 0x3, 
    0x2, 0x2, 0x2, 0xb5, 0xb4, 0x3, 0x2, 0x2, 0x2, 0xb6, 0xbd, 0x3, 0x2, 
    0x2, 0x2, 0xb7, 0xb8, 0x7, 0x14, 0x2, 0x2, 0xb8, 0xbc, 0x7, 0x25, 0x2, 
    0x2, 0xb9, 0xbc, 0x5, 0x16, 0xc, 0x2, 0xba, 0xbc, 0x5, 0x18, 0xd, 0x2, 
    0xbb, 0xb7, 0x3, 0x2, 0x2, 0x2, 0xbb, 0xb9, 0x3, 0x2, 0x2, 0x2, 0xbb, 
    0xba, 0x3, 0x2, 0x2, 0x2, 0xbc, 0xbf, 0x3, 0x2, 0x2, 0x2, 0xbd, 0xbb, 
    0x3, 0x2, 0x2, 0x2, 0xbd, 0xbe, 0x3, 0x2, 0x2, 0x2, 0xbe, 0x11, 0x3, 
    0x2, 0x2, 0x2, 0xbf, 0xbd, 0x3, 0x2, 0x2, 0x2, 0xc0, 0xcb, 0x7, 0xf, 
    0x2, 0x2, 0xc1, 0xc8, 0x5, 0xe, 0x8, 0x2, 0xc2, 0xc4, 0x7, 0x13, 0x2, 
    0x2, 0xc3, 0xc5, 0x5, 0xe, 0x8, 0x2, 0xc4, 0xc3, 0x3, 0x2, 0x2, 0x2, 
    0xc4, 0xc5, 0x3, 0x2, 0x2, 0x2, 0xc5, 0xc7, 0x3, 0x2, 0x2, 0x2, 0xc6, 
    0xc2, 0x3, 0x2, 0x2, 0x2, 0xc7, 0xca, 0x3, 0x2, 0x2, 0x2, 0xc8, 0xc6, 
    0x3, 0x2, 0x2, 0x2, 0xc8, 0xc9, 0x3, 0x2, 0x2, 0x2, 0xc9, 0xcc, 0x3, 
    0x2, 0x2, 0x2, 0xca, 0xc8, 0x3, 0x2, 0x2, 0x2, 0xcb, 0xc1, 0x3, 0x2, 
    0x2, 0x2, 0xcb, 0xcc, 0x3, 0x2, 0x2, 0x2, 0xcc, 0xcd, 0x3, 0x2, 0x2, 
    0x2, 0xcd, 0xce, 0x7, 0x10, 0x2, 0x2, 0xce, 0x13, 0x3, 0x2, 0x2, 0x2, 
    0xcf, 0xd0, 0x7, 0x11, 0x2, 0x2, 0xd0, 0xd1, 0x5, 0xe, 0x8, 0x2, 0xd1, 
    0xd2, 0x7, 0x12, 0x2, 0x2, 0xd2, 0x15, 0x3, 0x2, 0x2, 0x2, 0xd3, 0xd4, 
    0x7, 0xf, 0x2, 0x2, 0xd4, 0xd5, 0x5, 0xe, 0x8, 0x2, 0xd5, 0xd6, 0x7, 
    0x10, 0x2, 0x2, 0xd6, 0x17, 0x3, 0x2, 0x2, 0x2, 0xd7, 0xe2, 0x7, 0x11, 
    0x2, 0x2, 0xd8, 0xdf, 0x5, 0xe, 0x8, 0x2, 0xd9, 0xdb, 0x7, 0x13, 0x2, 
    0x2, 0xda, 0xdc, 0x5, 0xe, 0x8, 0x2, 0xdb, 0xda, 0x3, 0x2, 0x2, 0x2, 
    0xdb, 0xdc, 0x3, 0x2, 0x2, 0x2, 0xdc, 0xde, 0x3, 0x2, 0x2, 0x2, 0xdd, 
    0xd9, 0x3, 0x2, 0x2, 0x2, 0xde, 0xe1, 0x3, 0x2, 0x2, 0x2, 0xdf, 0xdd, 
    0x3, 0x2, 0x2, 0x2, 0xdf, 0xe0, 0x3, 0x2, 0x2, 0x2, 0xe0, 0xe3, 0x3, 
    0x2, 0x2, 0x2, 0xe1, 0xdf, 0x3, 0x2, 0x2, 0x2, 0xe2, 0xd8, 0x3, 0x2, 
    0x2, 0x2, 0xe2, 0xe3, 0x3, 0x2, 0x2, 0x2, 0xe3, 0xe4, 0x3, 0x2, 0x2, 
    0x2, 0xe4, 0xe5, 0x7, 0x12, 0x2, 0x2, 0xe5, 0x19, 0x3, 0x2, 0x2, 0x2, 
    0xe6, 0xee, 0x7, 0x26, 0x2, 0x2, 0xe7, 0xed, 0x7, 0x27, 0x2, 0x2, 0xe8, 
    0xe9, 0x7, 0x28, 0x2, 0x2, 0xe9, 0xea, 0x5, 0xe, 0x8, 0x2, 0xea, 0xeb, 
    0x7, 0xe, 0x2, 0x2, 0xeb, 0xed, 0x3, 0x2, 0x2, 0x2, 0xec, 0xe7, 0x3, 
    0x2, 0x2, 0x2, 0xec, 0xe8, 0x3, 0x2, 0x2, 0x2, 0xed, 0xf0, 0x3, 0x2, 
    0x2, 0x2, 0xee, 0xec, 0x3, 0x2, 0x2, 0x2, 0xee, 0xef, 0x3, 0x2, 0x2, 
    0x2, 0xef, 0xf1, 0x3, 0x2, 0x2, 0x2, 0xf0, 0xee, 0x3, 0x2, 0x2, 0x2, 
    0xf1, 0xf2, 0x9, 0x4, 0x2, 0x2, 0xf2, 0x1b, 0x3, 0x2, 0x2, 0x2, 0x22, 
    0x1f, 0x27, 0x2b, 0x3a, 0x3d, 0x45, 0x50, 0x53, 0x5b, 0x5f, 0x65, 0x6d, 
    0x6f, 0x76, 0x7c, 0x89, 0x8e, 0x93, 0x9b, 0xa1, 0xad, 0xb5, 0xbb, 0xbd, 
    0xc4, 0xc8, 0xcb, 0xdb, 0xdf, 0xe2, 0xec, 0xee, 
  };

  atn::ATNDeserializer deserializer;
  _atn = deserializer.deserialize(_serializedATN);

  size_t count = _atn.getNumberOfDecisions();
  _decisionToDFA.reserve(count);
  for (size_t i = 0; i < count; i++) { 
    _decisionToDFA.emplace_back(_atn.getDecisionState(i), i);
  }
}

HaleParser::Initializer HaleParser::_init;
