// The same request to the same server of another process, bare and by the app: what the runtime adds to a request.
import { fork } from 'node:child_process';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { Agent } from 'undici';
import { connection, manifest } from './manifest.mjs';

const JSON_TYPE = { 'content-type': 'application/json' };
const ANSWER = '{"id":"r1","name":"ada"}';
const ROUNDS = 160;
const IN_A_ROUND = 40;
const WARM_UP = 50;

const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

const canned = async () => ({ status: 200, headers: JSON_TYPE, body: new TextEncoder().encode(ANSWER) });

/**
 * Medians of alternating rounds, in milliseconds; the server is the same for all, and so are the settings of the agents.
 * `alone` is a run that is answered in process, timed right after a request: what the runtime's own code takes at that moment.
 */
export async function overSocket() {
  const { createLiveTransport, loadApp } = await import('../../../.build/runtime.js');
  const server = fork(fileURLToPath(import.meta.url), ['serve']);
  const port = await new Promise((ready) => server.once('message', ready));
  const origin = `http://127.0.0.1:${port}`;
  const agent = new Agent();
  const live = createLiveTransport();
  const app = loadApp(manifest(origin));
  const contestants = {
    bare: () => timed(() => askBare(agent, origin)),
    byApp: () => timed(() => askByApp(app, live.transport)),
    alone: async () => {
      await askBare(agent, origin);
      return timed(() => askByApp(app, canned));
    },
  };
  const times = { bare: [], byApp: [], alone: [] };
  for (let round = 0; round < ROUNDS; round++) {
    for (const [name, ask] of Object.entries(contestants)) {
      const taken = [];
      for (let at = 0; at < IN_A_ROUND; at++) taken.push(await ask());
      if (round >= WARM_UP) times[name].push(median(taken));
    }
  }
  await agent.close();
  await live.close();
  server.kill();
  const ratios = times.byApp.map((time, at) => time / times.bare[at]);
  const [bare, byApp, alone] = [times.bare, times.byApp, times.alone].map(median);
  return { bare, byApp, alone, ratio: median(ratios) };
}

async function timed(ask) {
  const started = performance.now();
  if ((await ask()) !== 'ADA') throw new Error('The answer is wrong.');
  return performance.now() - started;
}

/** What a person would write by hand: encode, send, decode. */
async function askBare(agent, origin) {
  const at = new Date().toISOString().slice(0, 10);
  const { body } = await agent.request({
    origin,
    path: '/records',
    method: 'POST',
    headers: { ...JSON_TYPE, authorization: `Bearer ${connection.token}` },
    body: JSON.stringify({ name: 'ada', at }),
  });
  return (await body.json()).name.toUpperCase();
}

async function askByApp(app, transport) {
  const { bundles } = await app.run('create', { name: 'ada' }, { transport, connection });
  return bundles[0]?.name;
}

if (process.argv[2] === 'serve') {
  const server = createServer((request, response) => {
    request.resume().on('end', () => {
      response.writeHead(200, JSON_TYPE);
      response.end(ANSWER);
    });
  });
  server.listen(0, '127.0.0.1', () => process.send(server.address().port));
}
