import { InputError } from '../core/problems.ts';
import { componentPath, componentsOf, type Manifest } from '../manifest/manifest.ts';
import { type AppContext, createAppContext, type Manner } from './app-context.ts';
import { fileOf } from './references.ts';
import { scaffold, type Tool } from './scaffold.ts';
import type { Counts } from './scope.ts';
import { writeSharedFields } from './shared-fields.ts';
import { namesIn } from './source-file.ts';
import { writeApp, writeCommonData } from './write-app.ts';
import { writeConnection } from './write-connection.ts';
import { parses, writeFunction } from './write-function.ts';
import { writeModule } from './write-module.ts';
import { writeRaw } from './write-raw.ts';
import { writeEndpoint, writeRpc } from './write-rpc.ts';
import { writeWebhook } from './write-webhook.ts';

/** A file of the project; its path has forward slashes. */
export interface SourceText {
  readonly path: string;
  readonly text: string;
}

export interface Decompiled {
  readonly files: readonly SourceText[];
  readonly counts: Counts;
}

/** Writes an app as descriptors that compile to the same manifest. */
export function decompile(manifest: Manifest, tool: Tool, manner: Manner = {}): Decompiled {
  refuseUnwritableNames(manifest);
  const app = createAppContext(manifest, manner);
  for (const component of componentsOf(manifest)) app.files.set(app.names.of(component), fileOf(component));
  const files: SourceText[] = [
    ...writeCommonData(app),
    // each may rely on what those before it have noted
    ...Object.values(manifest.connections).map(unlessRaw(app, writeConnection)),
    ...Object.values(manifest.rpcs).map(unlessRaw(app, writeRpc)),
    ...Object.values(manifest.webhooks).map(unlessRaw(app, writeWebhook)),
    ...Object.values(manifest.endpoints).map(unlessRaw(app, writeEndpoint)),
    ...Object.values(manifest.functions).flatMap((component) => writeFunction(app, component)),
    ...writeSharedFields(app),
    ...Object.values(manifest.modules).map(unlessRaw(app, writeModule)),
    writeApp(app),
    ...readme(manifest),
  ];
  files.push(
    ...scaffold(
      manifest.app.name,
      tool,
      files.filter(isBroken).map(({ path }) => path),
    ),
  );
  return { files, counts: { ...app.counts, unchecked: countUnchecked(files) } };
}

/** Custom code may be no JavaScript at all; then it is no TypeScript either. */
const isBroken = ({ path, text }: SourceText): boolean => path.startsWith('functions/') && !parses(text);

const unlessRaw =
  <C extends Parameters<typeof writeRaw>[1]>(app: AppContext, write: (app: AppContext, component: C) => SourceText) =>
  (component: C): SourceText =>
    app.raw.has(componentPath(component)) ? writeRaw(app, component) : write(app, component);

const UNCHECKED: ReadonlySet<string> = new Set(['unchecked', 'uncheckedField', 'extra']);

/** Places where the types are set aside; imports name the same words once. */
function countUnchecked(files: readonly SourceText[]): number {
  const own = files.filter(({ path }) => path.endsWith('.ts') && !path.startsWith('functions/'));
  const body = (text: string): string => text.replace(/^import [^;]*;$/gm, '');
  return own.flatMap(({ text }) => namesIn(body(text))).filter((name) => UNCHECKED.has(name)).length;
}

function readme({ sections }: Manifest): SourceText[] {
  return typeof sections.readme === 'string' ? [{ path: 'app/README.md', text: sections.readme }] : [];
}

/** A component's name is its file's name, so it must be one, and its own on every file system. */
function refuseUnwritableNames(manifest: Manifest): void {
  const seen = new Map<string, string>();
  for (const component of componentsOf(manifest)) {
    const path = componentPath(component);
    if (!/^\w[\w-]*$/.test(component.name)) {
      throw new InputError(`${path} cannot have a file of its name: ${JSON.stringify(component.name)}.`, {
        fix: 'rename it in the source: letters, digits, dashes and underscores make a file name.',
      });
    }
    const other = seen.get(path.toLowerCase());
    if (other !== undefined) {
      throw new InputError(`${other} and ${path} would share a file where case does not count.`, {
        fix: 'rename one of them in the source.',
      });
    }
    seen.set(path.toLowerCase(), path);
  }
}
