import type { Field } from './field.ts';
import { isField } from './field.ts';
import type { Finding } from './finding.ts';
import { loadOptions } from './load-options.ts';
import { matchOption } from './options.ts';
import type { Spot } from './preparation.ts';
import { isMappable, report } from './preparation.ts';
import { isEditable } from './select.ts';

/** Reads the value of a file or folder field: names (or ids) of the levels, joined with `/`. */
export async function preparePath(field: Field, text: string, spot: Spot): Promise<unknown> {
  const finding = shapeFinding(field, text, spot) ?? (await storeFinding(field, text, spot));
  if (!finding) return text;
  report(spot, finding);
  return finding.severity === undefined ? undefined : text;
}

/** Slashes around the path mean nothing. */
const levelsOf = (text: string): string[] => text.replace(/^\//, '').replace(/\/$/, '').split('/');

/** The root alone is a path; a gap between slashes is none (assumed). */
function shapeFinding(field: Field, text: string, { quote }: Spot): Finding | undefined {
  const levels = levelsOf(text);
  const isSingle = isField(field.options) && field.options.singleLevel === true;
  if (isSingle && levels.length > 1) {
    return { kind: 'path', message: 'Single level path cannot contain slashes.', fix: 'give the name alone.' };
  }
  if (levels.length === 1 || !levels.includes('')) return undefined;
  const message = `Invalid path "${quote(text)}" encountered.`;
  return { kind: 'path', message, fix: 'give names joined with single slashes.' };
}

/**
 * Looks the path up level by level, each level's options being asked for with the path so far as the field's own
 * value (make-app-format.md §4.3). A path nobody can look up is taken as it is.
 */
async function storeFinding(field: Field, text: string, spot: Spot): Promise<Finding | undefined> {
  let soFar = '';
  for (const level of levelsOf(text).filter((name) => name !== '')) {
    const asked = soFar;
    const around = () => ({ ...spot.around(), [spot.name]: asked });
    const { options, isPartial, isRemote, unasked } = await loadOptions(field, { ...spot, around });
    if (isPartial) return uncheckedFinding(unasked);
    if (!matchOption(options, level))
      return missingFinding(text, spot, isEditable(field) || (isRemote && isMappable(field, spot)));
    if (!isRemote) return undefined; // Fixed options name the first level only.
    soFar = `${soFar}/${level}`;
  }
  return undefined;
}

function uncheckedFinding(unasked: string | undefined): Finding | undefined {
  if (unasked === undefined) return undefined;
  const message = `Accepted as it is: ${unasked} was not asked what is there.`;
  return { kind: 'unchecked', message, severity: 'info' };
}

/** Where people may map or type a path, a missing one is only suspicious. */
function missingFinding(text: string, { quote }: Spot, isFree: boolean): Finding {
  const message = `Path '${quote(text)}' not found in options.`;
  const finding: Finding = { kind: 'path', message, fix: 'give the path as the service lists it.' };
  return isFree ? { ...finding, severity: 'warning' } : finding;
}
