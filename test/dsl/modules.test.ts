import { describe, test } from 'vitest';
import { collection, defineModule, text, uinteger } from '#dsl';
import { built } from './built.ts';
import { listed, p, page, rented, tool } from './rental.ts';

const base = { name: 'sample', label: 'Sample', description: 'Does something.' } as const;
const id = { id: text() };
const answer = { url: '/tools', response: { output: { id: tool.id } } } as const;

describe('a module that breaks the rules of its type does not compile', () => {
  test('by what it lacks', () => {
    built(
      // @ts-expect-error a search must iterate
      defineModule({ ...base, type: 'search', interface: id, communication: answer }),
      // @ts-expect-error an instant trigger must name a webhook
      defineModule({ ...base, type: 'instant_trigger', interface: id }),
      defineModule({
        ...base,
        type: 'trigger',
        interface: id,
        // @ts-expect-error a polling trigger must say how items are told apart
        communication: { url: '/tools', response: { iterate: page.body.tools, output: { id: listed.id } } },
        epoch: { response: { output: { label: listed.name, date: listed.addedAt } } },
      }),
      // @ts-expect-error a polling trigger must have an epoch
      defineModule({
        ...base,
        type: 'trigger',
        interface: id,
        communication: {
          url: '/tools',
          response: {
            iterate: page.body.tools,
            output: { id: listed.id },
            trigger: { type: 'id', order: 'asc', id: listed.id },
          },
        },
      }),
      defineModule({
        ...base,
        type: 'trigger',
        interface: id,
        communication: {
          url: '/tools',
          response: {
            iterate: page.body.tools,
            output: { id: listed.id },
            // @ts-expect-error a date trigger must say where the date is
            trigger: { type: 'date', order: 'asc', id: listed.id },
          },
        },
        epoch: { response: { output: { label: listed.name, date: listed.addedAt } } },
      }),
      // @ts-expect-error an action returns something
      defineModule({ ...base, type: 'action', communication: answer }),
      // @ts-expect-error every module has a description
      defineModule({ name: 'sample', label: 'Sample', type: 'action', interface: id, communication: answer }),
    );
  });

  test('by what it must not have', () => {
    built(
      // @ts-expect-error no such type
      defineModule({ ...base, type: 'acton', interface: id, communication: answer }),
      // @ts-expect-error only actions have a crud
      defineModule({ ...base, type: 'universal', crud: 'read', interface: id, communication: answer }),
      // @ts-expect-error no such crud
      defineModule({ ...base, type: 'action', crud: 'write', interface: id, communication: answer }),
      // @ts-expect-error an action returns one bundle
      defineModule({ ...base, type: 'action', interface: id, communication: { ...answer, response: { limit: 5 } } }),
      defineModule({
        ...base,
        type: 'instant_trigger',
        webhook: rented,
        interface: { rentalId: text() },
        // @ts-expect-error there is nothing to map from before a trigger
        mappableParameters: p,
      }),
      defineModule({
        ...base,
        type: 'responder',
        // @ts-expect-error a responder returns nothing
        interface: id,
        communication: { response: { body: 'done' } },
      }),
      defineModule({
        ...base,
        type: 'instant_trigger',
        webhook: rented,
        interface: id,
        communication: {
          url: '/tools',
          // @ts-expect-error an instant trigger asks once
          pagination: { condition: true },
          response: { output: { id: tool.id } },
        },
      }),
    );
  });

  test('by a misspelt directive', () => {
    built(
      // @ts-expect-error methodd
      defineModule({ ...base, type: 'action', interface: id, communication: { url: '/x', methodd: 'POST' } }),
      // @ts-expect-error PSOT
      defineModule({ ...base, type: 'action', interface: id, communication: { url: '/x', method: 'PSOT' } }),
      // @ts-expect-error outptu
      defineModule({ ...base, type: 'action', interface: id, communication: { url: '/x', response: { outptu: 1 } } }),
      // @ts-expect-error form is no encoding
      defineModule({ ...base, type: 'action', interface: id, communication: { url: '/x', type: 'form' } }),
      // @ts-expect-error interfase
      defineModule({ ...base, type: 'action', interface: id, interfase: id, communication: answer }),
      defineModule({
        ...base,
        type: 'action',
        interface: id,
        // @ts-expect-error no such error type
        communication: { url: '/x', response: { error: { 404: { message: 'Gone.', type: 'GoneError' } } } },
      }),
      defineModule({
        ...base,
        type: 'action',
        interface: id,
        // @ts-expect-error ranges are no status codes of errors
        communication: { url: '/x', response: { error: { message: 'No.', '4xx': { message: 'Gone.' } } } },
      }),
      // @ts-expect-error headers hold no collections
      defineModule({ ...base, type: 'action', interface: id, communication: { url: '/x', headers: { a: { b: 1 } } } }),
      // @ts-expect-error a log path starts at the request or the response
      defineModule({ ...base, type: 'action', interface: id, communication: { url: '/x', log: { sanitize: ['a'] } } }),
    );
  });

  test('by a webhook that emits something else', () => {
    built(
      // @ts-expect-error the delivery has no entry of this name
      defineModule({ ...base, type: 'instant_trigger', webhook: rented, interface: { chatId: text() } }),
      // @ts-expect-error the entry is text
      defineModule({ ...base, type: 'instant_trigger', webhook: rented, interface: { rentalId: uinteger() } }),
      defineModule({
        ...base,
        type: 'instant_trigger',
        webhook: rented,
        interface: { rentalId: text({ required: true }), comment: text(), tool: collection({ spec: { id: text() } }) },
      }),
    );
  });
});
