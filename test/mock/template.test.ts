import { describe, expect, test } from 'vitest';
import { render, templateMistake } from '../../scripts/mock/template.ts';

let drawn = 0;
const scope = {
  now: '2021-02-01T09:00:00.000Z',
  count: 3,
  none: null,
  list: [1, 2],
  user: { name: 'Ada', age: 36, 'two words': 'yes', toString: 'own' },
  option: { form: 'array', size: 2 },
  next: () => ++drawn,
};

describe('a template', () => {
  test.each<[unknown, unknown]>([
    ['plain', 'plain'],
    [5, 5],
    [null, null],
    ['${count}', 3],
    ['${ user.name }', 'Ada'],
    ['${user}', scope.user],
    ['${none}', null],
    ['${list}', [1, 2]],
    ['${list.1}', 2],
    ['n=${count}, ${user.name}', 'n=3, Ada'],
    ['[${none}${missing}]', '[]'],
    ['l=${list}', 'l=[1,2]'],
    ['${missing}', undefined],
    ['${user.constructor}', undefined],
    ['${user.toString}', 'own'],
    ['${missing ?? "a } b"}', 'a } b'],
    ['${missing ?? 40}', 40],
    ['${missing ?? {}}', {}],
    ['${missing ?? [1]}', [1]],
    ['${missing ?? word}', 'word'],
    ['${none ?? 1}', 1],
    ['${count ?? 1}', 3],
    ['${missing ?? null}', null],
    ['${now:spaced}', '2021-02-01 09:00:00.000Z'],
    ['${now:day}', '2021-02-01'],
    ['${now:seconds}', 1612170000],
    ['${user.name:lower}@x', 'ada@x'],
    ['${none:spaced}', null],
    [
      { a: '${count}', b: '${missing}', c: { d: '${user.age}' } },
      { a: 3, c: { d: 36 } },
    ],
    [
      ['${count}', '${missing}', 'x'],
      [3, 'x'],
    ],
    [{ $switch: 'form', object: 1, array: ['${count}'] }, [3]],
    [{ $switch: 'size', 1: 'one', 2: 'two' }, 'two'],
    [{ $switch: 'form', object: 1 }, undefined],
    [{ a: { $switch: 'unknown', x: 1 } }, {}],
  ])('%j comes out as %j', (template, value) => {
    expect(render(template, scope)).toEqual(value);
  });

  test('asks a function for a new value each time', () => {
    expect(render(['${next}', '${next}'], scope)).toEqual([drawn - 1, drawn]);
  });

  test.each([
    ['${nobody.home}', '"${nobody.home}" names "nobody", which a template does not know'],
    ['${count:roman}', '"roman" is not a format'],
    ['${count', '"${count" holds a placeholder that cannot be read'],
    ['${}', '"${}" holds a placeholder that cannot be read'],
    ['a ${count} b', undefined],
  ])('%s: %s', (text, mistake) => {
    expect(templateMistake(text, new Set(Object.keys(scope)))).toBe(mistake);
  });
});
