import { afterAll, describe, expect, test } from 'vitest';
import { expectReport, mistakesIn } from './mistakes/all.ts';
import { copyOf } from './mistakes/plant.ts';

const copy = copyOf(['test/golden/app', '.']);
afterAll(copy.remove);

describe('the untouched app', () => {
  test('has no error or warning', async () => {
    expect(await copy.check()).toEqual([]);
  });
});

describe('a comment in a section file', () => {
  test('excuses what it names on its line', async () => {
    const file = 'modules/list-stories/list-stories.communication.iml.json';
    const to = '"url": "/stories", "body": { "all": true }, // lint-disable-line MOD-016 the API does read it';

    expect((await copy.plant({ changes: [{ file, from: '"url": "/stories",', to }] })).problems).toEqual([]);
  });
});

describe('a check of the section files points at', () => {
  test.each(mistakesIn('json'))('%s, and says nothing else', async (_, mistake) => {
    await expectReport(copy, 'json', mistake);
  });
});
