/*
 * The Eutectic language. Line breaks and comments travel on the hidden channel: a statement ends where endOfStatement() finds a line
 * break, ';', '}' or the end of the file. TokenReader tells apart, before parsing, what looks alike: the unit of a number from a name (UNIT,
 * UNIT_TIMES, ...), a parenthesis around an expression from that of a call (GROUP), a sign from a sum (NEGATIVE, POSITIVE). So one token
 * is always enough to go on, and a syntax error is found at the token that makes it. Alternatives named SLIP accept a common mistake:
 * the tree's builders name it, and reading goes on.
 */
grammar Eutectic;

options { superClass = StatementParser; }

@parser::header { import org.eutectic.dsl.parser.StatementParser; }

tokens { UNIT, UNIT_ONE, UNIT_TIMES, UNIT_DIVIDE, UNIT_POWER, GROUP, NEGATIVE, POSITIVE }

// ---- file, declarations -----------------------------------------------------------------------------------------------------------

sourceUnit : topLevel* EOF ;

// A body alone is what is left of a declaration whose first line is broken.
topLevel : importLine | declaration | body | SEMI ;

importLine : IMPORT string (COMMA string)* { endOfStatement(); } ;

declaration
    : FORM title=identifier (IS base=identifier)? body                                                        # form
    | POTENTIAL title=identifier (IS base=identifier | EXTENDS parents+=identifier (COMMA parents+=identifier)*)? body # potential
    ;

body : LBRACE (item | SEMI)* RBRACE ;

// ---- items ------------------------------------------------------------------------------------------------------------------------

item
    : ( species | cutoff | cite | param | function | network | field | term | mix | normalise | from ) { endOfStatement(); }
    ;

species : SPECIES identifier (COMMA identifier)* ;

cutoff : OVERRIDE? CUTOFF indices? assign? expr ;

cite : CITE string (COMMA string)* ;

param : (OVERRIDE? PARAM | LET) paramEntry (COMMA paramEntry)* ;

paramEntry : identifier indices? ( COLON dimension (assign expr)? | assign expr (COLON dimension)? )? ;

function
    : OVERRIDE? FUNCTION identifier indices? formals? functionProperty* (assign expr | block)?
    ;

network : OVERRIDE? NETWORK identifier indices? (COLON layers)? (assign expr)? ;

layers : INT (ARROW INT)+ (COMMA identifier)* ;

functionProperty : COLON dimension | SYMMETRIC ;

formals : LPAREN (formal (COMMA formal)*)? RPAREN ;

formal : identifier (COLON dimension)? ;

block : LBRACE SEMI* blockBody SEMI* RBRACE ;

blockBody
    : LET identifier assign expr ( IN expr | { endOfStatement(); } SEMI* blockBody )
    | disjunction
    ;

// Several fields of an atom at once have their names in parentheses.
field : MONITOR? (identifier | GROUP several RPAREN) LBRACKET identifier (IN indexSet)? (COMMA identifier)* (SEMI component (COMMA component)*)? RBRACKET assign expr ;

several : identifier (COMMA identifier)+ ;

component : identifier IN indexSet ;

term : OVERRIDE? TERM identifier assign identifier (LPAREN (argument (COMMA argument)*)? RPAREN)? ;

// What stands before '=' is the argument's name, which the builder sees to: 'cutoff' is one, too.
argument : perSpecies | expr ((ASSIGN | ASSIGN_SLIP) (perSpecies | expr))? ;

perSpecies : LBRACE entry (COMMA entry)* RBRACE ;

entry : identifier COLON expr ;

mix : MIX indices? mixRule (COMMA mixRule)* ;

mixRule : identifier (LPAREN identifier (COMMA identifier)* RPAREN)? ;

normalise : NORMALISE indices? expr ;

from : FROM identifier LPAREN (expr (COMMA expr)*)? RPAREN ;

// ---- expressions, loosest first ---------------------------------------------------------------------------------------------------

expr
    : LET identifier assign expr IN expr
    | disjunction
    ;

disjunction : conjunction ((OR | OR_SLIP) conjunction)* ;

conjunction : negation ((AND | AND_SLIP) negation)* ;

negation : (NOT | NOT_SLIP) negation | comparison ;

comparison : additive (comparator additive)* ;

comparator : LESS | LESS_EQUAL | GREATER | GREATER_EQUAL | EQUAL | NOT_EQUAL ;

additive : product ((PLUS | MINUS) product)* ;

// A reduction takes the whole rest of the product: 1/2 * sum(j) a*b sums a*b. (Right recursion, so that it can only come last; the
// builder reads factors from left to right.)
product : sign* ( reduction | power ((TIMES | DIVIDE) product)? ) ;

sign : NEGATIVE | POSITIVE ;

reduction : (SUM | PROD) GROUP binder (COMMA binder)* RPAREN product ;

binder : identifier (comparator identifier)* (within | IN indexSet)* ;

within : WITHIN additive ;

indexSet
    : LBRACE setElement (COMMA setElement)* RBRACE
    | setElement
    ;

setElement : identifier | first=setNumber (RANGE last=setNumber)? ;

setNumber : (MINUS | NEGATIVE)? INT ;

power : postfix ((POWER | POWER_SLIP) exponent)? ;

exponent : sign exponent | power ;

postfix : primary suffix* ;

suffix
    : LBRACKET identifier (COMMA identifier)* (SEMI expr (COMMA expr)*)? RBRACKET   # indexSuffix
    | LPAREN (expr (COMMA expr)* (SEMI output=expr)?)? RPAREN                          # callSuffix
    | DOT identifier                                                                # memberSuffix
    ;

primary
    : number
    | string
    | name
    | GROUP expr (COMMA expr)* RPAREN
    | piecewise
    ;

name : identifier | CUTOFF ;

piecewise : PIECEWISE LBRACE SEMI* (piece SEMI*)+ RBRACE ;

// The second comparison of a condition written with one '=' is a slip.
piece : (OTHERWISE | expr (ASSIGN expr)?) COLON expr { endOfStatement(); } ;

number : (INT | NUMBER) unit? ;

// ---- units ------------------------------------------------------------------------------------------------------------------------

unit : (UNIT_ONE UNIT_DIVIDE)? unitFactor ((UNIT_TIMES | UNIT_DIVIDE) unitFactor)* ;

unitFactor : UNIT (UNIT_POWER unitExponent)? ;

dimension : dimensionFactor ((TIMES | DIVIDE | UNIT_TIMES | UNIT_DIVIDE) dimensionFactor)* ;

dimensionFactor : (identifier | UNIT) ((POWER | UNIT_POWER | POWER_SLIP) unitExponent)? | INT ;

unitExponent : NEGATIVE? INT | GROUP NEGATIVE? INT (DIVIDE INT)? RPAREN ;

// ---- small things -----------------------------------------------------------------------------------------------------------------

indices : LBRACKET identifier (COMMA identifier)* RBRACKET ;

assign : ASSIGN | ASSIGN_SLIP | EQUAL ;

identifier : ID ;

string : STRING ;

// ---- tokens -----------------------------------------------------------------------------------------------------------------------

IMPORT : 'import' ;
FORM : 'form' ;
POTENTIAL : 'potential' ;
IS : 'is' ;
EXTENDS : 'extends' ;
SPECIES : 'species' ;
CUTOFF : 'cutoff' ;
CITE : 'cite' ;
PARAM : 'param' ;
FUNCTION : 'function' ;
SYMMETRIC : 'symmetric' ;
TERM : 'term' ;
MIX : 'mix' ;
NORMALISE : 'normalise' | 'normalize' ;
FROM : 'from' ;
LET : 'let' ;
OVERRIDE : 'override' ;
NETWORK : 'network' ;
MONITOR : 'monitor' ;
IN : 'in' ;
WITHIN : 'within' ;
SUM : 'sum' ;
PROD : 'prod' ;
PIECEWISE : 'piecewise' ;
OTHERWISE : 'otherwise' ;
AND : 'and' ;
OR : 'or' ;
NOT : 'not' ;

LBRACE : '{' ;
RBRACE : '}' ;
LBRACKET : '[' ;
RBRACKET : ']' ;
LPAREN : '(' ;
RPAREN : ')' ;
COMMA : ',' ;
SEMI : ';' ;
COLON : ':' ;
RANGE : '..' ;
DOT : '.' ;
PLUS : '+' ;
// Signs as they come out of a printed paper are welcome; the formatter writes the plain ones.
MINUS : '-' | '−' | '–' ;
TIMES : '*' | '·' | '×' | '⋅' ;
DIVIDE : '/' ;
POWER : '^' ;
POWER_SLIP : '**' ;
EQUAL : '==' ;
NOT_EQUAL : '!=' | '≠' | '<>' ;
LESS_EQUAL : '<=' | '≤' ;
GREATER_EQUAL : '>=' | '≥' ;
LESS : '<' ;
GREATER : '>' ;
ASSIGN : '=' ;
ASSIGN_SLIP : ':=' ;
AND_SLIP : '&&' | '&' ;
OR_SLIP : '||' | '|' ;
NOT_SLIP : '!' ;
ARROW : '->' ;

INT : [0-9]+ ;
NUMBER
    : [0-9]+ ( '.' [0-9]+ | '.' {_input.LA(1) != '.'}? )? EXPONENT
    | [0-9]+ '.' [0-9]+
    | [0-9]+ '.' {_input.LA(1) != '.'}?
    | '.' [0-9]+ EXPONENT?
    ;
fragment EXPONENT : [eE] [+-]? [0-9]+ ;

ID : [\p{L}_] [\p{L}\p{Mn}\p{Nd}_]* ;

STRING : '"' ~["\r\n]* '"' ;
OPEN_STRING : '"' ~["\r\n]* ;

COMMENT : ('//' ~[\n]* | '#' ~[\n]* | '/*' .*? ('*/' | EOF)) -> channel(HIDDEN) ;
BLANK : [ \t\r\u000B\f\u00A0\u2000-\u200B\u202F\uFEFF]+ -> channel(HIDDEN) ;
NEWLINE : '\n' -> channel(HIDDEN) ;

STRAY : . ;
