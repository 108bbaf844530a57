import { describe, expect, test } from 'vitest';
import { printPath, readAt } from '../../scripts/core/paths.ts';

describe('printPath', () => {
  test.each([
    [[], ''],
    [['qs', 'limit'], 'qs.limit'],
    [['response', 'output', 'items', 0, 'id'], 'response.output.items[0].id'],
    [[2, 'name'], '[2].name'],
    [['qs', 'sort[field]'], 'qs["sort[field]"]'],
    [['headers', 'content-type'], 'headers.content-type'],
    [['body', '{{...}}'], 'body["{{...}}"]'],
  ])('prints %j', (path, expected) => {
    expect(printPath(path)).toBe(expected);
  });
});

describe('readAt', () => {
  const value = { qs: { limit: 40 }, list: [{ id: 1 }] };

  test.each([
    [[], value],
    [['qs', 'limit'], 40],
    [['list', 0, 'id'], 1],
    [['list', 1, 'id'], undefined],
    [['qs', 'constructor'], undefined],
    [['qs', 'limit', 'toFixed'], undefined],
  ])('reads %j', (path, expected) => {
    expect(readAt(value, path)).toEqual(expected);
  });
});
