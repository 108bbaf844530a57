import { createHash } from 'node:crypto';
import type { HttpResponse } from '../../core/http.ts';
import { answerJson, Refusal } from './answer.ts';
import { APP_CREATION, APP_PATCH, readBody } from './bodies.ts';
import { refuseIfReleased } from './components.ts';
import type { Metadata, Store, StoredApp } from './store.ts';
import { newApp, noteChange } from './store.ts';

export const appDocument = ({ name, version, metadata, changes }: StoredApp): Metadata => ({
  name,
  version,
  ...metadata,
  changes,
});

/** Takes the columns `cols[]` asks for; all of them when it is not given, or asks for `*` as Make's own client does. */
export function withColumns(document: Metadata, query: URLSearchParams): Metadata {
  const wanted = query.getAll('cols[]');
  if (wanted.length === 0 || wanted.includes('*')) return document;
  return Object.fromEntries(Object.entries(document).filter(([key]) => wanted.includes(key)));
}

/** Makes an app; its name gets a suffix unless the account may choose names (make-app-format.md §1.1). */
export function createApp(store: Store, body: unknown, withSuffix: boolean): HttpResponse {
  const { name, version = 1, private: _, ...metadata } = readBody(body, APP_CREATION, store);
  const wanted = String(name);
  const suffix = createHash('md5').update(`${wanted} ${store.apps.length}`).digest('hex').slice(0, 6);
  const app = withSuffix ? `${wanted}-${suffix}` : wanted;
  if (store.apps.some((known) => known.name === app && known.version === version))
    throw new Refusal(400, `The app "${app}" exists already.`);
  const created = newApp(app, Number(version), {
    ...{ description: '', countries: null, ...metadata },
    ...{ beta: false, public: false, approved: false, global: false, manifestVersion: 2 },
  });
  store.apps.push(created);
  return answerJson({ app: appDocument(created) });
}

export function patchApp(store: Store, app: StoredApp, body: unknown): HttpResponse {
  app.metadata = { ...app.metadata, ...readBody(body, { required: {}, optional: APP_PATCH }, store) };
  noteChange(app, { group: 'app', item: app.name, code: 'metadata' });
  return answerJson({ app: appDocument(app) });
}

export function deleteApp(store: Store, app: StoredApp): HttpResponse {
  refuseIfReleased(app);
  store.apps.splice(store.apps.indexOf(app), 1);
  if (store.apps.some(({ name }) => name === app.name)) return answerJson({});
  for (const components of Object.values(store.shared)) {
    for (const [name, component] of components) if (component.app === app.name) components.delete(name);
  }
  return answerJson({});
}

/** Copies an app version under a name and number of its own. */
export function cloneApp(store: Store, app: StoredApp, body: Metadata): HttpResponse {
  const { newName, newVersion } = body;
  if (typeof newName !== 'string' || !Number.isInteger(newVersion))
    throw new Refusal(400, 'The body is not valid.', ['"newName" and "newVersion" are needed.']);
  if (store.apps.some(({ name, version }) => name === newName && version === newVersion))
    throw new Refusal(400, `The app "${newName}" exists already.`);
  const { texts, components, metadata, icon } = structuredClone(app);
  const copy = newApp(newName, Number(newVersion), { ...metadata, public: false, approved: false });
  store.apps.push(Object.assign(copy, { texts, components, icon }));
  return answerJson({});
}

const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const SIDE = 512;

/** Takes a PNG of exactly 512 by 512 pixels. */
export function putIcon(app: StoredApp, bytes: Uint8Array): HttpResponse {
  const isPng = PNG.every((byte, index) => bytes[index] === byte) && bytes.length > 24;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (!isPng || view.getUint32(16) !== SIDE || view.getUint32(20) !== SIDE)
    throw new Refusal(400, `The icon must be a PNG of ${SIDE} by ${SIDE} pixels.`);
  app.icon = bytes;
  return answerJson({ changed: true });
}

export function getIcon({ icon }: StoredApp): HttpResponse {
  if (!icon) throw new Refusal(404, 'The app has no icon.');
  return { status: 200, headers: { 'content-type': 'image/png' }, body: icon };
}
