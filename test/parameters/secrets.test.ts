import { describe, expect, test } from 'vitest';
import { prepareParameters } from '../../scripts/parameters/prepare.ts';
import { maskSecrets, scrub, secretNames, secretTexts } from '../../scripts/parameters/secrets.ts';

const section = [
  { name: 'apiKey', type: 'password' },
  { name: 'user', type: 'text' },
  { name: 'mode', type: 'select', options: [{ value: 'cert', nested: [{ name: 'key', type: 'pkey' }] }] },
  { name: 'accounts', type: 'array', spec: [{ name: 'name' }, { name: 'token', type: 'password' }] },
  { name: 'tokens', type: 'array', spec: { type: 'password' } },
  { name: 'proxy', type: 'collection', spec: [{ name: 'password', type: 'password' }] },
];

const values = {
  apiKey: 'k-1',
  user: 'ana',
  key: 'k-2',
  accounts: [
    { name: 'a', token: 'k-3' },
    { name: 'b', token: '' },
  ],
  tokens: ['k-4'],
  proxy: { password: 'k-5', host: 'h' },
};

describe('secretNames', () => {
  test('finds secrets wherever they land', () => {
    expect(secretNames(section)).toEqual([
      ['apiKey'],
      ['key'],
      ['accounts', null, 'token'],
      ['tokens', null],
      ['proxy', 'password'],
    ]);
  });
});

describe('maskSecrets', () => {
  test('hides them and nothing else', () => {
    expect(maskSecrets(values, secretNames(section))).toEqual({
      apiKey: '***',
      user: 'ana',
      key: '***',
      accounts: [
        { name: 'a', token: '***' },
        { name: 'b', token: '' },
      ],
      tokens: ['***'],
      proxy: { password: '***', host: 'h' },
    });
  });

  test('leaves what it was given alone', () => {
    const copy = structuredClone(values);

    maskSecrets(values, secretNames(section));

    expect(values).toEqual(copy);
  });

  test('hides a secret of the wrong shape', () => {
    expect(maskSecrets({ apiKey: { nested: 'k' }, tokens: 'k' }, secretNames(section))).toEqual({
      apiKey: '***',
      tokens: '***',
    });
  });
});

describe('secretTexts', () => {
  test('lists them', () => {
    expect(secretTexts(values, secretNames(section))).toEqual(['k-1', 'k-2', 'k-3', 'k-4', 'k-5']);
  });

  test('are scrubbed from a text, the longest first', () => {
    expect(scrub('Bearer abc-def, abc', ['abc', 'abc-def'])).toBe('Bearer ***, ***');
  });
});

describe('prepareParameters', () => {
  test('says where secrets are, those of fields from an RPC too', async () => {
    const resolveRpc = async () => [{ name: 'pin', type: 'password' }];

    const { secrets } = await prepareParameters([...section, 'rpc://more'], { pin: '1234' }, { resolveRpc });

    expect(secrets).toContainEqual(['pin']);
    expect(secrets).toContainEqual(['accounts', null, 'token']);
  });

  test('does not quote a value that an RPC declared secret, under any field of that name', async () => {
    const section = ['rpc://more', { name: 'box', type: 'collection', spec: [{ name: 'pin', type: 'number' }] }];
    const resolveRpc = async () => [{ name: 'pin', type: 'password' }];

    const { problems } = await prepareParameters(section, { box: { pin: 'hunter2' } }, { resolveRpc });

    expect(problems).toMatchObject([{ message: "'***' is not a valid number." }]);
  });

  test.each([
    ['a wrong type', { type: 'password' }, { deep: 'hunter2' }],
    ['a pattern', { type: 'password', validate: { pattern: '^x' } }, 'hunter2'],
    ['a length', { type: 'password', validate: { max: 3 } }, 'hunter2'],
    ['an enum', { type: 'password', validate: { enum: ['a'] } }, 'hunter2'],
    ['a mustache', { type: 'password', mappable: false }, '{{hunter2}}'],
    ['an item', { type: 'array', spec: { type: 'password', validate: { enum: ['a'] } } }, ['hunter2']],
    ['a collection that is none', { type: 'collection', spec: [{ name: 's', type: 'password' }] }, 'hunter2'],
    ['a field of the same name', { type: 'number', nested: [{ name: 'x', type: 'password' }] }, 'hunter2'],
  ])('never quotes a secret: %s', async (_, field, value) => {
    const { problems } = await prepareParameters([{ name: 'x', label: 'X', ...field }], { x: value });

    expect(JSON.stringify(problems)).not.toContain('hunter2');
  });
});
