import { isPlainObject } from '../core/json.ts';
import type { JsonPath } from '../core/paths.ts';
import type { Place, Problem } from '../core/problems.ts';
import { closest } from '../core/suggest.ts';
import { describeError } from './describe-error.ts';
import type { SchemaName } from './schema-names.ts';
import type { SchemaError } from './validators.ts';
import { validatorFor } from './validators.ts';

interface Finding {
  readonly error: SchemaError;
  readonly problem: Problem;
}

/** Holds one document against its schema: one problem per mistake, placed inside `place`. */
export function validateSection(schemaName: SchemaName, value: unknown, place: Place): Problem[] {
  const findings = distinct(validatorFor(schemaName)(value)).flatMap((error): Finding[] => {
    const problem = describeError(error, pathOf(error.instancePath, value), place);
    return problem ? [{ error, problem }] : [];
  });
  return withoutRepeats(mergeMisspellings(findings));
}

/** Wrong type says it all: nothing else is reported of such a value, and that once, with the words of the nearest schema. */
function distinct(errors: readonly SchemaError[]): SchemaError[] {
  const mistyped = new Map<string, SchemaError>();
  for (const error of errors.filter(({ keyword }) => keyword === 'type')) {
    const known = mistyped.get(error.instancePath);
    if (!known || (!statesExpectation(known) && statesExpectation(error))) mistyped.set(error.instancePath, error);
  }
  return errors.filter((error) => (mistyped.get(error.instancePath) ?? error) === error);
}

const statesExpectation = ({ parentSchema }: SchemaError): boolean =>
  isPlainObject(parentSchema) && parentSchema.expects !== undefined;

/** A misspelt key is unknown and also missing under its right name; only the first is told, as gravely as the second. */
function mergeMisspellings(findings: readonly Finding[]): Problem[] {
  const missing = findings.filter(({ error }) => error.keyword === 'required');
  const merged = new Set<Finding>();
  const unknown = new Map<Finding, Problem>();
  for (const finding of findings.filter(({ error }) => error.keyword === 'additionalProperties')) {
    const meant = missing.find(
      ({ error }) =>
        error.instancePath === finding.error.instancePath &&
        closest(String(finding.error.params.additionalProperty), [String(error.params.missingProperty)]) !== undefined,
    );
    if (!meant) continue;
    merged.add(meant);
    unknown.set(finding, { ...finding.problem, severity: meant.problem.severity });
  }
  return findings.flatMap((finding) => (merged.has(finding) ? [] : [unknown.get(finding) ?? finding.problem]));
}

/** Schemas that share a part report it once each. */
function withoutRepeats(problems: readonly Problem[]): Problem[] {
  const seen = new Set<string>();
  return problems.filter((problem) => {
    const text = JSON.stringify(problem);
    return !seen.has(text) && seen.add(text);
  });
}

/** Reads a JSON pointer; a segment is a position only where the value is an array. */
function pathOf(pointer: string, value: unknown): JsonPath {
  const path: (string | number)[] = [];
  let inner: unknown = value;
  for (const segment of pointer.split('/').slice(1)) {
    const key = segment.replaceAll('~1', '/').replaceAll('~0', '~');
    if (Array.isArray(inner)) {
      path.push(Number(key));
      inner = inner[Number(key)];
    } else {
      path.push(key);
      inner = isPlainObject(inner) ? inner[key] : undefined;
    }
  }
  return path;
}
