import type { ConnectionComponent, Manifest } from '../manifest/manifest.ts';
import { elementsOf, fieldLabel } from '../parameters/field.ts';
import { isSecretType } from '../parameters/types.ts';
import { isFilled, labelOf } from './app-parts.ts';
import { listed, oneLine, shownValue, withArticle } from './clean-text.ts';
import { type Block, bullets, inlines, paragraph, type Section, steps, strong, table } from './document.ts';
import { checkOf, errorCases } from './error-cases.ts';
import { fieldEntries } from './field-entries.ts';
import { ownMessages } from './message-text.ts';
import { isObject, requestsOf } from './requests.ts';

export const connectionKey = (name: string): string => `connection:${name}`;

/** What one needs before the first module. */
export function prerequisites(manifest: Manifest): Block[] {
  const connections = Object.values(manifest.connections);
  if (connections.length === 0) return [paragraph('The modules of this app need no account and no connection.')];
  const items = connections.map((connection) => {
    const secrets = secretLabels(connection);
    const account = `${sentenceStart(withArticle(manifest.app.label))} account`;
    const which = connections.length > 1 ? ` (for the connection ${labelOf(connection)})` : '';
    if (connection.connectionType === 'oauth') return inlines(`${account} that you can sign in to`, which);
    return inlines(account, secrets.length > 0 ? ` and its ${listed(secrets)}` : '', which);
  });
  return [bullets([...items, inlines('A Make account')])];
}

const sentenceStart = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

function secretLabels({ sections }: ConnectionComponent): string[] {
  return elementsOf(sections.params).flatMap((element) =>
    element.kind === 'field' && isSecretType(element.field) && element.field.advanced !== true
      ? [oneLine(fieldLabel(element.field))]
      : [],
  );
}

/** How to connect: the author's own steps when the readme has them, else the usual ones; then every field. */
export function connectingSection(manifest: Manifest, ownSteps: readonly Block[]): Section | undefined {
  const connections = Object.values(manifest.connections);
  if (connections.length === 0) return undefined;
  const title = `Connecting ${oneLine(manifest.app.label)} to Make`;
  const [only] = connections;
  const isSingle = connections.length === 1 && only !== undefined;
  return {
    key: isSingle ? connectionKey(only.name) : 'connecting',
    title,
    blocks: [...ownSteps, ...(isSingle ? connectionBlocks(only, manifest, ownSteps.length > 0) : [])],
    sections: isSingle
      ? []
      : connections.map((connection) => ({
          key: connectionKey(connection.name),
          title: labelOf(connection),
          blocks: connectionBlocks(connection, manifest, false),
          sections: [],
        })),
  };
}

function connectionBlocks(connection: ConnectionComponent, manifest: Manifest, isTold: boolean): Block[] {
  const own = fieldEntries(connection.sections.params, manifest);
  const name = {
    label: 'Connection name',
    isRequired: false,
    about: [paragraph('How this connection is called in Make. You can have several, one for each account.')],
    choices: [],
  };
  const intro = isTold
    ? paragraph('The fields of the dialog ', strong('Create a connection'), ':')
    : usualSteps(connection, manifest);
  return [intro, { kind: 'fields', entries: [name, ...own] }, ...scopeBlocks(connection), ...failureBlocks(connection)];
}

function usualSteps(connection: ConnectionComponent, { app }: Manifest): Block {
  const isOauth = connection.connectionType === 'oauth';
  const isTested = requestsOf(connection.sections.communication).some(({ url }) => typeof url === 'string');
  const finish = isOauth
    ? inlines(`Click `, strong('Save'), `. ${oneLine(app.label)} opens in a window: sign in and allow the access.`)
    : inlines('Click ', strong('Save'), isTested ? '. Make sends a test request to see whether it works.' : '.');
  return steps([
    inlines(`Add a module of ${oneLine(app.label)} to your scenario and open it.`),
    inlines('Click ', strong('Create a connection'), ' (', strong('Add'), ' if there is one already).'),
    inlines('Fill in the fields below.'),
    finish,
  ]);
}

/** What the service will ask the person to allow. */
function scopeBlocks({ connectionType, sections }: ConnectionComponent): Block[] {
  if (connectionType !== 'oauth' || !isFilled(sections.scopeList) || !isObject(sections.scopeList)) return [];
  const rows = Object.entries(sections.scopeList).map(([scope, meaning]) => [
    inlines(oneLine(scope)),
    inlines(shownValue(meaning)),
  ]);
  return [paragraph('What the connection may ask you to allow:'), table(['Permission', 'Meaning'], rows)];
}

/** Messages of the connection itself. */
function failureBlocks({ sections }: ConnectionComponent): Block[] {
  const requests = requestsOf(sections.communication).flatMap((request) =>
    isObject(request.response) ? [request.response] : [],
  );
  const found = requests.flatMap(({ error, valid }) => {
    const check = checkOf(valid, error);
    return [...(error === undefined ? [] : errorCases(error)), ...(check ? [{ message: check.message }] : [])];
  });
  const messages = ownMessages(found, new Map()); // What was typed is secret: no message has a field in it.
  if (messages.length === 0) return [];
  return [
    paragraph('If the connection cannot be made, one of these messages says why:'),
    bullets(messages.map((message) => inlines(message))),
  ];
}
