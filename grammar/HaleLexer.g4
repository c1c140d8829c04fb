// The words of the hale language.
//
// compiler/syntax/lexer.cc is the lexer that hale runs: it gives the same tokens from any bytes, 30 times faster, and
// explains mistakes. This file is the definition; tests/unit/syntax compares the two token by token.
// The order of `tokens` is the order of syntax::TokenKind.
lexer grammar HaleLexer;
options { superClass = LexerBase; }
@lexer::preinclude {
#include "grammar/lexer_base.h"
using hale::grammar::LexerBase;
}
tokens {
  LET, USE, PARAM, IMPORT, FOR, IN, IF, ELSE, TRUE, FALSE,
  LBRACE, RBRACE, LBRACKET, RBRACKET, LPAREN, RPAREN, COMMA, DOT, COLON, ASSIGN,
  EQ, NE, LE, GE, LT, GT, AND, OR, NOT, PLUS, MINUS, RANGE,
  UNIT, INT, NAME, QUOTE, TEXT, INTERP, ENDQUOTE, STRING_NEWLINE, COMMENT, BAD
}

LET: 'let'; USE: 'use'; PARAM: 'param'; IMPORT: 'import'; FOR: 'for'; IN: 'in'; IF: 'if'; ELSE: 'else';
TRUE: 'true'; FALSE: 'false';

LBRACE: '{' -> pushMode(DEFAULT_MODE);
RBRACE: '}' -> popMode;                       // back to the string when it closes `${`
LBRACKET: '['; RBRACKET: ']'; LPAREN: '('; RPAREN: ')'; COMMA: ','; DOT: '.'; COLON: ':'; ASSIGN: '=';
EQ: '=='; NE: '!='; LE: '<='; GE: '>='; LT: '<'; GT: '>'; AND: '&&'; OR: '||'; NOT: '!';
PLUS: '+'; MINUS: '-'; RANGE: '..';

UNIT: Digit+ ('ms' | 's' | 'min' | 'h' | 'd' | 'KiB' | 'MiB' | 'GiB' | '%');      // 30s 5min 2h 500ms 4GiB 80%
INT: Digit+;
NAME: [A-Za-z_] WordChar*;                    // `resource-stickiness`: a hyphen is a letter of the name
QUOTE: '"' -> pushMode(STRING);
COMMENT: '#' ~[\r\n]*;
NEWLINE: ('\r' '\n'? | '\n') { newline(); };  // inside `${…}` it ends the string
WHITESPACE: [ \t]+ -> channel(HIDDEN);

// Likely mistakes, kept in one token each so that one mistake gives one diagnostic.
SLASHES: { !afterAssign() }? '//' ~[\r\n]* -> type(COMMENT);
BLOCK_COMMENT: '/*' .*? '*/' -> type(COMMENT);
BARE_PATH: '/' ( PathStart PathChar* )? -> type(BAD);                                  // /dev/sdb
BARE_WORD: [A-Za-z_] WordChar* [@\\~^?] PathChar* -> type(BAD);                          // user@host
BARE_NUMBER: Digit+ ('.' Digit+)* ([A-Za-z_] WordChar*)? ('/' Digit+)? -> type(BAD);   // 10.0.0.1/24 1.5 30sec
FOREIGN_WORD: (Letter WordChar*)? Foreign (WordChar | Foreign)* -> type(BAD);          // größe
SINGLE_QUOTE: '\'' -> type(QUOTE), pushMode(SINGLE);
CURLY_QUOTE: Curly -> type(QUOTE), pushMode(CURLY);
BAD: .;

fragment Digit: [0-9];
fragment Letter: [A-Za-z0-9_];
fragment WordChar: [A-Za-z0-9_-];
fragment PathChar: ~[\u0000-\u0020"'#{}()[\],;=\u007F];
fragment PathStart: ~[\u0000-\u0020"'#{}()[\],;=\u007F*];
fragment Foreign: ~[\u0000-\u007F\u00A0\u200B\u2018-\u201F\uFEFF];
fragment Curly: [\u2018-\u201F];

mode STRING;
TEXT: (~["\\$\r\n] | '\\' ~[\r\n])+;
LONE: [$\\] -> type(TEXT);                    // `$` without `{` is text; so is `\` at the end of a line
INTERP: '${' -> pushMode(DEFAULT_MODE);
ENDQUOTE: '"' -> popMode;
STRING_NEWLINE: ('\r' '\n'? | '\n') { newline(); };    // no string goes beyond its line

mode SINGLE;
SINGLE_TEXT: ~['\r\n]+ -> type(TEXT);
SINGLE_END: '\'' -> type(ENDQUOTE), popMode;
SINGLE_NEWLINE: ('\r' '\n'? | '\n') { newline(); };

mode CURLY;
CURLY_TEXT: ~[\u2018-\u201F\r\n]+ -> type(TEXT);
CURLY_END: Curly -> type(ENDQUOTE), popMode;
CURLY_NEWLINE: ('\r' '\n'? | '\n') { newline(); };
