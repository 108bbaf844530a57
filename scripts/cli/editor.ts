import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { isPlainObject, printJson } from '../core/json.ts';
import { InputError } from '../core/problems.ts';
import { type OutputFile, textFile } from '../layouts/output-file.ts';
import { SCHEMA_FILES } from '../manifest/schema-files.ts';
import faultsSchema from '../mock/faults.schema.json' with { type: 'json' };
import mockSchema from '../mock/mock.schema.json' with { type: 'json' };
import scenarioSchema from '../scenario/scenario.schema.json' with { type: 'json' };
import configSchema from './config.schema.json' with { type: 'json' };
import { associations } from './editor-settings.ts';
import { EXIT, type ExitStatus } from './exit-status.ts';
import type { CommonOptions } from './options.ts';
import { openProject } from './project.ts';
import { paint, type Terminal } from './terminal.ts';
import { writeOutput } from './write-output.ts';

/** Where copies of the schemas go: settings that name them work on every machine, whatever is installed there. */
const FOLDER = '.vscode/makeapp';
const SETTINGS = '.vscode/settings.json';

/** The YAML files that people write, by schema. */
const YAML_SCHEMAS = {
  'config.schema.json': configSchema,
  'scenario.schema.json': scenarioSchema,
  'mock.schema.json': mockSchema,
  'faults.schema.json': faultsSchema,
};

/** `makeapp editor`: lets VS Code complete and check the project's JSON and YAML files. */
export async function editor(terminal: Terminal, ...args: readonly unknown[]): Promise<ExitStatus> {
  const options = args[0] as CommonOptions; // commander hands over the options this command declares.
  const { folder, kind, manifest } = await openProject(options.project, terminal.cwd);
  if (kind === 'archive') {
    throw new InputError('An import archive has no folder to set up.', { fix: 'give the folder of a project.' });
  }
  const schemas = { ...SCHEMA_FILES, ...YAML_SCHEMAS };
  const copies = Object.entries(schemas).map(([name, schema]) => textFile(`${FOLDER}/${name}`, printJson(schema)));
  const settings = textFile(SETTINGS, await changedSettings(join(folder, SETTINGS), settingsFor(manifest)));
  const files: readonly OutputFile[] = [settings, ...copies];
  await writeOutput(folder, files);
  if (options.json) {
    const written = files.map(({ path, bytes }) => ({
      path: relative(terminal.cwd, join(folder, path)),
      bytes: bytes.length,
    }));
    terminal.out(`${JSON.stringify({ ok: true, files: written })}\n`);
    return EXIT.done;
  }
  terminal.out(`${paint(terminal, 'green', 'written')} ${SETTINGS} and ${copies.length} schemas in ${FOLDER}\n`);
  terminal.out(
    'VS Code checks and completes manifests now; for YAML files install the extension "YAML" (redhat.vscode-yaml).\n',
  );
  return EXIT.done;
}

type Settings = Readonly<Record<string, unknown>>;

function settingsFor(manifest: Parameters<typeof associations>[0]): Settings {
  const url = (name: string) => `./${FOLDER}/${name}`;
  return {
    'files.associations': { '*.iml.json': 'jsonc' },
    'json.schemas': associations(manifest).map(({ fileMatch, schema }) => ({ fileMatch, url: url(schema) })),
    'yaml.schemas': {
      [url('config.schema.json')]: 'makeapp.config.yaml',
      [url('scenario.schema.json')]: 'test/scenarios/*.yaml',
    },
  };
}

/** Comments and settings of others stay; what an earlier run wrote is replaced. */
async function changedSettings(file: string, settings: Settings): Promise<string> {
  const { applyEdits, modify, parse } = await import('jsonc-parser');
  const before = existsSync(file) ? await readFile(file, 'utf8') : '{}\n';
  const known: unknown = parse(before);
  if (!isPlainObject(known)) {
    throw new InputError(`${file} holds no settings.`, { fix: 'correct or delete it; it is a JSON object.' });
  }
  return Object.entries(settings).reduce((text, [name, value]) => {
    const edits = modify(text, [name], merged(known[name], value), {
      formattingOptions: { insertSpaces: true, tabSize: 2 },
    });
    return applyEdits(text, edits);
  }, before);
}

function merged(known: unknown, ours: unknown): unknown {
  if (Array.isArray(ours)) return [...(Array.isArray(known) ? known.filter((entry) => !isOurs(entry)) : []), ...ours];
  return { ...(isPlainObject(known) ? known : {}), ...(isPlainObject(ours) ? ours : {}) };
}

const isOurs = (entry: unknown): boolean =>
  isPlainObject(entry) && typeof entry.url === 'string' && entry.url.startsWith(`./${FOLDER}/`);
