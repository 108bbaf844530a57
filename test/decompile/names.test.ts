import { describe, expect, test } from 'vitest';
import * as dsl from '#dsl';
import { camelCase, createConstantNames, DSL_NAMES } from '../../scripts/decompile/constant-names.ts';
import { decompile } from '../../scripts/decompile/decompile.ts';
import { appOf, connection, customFunction, module, rpc, webhook } from '../manifest/support/app.ts';
import { textOf } from './support/imported.ts';

const TOOL = { address: '*', typescript: '*' };

describe('DSL_NAMES', () => {
  test('are exactly what the DSL exports', () => {
    expect([...DSL_NAMES].sort()).toEqual(Object.keys(dsl).sort());
  });
});

describe('camelCase', () => {
  test.each([
    ['getUser', 'getUser'],
    ['open-router-4ur2vj', 'openRouter4ur2vj'],
    ['snake_case_name', 'snakeCaseName'],
    ['__proto__', 'proto'],
    ['API', 'aPI'],
  ])('%s gives %s', (name, expected) => {
    expect(camelCase(name)).toBe(expected);
  });
});

describe('createConstantNames', () => {
  test('gives every component a name of its own that JavaScript and the DSL leave free', () => {
    const { of } = createConstantNames(
      appOf([
        connection({ name: 'text' }),
        webhook({ name: 'class' }),
        module({ name: 'getUser' }),
        module({ name: 'get-user' }),
        rpc({ name: 'getUser' }),
        module({ name: 'item2' }),
        customFunction('4you'),
      ]),
    );

    const names = [
      of({ kind: 'connection', name: 'text' }),
      of({ kind: 'webhook', name: 'class' }),
      of({ kind: 'module', name: 'getUser' }),
      of({ kind: 'module', name: 'get-user' }),
      of({ kind: 'rpc', name: 'getUser' }),
      of({ kind: 'module', name: 'item2' }),
      of({ kind: 'function', name: '4you' }),
    ];
    expect(names).toEqual([
      'textConnection',
      'classWebhook',
      'getUser',
      'getUserModule',
      'getUserRpc',
      'item2Module',
      'function4you',
    ]);
  });
});

describe('decompile', () => {
  test.each(['../../evil', 'a/b', 'a\\b', '..', '', 'a b', '.hidden', "x';evil()//", 'nul\0'])(
    'refuses a name that is no file name: %j',
    (name) => {
      const app = appOf([module({ name })]);

      expect(() => decompile(app, TOOL)).toThrow(/cannot have a file of its name/);
    },
  );

  test('refuses names that differ in case alone, which share a file on some systems', () => {
    const app = appOf([module({ name: 'getUser' }), module({ name: 'GetUser' })]);

    expect(() => decompile(app, TOOL)).toThrow(
      'modules.getUser and modules.GetUser would share a file where case does not count.',
    );
  });

  test('keeps custom code that is no JavaScript from the type check', () => {
    const { files } = decompile(appOf([customFunction('own', 'function own( {'), customFunction('good')]), TOOL);

    expect(JSON.parse(textOf({ files }, 'tsconfig.json')).exclude).toEqual(['functions/own.ts']);
  });

  test('writes the metadata of the project, with the tool where it is', () => {
    const { files } = decompile(appOf(), { address: 'file:../makeapp', typescript: '^7.0.0' });

    expect(JSON.parse(textOf({ files }, 'package.json'))).toEqual({
      name: 'harbour-log',
      private: true,
      type: 'module',
      imports: { '#dsl': 'makeapp/dsl' },
      scripts: { build: 'makeapp build', check: 'makeapp check', typecheck: 'tsc --noEmit' },
      devDependencies: { makeapp: 'file:../makeapp', typescript: '^7.0.0' },
    });
    expect(JSON.parse(textOf({ files }, 'tsconfig.json'))).not.toHaveProperty('exclude');
    expect(textOf({ files }, '.gitignore')).toBe('node_modules/\ndist/\n');
  });
});
