import { type Accept, ANY, type Constant, type Kind, simple, type Type } from './type.ts';

/** What an argument of a function may be. */
export interface Parameter extends Accept {
  /** Kinds of literals it takes; none for one that has to be an expression. */
  readonly literals: readonly Kind[];
  readonly isOptional: boolean;
  readonly isRest: boolean;
}

/** Arguments and result of a function whose result does not depend on what it is given. */
export interface Signature {
  readonly parameters: readonly Parameter[];
  readonly result: Type;
  /** Whether no first argument means no result. */
  readonly keepsGap: boolean;
}

const taking = (kinds: readonly Kind[] | 'any', literals: readonly Kind[] = [], constants?: readonly Constant[]) => ({
  kinds,
  literals,
  ...(constants && { constants }),
});
const oneOf = (...constants: string[]) => taking(['text', 'nothing'], ['text'], constants);

/** What the functions of the DSL take, by a word for each. */
const ARGUMENTS = {
  any: taking(ANY.kinds, ['text', 'number', 'boolean', 'nothing']),
  expression: taking(ANY.kinds),
  scalar: taking(['text', 'number', 'boolean', 'nothing'], ['text', 'number', 'boolean']),
  text: taking(['text', 'nothing'], ['text']),
  present: taking(['text'], ['text']),
  number: taking(['number', 'nothing'], ['number']),
  flag: taking(['boolean', 'nothing'], ['boolean']),
  binary: taking(['text', 'binary', 'nothing'], ['text']),
  signed: taking(['text', 'binary'], ['text']),
  moment: taking(['text', 'date', 'number', 'nothing'], ['text', 'number']),
  named: taking(['text', 'number', 'nothing'], ['text', 'number']),
  object: taking(['collection', 'list', 'date', 'binary', 'nothing']),
  list: taking(['list', 'nothing']),
  digest: oneOf('hex', 'base64', 'latin1'),
  keyed: oneOf('text', 'hex', 'base64', 'binary'),
  encoding: oneOf('utf8', 'ascii', 'hex', 'base64', 'binary'),
  point: taking(['text'], ['text'], ['.', ',']),
  unit: taking(['text'], ['text'], ['D', 'H', 'm', 's', 'RH', 'Rm', 'Rs']),
  signing: taking(['text'], ['text'], ['HS256', 'HS384', 'HS512', 'RS256']),
  container: taking(['list', 'text', 'nothing'], ['text']),
  json: taking(ANY.kinds, ['text', 'number', 'boolean']),
  countable: taking(['list', 'text', 'binary', 'collection', 'nothing'], ['text']),
} as const;

/** `argument argument? argument... -> result`, a result with `~` keeps the gap of the first argument. */
const SIGNATURES: Readonly<Record<string, string>> = {
  equal: 'any any -> boolean',
  ascii: 'scalar flag? -> text',
  base64: 'binary -> ~text',
  capitalize: 'scalar -> text',
  decodeURL: 'scalar -> text',
  encodeURL: 'scalar -> text',
  escapeHTML: 'scalar -> text',
  escapeMarkdown: 'scalar -> text',
  indexOf: 'scalar present number? -> number',
  lower: 'scalar -> text',
  upper: 'scalar -> text',
  md5: 'binary -> ~text',
  sha1: 'binary digest? binary? keyed? -> ~text',
  sha256: 'binary digest? binary? keyed? -> ~text',
  sha512: 'binary digest? binary? keyed? -> ~text',
  replace: 'scalar present scalar -> text',
  replaceEmojiCharacters: 'scalar scalar? -> text',
  split: 'scalar present? flag? -> texts',
  startcase: 'scalar -> text',
  stripHTML: 'scalar -> text',
  substring: 'scalar number number? -> text',
  toBinary: 'binary encoding? -> binary',
  toString: 'json present? -> text',
  trim: 'scalar -> text',
  abs: 'number -> number',
  ceil: 'number -> number',
  floor: 'number -> number',
  round: 'number -> number',
  trunc: 'number number? -> number',
  parseNumber: 'named point? -> number|nothing',
  formatNumber: 'number number? present? present? -> text',
  formatDate: 'moment present? present? -> ~text',
  parseDate: 'moment present? present? -> ~date',
  addSeconds: 'moment number -> ~date',
  addMinutes: 'moment number -> ~date',
  addHours: 'moment number -> ~date',
  addDays: 'moment number -> ~date',
  addMonths: 'moment number -> ~date',
  addYears: 'moment number -> ~date',
  setSecond: 'moment number -> ~date',
  setMinute: 'moment number -> ~date',
  setHour: 'moment number -> ~date',
  setDate: 'moment number -> ~date',
  setYear: 'moment number -> ~date',
  setDay: 'moment named -> ~date',
  setMonth: 'moment named -> ~date',
  dateDifference: 'moment moment present? -> number',
  dateDiff: 'moment moment unit -> number',
  contains: 'container any flag? -> boolean',
  join: 'list text? -> text',
  length: 'countable -> number',
  keys: 'object -> texts',
  isArray: 'any -> boolean',
  mergeCollections: 'object... -> opaque',
  parseJSON: 'text -> unknown',
  createJSON: 'json -> text',
  parseXML: 'text -> unknown',
  createXML: 'expression -> text',
  jwt: 'object present signing? object? -> text',
  generateJwtWithKeyId: 'object present present? present? object? -> text',
  cryptoSign: 'present signed present present? -> text',
  mime: 'text -> text|nothing',
};

type Word = keyof typeof ARGUMENTS;

/** Gives what a function takes and gives; undefined for one with rules of its own, and for an unknown one. */
export function signatureOf(name: string): Signature | undefined {
  const text = Object.hasOwn(SIGNATURES, name) ? SIGNATURES[name] : undefined;
  if (text === undefined) return undefined;
  const [given = '', result = ''] = text.split(' -> ');
  const parameters = given.split(' ').map((word) => ({
    ...ARGUMENTS[word.replace(/\?|\.\.\./, '') as Word], // the table above is made of these words
    isOptional: word.endsWith('?'),
    isRest: word.endsWith('...'),
  }));
  return { parameters, result: resultOf(result.replace('~', '')), keepsGap: result.startsWith('~') };
}

function resultOf(text: string): Type {
  if (text === 'texts') return { kinds: ['list'], item: simple('text') };
  return simple(...(text.split('|') as Kind[])); // the table above is made of kinds
}

/** Functions with rules of their own, beside those of the table. */
export const AGGREGATES: ReadonlySet<string> = new Set(['average', 'sum', 'min', 'max', 'median', 'stdevP', 'stdevS']);

export const argumentOf = (word: Word): Parameter => ({ ...ARGUMENTS[word], isOptional: false, isRest: false });
