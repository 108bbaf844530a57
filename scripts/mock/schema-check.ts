import type { ErrorObject } from 'ajv';
import { isPlainObject } from '../core/json.ts';
import { printPath } from '../core/paths.ts';
import { formatProblem, InputError, type Position, type Problem, sortProblems } from '../core/problems.ts';
import { didYouMean } from '../core/suggest.ts';
import { explain, keysOf } from './messages.ts';
import type { Source } from './source.ts';

export type KeyPath = readonly (string | number)[];

/** What a file is to be, for messages. */
export interface Declared {
  readonly what: string;
  readonly code: string;
}

const MOCK: Declared = { what: 'the mock', code: 'MCK003' };

/** Checks a file against its JSON Schema; throws one error that lists every mistake with its place. */
export async function checkAgainstSchema(
  source: Source,
  schema: Readonly<Record<string, unknown>>,
  declared: Declared = MOCK,
): Promise<void> {
  const { Ajv2020 } = await import('ajv/dist/2020.js');
  const ajv = new Ajv2020({ strict: false, allErrors: true, discriminator: true, verbose: true });
  const isValid = ajv.compile(schema);
  if (isValid(source.value)) return;
  await refuse(source, mistakesOf(isValid.errors ?? []), declared);
}

export interface Mistake {
  readonly path: KeyPath;
  readonly message: string;
  readonly fix?: string;
}

/** One mistake for each thing that is wrong: what failed inside an alternative speaks through the alternative. */
function mistakesOf(errors: readonly ErrorObject[]): Mistake[] {
  const choices = errors.filter(({ keyword }) => keyword === 'anyOf' || keyword === 'oneOf');
  const isInside = (error: ErrorObject, choice: ErrorObject) =>
    error !== choice &&
    error.schemaPath.startsWith(`${choice.schemaPath}/`) &&
    error.instancePath.startsWith(choice.instancePath);
  const isOfWrongType = ({ instancePath }: ErrorObject) =>
    errors.some((error) => error.keyword === 'type' && error.instancePath === instancePath);
  return errors
    .filter(
      (error) =>
        error.keyword !== 'if' &&
        error.propertyName === undefined &&
        !choices.some((choice) => isInside(error, choice)),
    )
    .filter((error) => !choices.includes(error) || !isOfWrongType(error))
    .map((error) => {
      const inside = errors.filter((other) => choices.includes(error) && isInside(other, error));
      return { path: whereOf(error), message: sayMistake(error, inside) };
    });
}

/** Throws an input error that lists mistakes by file, line and column. */
export async function refuse(
  source: Source,
  mistakes: readonly Mistake[],
  { what, code }: Declared = MOCK,
): Promise<never> {
  const locate = await locator(source);
  const problems: Problem[] = mistakes.map(({ path, message, fix }) => ({
    code,
    severity: 'error',
    message,
    ...(fix === undefined ? {} : { fix }),
    path,
    ...locate(path),
  }));
  throw new DeclarationError(what, sortProblems(problems));
}

/** A file people write is not formed as its schema says; every mistake is a problem with its place. */
export class DeclarationError extends InputError {
  readonly problems: readonly Problem[];

  constructor(what: string, problems: readonly Problem[]) {
    super(`${what} is not well declared\n\n${problems.map(formatProblem).join('\n\n')}`, {
      fix: 'correct the places named above.',
    });
    this.problems = problems;
  }
}

/** A missing member has no place: its parent has. */
function whereOf(error: ErrorObject): KeyPath {
  if (error.keyword === 'propertyNames') return [...keysOf(error), error.params.propertyName];
  return error.keyword === 'required' ? keysOf(error).slice(0, -1) : keysOf(error);
}

function sayMistake(error: ErrorObject, inside: readonly ErrorObject[]): string {
  if (error.keyword === 'additionalProperties') {
    const known = Object.keys((error.parentSchema?.properties as object | undefined) ?? {});
    return `"${error.params.additionalProperty}" is not known here; ${didYouMean(error.params.additionalProperty, known, `known are ${known.join(', ')}.`)}`;
  }
  if (error.keyword === 'propertyNames') return `"${printPath(whereOf(error))}" is no name that can stand here.`;
  const both = rivals(error);
  if (both.length > 1) return `only one of ${both.join(', ')} can stand here.`;
  const { field, message } = explain([...inside, error]);
  return field === '' ? `the file ${message}.` : `"${field}" ${message}.`;
}

/** Members that exclude each other but are all there; none for an error of another kind. */
function rivals({ keyword, params, schema }: ErrorObject): string[] {
  if (keyword !== 'oneOf' || !Array.isArray(params.passingSchemas) || !Array.isArray(schema)) return [];
  const passing: unknown[] = params.passingSchemas.map((index: number) => schema[index]);
  return passing.flatMap((one) => (isPlainObject(one) && Array.isArray(one.required) ? one.required.map(String) : []));
}

/** Finds where a path is written; the nearest parent that is written when the path itself is not. */
export async function locator({ file, text }: Source): Promise<(path: KeyPath) => Position> {
  const { LineCounter, parseDocument, isNode, isMap, isScalar, isSeq } = await import('yaml');
  const lines = new LineCounter();
  const { contents } = parseDocument(text, { lineCounter: lines });
  /** The name of a member, else the item; undefined where nothing is written. */
  const nodeAt = (path: KeyPath): unknown => {
    let [node, named]: [unknown, unknown] = [contents, contents];
    for (const key of path) {
      if (isMap(node)) {
        // A number is a name too: YAML reads `7: x` as one, JSON does not.
        const pair = node.items.find((one) => isScalar(one.key) && String(one.key.value) === String(key));
        [node, named] = [pair?.value, pair?.key];
      } else {
        node = isSeq(node) ? node.items[Number(key)] : undefined;
        named = node;
      }
    }
    return named;
  };
  return (path) => {
    for (let length = path.length; length > 0; length--) {
      const node = nodeAt(path.slice(0, length));
      const start = isNode(node) ? node.range?.[0] : undefined;
      if (start === undefined) continue;
      const { line, col } = lines.linePos(start);
      return { file, line, column: col };
    }
    return { file, line: 1, column: 1 };
  };
}
