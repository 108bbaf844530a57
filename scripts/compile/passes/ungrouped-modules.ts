import type { Json } from '../../core/json.ts';
import type { Problem } from '../../core/problems.ts';
import type { Manifest } from '../../manifest/manifest.ts';
import { isObject } from './names.ts';

/** Reports modules in no group, once there are groups: they land nowhere predictable (make-app-format.md §1.1). */
export function checkUngroupedModules({ sections, modules }: Manifest): Problem[] {
  const groups: readonly Json[] = Array.isArray(sections.groups) ? sections.groups : [];
  if (groups.length === 0) return [];
  const listed = new Set(
    groups.flatMap((group) => (isObject(group) && Array.isArray(group.modules) ? group.modules : [])),
  );
  return Object.keys(modules)
    .filter((name) => !listed.has(name))
    .map((name) => ({
      code: 'MAN232',
      severity: 'warning',
      message: `The module "${name}" is in no group, so the editor may put it anywhere.`,
      fix: 'add it to a group.',
      component: `modules.${name}`,
      path: [],
    }));
}
