import type { Problem } from '../core/problems.ts';
import type { ComponentKind } from '../manifest/manifest.ts';
import { listWords } from '../manifest/words.ts';
import type { Entry } from './component-entry.ts';

/** What is known of a component, and what of it a file states. */
export interface Guessed {
  readonly kind: ComponentKind;
  readonly component: string;
  readonly entry: Entry;
  readonly stated: Entry;
  readonly file: string;
  readonly isNameGuessed: boolean;
}

/** What changes how a component works is told; texts that were made up are only remembered. */
export function tellGuesses(
  { kind, component, entry, stated, file, isNameGuessed }: Guessed,
  reading: { readonly problems: Problem[]; readonly guessed: Set<string> },
): void {
  const guesses = Object.entries(entry).filter(([key]) => !(key in stated));
  for (const key of metadataKeys(kind, entry, stated)) if (!(key in stated)) reading.guessed.add(`${component}/${key}`);
  const told = guesses
    .filter(([key, value]) => GUESSED.has(key) && value !== null)
    .map(([key, value]) => `${key} "${String(value)}"`);
  if (isNameGuessed) told.unshift(`the ID "${component.slice(component.indexOf('.') + 1)}"`);
  if (told.length === 0) return;
  const message = `The files do not say it, so this is a guess: ${listWords(told, 'and')}.`;
  const fix = 'compare it with the app at Make.';
  reading.problems.push({ code: 'MAN056', severity: 'warning', message, fix, component, path: [], file });
}

const GUESSED: ReadonlySet<string> = new Set(['connectionType', 'webhookType', 'moduleType', 'connection', 'webhook']);

/** All a component could state besides its ID. */
function metadataKeys(kind: ComponentKind, { moduleType }: Entry, stated: Entry): readonly string[] {
  const accounts = ['connection', 'altConnection'];
  switch (kind) {
    case 'connection':
      return ['label', 'connectionType'];
    case 'webhook':
      return ['label', 'webhookType', ...accounts];
    case 'module': {
      const isKnown = stated.moduleType !== undefined;
      const own = [
        ...(moduleType === 'action' || !isKnown ? ['actionCrud'] : []),
        ...(moduleType === 'instant_trigger' || !isKnown ? ['webhook'] : []),
      ];
      return ['label', 'description', 'moduleType', ...accounts, ...own];
    }
    case 'rpc':
      return ['label', ...accounts];
    case 'function':
      return [];
    case 'endpoint':
      return ['label', 'description', 'annotations', 'attachedAccounts'];
  }
}
