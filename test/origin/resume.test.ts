import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { HttpHandler } from '../../scripts/core/http.ts';
import { deploy } from '../../scripts/origin/deploy.ts';
import type { FakeOrigin } from '../../scripts/origin/fake-origin.ts';
import { call, harbour, KEY, keptOrigin, openMake } from './support/harbour.ts';

const WRITES = 37;

/** Lets so many writes through; the next gets no answer, whether Make took it or not. */
function breakingAfter(make: FakeOrigin, writes: number, isTaken: boolean): HttpHandler {
  let left = writes;
  return async (request, given) => {
    if (request.method === 'GET') return make.handler(request, given);
    if (left-- > 0) return make.handler(request, given);
    if (isTaken) await make.handler(request, given);
    throw new Error('socket hang up');
  };
}

const checksums = async (make: FakeOrigin) => (await call(make, 'GET', '/sdk/apps/harbour/1/checksum')).json;

async function deployedAtOnce(): Promise<FakeOrigin> {
  const { make, origin } = await openMake();
  await deploy(harbour(), origin, { transport: make.handler, apiKey: KEY, sleep: async () => {} });
  return make;
}

test('a deploy that broke off anywhere, any number of times, ends where an unbroken one ends', async () => {
  const unbroken = await checksums(await deployedAtOnce());
  const breaks = fc.array(fc.record({ after: fc.nat(WRITES - 1), isTaken: fc.boolean() }), {
    minLength: 1,
    maxLength: 4,
  });

  await fc.assert(
    fc.asyncProperty(breaks, async (list) => {
      const { make, origin } = await openMake();
      const project = harbour();
      for (const { after, isTaken } of list) {
        const transport = breakingAfter(make, after, isTaken);
        await deploy(project, keptOrigin(project, origin), { transport, apiKey: KEY, sleep: async () => {} });
      }

      const last = await deploy(project, keptOrigin(project, origin), {
        ...{ transport: make.handler, apiKey: KEY, sleep: async () => {} },
      });

      expect(last.problems).toEqual([]);
      expect(await checksums(make)).toEqual(unbroken);
    }),
    { numRuns: 60 },
  );
});
