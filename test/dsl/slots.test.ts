import { describe, test } from 'vitest';
import { any, defineApp, defineModule, defineRpc, defineWebhook, fn, iml, request, text } from '#dsl';
import { built } from './built.ts';
import { listed, page, tool, toolInterface, toolOutput } from './rental.ts';

const base = { name: 'sample', label: 'Sample', description: 'Does something.' } as const;
const id = { id: text() };
const output = { id: tool.id };

describe('before a request is sent, its answer does not exist', () => {
  test('in the parts of the request', () => {
    built(
      defineModule({
        ...base,
        type: 'action',
        interface: id,
        communication: {
          // @ts-expect-error body in the URL
          url: iml`/tools/${tool.id}`,
          response: { output },
        },
      }),
      defineModule({
        ...base,
        type: 'action',
        interface: id,
        communication: {
          url: '/tools',
          qs: {
            // @ts-expect-error body in the query
            id: tool.id,
          },
          response: { output },
        },
      }),
      defineModule({
        ...base,
        type: 'action',
        interface: id,
        communication: {
          url: '/tools',
          // @ts-expect-error a header of the answer in the condition
          condition: page.headers['x-total'],
          response: { output },
        },
      }),
      defineModule({
        ...base,
        type: 'action',
        interface: id,
        communication: {
          url: '/tools',
          method: 'POST',
          // @ts-expect-error body deep in the body
          body: { tool: { id: fn.upper(tool.id) } },
          response: { output },
        },
      }),
      // @ts-expect-error body in what a step carries before its answer
      request({ url: '/tools', temp: { id: tool.id } }),
    );
  });

  test('in Base', () => {
    built(
      // @ts-expect-error body in a header of every request
      defineApp({ name: 'a', label: 'A', groups: [], base: { baseUrl: '/', headers: { id: tool.id } } }),
    );
  });
});

describe('item exists beside an iterate only', () => {
  test('in modules', () => {
    built(
      defineModule({
        ...base,
        type: 'action',
        interface: id,
        communication: {
          url: '/tools',
          // @ts-expect-error no iterate
          response: { output: { id: listed.id } },
        },
      }),
      defineModule({
        ...base,
        type: 'search',
        interface: id,
        communication: {
          url: '/tools',
          // @ts-expect-error the limit is known before any item
          response: { iterate: page.body.tools, limit: listed.price, output: { id: listed.id } },
        },
      }),
      defineModule({
        ...base,
        type: 'search',
        interface: id,
        communication: {
          url: '/tools',
          response: { iterate: page.body.tools, output: { id: listed.id } },
          // @ts-expect-error the next page follows no single item
          pagination: { qs: { after: listed.id } },
        },
      }),
      defineModule({
        ...base,
        type: 'action',
        interface: id,
        // @ts-expect-error an error speaks of no item
        communication: { url: '/tools', response: { error: { message: iml`No ${listed.id}` }, output } },
      }),
      defineModule({
        ...base,
        type: 'action',
        interface: { all: any() },
        // @ts-expect-error any value, yet from a root that exists
        communication: { url: '/tools', response: { output: { all: listed } } },
      }),
    );
  });

  test('in RPCs and webhooks', () => {
    built(
      defineRpc({
        name: 'sample',
        label: 'Sample',
        // @ts-expect-error no iterate
        communication: { url: '/tools', response: { output: { label: listed.name, value: 'x' } } },
      }),
      defineWebhook({
        name: 'sample',
        type: 'web',
        label: 'Sample',
        // @ts-expect-error no iterate
        communication: { output: listed.id },
      }),
    );
  });

  test('in a shared mapping, wherever it is used', () => {
    built(
      defineModule({
        ...base,
        type: 'action',
        interface: toolInterface,
        // @ts-expect-error the mapping of an item without iterate
        communication: { url: '/tools', response: { output: toolOutput(listed) } },
      }),
      defineModule({
        ...base,
        type: 'action',
        interface: toolInterface,
        communication: { url: '/tools', response: { output: toolOutput(tool) } },
      }),
    );
  });
});
