// The runtime in process: a warm action; the same over a socket, beside bare undici; many pages; linear growth.
import { spawnSync } from 'node:child_process';
import { createServer } from 'node:http';
import { join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { Agent } from 'undici';

const here = fileURLToPath(new URL('.', import.meta.url));
const root = resolve(here, '../../..');
const { loadApp } = await import(pathToFileURL(join(root, '.build/runtime.js')).href);

const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
const bytes = (value) => new TextEncoder().encode(JSON.stringify(value));

/** An app of one action and one search, on a made-up API. */
const manifest = (baseUrl) => ({
  app: {
    name: 'bench',
    label: 'Bench',
    description: '',
    version: 1,
    theme: '#000000',
    language: 'en',
    audience: 'global',
    countries: null,
  },
  sections: {
    base: {
      baseUrl,
      headers: { authorization: 'Bearer {{connection.token}}' },
      response: { error: { message: '[{{statusCode}}] {{body.message}}' } },
      log: { sanitize: ['request.headers.authorization'] },
    },
    common: { maxRequestCount: 1e6, maxPaginationRequestCount: 1e6 },
    groups: [],
    readme: '',
  },
  connections: {
    key: {
      kind: 'connection',
      name: 'key',
      label: 'Key',
      connectionType: 'basic',
      sections: { communication: {}, params: [{ name: 'token', type: 'password', required: true }], common: {} },
    },
  },
  webhooks: {},
  rpcs: {},
  functions: {},
  endpoints: {},
  modules: {
    create: {
      kind: 'module',
      name: 'create',
      label: 'Create',
      description: 'Creates.',
      moduleType: 'action',
      actionCrud: 'create',
      connection: 'key',
      altConnection: null,
      sections: {
        communication: {
          url: '/records',
          method: 'POST',
          body: { name: '{{parameters.name}}', at: "{{formatDate(now, 'YYYY-MM-DD')}}" },
          response: { output: { id: '{{body.id}}', name: '{{upper(body.name)}}' } },
        },
        staticParams: [],
        mappableParams: [{ name: 'name', type: 'text', required: true }],
        interface: [{ name: 'id', type: 'text' }],
        samples: {},
        scope: [],
      },
    },
    list: {
      kind: 'module',
      name: 'list',
      label: 'List',
      description: 'Lists.',
      moduleType: 'search',
      connection: 'key',
      altConnection: null,
      sections: {
        communication: {
          url: '/records',
          qs: { size: 40 },
          response: { iterate: '{{body.items}}', output: { id: '{{item.id}}', name: '{{item.name}}' } },
          pagination: { condition: '{{body.next}}', qs: { cursor: '{{body.next}}' } },
        },
        staticParams: [],
        mappableParams: [],
        interface: [{ name: 'id', type: 'text' }],
        samples: {},
        scope: [],
      },
    },
  },
});

const connection = { token: 'bench-token-1234' };
const headers = { 'content-type': 'application/json' };

function pagesTransport(pages) {
  return async ({ url }) => {
    const at = Number(new URL(url).searchParams.get('cursor') ?? 0);
    const items = Array.from({ length: 40 }, (_, index) => ({ id: at * 40 + index, name: `record ${index}` }));
    return { status: 200, headers, body: bytes({ items, next: at + 1 < pages ? at + 1 : null }) };
  };
}

async function readPages(pages) {
  const app = loadApp(manifest('https://api.bench.example'));
  const started = performance.now();
  const { outcome } = await app.execute('list', {}, { transport: pagesTransport(pages), connection });
  const seconds = (performance.now() - started) / 1000;
  if (outcome?.bundles.length !== pages * 40)
    throw new Error(`${outcome?.bundles.length} records instead of ${pages * 40}`);
  return seconds;
}

async function warmAction() {
  const app = loadApp(manifest('https://api.bench.example'));
  const transport = async () => ({ status: 200, headers, body: bytes({ id: 'r1', name: 'ada' }) });
  const times = [];
  for (let round = 0; round < 3000; round++) {
    const started = performance.now();
    const { ok } = await app.run('create', { name: 'ada' }, { transport, connection });
    if (!ok) throw new Error('the action failed');
    times.push(performance.now() - started);
  }
  return median(times.slice(500));
}

/** The same request over a socket, bare and by the app, in alternating blocks. */
async function overSocket() {
  const server = createServer((request, response) => {
    request.resume().on('end', () => {
      response.writeHead(200, headers);
      response.end('{"id":"r1","name":"ada"}');
    });
  });
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
  const origin = `http://127.0.0.1:${server.address().port}`;
  const agent = new Agent();
  const send = async ({ method, url, headers: sent, body }) => {
    const { pathname, search } = new URL(url);
    const answer = await agent.request({ origin, path: pathname + search, method, headers: sent, body });
    return {
      status: answer.statusCode,
      headers: answer.headers,
      body: new Uint8Array(await answer.body.arrayBuffer()),
    };
  };
  const app = loadApp(manifest(origin));
  const bare = () =>
    send({
      method: 'POST',
      url: `${origin}/records`,
      headers: { ...headers, authorization: 'Bearer x' },
      body: '{"name":"ada","at":"2026-01-01"}',
    });
  const byApp = () => app.run('create', { name: 'ada' }, { transport: send, connection });
  const times = { bare: [], byApp: [] };
  for (let round = 0; round < 1500; round++) {
    for (const [name, work] of [
      ['bare', bare],
      ['byApp', byApp],
    ]) {
      const started = performance.now();
      await work();
      times[name].push(performance.now() - started);
    }
  }
  await agent.close();
  server.close();
  return { bare: median(times.bare.slice(300)), byApp: median(times.byApp.slice(300)) };
}

if (process.argv[2] === 'pages') {
  // Runs in a process of its own, so that its peak memory is that of this one task.
  const seconds = await readPages(Number(process.argv[3]));
  console.log(JSON.stringify({ seconds, mb: process.resourceUsage().maxRSS / 1024 }));
} else {
  const action = await warmAction();
  console.log(`warm action, in process:         ${action.toFixed(3)} ms median`);
  const { bare, byApp } = await overSocket();
  console.log(
    `the same over a loopback socket: ${byApp.toFixed(3)} ms; bare undici ${bare.toFixed(3)} ms; x ${(byApp / bare).toFixed(2)}`,
  );
  for (const pages of [625, 1250, 2500]) {
    const { stdout, stderr } = spawnSync(process.execPath, [join(here, 'run.mjs'), 'pages', String(pages)], {
      encoding: 'utf8',
    });
    if (!stdout) throw new Error(stderr);
    const { seconds, mb } = JSON.parse(stdout);
    const records = pages * 40;
    console.log(
      `${String(records).padStart(6)} records over ${String(pages).padStart(4)} pages: ${Math.round(records / seconds)} records/s, peak ${mb.toFixed(0)} MB`,
    );
  }
}
