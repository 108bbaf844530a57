import { describe, expect, test } from 'vitest';
import { checkReferences } from '../../scripts/compile/check-references.ts';
import type { Problem } from '../../scripts/core/problems.ts';
import { component, manifestOf } from './support/manifest.ts';

const FORM = [
  { name: 'name', type: 'text' },
  { name: 'tags', type: 'array', spec: { type: 'text' } },
  { name: 'who', type: 'collection', spec: [] },
  { name: 'count', type: 'uinteger' },
  { name: 'since', type: 'date' },
  { name: 'isOld', type: 'boolean' },
  { name: 'any', type: 'any' },
  { name: 'kind', type: 'select', options: [] },
];

/** What is said of the arguments of an expression in a request. */
function told(expression: string): Problem[] {
  const sections = { mappableParams: FORM, communication: { url: '/a', qs: { x: `{{${expression}}}` } } };
  const problems = checkReferences(manifestOf([component('module', 'tested', { sections })]));
  return problems.filter(({ code }) => code === 'IML209');
}

describe('checkArgumentTypes', () => {
  test.each([
    ["join(parameters.name, ',')", 'join() takes an array as "array", and fails on a text.', 7],
    ["map(lower(parameters.name), 'id')", 'map() takes an array as "array", and fails on a text.', 6],
    ['first(1)', 'first() takes an array as "array", and fails on 1.', 8],
    ["substring(parameters.name, 'one', 2)", 'substring() takes a number as "start", and fails on "one".', 29],
    ['round(parameters.tags)', 'round() takes a number as "number", and fails on an array.', 8],
    [
      'mergeCollections(parameters.who, parameters.name)',
      'mergeCollections() takes a collection as "more", and fails on a text.',
      35,
    ],
    ["formatDate(parameters.isOld, 'YYYY')", 'formatDate() takes a date as "date", and fails on true or false.', 13],
  ])('says of %s: %s', (expression, message, offset) => {
    const [problem] = told(expression);

    expect([problem?.message, problem?.offset]).toEqual([message, offset]);
  });

  test.each([
    "join(parameters.tags, ',')",
    "join(parameters.any, ',')",
    "join(parameters.kind, ',')",
    'length(parameters.name)',
    'keys(parameters.tags)',
    'sum(parameters.since)',
    "substring(parameters.name, '1', parameters.count)",
    "formatDate(parameters.name, 'YYYY')",
    'round(parameters.name)',
    'upper(parameters.tags)',
    'first(parameters.who.list)',
    'first(emptyarray)',
    "join(if(parameters.isOld, parameters.tags, emptyarray), ',')",
    'first(null)',
  ])('has nothing against %s', (expression) => {
    expect(told(expression)).toEqual([]);
  });
});

describe('checkRoots', () => {
  test('knows a name that lacks its backticks', () => {
    const sections = { communication: { url: '/a', response: { output: { type: '{{headers.content-type}}' } } } };
    const [problem] = checkReferences(manifestOf([component('module', 'tested', { sections })]));

    expect(problem).toMatchObject({ code: 'REF010', fix: 'a name with a dash stands in backticks: `content-type`.' });
  });
});
