import type { JsonPath } from '../core/paths.ts';
import type { ParameterFacts } from './facts.ts';
import type { Field } from './field.ts';
import type { Finding, Quote } from './finding.ts';
import type { ParameterProblem } from './problems.ts';
import { isParameterError, PARAMETER_PROBLEMS } from './problems.ts';
import type { RpcReference } from './rpc-reference.ts';
import { scrub } from './secrets.ts';
import type { ValuePath } from './walk.ts';
import { isSamePath } from './walk.ts';

export type Values = Readonly<Record<string, unknown>>;

/** Runs an RPC; `values` are everything in the form, with the reference's own query values over them (runtime.md §7). */
export type ResolveRpc = (reference: RpcReference, values: Values) => Promise<unknown>;

/** What mustaches in a value are: data, since mapping is over; mapping still to come; or something nobody may write here. */
export type ImlPolicy = 'resolved' | 'unresolved' | 'prohibited';

/** A section and the policy its values are under. */
export interface PolicedSection {
  readonly section: unknown;
  readonly iml: ImlPolicy;
}

/** Where one namespace is: the parameters themselves, or the inside of a collection. */
export interface Place {
  readonly preparation: Preparation;
  readonly path: JsonPath;
  /** What the person sees of the way there. */
  readonly labels: readonly string[];
  readonly iml: ImlPolicy;
  /** Whether `required` counts here; in items made of several fields it does not (runtime.md §14). */
  readonly isRequiredEnforced: boolean;
  /** Gathers the values an RPC asked here gets to see. */
  readonly around: () => Values;
}

/** The place of one value. */
export interface Spot extends Place {
  readonly name: string;
  readonly quote: Quote;
}

/** Everything one preparation carries along. */
export interface Preparation {
  readonly timezone: string;
  readonly now: () => Date;
  readonly isStrict: boolean;
  readonly facts: ParameterFacts;
  readonly resolveRpc: ResolveRpc | undefined;
  readonly problems: ParameterProblem[];
  /** Where secrets were met, fields that RPCs added included. */
  readonly secrets: Map<string, ValuePath>;
  /** Texts of secrets in the input, to keep them out of messages that come from elsewhere. */
  readonly secretTexts: Set<string>;
  /** Names some field of which is a secret. */
  readonly secretFields: Set<string>;
  /** Answers of RPCs by reference and values. */
  readonly answers: Map<string, Promise<RemoteAnswer>>;
  /** The readings that contain each other, so that their modules need not. */
  readonly readings: Readings;
}

/** A value, or the promise of one whose reading may have to ask an RPC: a form of plain values is read in one go. */
export type Eventual = unknown;

export interface Readings {
  readonly value: (field: Field, raw: unknown, spot: Spot) => Eventual;
  readonly namespace: (
    sections: readonly PolicedSection[],
    input: Values,
    place: Place,
  ) => Record<string, unknown> | Promise<Record<string, unknown>>;
}

type Reported = Pick<Spot, 'preparation' | 'name' | 'path' | 'labels'>;

/** Adds a problem, once: a field may be looked at twice. */
export function report({ preparation, name, path, labels }: Reported, finding: Finding): void {
  const { kind, message, fix } = finding;
  const { problems } = preparation;
  if (problems.some((other) => other.message === message && isSamePath(other.path, path))) return;
  const severity = finding.severity ?? PARAMETER_PROBLEMS[kind].severity;
  problems.push({ kind, severity, message, path, name, label: labels.join(' › '), ...(fix !== undefined && { fix }) });
}

/** The spot of an item of the value at a spot. */
export function itemSpot(spot: Spot, index: number): Spot {
  return { ...spot, path: [...spot.path, index], labels: [...spot.labels, String(index + 1)] };
}

/** Remembers how many problems there are; the result tells whether an error has come since. */
export function watchErrors({ problems }: Preparation): () => boolean {
  const before = problems.length;
  return () => problems.length > before && problems.slice(before).some(isParameterError);
}

/** What an RPC gave: its result, or a warning that it gave none. `unasked` when there is nobody to ask. */
export type RemoteAnswer =
  | { readonly kind: 'data'; readonly data: unknown }
  | { readonly kind: 'failed'; readonly finding: Finding }
  | { readonly kind: 'unasked' };

interface Question {
  readonly reference: RpcReference;
  readonly text: string;
}

/** Asks an RPC, at most once for the same question. */
export function askRpc({ reference, text }: Question, { preparation, around }: Place): Promise<RemoteAnswer> {
  const { answers } = preparation;
  const values = { ...around(), ...reference.query };
  const key = keyOf(text, values);
  const known = key === undefined ? undefined : answers.get(key);
  const answer = known ?? ask({ reference, text }, values, preparation);
  if (key !== undefined) answers.set(key, answer);
  return answer;
}

function keyOf(text: string, values: Values): string | undefined {
  try {
    return `${text} ${JSON.stringify(values)}`;
  } catch {
    return undefined; // A value JSON cannot carry: ask again.
  }
}

async function ask(
  { reference, text }: Question,
  values: Values,
  { resolveRpc, secretTexts }: Preparation,
): Promise<RemoteAnswer> {
  if (!resolveRpc) return { kind: 'unasked' };
  try {
    const data = await resolveRpc(reference, values);
    if (data !== undefined && data !== null) return { kind: 'data', data };
    return failed(`Remote resource ${text} returned no data.`);
  } catch (cause) {
    const reason = scrub(cause instanceof Error ? cause.message : 'unknown error', secretTexts);
    return failed(`Failed to resolve remote resource ${text}: ${reason}`);
  }
}

const failed = (message: string): RemoteAnswer => ({
  kind: 'failed',
  finding: { kind: 'remote', message, fix: 'run the RPC by itself to see what it does.' },
});

/** Whether values may be mapped into the field; `mappable` is a switch or `{ help }` (make-app-format.md §4.2). */
export function isMappable(field: Field, { iml }: Place): boolean {
  return iml !== 'prohibited' && field.mappable !== false;
}

/** Empty for the platform: `required` fails on it, and an unfilled field sends it (make-app-format.md §4.4). */
export function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || value === '';
}

/** The platform's test for a mustache (make-app-format.md §4.4 step 5). */
export function holdsIml(value: unknown): boolean {
  return typeof value === 'string' && value.includes('{{') && value.includes('}}');
}

/** Claims a value whose mapping is still to come, which nothing can be said about. */
export function isUnresolved(value: unknown, { iml }: Place): boolean {
  return iml === 'unresolved' && holdsIml(value);
}
