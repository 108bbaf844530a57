import { constantIn, type Unit } from './generated-unit.ts';
import { readStatic, type StaticPath } from './static-path.ts';

/**
 * Writes a path as direct property reads. It reads without asking whether each step is there, as most paths are; the
 * first gap makes `in` throw, and from then on it asks. Whether a read would run a getter, the template finds out
 * beforehand (`onTrial`), so the path is noted in the unit.
 */
export function generatePath(path: StaticPath, unit: Unit): string | undefined {
  const keys = [path.root, ...path.steps];
  if (path.root in Object.prototype || !path.steps.every(canReadDirectly)) return undefined;
  unit.paths.push(path);
  const [known, careful, state] = [path, readStatic, { asks: false }].map((value) => constantIn(unit, value));
  const otherwise = `return ${careful}(v0, ${known});`;
  const body = (asks: boolean): string => keys.map((key, index) => emitStep(key, index, asks, otherwise)).join('\n');
  const at = unit.declarations.length;
  unit.declarations.push(`function f${at}(v0) {
  if (${state}.asks) return g${at}(v0);
  try {
${body(false)}
    return v${keys.length};
  } catch {
    ${state}.asks = true;
    ${otherwise}
  }
}
function g${at}(v0) {
  try {
${body(true)}
    return v${keys.length};
  } catch {
    ${otherwise}
  }
}`);
  return `f${at}(x.variables)`;
}

/** What every object inherits, numbers as names (positions, on an array) and unusual positions are read carefully. */
export function canReadDirectly(step: string | number): boolean {
  if (typeof step === 'number') return Number.isSafeInteger(step) && step !== 0;
  return !(step in Object.prototype) && Number.isNaN(Number(step));
}

/** Writes one step. A primitive makes `in` throw, which is rarer and cheaper than asking each time. */
function emitStep(step: string | number, index: number, asks: boolean, otherwise: string): string {
  const [object, value] = [`v${index}`, `v${index + 1}`];
  if (typeof step === 'number') {
    const position = step > 0 ? String(step - 1) : `${object}.length - ${-step}`;
    return `    if (!Array.isArray(${object})) return undefined;\n    const ${value} = ${object}[${position}];`;
  }
  const key = JSON.stringify(step);
  const isGap = asks && index > 0 ? `${object} === undefined || ${object} === null || ` : '';
  const present = `    if (${isGap}!(${key} in ${object})) return undefined;`;
  return `${present}\n    ${emitPrototypeCheck(object, otherwise)}\n    const ${value} = ${object}[${key}];`;
}

/**
 * Writes the check that an object inherits from Object.prototype only. After an `in`, which makes the engine look at
 * the object's shape without running a getter, it costs nothing.
 */
export function emitPrototypeCheck(object: string, otherwise: string): string {
  return `if (Object.getPrototypeOf(${object}) !== Object.prototype) ${otherwise}`;
}
