import type { Span } from './errors.ts';
import type { Keyword } from './keywords.ts';

/** A parsed template: text and mustaches in order (iml.md §1). */
export interface Template {
  readonly text: string;
  /** `plain` has no mustache, `primitive` is one mustache and nothing else, `interpolated` is everything else. */
  readonly kind: 'plain' | 'primitive' | 'interpolated';
  readonly parts: readonly Part[];
}

export type Part = TextPart | Mustache;

export interface TextPart extends Span {
  readonly type: 'text';
  readonly value: string;
}

export interface Mustache extends Span {
  readonly type: 'mustache';
  readonly expression: Expression;
}

/** Offsets of every node are those of the template it was parsed from. */
export type Expression = Literal | KeywordUse | Nothing | Spread | Name | Member | Index | Call | Unary | Binary | List;

export interface Literal extends Span {
  readonly type: 'literal';
  readonly value: string | number;
}

export interface KeywordUse extends Span {
  readonly type: 'keyword';
  readonly name: Keyword;
}

/** An empty mustache: null. */
export interface Nothing extends Span {
  readonly type: 'nothing';
}

/** The three dots of the spread key; has no value of its own. */
export interface Spread extends Span {
  readonly type: 'spread';
}

/** A root: a variable of the host, a numbered module, or a system variable. */
export interface Name extends Span {
  readonly type: 'name';
  readonly name: string;
}

export interface Member extends Span {
  readonly type: 'member';
  readonly object: Expression;
  readonly name: string;
}

export interface Index extends Span {
  readonly type: 'index';
  readonly object: Expression;
  /** Undefined for empty brackets, which mean the first item. */
  readonly index: Expression | undefined;
}

export interface Call extends Span {
  readonly type: 'call';
  /** As written, dots included. */
  readonly name: string;
  /** An empty argument is undefined. */
  readonly args: readonly (Expression | undefined)[];
  /** The separators as written, one character each. */
  readonly separators: string;
}

export type UnaryOperator = '!' | '-' | '+';

export interface Unary extends Span {
  readonly type: 'unary';
  readonly operator: UnaryOperator;
  readonly operand: Expression;
}

/** One spelling for each operator of the language; `join` is juxtaposition. */
export type BinaryOperator =
  | '|'
  | '&'
  | '='
  | '!='
  | '<'
  | '<='
  | '>'
  | '>='
  | '+'
  | '++'
  | '-'
  | 'join'
  | '*'
  | '/'
  | '%';

export interface Binary extends Span {
  readonly type: 'binary';
  readonly operator: BinaryOperator;
  /** As written: `===`, `and`; empty for juxtaposition. */
  readonly spelling: string;
  /** Offset of the spelling. */
  readonly at: number;
  readonly left: Expression;
  readonly right: Expression;
}

/** Square brackets in operand position; the language has no array literals and reads them as null (iml.md §3 note 9). */
export interface List extends Span {
  readonly type: 'list';
  readonly items: readonly (Expression | undefined)[];
}
