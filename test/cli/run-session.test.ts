import { describe, expect, onTestFinished, test } from 'vitest';
import { openSession, type SessionOptions } from '../../scripts/cli/run-session.ts';
import type { HttpHandler } from '../../scripts/core/http.ts';
import { serve } from '../../scripts/mock/serve.ts';
import { realClock } from '../../scripts/runtime/clock.ts';
import { manifestOf } from '../runtime/support.ts';
import { temporaryFolder } from './support.ts';

const FLOW = {
  refresh: {
    condition: '{{data.until < now}}',
    url: 'https://id.example/token',
    method: 'POST',
    type: 'urlencoded',
    body: { again: '{{data.again}}' },
    response: { data: { access: '{{body.access}}', again: '{{body.again}}', until: '{{addSeconds(now, body.ttl)}}' } },
  },
};

const MANIFEST = manifestOf({
  base: { baseUrl: 'https://ships.example', headers: { authorization: '{{connection.access}}' } },
  connections: { shop: { connectionType: 'oauth', sections: { communication: FLOW } } },
  modules: {
    probe: {
      connection: 'shop',
      sections: { communication: { url: '/ships', response: { output: { at: '{{now}}' } } } },
    },
  },
});

/** A provider that takes each renewal token once. */
function provider(asked: string[]): HttpHandler {
  let round = 0;
  return async ({ url, headers, body }) => {
    const isToken = new URL(url).pathname === '/token';
    const text = Buffer.from(body ?? []).toString('utf8');
    asked.push(isToken ? text : String(headers.authorization));
    if (!isToken) return { status: 200, headers: {}, body: Buffer.from('{}') };
    const isKnown = text === `again=r${round}`;
    round += 1;
    const answer = { access: `a${round}`, again: `r${round}`, ttl: -1 };
    return {
      status: isKnown ? 200 : 400,
      headers: { 'content-type': 'application/json' },
      body: Buffer.from(JSON.stringify(answer)),
    };
  };
}

async function open(options: Partial<SessionOptions>) {
  const folder = await temporaryFolder();
  const session = await openSession({ folder, cwd: folder, manifest: MANIFEST, ...options });
  onTestFinished(() => session.close());
  return session;
}

describe('a session', () => {
  test('uses what a connection became when one of its runs renewed it', async () => {
    const asked: string[] = [];
    const server = await serve(provider(asked), { port: 0 });
    onTestFinished(() => server.close());
    const connection = { access: 'a0', again: 'r0', until: '2020-01-01T00:00:00Z' };
    const session = await open({ api: server.url, connection });

    const first = await session.execute('probe', {});
    const second = await session.execute('probe', {});

    expect([first.report.error, second.report.error]).toEqual([undefined, undefined]);
    expect(asked).toEqual(['again=r0', 'a1', 'again=r1', 'a2']);
  });

  test('goes on from the time it is given, where another process answers', async () => {
    const server = await serve(async () => ({ status: 200, headers: {}, body: Buffer.from('{}') }), { port: 0 });
    onTestFinished(() => server.close());
    const session = await open({ api: server.url, defaults: { now: '2031-05-06T07:08:00.000Z' } });

    const { report } = await session.execute('probe', {}, { connection: { until: '2040-01-01T00:00:00Z' } });

    expect(report.bundles).toEqual([{ at: expect.stringMatching(/^2031-05-06T07:0[89]:/) }]);
  });

  test('without an API answers nothing', async () => {
    const session = await open({});

    const { report } = await session.execute('probe', {}, { connection: { until: '2040-01-01T00:00:00Z' } });

    expect(report.error?.message).toBe('Nothing answers GET https://ships.example/ships: there is no API.');
  });
});

test('a real clock begins where it is told, and goes on', () => {
  const clock = realClock(new Date('2031-05-06T07:08:00.000Z'));

  const [before, after] = [clock.now(), clock.now()];

  expect(before.toISOString()).toMatch(/^2031-05-06T07:08:0/);
  expect(after.getTime()).toBeGreaterThanOrEqual(before.getTime());
});
