import { isPlainObject, type Json } from '../core/json.ts';
import { componentsOf } from '../manifest/manifest.ts';
import { declareAnswers, messageRoots, newReply, newStated, statedRoots } from './answers.ts';
import { type AppContext, constantOf } from './app-context.ts';
import { commonType } from './common-values.ts';
import { connectionPiece, inTwoPasses, plainEntry, sharedRoots } from './component-file.ts';
import { baseSlot } from './component-slots.ts';
import type { RootTable, Scope } from './scope.ts';
import { sourceFile } from './source-file.ts';
import { call, type Entry, isArray, jsonLiteral, list, object, opensList, property, quoted } from './syntax.ts';
import { extra, writeSlot } from './write-slot.ts';

const FILE = 'app/app.ts';
const COMMON_FILE = 'app/common.ts';

type Members = Readonly<Record<string, Json>>;

/** Writes the app's common data, which everything else may import. */
export function writeCommonData(app: AppContext) {
  const stated = app.manifest.sections.common;
  if (!isPlainObject(stated) || Object.keys(stated).length === 0) return [];
  const values = stated as Members; // parsed from JSON
  const name = app.names.take('appCommon', 'Data');
  app.files.set(name, COMMON_FILE);
  app.common = { code: name, type: commonType(values) };
  const code = [`export const ${name} = `, call('commonData', jsonLiteral(values)), ';'];
  return [{ path: COMMON_FILE, text: sourceFile(COMMON_FILE, [{ code }], app.find) }];
}

/** Writes what all components share. */
export function writeApp(app: AppContext) {
  const connection = connectionOfBase(app);
  const reply = newReply();
  const stated = [newStated('temp', 'tempOf', 'Carried'), newStated('output', 'outputOf', 'Output')];
  const rootsOf = (isOpen: boolean): RootTable => ({
    ...sharedRoots(app, connection),
    ...messageRoots(reply, isOpen),
    ...statedRoots(stated, isOpen),
  });
  const { result, scope } = inTwoPasses(app, rootsOf, (pass) => {
    if (app.raw.has('app')) return rawEntries(app);
    const base = writeSlot(app.manifest.sections.base ?? {}, baseSlot(), pass);
    return [
      { code: property('base', base.code), comment: base.comment },
      { code: property('groups', groupsCode(app, pass)) },
    ];
  });
  const entries = [...metadata(app), ...commonEntry(app), ...result];
  return {
    path: FILE,
    text: sourceFile(
      FILE,
      [
        ...connectionPiece(app, FILE, connection, scope),
        ...declareAnswers(scope, [reply], stated),
        { code: ['export default ', call('defineApp', object(entries, true)), ';'] },
      ],
      app.find,
    ),
  };
}

/** Base and groups as the JSON they are. */
const rawEntries = ({ manifest: { sections } }: AppContext): Entry[] =>
  (['base', 'groups'] as const).flatMap((section) => {
    const value = sections[section];
    return value === undefined ? [] : [{ code: property(section, call('unchecked', jsonLiteral(value))) }];
  });

/** Base speaks of whichever connection a component has; the one most of them use stands for all. */
function connectionOfBase({ manifest }: AppContext): string | null {
  const counts = new Map<string, number>();
  for (const component of componentsOf(manifest)) {
    const name = 'connection' in component ? component.connection : null;
    if (name && Object.hasOwn(manifest.connections, name)) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const [most] = [...counts].sort(([, a], [, b]) => b - a);
  return most?.[0] ?? Object.keys(manifest.connections)[0] ?? null;
}

const OPTIONAL = { description: '', version: 1, language: 'en', audience: 'global', countries: null } as const;

function metadata({ manifest: { app } }: AppContext): Entry[] {
  const optional = Object.entries(OPTIONAL).flatMap(([key, usual]) => {
    const value = app[key as keyof typeof OPTIONAL]; // the keys of the constant above
    return value === usual ? [] : [plainEntry(key, value as Json)];
  });
  const theme: Entry = app.theme.startsWith('#')
    ? plainEntry('theme', app.theme)
    : { code: property('theme', call('unchecked', quoted(app.theme))), comment: 'A theme should be a colour.' };
  return [plainEntry('name', app.name), plainEntry('label', app.label), ...optional, theme];
}

function commonEntry({ manifest, common }: AppContext): Entry[] {
  if (common) return [{ code: property('common', common.code) }];
  const stated = manifest.sections.common;
  if (stated === undefined || isPlainObject(stated)) return [];
  return [
    { code: property('common', call('unchecked', jsonLiteral(stated))), comment: 'Common data is no collection.' },
  ];
}

/** Groups name their modules by value. */
function groupsCode(app: AppContext, scope: Scope) {
  const { groups = [] } = app.manifest.sections;
  if (!isArray(groups)) return call('unchecked', jsonLiteral(groups));
  return list(
    groups.map((group) => ({ code: groupCode(app, group, scope) })),
    opensList(groups),
  );
}

function groupCode(app: AppContext, group: Json, scope: Scope) {
  const { label, modules, ...rest } = (isPlainObject(group) ? group : {}) as Members; // parsed from JSON
  if (typeof label !== 'string' || !isArray(modules)) return call('unchecked', jsonLiteral(group));
  const names = modules.map((name) => {
    const constant = typeof name === 'string' ? constantOf(app, FILE, { kind: 'module', name }) : undefined;
    return { code: constant ?? call('unchecked', jsonLiteral(name)) };
  });
  const entries: Entry[] = [plainEntry('label', label), { code: property('modules', list(names)) }];
  if (Object.keys(rest).length > 0) entries.push(extra(rest, scope));
  return object(entries);
}
