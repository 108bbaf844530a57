import { describe, test } from 'vitest';
import {
  callback,
  data,
  defineConnection,
  defineEndpoint,
  defineModule,
  defineWebhook,
  environment,
  fn,
  iml,
  iterateOf,
  metadata,
  oauth,
  outputOf,
  pagination,
  payloadOf,
  request,
  spread,
  text,
  trigger,
  uinteger,
} from '#dsl';
import { built } from './built.ts';
import { delivery, hook, listed, p, page, rented, tool } from './rental.ts';

const base = { name: 'sample', label: 'Sample', description: 'Does something.' } as const;
const id = { id: text() };
const output = { id: tool.id };

describe('a root of one kind of component does not compile in another', () => {
  test('in modules', () => {
    built(
      defineModule({
        ...base,
        type: 'action',
        interface: id,
        communication: {
          // @ts-expect-error only an instant trigger works on a delivery
          url: iml`/tools/${payloadOf(rented).tool.id}`,
          response: { output },
        },
      }),
      defineModule({
        ...base,
        type: 'action',
        interface: id,
        communication: {
          // @ts-expect-error a module knows no webhook
          url: iml`/hooks/${hook.id}`,
          response: { output },
        },
      }),
      defineModule({
        ...base,
        type: 'action',
        interface: id,
        communication: {
          url: '/tools',
          // @ts-expect-error no user authorizes here
          qs: { scope: fn.join(oauth.scope, ' ') },
          response: { output },
        },
      }),
      defineModule({
        ...base,
        type: 'search',
        interface: id,
        communication: {
          url: '/tools',
          // @ts-expect-error only a polling trigger has a start picked by hand
          qs: { from: trigger.matchEqual },
          response: { iterate: page.body.tools, output: { id: listed.id } },
        },
      }),
      defineModule({
        ...base,
        type: 'action',
        interface: id,
        // @ts-expect-error nothing is collected yet
        communication: { url: '/tools', response: { output: outputOf<{ id: string }>() } },
      }),
      defineModule({
        ...base,
        type: 'responder',
        // @ts-expect-error a responder has no answer
        communication: { response: { body: tool.id } },
      }),
    );
  });

  test('in connections', () => {
    built(
      defineConnection({
        name: 'sample',
        type: 'basic',
        label: 'Sample',
        communication: {
          // @ts-expect-error a connection has no pages
          url: iml`https://api.rental.example/?page=${pagination.page}`,
        },
      }),
      defineConnection({
        name: 'sample',
        type: 'oauth',
        label: 'Sample',
        communication: {
          // @ts-expect-error the callback comes after the page the user is sent to
          authorize: { url: iml`https://id.rental.example/${callback<{ code: string }>().query.code}` },
        },
      }),
      defineConnection({
        name: 'sample',
        type: 'oauth',
        label: 'Sample',
        communication: {
          authorize: {
            url: 'https://id.rental.example/authorize',
            // @ts-expect-error the callback has a query, no body
            response: { temp: { code: tool.id } },
          },
        },
      }),
    );
  });

  test('in webhooks and endpoints', () => {
    built(
      defineWebhook({
        name: 'sample',
        type: 'web',
        label: 'Sample',
        communication: {
          // @ts-expect-error an incoming request has no status code
          condition: page.headers && tool.statusCode,
        },
      }),
      defineWebhook({
        name: 'sample',
        type: 'web',
        label: 'Sample',
        // @ts-expect-error nothing is delivered while the webhook is removed
        detach: { url: iml`/hooks/${delivery.query.secret}` },
        communication: {},
      }),
      defineEndpoint({
        name: 'sample',
        label: 'Sample',
        description: 'Does something.',
        outputParameters: id,
        communication: {
          // @ts-expect-error an endpoint knows no webhook
          url: iml`/hooks/${hook.id}`,
          response: { output },
        },
      }),
    );
  });
});

test('every root compiles where it exists', () => {
  built(
    defineModule({
      ...base,
      type: 'search',
      interface: { id: text(), page: uinteger() },
      communication: [
        request({
          url: '/tools',
          condition: { condition: p.nick, default: [] },
          response: { temp: { all: page.body } },
        }),
        {
          url: '/tools',
          qs: { page: pagination.page, zone: environment.timezone },
          repeat: { condition: page.body.next, delay: 500, limit: 3 },
          response: {
            type: { '*': 'json', '400-499': 'text' },
            valid: { condition: page.body.tools, message: 'No tools.', type: 'DataError' },
            iterate: { container: page.body.tools, condition: listed.retired },
            output: { id: listed.id, page: pagination.page },
            wrapper: { all: outputOf<readonly unknown[]>(), first: iterateOf(page.body.tools).container.first.id },
          },
          pagination: { qs: { after: iterateOf(page.body.tools).container.last.id }, condition: page.body.next },
        },
      ],
    }),
    defineModule({
      ...base,
      type: 'trigger',
      interface: id,
      communication: {
        url: '/tools',
        qs: { from: data.lastDate, inclusive: trigger.matchEqual, fields: metadata.interface },
        response: {
          iterate: page.body.tools,
          output: { id: listed.id },
          trigger: { type: 'date', order: 'desc', id: listed.id, date: listed.addedAt },
        },
      },
      epoch: { response: { limit: 100, output: { label: listed.name, date: listed.addedAt } } },
    }),
    defineModule({
      ...base,
      type: 'instant_trigger',
      webhook: rented,
      interface: id,
      communication: { url: iml`/rentals/${payloadOf(rented).rentalId}`, qs: { hook: hook.id }, response: { output } },
    }),
    defineModule({
      ...base,
      type: 'action',
      interface: { id: text(), note: text() },
      communication: { url: '/tools', response: { output: { ...spread(fn.pick(tool, 'id', 'note')) } } },
    }),
  );
});
