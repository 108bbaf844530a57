import { describe, expect, test } from 'vitest';
import { systemHost } from '../../scripts/iml/system-host.ts';
import { FILTER_OPERATORS } from '../../scripts/parameters/filter.ts';
import type { Condition } from '../../scripts/scenario/blueprint.ts';
import { passes } from '../../scripts/scenario/conditions.ts';

const variables = {
  1: { name: 'Marlin', none: null, empty: '', list: ['A', 'b', 3], at: new Date('2026-05-01T10:00:00Z'), no: false },
};
const host = systemHost({ timezone: 'Europe/Prague' });
const holds = (groups: readonly (readonly Condition[])[]) => passes(groups, { variables, host, dialect: 'scenario' });

type Row = readonly [o: string | undefined, a: unknown, b: unknown, expected: boolean];

const TABLE: readonly Row[] = [
  [undefined, '{{1.name}}', undefined, true],
  [undefined, '{{1.gone}}', undefined, false],
  ['exist', '{{1.no}}', undefined, true],
  ['exist', '{{1.none}}', undefined, false],
  ['exist', '{{1.empty}}', undefined, false],
  ['exist', '{{emptystring}}', undefined, false],
  ['notexist', '{{1.none}}', undefined, true],
  ['notexist', '{{1.name}}', undefined, false],
  ['text:equal', '{{1.name}}', 'Marlin', true],
  ['text:equal', '{{1.name}}', 'marlin', false],
  ['text:equal:ci', '{{1.name}}', 'marlin', true],
  ['text:equal', '{{1.gone}}', '', true],
  ['text:notequal', '{{1.name}}', 'Cod', true],
  ['text:notequal:ci', '{{1.name}}', 'MARLIN', false],
  ['text:contain', '{{1.name}}', 'arl', true],
  ['text:contain:ci', '{{1.name}}', 'ARL', true],
  ['text:notcontain', '{{1.name}}', 'arl', false],
  ['text:startwith', '{{1.name}}', 'Mar', true],
  ['text:notstartwith', '{{1.name}}', 'Mar', false],
  ['text:endwith', '{{1.name}}', 'lin', true],
  ['text:notendwith:ci', '{{1.name}}', 'LIN', false],
  ['text:pattern', '{{1.name}}', '^M.+n$', true],
  ['text:notpattern', '{{1.name}}', '^M.+n$', false],
  ['number:equal', '12', '12.0', true],
  ['number:notequal', 12, '13', true],
  ['number:greater', '{{5 + 5}}', '9', true],
  ['number:less', '10', '9', false],
  ['number:greaterorequal', '9', '9', true],
  ['number:lessorequal', '9', '9', true],
  ['number:greater', 'many', '9', false],
  ['number:less', 'many', '9', false],
  ['date:greater', '{{1.at}}', '2026-05-01', true],
  ['date:equal', '{{1.at}}', '2026-05-01T12:00:00', true],
  ['date:less', '{{1.at}}', '{{addDays(1.at; 1)}}', true],
  ['date:less', 'someday', '{{1.at}}', false],
  ['time:greater', '10:30', '9:45:10', true],
  ['time:equal', '10:30', '10:30:00', true],
  ['semver:greater', '1.10.0', '1.9.9', true],
  ['semver:less', '2.0.0-rc.1', '2.0.0', true],
  ['semver:less', '2.0.0-rc.2', '2.0.0-rc.10', true],
  ['semver:equal', 'v1.2', '1.2.0+build', true],
  ['array:contain', '{{1.list}}', 'b', true],
  ['array:contain', '{{1.list}}', 'a', false],
  ['array:contain:ci', '{{1.list}}', 'a', true],
  ['array:contain', '{{1.list}}', '3', true],
  ['array:notcontain', '{{1.list}}', 'z', true],
  ['array:equal', '{{1.list}}', '3', true],
  ['array:greater', '{{1.list}}', '3', false],
  ['array:equal', '{{1.gone}}', '0', true],
  ['boolean:equal', '{{1.no}}', 'false', true],
  ['boolean:equal', '{{1.no}}', '{{true}}', false],
  ['boolean:notequal', '{{1.no}}', 'true', true],
];

describe('a condition', () => {
  test.each(TABLE)('%s of %j and %j is %s', (o, a, b, expected) => {
    expect(holds([[{ a, b, ...(o !== undefined && { o }) }]])).toBe(expected);
  });

  test.each(FILTER_OPERATORS)('%s is known: with its opposite, it never agrees', (o) => {
    const opposite = o.includes('not')
      ? o.replace('not', '')
      : o.replace(/(?<=^|:)(?=equal|contain|start|end|pattern|exist)/, 'not');
    if (opposite === o || !FILTER_OPERATORS.includes(opposite)) return expect(o).toMatch(/greater|less/);
    const [one, other] = [o, opposite].map((operator) => holds([[{ a: '7', o: operator, b: '7' }]]));
    expect(one).not.toBe(other);
  });
});

describe('groups of conditions', () => {
  const yes = { a: 'x' };
  const no = { a: '' };

  test.each<[readonly (readonly Condition[])[], boolean]>([
    [[], true],
    [[[]], true],
    [[[yes, yes]], true],
    [[[yes, no]], false],
    [[[yes, no], [yes]], true],
    [[[no], [no]], false],
  ])('%j is %s', (groups, expected) => {
    expect(holds(groups)).toBe(expected);
  });
});
