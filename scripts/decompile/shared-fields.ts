import type { Json } from '../core/json.ts';
import type { Manifest, ModuleComponent } from '../manifest/manifest.ts';
import { type AppContext, fieldContext } from './app-context.ts';
import { camelCase } from './constant-names.ts';
import { writeFields } from './fields.ts';
import { sourceFile } from './source-file.ts';
import { isArray } from './syntax.ts';

const SECTIONS = ['interface', 'mappableParams', 'staticParams'] as const;
type Section = (typeof SECTIONS)[number];

interface Use {
  readonly section: Section;
  readonly fields: readonly Json[];
  readonly modules: string[];
}

/** Files of `app/` that are something else. */
const TAKEN_FILES = ['app', 'common', 'api', 'icon'];

/** Lifts sets of fields that several modules declare alike into constants of `app/`. */
export function writeSharedFields(app: AppContext) {
  const files = new Set(TAKEN_FILES);
  return usesOf(app.manifest).map(({ section, fields, modules }) => {
    const subject = subjectOf(modules);
    const name = app.names.take(camelCase(subject) + (section === 'interface' ? 'Interface' : 'Fields'), 'Shared');
    const path = `app/${freeFile(kebabCase(name), files)}.ts`;
    app.files.set(name, path);
    const written = writeFields(fields, fieldContext(app, path));
    app.shared.set(JSON.stringify(fields), { name, file: path, written });
    const code = [`export const ${name} = `, written.code, ';'];
    return { path, text: sourceFile(path, [{ code }], app.find) };
  });
}

/** Sets of more than one field that more than one module has; each set once. */
function usesOf({ modules }: Manifest): Use[] {
  const uses = new Map<string, Use>();
  for (const module of Object.values(modules)) {
    for (const section of SECTIONS) note(module, section, uses);
  }
  return [...uses.values()].filter(({ modules: names, fields }) => names.length > 1 && fields.length > 1);
}

function note(module: ModuleComponent, section: Section, uses: Map<string, Use>): void {
  const fields = module.sections[section];
  if (!isArray(fields) || (section === 'interface' && module.moduleType === 'responder')) return;
  const key = JSON.stringify(fields);
  const use = uses.get(key) ?? { section, fields, modules: [] };
  use.modules.push(module.name);
  uses.set(key, use);
}

const VERBS =
  'get list create update delete search find watch add remove upsert make run send retrieve a an all new to by of the';

/** What modules have in common in their names: `getUser` and `listUsers` are about a user. */
function subjectOf(names: readonly string[]): string {
  const [first = [], ...others] = names.map(wordsOf);
  const common = first.filter((word) => others.every((words) => words.includes(word)));
  const nouns = common.filter((word) => !VERBS.split(' ').includes(word));
  const words = [nouns, common, first].find((candidates) => candidates.length > 0);
  return (words ?? ['shared']).join('-');
}

const wordsOf = (name: string): string[] =>
  name
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1-$2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(Boolean)
    .map((word) => (word.length > 3 && /[^s]s$/.test(word) ? word.slice(0, -1) : word));

const kebabCase = (name: string): string => name.replace(/([a-z0-9])([A-Z])/g, '$1-$2').toLowerCase();

function freeFile(name: string, taken: Set<string>): string {
  for (let copy = 1; ; copy++) {
    const file = copy === 1 ? name : `${name}${copy}`;
    if (taken.has(file)) continue;
    taken.add(file);
    return file;
  }
}
