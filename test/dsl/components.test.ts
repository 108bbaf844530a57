import { describe, test } from 'vitest';
import {
  array,
  callOf,
  defineApp,
  defineConnection,
  defineEndpoint,
  defineModule,
  defineRpc,
  defineWebhook,
  fieldsFrom,
  file,
  fn,
  inputOf,
  parameters,
  payloadOf,
  request,
  resultOf,
  select,
  text,
  withQuery,
} from '#dsl';
import { built } from './built.ts';
import { account, browse, delivery, listed, listTools, p, page, rented, searchTools, shout, tool } from './rental.ts';

const base = { name: 'sample', label: 'Sample', description: 'Does something.' } as const;
const id = { id: text() };
const answer = { url: '/tools', response: { output: { id: tool.id } } } as const;

describe('a reference to another component does not compile', () => {
  test('when it is its name', () => {
    built(
      // @ts-expect-error the name of a connection
      defineModule({ ...base, type: 'action', interface: id, communication: answer, connection: 'account' }),
      // @ts-expect-error the name of a webhook
      defineModule({ ...base, type: 'instant_trigger', interface: id, webhook: 'rented' }),
      // @ts-expect-error the name of a module
      defineApp({ name: 'a', label: 'A', base: {}, groups: [{ label: 'G', modules: ['searchTools'] }] }),
      // @ts-expect-error the name of an endpoint
      defineModule({ ...base, type: 'action', interface: id, communication: { endpoint: 'browse' } }),
    );
  });

  test('when it is of another kind', () => {
    built(
      // @ts-expect-error an RPC in a group
      defineApp({ name: 'a', label: 'A', base: {}, groups: [{ label: 'G', modules: [listTools] }] }),
      // @ts-expect-error a webhook for a connection
      defineModule({ ...base, type: 'action', interface: id, communication: answer, connection: rented }),
      // @ts-expect-error a connection for options
      file({ options: account }),
      // @ts-expect-error a module for fields
      fieldsFrom(searchTools),
    );
  });
});

describe('other components', () => {
  test('hold an option to what a select shows', () => {
    built(
      defineRpc({
        name: 'sample',
        label: 'Sample',
        communication: {
          url: '/tools',
          // @ts-expect-error lable
          response: { iterate: page.body.tools, output: { lable: listed.name, value: listed.id } },
        },
      }),
      defineRpc({
        name: 'sample',
        label: 'Sample',
        communication: {
          url: '/tools',
          // @ts-expect-error an option has no price
          response: { iterate: page.body.tools, output: { label: listed.name, value: listed.id, price: 1 } },
        },
      }),
      defineRpc({
        name: 'sample',
        label: 'Sample',
        communication: { response: { output: [{ name: 'size', type: 'text', label: 'Size' }] } },
      }),
    );
  });

  test('hold the input of an endpoint to its declaration', () => {
    built(
      // @ts-expect-error size is required
      inputOf(browse, { cursor: 'x' }),
      // @ts-expect-error size is a number
      inputOf(browse, { size: 'ten' }),
      // @ts-expect-error not an input
      inputOf(browse, { size: 10, sort: 'name' }),
      defineModule({
        ...base,
        type: 'search',
        interface: id,
        communication: {
          endpoint: browse,
          // @ts-expect-error the item of a delivery that is not here
          input: inputOf(browse, { size: 10, cursor: payloadOf(rented).rentalId }),
          response: { iterate: page.body.tools, output: { id: listed.id } },
        },
      }),
      defineModule({
        ...base,
        type: 'search',
        interface: id,
        communication: {
          endpoint: browse,
          // @ts-expect-error the endpoint knows its own URL
          url: '/tools',
          response: { iterate: page.body.tools, output: { id: listed.id } },
        },
      }),
      defineModule({
        ...base,
        type: 'action',
        interface: { found: text() },
        communication: [
          request({ endpoint: browse, input: inputOf(browse, { size: p.count }) }),
          { endpoint: browse, input: inputOf(browse, { size: 10 }), response: { output: resultOf(browse).body } },
        ],
      }),
      defineEndpoint({
        ...base,
        outputParameters: id,
        // @ts-expect-error an endpoint calls no other
        communication: { endpoint: browse },
      }),
    );
  });

  test('hold a custom function to its signature', () => {
    built(
      // @ts-expect-error the value is text
      callOf(shout)(5),
      // @ts-expect-error the value must be there
      callOf(shout)(p.nick),
      // @ts-expect-error no third argument
      callOf(shout)('a', 2, 3),
      callOf(shout)(p.id, p.limit),
    );
  });

  test('keep connections and webhooks to their kind', () => {
    built(
      defineConnection({
        ...base,
        // @ts-expect-error no description
        description: 'x',
        type: 'basic',
        communication: {},
      }),
      defineConnection({
        name: 'sample',
        label: 'Sample',
        type: 'basic',
        // @ts-expect-error a connection returns no bundles
        communication: { url: 'https://api.rental.example', response: { output: tool } },
      }),
      defineConnection({
        name: 'sample',
        label: 'Sample',
        type: 'oauth',
        // @ts-expect-error OAuth has steps
        communication: { url: 'https://api.rental.example' },
      }),
      defineConnection({
        name: 'sample',
        label: 'Sample',
        type: 'basic',
        // @ts-expect-error a key has no scopes
        defaultScope: ['read'],
        communication: {},
      }),
      defineWebhook({
        name: 'sample',
        label: 'Sample',
        type: 'web-shared',
        connection: account,
        // @ts-expect-error a shared webhook must say whose a delivery is
        communication: { output: delivery.body },
      }),
      // @ts-expect-error a shared webhook finds its users by their connection
      defineWebhook({
        name: 'sample',
        label: 'Sample',
        type: 'web-shared',
        communication: { uid: delivery.body.rentalId },
      }),
      defineWebhook({
        name: 'sample',
        label: 'Sample',
        type: 'web',
        // @ts-expect-error a webhook sends nothing
        communication: { url: '/tools' },
      }),
    );
  });
});

test('everything a form can hold compiles', () => {
  built(
    parameters({
      plain: select({ options: ['a', 'b'].length ? [{ value: 1, label: 'One' }] : [] }),
      several: select({ options: withQuery(listTools, { retired: true }), multiple: true, validate: { minItems: 1 } }),
      stored: select({
        options: {
          store: listTools,
          label: 'title',
          value: 'id',
          placeholder: { label: 'Any', nested: { hint: text() } },
          nested: { detail: text() },
        },
      }),
      grouped: select({
        grouped: true,
        options: [{ label: 'Group', options: [{ value: 'x', label: 'X', nested: listTools }] }],
      }),
      dynamic: fieldsFrom(listTools),
      picked: file({ options: { store: listTools, showRoot: false, ids: true } }),
      driven: select({ options: [{ value: 'x', nested: { store: listTools, domain: 'expect' } }] }),
      searched: text({ rpc: { label: 'Find', url: listTools, parameters: { word: text() } } }),
      listed: array({ spec: listTools, labels: { add: 'Add a tool' } }),
      mapped: text({ mappable: { help: 'Use the ID.' }, convert: { type: 'text', name: 'other' } }),
    }),
    fn.join(tool.tags),
  );
});
