import { describe, expect, test } from 'vitest';
import { closest, didYouMean } from '../../scripts/core/suggest.ts';

describe('closest', () => {
  test.each([
    ['limt', ['limit', 'label'], 'limit'],
    ['Limit', ['limit', 'label'], 'limit'],
    ['itreate', ['iterate', 'output'], 'iterate'],
    ['createUsr', ['createStory', 'createUser', 'updateUser'], 'createUser'],
    ['x', ['y', 'limit'], 'y'],
    ['body', ['parameters', 'connection'], undefined],
    ['qs', [], undefined],
  ])('finds %s among %j as %s', (name, known, expected) => {
    expect(closest(name, known)).toBe(expected);
  });

  test('prefers the nearest, and the first of equals', () => {
    expect(closest('cat', ['cart', 'cats', 'cat2', 'cat'])).toBe('cat');
    expect(closest('cap', ['cat', 'car'])).toBe('cat');
  });
});

describe('didYouMean', () => {
  test('falls back when nothing is near', () => {
    expect(didYouMean('zzz', ['limit'], 'declare it.')).toBe('declare it.');
    expect(didYouMean('limt', ['limit'], 'declare it.')).toBe('did you mean "limit"?');
  });
});
