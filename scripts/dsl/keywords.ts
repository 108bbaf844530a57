import { type Iml, imlValue, PRIMARY } from './iml-value.ts';

function keyword<T>(name: string): Iml<T, never> {
  return imlValue({ expression: name, text: `{{${name}}}`, precedence: PRIMARY, problems: [], lists: [] });
}

/** The keywords of IML, which exist everywhere (iml.md §7); `true`, `false` and `null` are written as they are. */
export const kw = Object.freeze({
  now: keyword<Date>('now'),
  /** Unix time in seconds. */
  timestamp: keyword<number>('timestamp'),
  /** Empties a field: sends null. */
  erase: keyword<null>('erase'),
  /** Leaves a field out. */
  ignore: keyword<undefined>('ignore'),
  undefined: keyword<undefined>('undefined'),
  null: keyword<null>('null'),
  /** Empty text that is sent, where plain empty text may count as not mapped. */
  emptystring: keyword<string>('emptystring'),
  emptyarray: keyword<readonly never[]>('emptyarray'),
  space: keyword<string>('space'),
  tab: keyword<string>('tab'),
  newline: keyword<string>('newline'),
  carriagereturn: keyword<string>('carriagereturn'),
  nbsp: keyword<string>('nbsp'),
  pi: keyword<number>('pi'),
  /** A new number from 0 up to 1 at each evaluation. */
  random: keyword<number>('random'),
  /** A new UUID at each evaluation. */
  uuid: keyword<string>('uuid'),
  executionId: keyword<string>('executionId'),
});
