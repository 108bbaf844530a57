import { describe, expect, test } from 'vitest';
import type { Json } from '../../scripts/core/json.ts';
import type { Phase, SlotContext } from '../../scripts/manifest/roots.ts';
import { ROOTS, rootsOf } from '../../scripts/manifest/roots.ts';
import { loadApp } from '../../scripts/runtime/app.ts';
import type { AppParts } from './support.ts';
import { answer, manifestOf, stubbed } from './support.ts';

/** An object with every root in it: what a slot does not have comes out undefined and is left out. */
const ALL: Json = Object.fromEntries(Object.keys(ROOTS).map((root) => [root, `{{${root}}}`]));
const beside = { iterate: '{{body}}' };

interface Row {
  readonly context: SlotContext;
  readonly phase: Phase;
  readonly component: string;
  readonly parts: AppParts;
  readonly input?: unknown;
}

const moduleOf = (
  communication: Json,
  moduleType: 'action' | 'search' | 'trigger' | 'instant_trigger' = 'search',
): Pick<Row, 'component' | 'parts'> => ({
  component: 'probe',
  parts: {
    modules: { probe: { moduleType, connection: 'shop', webhook: 'hook', sections: { communication } } },
    connections: { shop: { sections: { communication: {} } } },
    webhooks: { hook: { sections: { communication: {} } } },
  },
});

const inTemp: Json = { temp: { seen: ALL }, response: { output: '{{temp.seen}}' } };

const ROWS: readonly Row[] = [
  { context: 'module', phase: 'request', ...moduleOf(inTemp) },
  { context: 'module', phase: 'response', ...moduleOf({ url: '/x', response: { output: ALL } }) },
  {
    context: 'module',
    phase: 'item',
    ...moduleOf({ url: '/x', response: { iterate: '{{body}}', temp: { a: 1 }, output: ALL } }),
  },
  { context: 'module', phase: 'wrapper', ...moduleOf({ url: '/x', response: { ...beside, wrapper: ALL } }) },
  { context: 'instantTrigger', phase: 'request', ...moduleOf(inTemp, 'instant_trigger') },
  {
    context: 'instantTrigger',
    phase: 'response',
    ...moduleOf({ url: '/x', response: { output: ALL } }, 'instant_trigger'),
  },
  {
    context: 'rpc',
    phase: 'response',
    component: 'rpcs.probe',
    parts: { rpcs: { probe: { url: '/x', response: { output: ALL } } } },
  },
  {
    context: 'endpoint',
    phase: 'response',
    component: 'endpoints.probe',
    parts: { endpoints: { probe: { url: '/x', response: { output: ALL } } } },
  },
  {
    context: 'webhook',
    phase: 'request',
    component: 'webhooks.hook.receive',
    input: { body: { a: 1 } },
    parts: { webhooks: { hook: { sections: { communication: { output: ALL } } } } },
  },
  {
    context: 'webhook',
    phase: 'item',
    component: 'webhooks.hook.receive',
    input: { body: [{ a: 1 }] },
    parts: { webhooks: { hook: { sections: { communication: { ...beside, output: ALL } } } } },
  },
];

/** `iterate` holds the ends of a container that has been iterated, so it comes after the first page. */
const isLater = (phase: Phase, root: string): boolean => phase === 'item' && root === 'iterate';

describe('the roots in scope', () => {
  test.each(ROWS)(
    'of $context in $phase are those of the table',
    async ({ context, phase, component, parts, input }) => {
      const { outcome, report } = await loadApp(manifestOf(parts)).execute(component, input ?? {}, {
        transport: stubbed([answer([{ id: 1 }])]).transport,
        connection: { key: 'k' },
        payload: { body: { id: 1 } },
        state: { id: 1, url: 'https://hook.example', data: {} },
        skipValidation: true,
      });

      expect(report.error).toBeUndefined();
      const seen = Object.keys(outcome?.bundles[0] as object).filter((key) => !key.startsWith('__IMT'));
      expect(seen.sort()).toEqual(
        rootsOf(context, phase)
          .filter((root) => !isLater(phase, root))
          .sort(),
      );
    },
  );
});
