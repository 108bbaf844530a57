import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { Make } from '@makehq/sdk';
import { MakeTools } from '@makehq/sdk/tools';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createFakeOrigin } from '../../scripts/origin/fake-origin.ts';
import { selfSignedCertificate } from './support/certificate.ts';
import { call, KEY } from './support/harbour.ts';
import { serveTls } from './support/serve-tls.ts';

const OTHER_KEY = '00000000-0000-4000-8000-000000000000';
const CLIENT = resolve('node_modules/@makehq/cli/dist/index.js');
const make = createFakeOrigin({ keys: { [KEY]: ['sdk-apps:read', 'sdk-apps:write'] }, suffix: false });

let folder: string;
let served: Awaited<ReturnType<typeof serveTls>>;

beforeAll(async () => {
  const certificate = selfSignedCertificate();
  served = await serveTls(make.handler, certificate);
  folder = await mkdtemp(join(tmpdir(), 'makeapp-client-'));
  await writeFile(join(folder, 'ca.pem'), certificate.cert);
});
afterAll(async () => {
  await served.close();
  await rm(folder, { recursive: true });
});

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs Make's own `make-cli` in a process of its own against the stand-in. */
async function cli(args: readonly string[], key = KEY): Promise<Ended> {
  const env = {
    ...{ PATH: process.env.PATH, HOME: folder, XDG_CONFIG_HOME: folder, APPDATA: folder },
    ...{ MAKE_API_KEY: key, MAKE_ZONE: served.host, NODE_EXTRA_CA_CERTS: join(folder, 'ca.pem') },
  };
  try {
    return { code: 0, ...(await promisify(execFile)(process.execPath, [CLIENT, ...args], { env })) };
  } catch (error) {
    const { code, stdout, stderr } = error as Ended; // what execFile rejects with
    return { code, stdout, stderr };
  }
}

const JSONC = '{\n    // Who is it?\n    "url": "/me",\n}\n';
const app = ['--app-name', 'quayside'];
const version = [...app, '--app-version', '1'];
const label = (text: string) => ['--label', text];

describe("make-cli, Make's own command line", () => {
  test('builds an app component by component, and reads back exactly what it wrote', async () => {
    const theme = ['--theme', '#004488', '--language', 'en', '--audience', 'global'];
    const created = await cli(['sdk-apps', 'create', '--name', 'quayside', ...label('Quayside'), ...theme]);
    const components = await Promise.all([
      cli(['sdk-connections', 'create', ...app, ...label('Quay'), '--type', 'basic']),
      cli(['sdk-webhooks', 'create', ...app, ...label('Arrivals'), '--type', 'web']),
      cli(['sdk-rpcs', 'create', ...version, ...label('List Berths'), '--name', 'listBerths']),
      cli(['sdk-functions', 'create', ...version, '--name', 'padTonnage']),
      cli([
        ...['sdk-modules', 'create', ...version, ...label('Get a Ship'), '--name', 'getShip'],
        ...['--type-id', '4', '--description', 'Reads a ship.', '--module-init-mode', 'blank'],
      ]),
    ]);
    const api = ['--section', 'api', '--body', JSONC];
    const written = await Promise.all([
      cli(['sdk-modules', 'set-section', ...version, '--module-name', 'getShip', ...api]),
      cli(['sdk-connections', 'set-section', '--connection-name', 'quayside', ...api]),
    ]);
    const read = await cli(['sdk-modules', 'get-section', ...version, '--module-name', 'getShip', '--section', 'api']);

    expect([created, ...components, ...written, read].map(({ stderr }) => stderr).join('')).toBe('');
    expect(JSON.parse(created.stdout)).toMatchObject({ name: 'quayside', version: 1 });
    expect(components.map(({ stdout }) => JSON.parse(stdout).name)).toEqual([
      ...['quayside', 'quayside', 'listBerths', 'padTonnage', 'getShip'],
    ]);
    expect(read.stdout).toBe(`${JSONC}\n`);
    expect((await call(make, 'GET', '/sdk/apps/connections/quayside/api')).text).toBe(JSONC);
  });

  test('is told what is wrong, as Make tells it', async () => {
    const [denied, missing, broken] = await Promise.all([
      cli(['sdk-connections', 'list', ...app], OTHER_KEY),
      cli(['sdk-modules', 'list', ...app, '--app-version', '7']),
      cli(['sdk-webhooks', 'create', ...app, ...label('Arrivals'), '--type', 'pigeon']),
    ]);

    expect(denied).toMatchObject({ code: 2, stderr: 'Error [401]: The API key is not valid.\n' });
    expect(missing).toMatchObject({ code: 2, stderr: 'Error [404]: App "quayside" 7 was not found.\n' });
    expect(broken.stderr).toBe('Error [400]: The body is not valid.\n - "type" must be one of "web", "web-shared".\n');
  });
});

/** Make's client library, on the stand-in without a socket. */
class OnStandIn extends Make {
  protected override async handleRequest(url: string, { method, headers, body }: RequestInit = {}): Promise<Response> {
    const answer = await library.handler({
      method: method ?? 'GET',
      url,
      headers: Object.fromEntries(new Headers(headers)),
      ...(body && { body: new Uint8Array(await new Response(body).arrayBuffer()) }),
    });
    return new Response(answer.body as Uint8Array<ArrayBuffer>, {
      status: answer.status,
      headers: answer.headers as Record<string, string>, // the stand-in repeats none
    });
  }
}
const library = createFakeOrigin({ keys: { [KEY]: ['sdk-apps:read', 'sdk-apps:write'] }, suffix: false });
const client = new OnStandIn(KEY, 'eu1.make.example');

/** Creations come first, those of apps before all; deletions last, those of apps after all. */
function turnOf({ name }: { readonly name: string }): number {
  const isApp = name.startsWith('sdk-apps');
  if (name.endsWith('_create')) return isApp ? 0 : 1;
  if (name.endsWith('_delete')) return isApp ? 4 : 3;
  return 2;
}

/** A picture of the right size, as far as anybody looks. */
function icon(): string {
  const picture = Buffer.alloc(64);
  Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex').copy(picture);
  picture.writeUInt32BE(512, 16);
  picture.writeUInt32BE(512, 20);
  return picture.toString('base64');
}

const own = MakeTools.filter(({ category }) => category.startsWith('sdk-')).sort((a, b) => turnOf(a) - turnOf(b));

describe("every command of Make's own tools for custom apps", () => {
  test.each(own.map((tool) => [tool.name, tool] as const))('%s works as its example says', async (name, tool) => {
    const given = { ...tool.examples?.[0], ...(name === 'sdk-apps_set-icon' && { dataBase64: icon() }) };

    await expect(tool.execute(client, given)).resolves.toBeDefined();
  });

  test('are all there', () => {
    expect(own.length).toBeGreaterThan(50);
  });
});
