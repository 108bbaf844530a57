import { describe, test } from 'vitest';
import {
  array,
  boolean,
  collection,
  connectionOf,
  fn,
  hookOf,
  iml,
  incoming,
  itemOf,
  op,
  parameters,
  payloadOf,
  reply,
  request,
  resultOf,
  select,
  spread,
  tempOf,
  text,
  uinteger,
} from '#dsl';
import { built } from './built.ts';
import { browse, connection, delivery, hook, listed, login, p, page, rented, saved, tool } from './rental.ts';

const temp = tempOf(request({ url: '/tools', response: { temp: { best: fn.first(page.body.tools) } } }));

describe('a name that is not declared does not compile', () => {
  test('below a root', () => {
    built(
      // @ts-expect-error no such parameter
      p.idd,
      // @ts-expect-error no such field in a collection parameter
      p.who.nam,
      // @ts-expect-error no such field in the answer
      tool.idd,
      // @ts-expect-error no such field in an element of the list
      listed.titel,
      // @ts-expect-error no such header, neither standard nor named in reply()
      page.headers['x-page'],
      // @ts-expect-error no such query value of a delivery
      delivery.query.challenge,
      // @ts-expect-error no such field of a delivery
      delivery.body.message,
      // @ts-expect-error incoming() names no query
      incoming<{ id: string }>().query.token,
    );
  });

  test('below what another part of the app declares', () => {
    built(
      // @ts-expect-error the connection has no such value
      connection.token,
      // @ts-expect-error the connection saved no such value
      connectionOf(login).me,
      // @ts-expect-error the token step saved no such value
      saved.token,
      // @ts-expect-error the step carries no such value
      temp.usr,
      // @ts-expect-error attach saved no such value
      hook.externalId,
      // @ts-expect-error nothing but id and url without an attach
      hookOf().remoteId,
      // @ts-expect-error the webhook emits no such field
      payloadOf(rented).tools,
      // @ts-expect-error the endpoint gives no such field
      resultOf(browse).body.tools,
    );
  });

  test('given as text', () => {
    built(
      // @ts-expect-error no such key
      fn.get(fn.last(page.body.tools), 'idd'),
      // @ts-expect-error no such key below a key
      fn.get(tool, 'owner.street'),
      // @ts-expect-error no such key of the elements
      fn.map(page.body.tools, 'titel'),
      // @ts-expect-error no such key to sort by
      fn.sort(page.body.tools, 'asc', 'titel'),
      // @ts-expect-error no such key to leave out
      fn.omit(p.who, 'street'),
      // @ts-expect-error no such key to take values from
      fn.toCollection(page.body.tools, 'id', 'titel'),
    );
  });
});

describe('a value that may be missing does not compile where one is needed', () => {
  test('in a template', () => {
    built(
      // @ts-expect-error an optional parameter
      iml`/tools/${p.nick}`,
      // @ts-expect-error a parameter nested in an option is there only for that option
      iml`/tools/${p.days}`,
      // @ts-expect-error a required field of an optional collection
      iml`/tools/${p.who.name}`,
      // @ts-expect-error a field the API may set to null
      iml`/tools/${tool.note}`,
      // @ts-expect-error a list may be empty, so its first element may be missing
      iml`/tools/${temp.best.id}`,
      // @ts-expect-error an optional query value
      iml`${delivery.query.handshake}!`,
      // @ts-expect-error a header may be missing
      iml`at ${page.headers.date}`,
    );
  });

  test('in an argument that has no use for nothing', () => {
    built(
      // @ts-expect-error the search text may be missing
      fn.replace('a-b', p.nick, '-'),
      // @ts-expect-error the format may be missing
      fn.parseDate(tool.addedAt, p.nick),
    );
  });
});

describe('a value of another type does not compile', () => {
  test('in a template', () => {
    built(
      // @ts-expect-error a date has to be formatted
      iml`since ${fn.parseDate(tool.addedAt)}`,
      // @ts-expect-error a list has to be joined
      iml`tags ${tool.tags}`,
      // @ts-expect-error a collection is no text
      iml`owner ${tool.owner}`,
    );
  });

  test('in a function', () => {
    built(
      // @ts-expect-error a number has no length
      fn.length(p.limit),
      // @ts-expect-error text has no elements
      fn.first(tool.name),
      // @ts-expect-error text is not iterated
      itemOf(tool.name),
      // @ts-expect-error a number has no members to spread
      spread(p.limit),
      // @ts-expect-error text has no members to spread
      spread(tool.name),
      // @ts-expect-error a boolean is no amount
      fn.addDays(tool.addedAt, true),
      // @ts-expect-error no such encoding
      fn.sha256('secret', 'base65'),
      // @ts-expect-error too few arguments
      fn.replace('a', 'b'),
      // @ts-expect-error too many arguments
      fn.lower('a', 'b'),
    );
  });

  test('in an operator', () => {
    built(
      // @ts-expect-error "week" is not one of the options
      op.eq(p.mode, 'week'),
      // @ts-expect-error text never equals a number
      op.ne(tool.name, 5),
      // @ts-expect-error text and number have no order
      op.gt(p.limit, 'many'),
      // @ts-expect-error text is not multiplied
      op.mul(tool.name, 2),
      // @ts-expect-error one operand is no alternative
      op.or(p.nick),
    );
  });
});

describe('a field that is misspelt does not compile', () => {
  test('in its attributes', () => {
    built(
      // @ts-expect-error not an attribute
      text({ labl: 'Name' }),
      // @ts-expect-error not an attribute of numbers
      uinteger({ multiline: true }),
      // @ts-expect-error the default of a number is a number
      uinteger({ default: '10' }),
      // @ts-expect-error text has no number of items
      text({ validate: { minItems: 1 } }),
      // @ts-expect-error not an attribute of a collection
      collection({ spec: { a: text() }, nested: {} }),
      // @ts-expect-error not an attribute of a boolean
      boolean({ nested: { a: text() }, options: [] }),
    );
  });

  test('in what it is made of', () => {
    built(
      // @ts-expect-error a type name is no field
      collection({ spec: { a: 'text' } }),
      // @ts-expect-error a type name is no field
      array({ spec: 'text' }),
      // @ts-expect-error a type name is no field
      parameters({ a: 'text' }),
      // @ts-expect-error a module is no source of options
      select({ options: connection }),
    );
  });

  test('in its options', () => {
    built(
      // @ts-expect-error not a key of an option
      select({ options: [{ value: 'a', lable: 'A' }] }),
      // @ts-expect-error an option needs a value
      select({ options: [{ label: 'A' }] }),
      // @ts-expect-error the default is none of the options
      select({ options: [{ value: 'a', label: 'A' }], default: 'b' }),
      // @ts-expect-error the default of several choices is a list
      select({ options: [{ value: 'a', label: 'A' }], multiple: true, default: 'a' }),
      // @ts-expect-error not a key of a store
      select({ options: { store: [{ value: 'a', label: 'A' }], placehoder: 'Choose' } }),
      // @ts-expect-error not a key of a group
      select({ grouped: true, options: [{ lable: 'G', options: [{ value: 'a' }] }] }),
    );
  });
});

test('a name that JavaScript keeps for itself does not compile as a path', () => {
  const { body } = reply<{ then: string; toJSON: string; toString: string }>();
  built(
    // @ts-expect-error write '{{body.then}}'
    iml`a ${body.then}`,
    // @ts-expect-error write '{{body.toJSON}}'
    fn.upper(body.toJSON),
    // @ts-expect-error write '{{body.toString}}'
    request({ url: '/tools', response: { temp: { text: body.toString } } }),
  );
});

test('an answer without a shape has no fields to name', () => {
  built(
    // @ts-expect-error nothing is known of the body
    reply<unknown>().body.id,
  );
});
