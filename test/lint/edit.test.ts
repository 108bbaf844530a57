import { describe, expect, test } from 'vitest';
import { checkManifest } from '../../scripts/compile/check-manifest.ts';
import { applyEdits, fixFor } from '../../scripts/lint/edit.ts';
import { type AppPatch, minimalApp } from '../../scripts/lint/minimal-app.ts';
import type { Edit } from '../../scripts/lint/rule.ts';

const app = minimalApp({ base: { headers: { a: '1', b: '2' }, log: { sanitize: ['x', 'y', 'z'] } } });
const base = { component: 'app', section: 'base' } as const;
const baseAfter = (...edits: Edit[]) => applyEdits(app, edits).sections.base;

describe('applyEdits', () => {
  test.each<[string, Edit, object]>([
    ['sets a value', { ...base, path: ['headers', 'a'], set: 3 }, { headers: { a: 3, b: '2' } }],
    [
      'makes the collections a value stands in',
      { ...base, path: ['response', 'limit'], set: 1 },
      { response: { limit: 1 } },
    ],
    [
      'appends to a list',
      { ...base, path: ['log', 'sanitize', 3], set: 'w' },
      { log: { sanitize: ['x', 'y', 'z', 'w'] } },
    ],
    ['removes a key', { ...base, path: ['headers', 'a'], remove: true }, { headers: { b: '2' } }],
    [
      'renames a key where it stands',
      { ...base, path: ['headers', 'a'], rename: 'c' },
      { headers: { c: '1', b: '2' } },
    ],
    [
      'leaves out what is gone',
      { ...base, path: ['headers', 'q', 'r'], remove: true },
      { headers: { a: '1', b: '2' } },
    ],
  ])('%s', (_, edit, expected) => {
    expect(baseAfter(edit)).toMatchObject(expected);
  });

  test('keeps the order of renamed keys', () => {
    const after = baseAfter({ ...base, path: ['headers', 'a'], rename: 'c' });

    expect(JSON.stringify(after)).toContain('{"c":"1","b":"2"}');
  });

  test('removes several items of one list', () => {
    const edits = [0, 2].map((index): Edit => ({ ...base, path: ['log', 'sanitize', index], remove: true }));

    expect(baseAfter(...edits)).toMatchObject({ log: { sanitize: ['y'] } });
  });

  test('changes metadata of a component', () => {
    const after = applyEdits(app, [{ component: 'modules.getItem', path: ['label'], set: 'Get it' }]);

    expect(after.modules.getItem?.label).toBe('Get it');
    expect(app.modules.getItem?.label).toBe('Get an item');
  });

  test('leaves an app alone that has no such component', () => {
    expect(applyEdits(app, [{ component: 'modules.none', section: 'samples', path: ['x'], set: 1 }])).toEqual(app);
  });
});

describe('fixFor', () => {
  const edits = (patch: AppPatch): (Edit | undefined)[] => {
    const wrong = minimalApp(patch);
    return checkManifest(wrong).map((problem) => fixFor(problem, wrong));
  };
  const field = (attributes: object): AppPatch => ({
    modules: {
      getItem: { mappableParams: [{ name: 'id', label: 'ID', type: 'text', required: true, ...attributes }] },
    },
  });
  const params = { component: 'modules.getItem', section: 'mappableParams' } as const;

  test.each<[string, AppPatch, Edit]>([
    ['a type', field({ type: 'Text' }), { ...params, path: [0, 'type'], set: 'text' }],
    ['a key', field({ Help: 'x' }), { ...params, path: [0, 'Help'], rename: 'help' }],
    [
      'a parameter in an expression',
      {
        modules: { getItem: { communication: { url: '/items/{{parameters.ID}}', response: { output: '{{body}}' } } } },
      },
      { component: 'modules.getItem', section: 'communication', path: ['url'], set: '/items/{{parameters.id}}' },
    ],
  ])('puts the capitals of %s right', (_, patch, edit) => {
    expect(edits(patch)).toContainEqual(edit);
  });

  test.each<[string, AppPatch]>([
    ['a misspelt type', field({ type: 'txt' })],
    ['a key beside the right one', field({ Label: 'x' })],
  ])('leaves %s to a person', (_, patch) => {
    expect(edits(patch).filter(Boolean)).toEqual([]);
  });
});
