import type { Call } from './ast.ts';
import { canReadDirectly, emitPrototypeCheck } from './generate-path.ts';
import { constantIn, type Unit } from './generated-unit.ts';
import { readMember } from './paths.ts';
import { isGetter, startTrial } from './plain-data.ts';

/**
 * Writes `map(list, 'name')`, by far the most frequent use of `map`, as a loop of direct reads. `run` stands by for
 * everything but a list of collections; an item that is none makes `in` throw, and the call stays with `run` for good.
 * Undefined when the call has another form.
 */
export function generateMap(call: Call, list: string, run: string, unit: Unit): string | undefined {
  const key = simpleKey(call);
  if (key === undefined) return undefined;
  const at = unit.declarations.length;
  const { state, count } = startTrial();
  const countList = (list: unknown): void => {
    if (Array.isArray(list)) count(list.some((item) => isGetter(item, key)));
  };
  const [trial, onTrial, read] = [state, countList, readMember].map((value) => constantIn(unit, value));
  const name = JSON.stringify(key);
  unit.declarations.push(`function item${at}(item) {
  if (!(${name} in item)) return undefined;
  ${emitPrototypeCheck('item', `return ${read}(item, ${name});`)}
  return item[${name}];
}
function f${at}(x) {
  const list = ${list};
  if (${trial}.passed !== true || !Array.isArray(list)) {
    ${onTrial}(list);
    return ${run}(x, list);
  }
  const values = new Array(list.length);
  let count = 0;
  try {
    for (let at = 0; at < list.length; at++) {
      const value = item${at}(list[at]);
      if (value !== undefined) values[count++] = value;
    }
  } catch {
    ${trial}.passed = false;
    return ${run}(x, list);
  }
  if (count !== values.length) values.length = count;
  return values;
}`);
  return `f${at}(x)`;
}

/** The key of a `map` call when it is one plain name written out. */
function simpleKey({ name, args }: Call): string | undefined {
  const [list, key] = args;
  if (name !== 'map' || args.length !== 2 || list === undefined || key?.type !== 'literal') return undefined;
  const { value } = key;
  return typeof value === 'string' && /^[A-Za-z_]\w*$/.test(value) && canReadDirectly(value) ? value : undefined;
}
