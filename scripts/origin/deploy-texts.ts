import type { ComponentKind } from '../manifest/manifest.ts';
import type { SectionFormat, SectionRow } from '../manifest/sections.ts';
import { SECTIONS } from '../manifest/sections.ts';
import type { CodeFiles, GeneralCodeFiles } from '../manifest/types.generated.ts';
import { appPath, componentAddress, NOUNS } from './addresses.ts';
import { type Checksums, isSameText } from './checksums.ts';
import { componentCalls } from './library.ts';
import type { Call, DeploySession } from './session.ts';
import { perform, problemOf } from './session.ts';

/** Media type of a section on upload (make-app-format.md §1.9.1). */
export const MEDIA_TYPES: Readonly<Record<SectionFormat, string>> = {
  jsonc: 'application/jsonc',
  json: 'application/json',
  md: 'text/markdown',
  js: 'application/javascript',
};

/** A component, or the app itself, whose texts are compared and sent. */
export interface Target {
  readonly kind: ComponentKind | 'app';
  readonly component: string;
  /** Its name at Make. */
  readonly remote: string;
  /** Undefined for what was created just now: everything of it is sent. */
  readonly checksums: Checksums | undefined;
}

export const appTarget = ({ app, snapshot }: DeploySession): Target => ({
  kind: 'app',
  component: 'app',
  remote: app.appId,
  checksums: snapshot.app,
});

/** The target of a component, by its name at Make. */
export function targetOf(
  { snapshot, created }: DeploySession,
  { kind, component, remote }: { readonly kind: ComponentKind; readonly component: string; readonly remote: string },
): Target {
  const checksums = created.has(component) ? undefined : (snapshot.components[kind].get(remote)?.checksums ?? {});
  return { kind, component, remote, checksums };
}

/** Sends the texts of a component that Make does not have, one by one in the order of `codeFiles`. */
export async function deployTexts(
  session: DeploySession,
  target: Target,
  files: CodeFiles | GeneralCodeFiles,
): Promise<void> {
  const { recorder } = session;
  const { component, kind } = target;
  for (const [section, file] of Object.entries(files) as [string, unknown][]) {
    const row = SECTIONS.find((each) => each.kind === kind && each.section === section);
    if (!row) {
      const message = `The ${NOUNS[kind]} has no section "${section}"; it is not sent.`;
      recorder.problem(
        problemOf('DEP008', message, { component, section, fix: 'remove it from codeFiles.' }, 'warning'),
      );
    } else if (typeof file === 'string') {
      await deployText(session, target, { row, file });
    } else {
      const why = section === 'common' ? 'left as Make has it: it may hold secrets' : 'not kept in the project';
      recorder.skip({ component, section, why });
    }
  }
}

interface FiledSection {
  readonly row: SectionRow;
  readonly file: string;
}

async function deployText(session: DeploySession, target: Target, { row, file }: FiledSection): Promise<void> {
  const { component, checksums } = target;
  const { section } = row;
  const text = await session.read(file);
  if (text === undefined) {
    const message = `The file "${file}" is not there or cannot be read, so the ${section} of ${component} was not sent.`;
    const fix = 'create it, or set its path to null: null means "not kept here".';
    session.recorder.problem(problemOf('DEP002', message, { component, section, file, fix }));
    return;
  }
  if (checksums && isSameText(row, text, checksums)) return session.recorder.unchanged({ component, section });
  const content = decoded(text);
  if (content === undefined) {
    const message = `The file "${file}" is not UTF-8 text, so the ${section} of ${component} was not sent.`;
    session.recorder.problem(problemOf('DEP002', message, { component, section, file, fix: 'save it as UTF-8.' }));
    return;
  }
  const why = checksums ? 'the text differs' : 'the component is new';
  await perform(session, { action: 'update', component, section, file, why }, writing(session, target, row, content));
}

function decoded(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

const encoder = new TextEncoder();

/**
 * How a text is sent. Plain JSON (common data, groups) goes without Make's library: it would print common data anew,
 * and call groups JSON with comments.
 */
function writing({ app }: DeploySession, { kind, remote }: Target, row: SectionRow, text: string): Call<unknown> {
  const { api, format, section } = row;
  // The context of an endpoint is a member of its metadata (make-app-format.md §1.2).
  if (kind !== 'app' && api === null)
    return (library) => componentCalls(library, app, kind).update(remote, { [section]: text });
  if (format === 'json') {
    const address = kind === 'app' ? appPath(app) : componentAddress(app, kind, remote);
    const request = { method: 'PUT', path: `${address}/${api}`, contentType: MEDIA_TYPES[format] } as const;
    return (_, send) => send({ ...request, body: encoder.encode(text) });
  }
  if (kind !== 'app') return (library) => componentCalls(library, app, kind).write(remote, api ?? section, text);
  return ({ apps }) =>
    section === 'readme'
      ? apps.setDocs(app.appId, app.appVersion, text)
      : apps.setSection(app.appId, app.appVersion, 'base', text);
}
