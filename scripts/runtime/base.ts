import { isPlainObject } from '../core/json.ts';
import { setOwn } from './temp.ts';

/** One request object of a communication, unevaluated. */
export type Step = Readonly<Record<string, unknown>>;

/** Directives of Base that never reach a step: a step without its own `url` makes no request (ASM-19). */
const NOT_INHERITED: ReadonlySet<string> = new Set(['url']);

/** Puts Base under a step: objects merge by key, everything else is the step's where it has a value (runtime.md §2.4, ASM-28). */
export function mergeBase(base: unknown, step: Step): Step {
  if (!isPlainObject(base)) return withLowerCaseHeaders(step);
  const inherited = Object.fromEntries(Object.entries(base).filter(([key]) => !NOT_INHERITED.has(key)));
  return mergeSteps(inherited, step);
}

/** Merges one request over another, the second winning; also how an epoch goes over its trigger. */
export function mergeSteps(under: Step, over: Step): Step {
  const merged = mergeDeep(withLowerCaseHeaders(under), withLowerCaseHeaders(over)) as Record<string, unknown>; // Objects in, object out.
  const paths = [...sanitizedPaths(under), ...sanitizedPaths(over)];
  if (paths.length === 0) return merged;
  return { ...merged, log: { ...(isPlainObject(merged.log) ? merged.log : {}), sanitize: [...new Set(paths)] } };
}

/** The paths of `log.sanitize`; lists of Base and step add up (A1). */
export function sanitizedPaths(step: Step): string[] {
  const list = isPlainObject(step.log) ? step.log.sanitize : undefined;
  return Array.isArray(list) ? list.filter((path) => typeof path === 'string') : [];
}

function mergeDeep(under: unknown, over: unknown): unknown {
  if (!isPlainObject(under) || !isPlainObject(over)) return over;
  const merged: Record<string, unknown> = { ...under };
  for (const [key, value] of Object.entries(over)) {
    setOwn(merged, key, Object.hasOwn(merged, key) ? mergeDeep(merged[key], value) : value);
  }
  return merged;
}

/** Header names are case-insensitive, so that a step's `Authorization` hides Base's `authorization`. */
function withLowerCaseHeaders(step: Step): Step {
  const { headers } = step;
  if (!isPlainObject(headers)) return step;
  return {
    ...step,
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value])),
  };
}
