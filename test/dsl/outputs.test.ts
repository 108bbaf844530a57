import { describe, test } from 'vitest';
import { array, collection, date, defineModule, type OutputOf, type Ref, type Root, text, uinteger } from '#dsl';
import { built } from './built.ts';
import { listTools, p, type Tool, tool } from './rental.ts';

const base = { name: 'sample', label: 'Sample', description: 'Does something.' } as const;
const id = { id: text() };
const answer = { url: '/tools', response: { output: { id: tool.id } } } as const;

describe('an output that is not the interface does not compile', () => {
  test('field by field', () => {
    built(
      defineModule({
        ...base,
        type: 'action',
        interface: { id: text(), name: text() },
        // @ts-expect-error name is missing
        communication: { url: '/tools', response: { output: { id: tool.id } } },
      }),
      defineModule({
        ...base,
        type: 'action',
        interface: id,
        // @ts-expect-error name is not declared
        communication: { url: '/tools', response: { output: { id: tool.id, name: tool.name } } },
      }),
      defineModule({
        ...base,
        type: 'action',
        interface: { price: uinteger() },
        // @ts-expect-error text for a number
        communication: { url: '/tools', response: { output: { price: tool.name } } },
      }),
      defineModule({
        ...base,
        type: 'action',
        interface: { addedAt: date() },
        // @ts-expect-error a date of the API is text until it is parsed
        communication: { url: '/tools', response: { output: { addedAt: tool.addedAt } } },
      }),
      defineModule({
        ...base,
        type: 'action',
        interface: { tags: array({ spec: uinteger() }) },
        // @ts-expect-error a list of text for a list of numbers
        communication: { url: '/tools', response: { output: { tags: tool.tags } } },
      }),
      defineModule({
        ...base,
        type: 'action',
        interface: { price: uinteger() },
        // @ts-expect-error a literal of another type
        communication: { url: '/tools', response: { output: { price: 'free' } } },
      }),
    );
  });

  test('inside a collection', () => {
    const owner = { owner: collection({ spec: { id: text(), city: text() } }) };
    built(
      defineModule({
        ...base,
        type: 'action',
        interface: owner,
        // @ts-expect-error city is missing
        communication: { url: '/tools', response: { output: { owner: { id: tool.owner.id } } } },
      }),
      defineModule({
        ...base,
        type: 'action',
        interface: owner,
        // @ts-expect-error the collection has other fields
        communication: { url: '/tools', response: { output: { owner: p.who.name } } },
      }),
      defineModule({
        ...base,
        type: 'action',
        interface: owner,
        communication: { url: '/tools', response: { output: { owner: { id: tool.owner.id, city: tool.owner.city } } } },
      }),
      defineModule({
        ...base,
        type: 'action',
        interface: owner,
        communication: { url: '/tools', response: { output: { owner: tool.owner } } },
      }),
    );
  });

  test('as one expression', () => {
    built(
      defineModule({
        ...base,
        type: 'action',
        interface: { rentalId: text({ required: true }) },
        // @ts-expect-error a tool has no rentalId
        communication: { url: '/tools', response: { output: tool } },
      }),
      defineModule({
        ...base,
        type: 'action',
        interface: { price: text() },
        // @ts-expect-error the price of a tool is a number
        communication: { url: '/tools', response: { output: tool } },
      }),
      defineModule({
        ...base,
        type: 'action',
        interface: id,
        communication: { url: '/tools', response: { output: tool } },
      }),
    );
  });

  test('in a shared mapping', () => {
    const shared = <N extends Root>(from: Ref<Tool, N>) =>
      ({
        id: from.id,
        // @ts-expect-error name is not declared
        name: from.name,
      }) satisfies OutputOf<typeof id, N>;
    built(shared);
  });

  test('in a sample', () => {
    built(
      // @ts-expect-error a number for text
      defineModule({ ...base, type: 'action', interface: id, communication: answer, samples: { id: 5 } }),
      // @ts-expect-error name is not declared
      defineModule({ ...base, type: 'action', interface: id, communication: answer, samples: { name: 'Saw' } }),
      defineModule({ ...base, type: 'action', interface: id, communication: answer, samples: listTools }),
    );
  });
});
