import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { printPath, readAt } from '../../scripts/core/paths.ts';
import { declaredNames } from '../../scripts/parameters/declared.ts';
import type { FieldVisit } from '../../scripts/parameters/walk.ts';
import { fieldAt, walkFields, walkReferences } from '../../scripts/parameters/walk.ts';

const section = [
  { name: 'title', type: 'text' },
  {
    name: 'mode',
    type: 'select',
    options: {
      store: [
        { value: 'a', nested: [{ name: 'inOption' }] },
        { label: 'Group', options: [{ value: 'b', nested: [{ name: 'inGroup' }] }] },
        { value: 'c', nested: 'rpc://optionFields' },
      ],
      nested: [{ name: 'general' }],
      placeholder: { label: '-', nested: [{ name: 'fallback' }] },
    },
  },
  { name: 'flag', type: 'boolean', nested: { true: [{ name: 'yes' }], false: [{ name: 'no' }] } },
  { name: 'rows', type: 'array', spec: [{ name: 'cell', type: 'boolean', nested: [{ name: 'beside' }] }] },
  { name: 'tags', type: 'array', spec: { type: 'select', options: 'rpc://tags' } },
  { name: 'address', type: 'collection', spec: [{ name: 'city' }, 'rpc://addressFields'] },
  { name: 'other', type: 'text', rpc: { label: 'Find', url: 'rpc://find', parameters: [{ name: 'query' }] } },
  { name: 'far', type: 'boolean', nested: { store: [{ name: 'inDomain' }], domain: 'expect' } },
  'rpc://moreFields',
  { type: 'banner', text: 'Read me' },
];

function visitsOf(value: unknown): FieldVisit[] {
  const visits: FieldVisit[] = [];
  walkFields(value, (visit) => visits.push(visit));
  return visits;
}

describe('walkFields', () => {
  test('visits every field with its place, its value and how it got there', () => {
    const lines = visitsOf(section).map(({ field, path, valuePath, via }) =>
      [field.name ?? field.type, printPath(path), JSON.stringify(valuePath), via].join(' | '),
    );

    expect(lines).toMatchInlineSnapshot(`
      [
        "title | [0] | ["title"] | section",
        "mode | [1] | ["mode"] | section",
        "inOption | [1].options.store[0].nested[0] | ["inOption"] | nested",
        "inGroup | [1].options.store[1].options[0].nested[0] | ["inGroup"] | nested",
        "general | [1].options.nested[0] | ["general"] | nested",
        "fallback | [1].options.placeholder.nested[0] | ["fallback"] | nested",
        "flag | [2] | ["flag"] | section",
        "yes | [2].nested.true[0] | ["yes"] | nested",
        "no | [2].nested.false[0] | ["no"] | nested",
        "rows | [3] | ["rows"] | section",
        "cell | [3].spec[0] | ["rows",null,"cell"] | member",
        "beside | [3].spec[0].nested[0] | ["rows",null,"beside"] | nested",
        "tags | [4] | ["tags"] | section",
        "select | [4].spec | ["tags",null] | item",
        "address | [5] | ["address"] | section",
        "city | [5].spec[0] | ["address","city"] | member",
        "other | [6] | ["other"] | section",
        "query | [6].rpc.parameters[0] |  | form",
        "far | [7] | ["far"] | section",
        "inDomain | [7].nested.store[0] | ["inDomain"] | nested",
        "banner | [9] |  | section",
      ]
    `);
  });

  test('gives the path under which the very field can be read', () => {
    for (const { field, path } of visitsOf(section)) expect(readAt(section, path)).toBe(field);
  });

  test('knows the field above', () => {
    const visit = visitsOf(section).find(({ field }) => field.name === 'inOption');

    expect(visit?.parent?.field.name).toBe('mode');
    expect(visit?.showing).toEqual({ when: 'option', value: 'a', label: 'a' });
  });

  test('finds nothing in what is no section', () => {
    for (const value of [undefined, null, 5, 'text', {}, [[], 'text', 7, null]]) expect(visitsOf(value)).toEqual([]);
  });

  test('agrees with fieldAt on any JSON', () => {
    fc.assert(
      fc.property(fc.array(fc.jsonValue({ maxDepth: 6 })), (value) => {
        for (const { field, path } of visitsOf(value)) expect(fieldAt(value, path)?.field).toBe(field);
      }),
    );
  });
});

describe('fieldAt', () => {
  test('finds a nested field', () => {
    expect(fieldAt(section, [1, 'options', 'store', 0, 'nested', 0])?.field.name).toBe('inOption');
  });

  test.each([[[0, 'label']], [[99]], [[]]])('finds none at %j', (path) => {
    expect(fieldAt(section, path)).toBeUndefined();
  });
});

describe('walkReferences', () => {
  test('finds references to fields and to options', () => {
    const lines: string[] = [];
    walkReferences(section, ({ text, path, gives, via }) =>
      lines.push([text, printPath(path), gives, via].join(' | ')),
    );

    expect(lines).toMatchInlineSnapshot(`
      [
        "rpc://optionFields | [1].options.store[2].nested | fields | nested",
        "rpc://tags | [4].spec.options | options | item",
        "rpc://addressFields | [5].spec[1] | fields | member",
        "rpc://moreFields | [8] | fields | section",
      ]
    `);
  });

  test('reads a section that is one reference', () => {
    const names: string[] = [];
    walkReferences('rpc://columns?x=1', ({ reference }) => names.push(reference.name));

    expect(names).toEqual(['columns']);
  });
});

describe('declaredNames', () => {
  test('lists the flat namespace in order, without members of collections', () => {
    expect([...declaredNames(section).names]).toEqual([
      'title',
      'mode',
      'inOption',
      'inGroup',
      'general',
      'fallback',
      'flag',
      'yes',
      'no',
      'rows',
      'tags',
      'address',
      'other',
      'far',
      'inDomain',
    ]);
  });

  test.each([
    ['fields alone', [{ name: 'a' }], false],
    ['fields of an RPC', ['rpc://x'], true],
    ['a whole section from an RPC', 'rpc://x', true],
    ['nested fields of an RPC', [{ name: 'a', type: 'boolean', nested: 'rpc://x' }], true],
    ["an option's fields of an RPC", [{ name: 'a', type: 'select', options: [{ value: 1, nested: 'rpc://x' }] }], true],
    ['options of an RPC', [{ name: 'a', type: 'select', options: 'rpc://x' }], false],
    ['members of an RPC', [{ name: 'a', type: 'collection', spec: ['rpc://x'] }], false],
    ['nothing', [], false],
  ])('is open or not: %s', (_, value, isOpen) => {
    expect(declaredNames(value).isOpen).toBe(isOpen);
  });

  test('names the RPCs whose options might bring fields', () => {
    const { optionReferences } = declaredNames([{ name: 'a', type: 'select', options: { store: 'rpc://rooms?x=1' } }]);

    expect(optionReferences).toEqual([{ name: 'rooms', query: { x: '1' } }]);
  });
});
