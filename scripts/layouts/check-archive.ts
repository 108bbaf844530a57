import { isPlainObject } from '../core/json.ts';
import type { Problem } from '../core/problems.ts';
import type { FunctionComponent, Manifest } from '../manifest/manifest.ts';
import { componentPath, componentsOf } from '../manifest/manifest.ts';
import { NAME_RULES } from '../manifest/names.ts';
import { checkBindings } from '../manifest/references.ts';
import { listWords, quote } from '../manifest/words.ts';
import { checkIcon } from './icon.ts';

/**
 * Reports what would make the editor's "Import app" fail half-way or import something else (make-app-format.md §1.9.3),
 * and what it cannot carry.
 */
export function checkArchive(manifest: Manifest, { icon }: { readonly icon?: Uint8Array | undefined } = {}): Problem[] {
  return [
    ...checkRoot(manifest),
    ...checkBindings(manifest),
    ...Object.values(manifest.functions).flatMap(checkFunctionName),
    ...(icon ? checkIcon(icon) : []),
    ...checkLosses(manifest),
  ];
}

/** The root folder bears the app's ID, and every other entry is looked up below it. */
function checkRoot({ app }: Manifest): Problem[] {
  if (/^[a-z][0-9a-z-]+[0-9a-z]$/.test(app.name)) return [];
  const message = `${quote(app.name)} cannot be the root folder of an archive.`;
  return [
    {
      code: 'MAN061',
      severity: 'error',
      message,
      fix: `as the ID of an app it takes ${NAME_RULES.app.expects}.`,
      component: 'app',
      path: ['name'],
    },
  ];
}

/** The importer's own search for the name: greedy, up to the last parenthesis of the first line with a declaration. */
const NAME_IN_CODE = /(?:function )(.+)(?:\()/;

function checkFunctionName(component: FunctionComponent): Problem[] {
  const { code } = component.sections;
  if (code === undefined) return []; // the archive will hold a declaration of its name
  const found = NAME_IN_CODE.exec(String(code))?.[1];
  if (found === component.name) return [];
  return [
    {
      code: 'MAN062',
      severity: 'error',
      message: `The editor's import would ${found === undefined ? 'find no name for the function' : `call the function ${quote(found)}`}.`,
      fix: `put "function ${component.name}(…) {" on a line of its own, with nothing like a declaration above it and one parenthesis pair in it.`,
      component: componentPath(component),
      section: 'code',
      path: [],
    },
  ];
}

/** One note, because nothing can be done about it here: the rest is set in the editor, or deployed. */
function checkLosses(manifest: Manifest): Problem[] {
  const components = componentsOf(manifest);
  const lost = [
    ...(isFilled(manifest.sections.common) ||
    components.some(({ kind, sections }) => kind === 'connection' && isFilled(sections.common))
      ? ['common data']
      : []),
    ...(isFilled(manifest.sections.groups) ? ['groups'] : []),
    ...(manifest.app.description === '' ? [] : ["the app's description"]),
    ...(components.some((component) => 'altConnection' in component && component.altConnection !== null)
      ? ['alternative connections']
      : []),
    ...(components.some((component) => component.kind === 'module' && typeof component.actionCrud === 'string')
      ? ['what actions do (CRUD)']
      : []),
    ...(components.some(({ sections }) => isFilled(sections.installSpec) || isFilled(sections.installDirectives))
      ? ['install sections']
      : []),
  ];
  if (lost.length === 0) return [];
  return [
    {
      code: 'MAN064',
      severity: 'info',
      message: `An import archive cannot carry ${listWords(lost, 'and')}.`,
      fix: 'set them in the editor after the import, or deploy the app instead.',
      component: 'app',
      path: [],
    },
  ];
}

const isFilled = (value: unknown): boolean =>
  Array.isArray(value) ? value.length > 0 : isPlainObject(value) && Object.keys(value).length > 0;
