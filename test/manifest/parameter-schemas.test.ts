import { describe, expect, test } from 'vitest';
import type { SchemaName } from '../../scripts/manifest/schema-names.ts';
import { validateSection } from '../../scripts/manifest/validate-section.ts';
import { explain } from './support/explain.ts';

const VALID: readonly (readonly [SchemaName, string, unknown])[] = [
  ['parameters', 'nothing', []],
  ['parameters', 'an RPC for all', 'rpc://fields'],
  ['parameters', "an RPC's address with a query", ['rpc://fields?kind=ship&x={{y}}']],
  [
    'parameters',
    'common attributes',
    [
      {
        name: 'ship',
        type: 'text',
        label: 'Ship',
        help: 'Its name.',
        default: 'Ida',
        required: true,
        advanced: false,
        disabled: false,
        mappable: { help: 'Map it.' },
        editable: { enabled: true, help: 'Type it.' },
        mode: 'edit',
        validate: { min: 1, max: 9, pattern: { regexp: '^a' }, enum: ['a'] },
        semantic: 'file:name',
        metadata: { a: 1 },
        labels: { add: 'Add' },
        visible: '{{true}}',
        convert: { type: 'date', format: 'YYYY', timezone: 'UTC', name: 'n', label: 'l' },
        tags: 'strip',
        multiline: true,
        rpc: { label: 'Find', url: 'rpc://find', parameters: [{ name: 'q', type: 'text' }] },
      },
    ],
  ],
  [
    'parameters',
    'selects',
    [
      {
        name: 'a',
        type: 'select',
        options: [{ label: 'One', value: 1, nested: [{ name: 'n', type: 'number' }] }, { value: false }],
      },
      {
        name: 'b',
        type: 'select',
        options: [{ label: 'Group', options: [{ value: 'x' }] }],
        grouped: true,
        sort: 'text',
      },
      { name: 'c', type: 'select', options: 'rpc://ships', multiple: true, dynamic: true },
      {
        name: 'd',
        type: 'select',
        options: {
          store: 'rpc://ships',
          label: 'title',
          value: 'key',
          placeholder: { label: '-', nested: [] },
          nested: 'rpc://more',
        },
      },
      { name: 'e', type: 'boolean', nested: [{ name: 'f', type: 'text' }] },
      { name: 'g', type: 'boolean', nested: { true: [{ name: 'h', type: 'text' }], false: [] } },
      { name: 'i', type: 'select', options: [], nested: { store: 'rpc://x', domain: 'expect' } },
    ],
  ],
  [
    'parameters',
    'arrays, collections, files, filters',
    [
      {
        name: 'a',
        type: 'array',
        spec: { type: 'text' },
        validate: { minItems: 1, maxItems: 3, unique: { by: 'id' } },
      },
      { name: 'b', type: 'array', spec: [{ name: 'c', type: 'number' }, 'rpc://more'] },
      { name: 'd', type: 'collection', spec: [{ name: 'e', type: 'date', time: false }], sequence: true },
      { name: 'f', type: 'file', options: { store: 'rpc://files', showRoot: false, singleLevel: true, ids: true } },
      {
        name: 'g',
        type: 'filter',
        options: { store: 'rpc://left', logic: 'both', operators: [{ label: 'x', options: [{ value: 'y' }] }] },
      },
      { name: 'h', type: 'filename', extension: ['pdf'] },
      { name: 'i', type: 'json', schema: { type: 'object' } },
      { type: 'banner', title: 'Mind', text: 'This', theme: 'warning', badge: 'new', closable: true },
      { type: 'html' },
      { name: 'j', type: '{{item.type}}', validate: false },
    ],
  ],
  [
    'interface',
    'nested collections',
    [{ name: 'a', type: 'collection', spec: [{ name: 'b', type: 'array', spec: [] }] }],
  ],
  [
    'endpoint-parameters',
    'explained parameters',
    [{ name: 'a', type: 'array', help: 'A.', spec: { type: 'text', help: 'One.' } }],
  ],
  ['samples', 'an example', { id: 1 }],
  ['samples', 'an RPC', 'rpc://sample'],
  ['scope', 'scopes', ['ships:read']],
  ['scopes', 'descriptions', { 'ships:read': 'See ships' }],
  ['groups', 'groups', [{ label: 'Ships', modules: ['getShip'] }]],
  ['common', 'any data', { clientId: 'x', deep: { a: [1] } }],
  ['install', 'any directives', { common: { a: '{{parameters.a}}' } }],
  ['install-spec', 'parameters', [{ name: 'clientId', type: 'text' }]],
];

describe('parameter schemas', () => {
  test.each(VALID)('take %s with %s', (schema, _, value) => {
    const problems = validateSection(schema, value, {});

    expect(problems).toEqual([]);
  });

  test('say what is wrong with a parameter', () => {
    const values = [
      {},
      'rcp://fields',
      [{ name: 'a', typ: 'text' }],
      [{ name: 'a' }],
      [{ type: 'text' }],
      [{ name: '', type: 'text', label: 'l'.repeat(257) }],
      [{ name: 'a', type: 'Text' }],
      [{ name: 'a', type: 'account:harbour' }],
      [{ name: 'a', type: 'datastore' }],
      [{ name: 'a', type: 'text', requird: true, required: 'yes' }],
      [{ name: 'a', type: 'select', options: [{ label: 'x' }, { label: 'y', value: null }, 'z'] }],
      [{ name: 'a', type: 'select', options: [{ label: 'g', options: [{ vlaue: 1 }] }] }],
      [{ name: 'a', type: 'select', options: 'ships', mode: 'chose' }],
      [{ name: 'a', type: 'collection', spec: [{ type: 'text' }] }],
      [{ name: 'a', type: 'array', spec: 'text' }],
      [{ name: 'a', type: 'text', rpc: { url: 'find' } }],
      [{ name: 'a', type: 'text', validate: { minimum: 1, min: true } }],
      [{ name: 'a', type: 'boolean', nested: true }],
      [{ type: 'banner', theme: 'red' }],
      [3],
    ];

    const text = explain('parameters', values);

    expect(text).toMatchInlineSnapshot(`
      "(whole): error MAN001 The section is a collection, but must be an array of parameters, or the address of an RPC such as rpc://fields.
      (whole): error MAN007 "rcp://fields" is not the address of an RPC such as rpc://listUsers.
      [0].typ: warning MAN002 "typ" is not known here; Make ignores it. → did you mean "type"?
      [0]: warning MAN003 "type" is missing: Make takes the parameter for text. → add "type".
      [0]: error MAN003 "name" is missing. → add "name".
      [0].name: error MAN005 "name" is empty. → fill it in, or remove the key.
      [0].label: error MAN005 "label" has 257 characters, but at most 256 are allowed. → shorten it.
      [0].type: error MAN004 "Text" is not an allowed value. → did you mean "text"?
      [0].type: error MAN010 A parameter of type "account:harbour" is not possible in a custom app. → remove it: Make adds the pickers of connections and webhooks itself, from the module's settings.
      [0].type: error MAN010 A parameter of type "datastore" is not possible in a custom app. → remove it: Make adds the pickers of connections and webhooks itself, from the module's settings.
      [0].requird: warning MAN002 "requird" is not known here; Make ignores it. → did you mean "required"?
      [0].required: error MAN001 "required" is text, but must be true or false.
      [0].options[0]: error MAN003 "value" is missing. → add "value": what the parameter becomes when it is chosen.
      [0].options[1].value: error MAN001 "value" is null, but must be any value but null.
      [0].options[2]: error MAN001 Element 3 is text, but must be an option with label and value.
      [0].options[0].options[0].vlaue: error MAN002 "vlaue" is not known here; Make ignores it. → did you mean "value"?
      [0].mode: error MAN004 "chose" is not an allowed value. → did you mean "choose"?
      [0].options: error MAN007 "ships" is not the address of an RPC such as rpc://listUsers.
      [0].spec[0]: error MAN003 "name" is missing. → add "name".
      [0].spec: error MAN007 "text" is not the address of an RPC such as rpc://listUsers.
      [0].rpc: error MAN003 "label" is missing. → add "label": text of the button.
      [0].rpc.url: error MAN007 "find" is not the address of an RPC such as rpc://listUsers.
      [0].validate.minimum: warning MAN002 "minimum" is not known here; Make ignores it. → remove it; allowed: min, max, minItems, maxItems, pattern, enum, unique, past.
      [0].validate.min: error MAN001 "min" is true, but must be a number, a date or an IML expression.
      [0].nested: error MAN001 "nested" is true, but must be an array of parameters, the address of an RPC, or a collection with store and domain.
      [0].theme: error MAN004 "red" is not an allowed value. → use one of: info, warning, danger, light, dark.
      [0]: error MAN001 Element 1 is 3, but must be a parameter, or the address of an RPC such as rpc://fields."
    `);
  });

  test('demand explanations in endpoints', () => {
    const values = [
      [{ name: 'a', type: 'text' }],
      [{ name: 'a', type: 'array', help: 'A.', spec: { type: 'text' } }],
      [{ name: 'a', type: 'collection', help: 'A.', spec: [{ type: 'text', help: 'B.' }] }],
      [{ name: 'a', type: 'select', help: 'A.', options: [{ value: 1, nested: [{ name: 'n', type: 'text' }] }] }],
      [{ type: 'banner', text: 'Look', help: 'x' }],
    ];

    const text = explain('endpoint-parameters', values);

    expect(text).toMatchInlineSnapshot(`
      "[0]: error MAN003 "help" is missing. → add "help".
      [0].spec: error MAN003 "help" is missing. → add "help".
      [0].spec[0]: error MAN003 "name" is missing. → add "name".
      [0].options[0].nested[0]: error MAN003 "help" is missing. → add "help".
      [0].type: error MAN008 "type" cannot be "banner" in an endpoint: nobody would see it. → remove it.
      [0].text: error MAN008 "text" belongs to banners, which an endpoint cannot have. → remove it."
    `);
  });

  test('say what is wrong with other sections', () => {
    const text = [
      explain('samples', [[], 'sample']),
      explain('scope', [{}, ['', 3, 's'.repeat(513)]]),
      explain('scopes', [{ a: '' }, []]),
      explain('groups', [
        {},
        [{ label: 'A' }],
        [{ lable: 'A', modules: [] }],
        [{ label: 'A', modules: [1], icon: 'x' }],
      ]),
      explain('common', [[], 'x']),
    ].join('\n');

    expect(text).toMatchInlineSnapshot(`
      "(whole): error MAN001 The section is an array, but must be a collection, or the address of an RPC such as rpc://sampleUser.
      (whole): error MAN007 "sample" is not the address of an RPC such as rpc://listUsers.
      (whole): error MAN001 The section is a collection, but must be an array.
      [0]: error MAN005 Element 1 is empty. → fill it in, or remove the key.
      [1]: error MAN001 Element 2 is 3, but must be text.
      [2]: error MAN005 Element 3 has 513 characters, but at most 512 are allowed. → shorten it.
      a: error MAN005 "a" is empty. → fill it in, or remove the key.
      (whole): error MAN001 The section is an array, but must be a collection.
      (whole): error MAN001 The section is a collection, but must be an array.
      [0]: error MAN003 "modules" is missing. → add "modules": names of its modules.
      [0].lable: error MAN002 "lable" is not known here; Make ignores it. → did you mean "label"?
      [0].icon: warning MAN002 "icon" is not known here; Make ignores it. → remove it; allowed: label, modules.
      [0].modules[0]: error MAN001 Element 1 is 1, but must be text.
      (whole): error MAN001 The section is an array, but must be a collection.
      (whole): error MAN001 The section is text, but must be a collection."
    `);
  });
});

describe('project schemas', () => {
  test('hold makecomapp.json to its format', () => {
    const maps = { connection: {}, webhook: {}, module: {}, rpc: {}, function: {}, endpoint: {} };
    const whole = {
      fileVersion: 1,
      generalCodeFiles: { base: 'b', common: null, readme: null, groups: null },
      components: maps,
      origins: [],
    };

    const text = explain('makecomapp', [
      whole,
      { ...whole, fileVersion: 2, origns: [] },
      {
        ...whole,
        components: { ...maps, module: { a: null, b: { codeFiles: { comunication: 'x' }, moduleType: 'serach' } } },
      },
      { ...whole, components: { ...maps, rpc: { a: { label: 1 } } } },
      { ...whole, origins: [{ baseUrl: 'eu1.make.com', appId: 'X', appVersion: '1', label: '-FILL-ME- x' }] },
    ]);

    expect(text).toMatchInlineSnapshot(`
      "(valid)
      origns: warning MAN002 "origns" is not known here; Make ignores it. → did you mean "origins"?
      fileVersion: error MAN004 "fileVersion" is 2, but must be 1.
      components.module.b.moduleType: error MAN004 "serach" is not an allowed value. → did you mean "search"?
      components.module.b.codeFiles.comunication: warning MAN002 "comunication" is not known here; Make ignores it. → did you mean "communication"?
      components.rpc.a: error MAN003 "codeFiles" is missing. → add "codeFiles".
      components.rpc.a.label: error MAN001 "label" is 1, but must be text.
      origins[0]: error MAN003 "apikeyFile" is missing. → add "apikeyFile": file that holds the API key.
      origins[0].label: error MAN008 "label" still holds the placeholder of a new project. → remove it.
      origins[0].baseUrl: error MAN007 "eu1.make.com" is not an address such as https://eu1.make.com/api.
      origins[0].appId: error MAN007 "X" is not an app ID: lower-case letters, digits and dashes, starting with a letter.
      origins[0].appVersion: error MAN001 "appVersion" is text, but must be a number."
    `);
  });

  test('hold the metadata of an archive to its format', () => {
    const text = [
      explain('archive-metadata', [
        { name: 'a-b', label: 'A', countries: ['cz'] },
        { name: 'A', theme: 'red', version: 0 },
      ]),
      explain('archive-module', [
        { name: 'a', label: 'A', type: 'action', connection: null },
        { name: 'a', label: 'A', type: 'actoin' },
      ]),
      explain('archive-endpoint', [{ name: 'a', label: 'A', annotations: { readOnly: true } }]),
    ].join('\n');

    expect(text).toMatchInlineSnapshot(`
      "(valid)
      (whole): error MAN003 "label" is missing. → add "label": name shown to users.
      name: error MAN007 "A" is not an app ID: lower-case letters, digits and dashes, starting with a letter.
      version: error MAN006 "version" is 0, but must be at least 1.
      theme: error MAN007 "red" is not a colour such as #1F9D55.
      (valid)
      type: error MAN004 "actoin" is not an allowed value. → did you mean "action"?
      annotations.readOnly: warning MAN002 "readOnly" is not known here; Make ignores it. → remove it; allowed: readOnlyHint, destructiveHint, idempotentHint, openWorldHint."
    `);
  });
});
