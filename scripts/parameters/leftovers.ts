import { didYouMean } from '../core/suggest.ts';
import type { Finding } from './finding.ts';
import type { Place, Values } from './preparation.ts';
import { isEmpty, report } from './preparation.ts';

/** A flat set of names being filled from the input; nested fields join it. */
export interface Namespace extends Place {
  readonly input: Values;
  readonly values: Map<string, unknown>;
  /** Names whose field was reached, with or without a value. */
  readonly reached: Set<string>;
  /** Names of nested fields that do not show, and when they would. */
  readonly inactive: Map<string, string>;
  /** What might declare further names: the references nobody answered. */
  readonly unknowns: { readonly text: string; readonly gives: 'fields' | 'options' }[];
  /** How many RPCs answered with references to get here. */
  readonly depth: number;
}

/** Judges the names of the input that no field took. */
export function takeLeftovers(namespace: Namespace): void {
  const { input, reached } = namespace;
  for (const name of Object.keys(input)) {
    if (reached.has(name) || isPlatformKey(name) || input[name] === undefined) continue;
    const finding = judge(name, namespace);
    if (!finding) continue;
    const { path, labels } = namespace;
    report({ ...namespace, name, path: [...path, name], labels: [...labels, name] }, finding);
  }
}

/** The platform's own keys, which apps never read (make-app-format.md §4.3). */
const isPlatformKey = (name: string): boolean => name.startsWith('__IMT');

/** Keeps what an unanswered RPC may have declared, drops the rest as the platform does. */
function judge(name: string, namespace: Namespace): Finding | undefined {
  const { input, values, inactive, unknowns } = namespace;
  const when = inactive.get(name);
  if (when !== undefined) return isEmpty(input[name]) ? undefined : inactiveFinding(when);
  const source = unknowns.find(({ gives }) => gives === 'fields') ?? unknowns[0];
  if (!source) return unknownFinding(name, namespace);
  values.set(name, input[name]);
  return {
    kind: 'unchecked',
    // Options bring fields with them so rarely that a misspelt name is likelier.
    severity: source.gives === 'fields' ? 'info' : 'warning',
    message: `Accepted as it is: only ${source.text} could tell whether this parameter exists.`,
    ...suggestion(name, namespace),
  };
}

const inactiveFinding = (when: string): Finding => ({
  kind: 'inactive',
  message: `The value is ignored: this parameter shows only when ${when}.`,
  fix: 'set that parameter too, or leave this one out.',
});

function unknownFinding(name: string, namespace: Namespace): Finding {
  const severity = namespace.preparation.isStrict ? 'error' : 'warning';
  const known = [...namespace.reached, ...namespace.inactive.keys()];
  const list = known.length === 0 ? 'there are no parameters here.' : `the parameters here are ${known.join(', ')}.`;
  return { kind: 'unknown', severity, message: `Unknown field '${name}'.`, fix: didYouMean(name, known, list) };
}

function suggestion(name: string, { reached, inactive }: Namespace): { readonly fix?: string } {
  const fix = didYouMean(name, [...reached, ...inactive.keys()], '');
  return fix === '' ? {} : { fix };
}
