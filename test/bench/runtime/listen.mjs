// Deliveries to a webhook that the real `makeapp listen` serves, from many senders at once.
import { spawn } from 'node:child_process';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { Agent } from 'undici';

const root = resolve(fileURLToPath(new URL('.', import.meta.url)), '../../..');
const WARM_UP = 500;
const SENDERS = 64;

/** Sends a number of deliveries as fast as they are answered; gives the rate and how many never came out. */
export async function deliver(count) {
  const command = [join(root, '.build/makeapp.js'), 'listen', 'newMessages', 'name=Bench', '--json', '--project', root];
  const listener = spawn(process.execPath, command, { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  listener.stderr.on('data', (chunk) => {
    said += chunk;
  });
  const ended = new Promise((done) => listener.once('exit', done));
  const lines = createInterface({ input: listener.stdout });
  const came = new Set();
  const first = new Promise((ready) => lines.once('line', ready));
  const address = await Promise.race([first, ended.then(() => undefined)]);
  if (address === undefined) throw new Error(`listen did not start: ${said}`);
  lines.on('line', (line) => came.add(JSON.parse(line).chatId));
  const agent = new Agent({ connections: SENDERS });
  await send(agent, { address, ids: idsOf('warm', WARM_UP) });
  const ids = idsOf('chat', count);
  const started = performance.now();
  const refused = await send(agent, { address, ids });
  const seconds = (performance.now() - started) / 1000;
  await agent.close();
  listener.kill('SIGINT'); // It detaches and writes what it has before it ends.
  const status = await ended;
  const lost = ids.filter((id) => !came.has(id)).length;
  return { rate: count / seconds, lost, refused, status };
}

const idsOf = (name, count) => Array.from({ length: count }, (_, at) => `${name}-${at}`);

/** Every sender takes the next delivery when its last one is answered; gives how many were not answered with 200. */
async function send(agent, { address, ids }) {
  const { origin, pathname: path } = new URL(address);
  let next = 0;
  let refused = 0;
  const sender = async () => {
    while (next < ids.length) {
      const chatId = ids[next++];
      const { statusCode, body } = await agent.request({
        origin,
        path,
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ chatId, messageId: `m-${chatId}`, userId: 'u-1' }),
      });
      await body.dump();
      if (statusCode !== 200) refused++;
    }
  };
  await Promise.all(Array.from({ length: SENDERS }, sender));
  return refused;
}
