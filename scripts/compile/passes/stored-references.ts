import type { Problem } from '../../core/problems.ts';
import { didYouMean } from '../../core/suggest.ts';
import type { Declarations } from './declarations.ts';
import type { Names } from './names.ts';
import { printUse, problemAt, type Use } from './uses.ts';

/** Reports `connection.x` that is neither a parameter of the connection nor saved by it; also its `data.x` and `parameters.x`. */
export function checkConnectionReferences(uses: readonly Use[], declared: Declarations): Problem[] {
  return uses.flatMap((use) => {
    const isOwnStore = use.site.component?.kind === 'connection' && use.root === 'data';
    if (use.root !== 'connection' && !isOwnStore) return [];
    const names = declared.connectionOf(use.site.component);
    if (!names) return withoutConnection(use);
    return missing(use, names, {
      code: 'REF003',
      what: 'is neither a parameter of the connection nor saved by its response.data.',
      fix: (name) => `declare "${name}" as a parameter of the connection, or save it with response.data.`,
    });
  });
}

function withoutConnection(use: Use): Problem[] {
  if (use.site.component === undefined || use.keys.length === 0) return [];
  const message = `${printUse(use, 1)} is empty: the ${use.site.component.kind} has no connection.`;
  return [
    problemAt(use, {
      code: 'REF003',
      severity: 'error',
      message,
      fix: 'name its connection, or remove the reference.',
    }),
  ];
}

/** Reports `common.x` that common data, where the project holds any, does not have. */
export function checkCommonReferences(uses: readonly Use[], declared: Declarations): Problem[] {
  return uses.flatMap((use) => {
    if (use.root !== 'common') return [];
    const owner = use.site.component?.kind === 'connection' ? "the connection's" : "the app's";
    return missing(use, declared.commonOf(use.site.component), {
      code: 'REF005',
      what: `is no key of ${owner} common data.`,
      fix: (name) => `add "${name}" to ${owner} common data, or remove the reference.`,
    });
  });
}

/** Reports `webhook.x` that is neither its id nor url nor saved by attach or update. */
export function checkWebhookReferences(uses: readonly Use[], declared: Declarations): Problem[] {
  return uses.flatMap((use) => {
    if (use.root !== 'webhook') return [];
    return missing(use, declared.webhookOf(use.site.component), {
      code: 'REF006',
      what: 'is neither id nor url of the webhook, nor saved by its attach.',
      fix: (name) => `save "${name}" with response.data in attach, or remove the reference.`,
    });
  });
}

interface Missing {
  readonly code: 'REF003' | 'REF005' | 'REF006';
  readonly what: string;
  readonly fix: (name: string) => string;
}

function missing(use: Use, { names, isOpen }: Names, { code, what, fix }: Missing): Problem[] {
  const [name] = use.keys;
  if (isOpen || typeof name !== 'string' || names.has(name)) return [];
  const message = `${printUse(use, 1)} ${what}`;
  return [problemAt(use, { code, severity: 'error', message, fix: didYouMean(name, names, fix(name)) })];
}
