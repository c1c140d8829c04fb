// The hale language. Pure LL(1): one token decides everywhere, so the generated parser never predicts (it would not
// compile if it did: see parser_base.h). White space, newlines and comments stand between any two tokens.
// Precedence of operators, lowest first: ||  &&  comparison  ..  + -  then the prefixes ! - and the postfixes.
// docs/design/parsing.md says how to change the language.
parser grammar HaleParser;
options { tokenVocab = HaleLexer; superClass = ParserBase; }
@parser::preinclude {
#include "grammar/parser_base.h"
using hale::grammar::ParserBase;
}

file: item* EOF;

body: LBRACE (item COMMA?)* RBRACE;                 // commas may stand between: { a = 1, b = 2 }

item: LET NAME ASSIGN expr                          // let bmc = "10.9.0"
    | PARAM NAME COLON type (ASSIGN expr)? body?    // param port : int = 80 { min = 1  doc = "where it listens" }
    | IMPORT string                                 // import "common.hale"
    | FOR NAME (COMMA NAME)? IN expr body           // for name, i in ["alpha", "beta"] { … }
    | condition                                     // if site == "lab" { … } else { … }
    | USE label (DOT label)? body?                  // use gfs      use fs.data (the label of one kind)
    | NAME (ASSIGN expr | label* body)              // recovery = relocate      fs data { … }
    | string ASSIGN expr                            // "in" = 1
    ;

condition: IF expr body (ELSE (condition | body))?;

label: NAME (COLON NAME)*                           // pg   ocf:heartbeat:pgsql
     | string                                       // "10.20.0.50/24"
     | INT                                          // fence level 1 { … }: nowhere else
     | BAD                                          // a likely mistake: reported, then taken as a string
     ;

type: NAME (LBRACKET type RBRACKET | LPAREN type (COMMA type)* RPAREN)?;      // string   list[string]   enum(a, b)

expr: (NOT | MINUS)* primary
      ((OR | AND | EQ | NE | LT | LE | GT | GE | RANGE | PLUS | MINUS) (NOT | MINUS)* primary)*;

primary: ( TRUE | FALSE | INT | UNIT
         | NAME (COLON NAME)*                       // relocate   ocf:heartbeat:pgsql
         | string | list | group
         | body                                     // a map: { a = 1  b = 2 }
         | BAD                                      // a likely mistake: reported, then taken as a string
         ) (DOT NAME | index | arguments)*;         // host.web01   names[0]   secret("ipmi/host")

list: LBRACKET (expr (COMMA expr?)*)? RBRACKET;     // `expr?` lets the last comma stand; a double one is reported
group: LPAREN expr RPAREN;
index: LBRACKET expr RBRACKET;
arguments: LPAREN (expr (COMMA expr?)*)? RPAREN;

string: QUOTE (TEXT | INTERP expr RBRACE)* (ENDQUOTE | STRING_NEWLINE);       // STRING_NEWLINE: unterminated, reported
