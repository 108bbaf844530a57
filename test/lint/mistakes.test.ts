import { afterAll, describe, expect, test } from 'vitest';
import { expectReport, mistakes, mistakesIn } from './mistakes/all.ts';
import { copyOf, placeOf } from './mistakes/plant.ts';
import { trigger } from './mistakes/trigger.ts';

const FOLDERS = ['app', 'modules', 'connections', 'rpcs', 'webhooks'] as const;
const copy = copyOf(...FOLDERS.map((folder) => [folder, folder] as const));
afterAll(copy.remove);

describe('the untouched app', () => {
  test('has no error or warning', async () => {
    expect(await copy.check()).toEqual([]);
  });

  test('has none with a polling trigger either', async () => {
    expect((await copy.plant({ changes: trigger })).problems).toEqual([]);
  });
});

describe('a check of the descriptors points at', () => {
  test.each(mistakesIn('descriptors'))('%s, and says nothing else', async (_, mistake) => {
    await expectReport(copy, 'descriptors', mistake);
  });
});

describe('a comment in a descriptor', () => {
  const file = 'modules/listStories.ts';
  const bare = (before: string) => ({
    changes: [{ file, from: '    url: STORIES,', to: `${before}    url: STORIES, body: { all: true },` }],
  });

  test('excuses what it names on the next line', async () => {
    const comment = '    // lint-disable-next-line MOD-016 the API does read it\n';

    expect((await copy.plant(bare(comment))).problems).toEqual([]);
  });

  test('is reported itself where it excuses nothing', async () => {
    const comment = '    // lint-disable-next-line MOD-016 the API does read it\n\n';
    const { problems } = await copy.plant(bare(comment));

    expect(problems.map((problem) => `${problem.code} ${placeOf(problem)}`)).toEqual([
      'LINT001 modules/listStories.ts:23:5',
      'MOD-016 modules/listStories.ts:25:25',
    ]);
  });
});

describe('the table of mistakes', () => {
  test('names each once', () => {
    const titles = mistakes.map(({ title }) => title);

    expect(titles.filter((title, index) => titles.indexOf(title) !== index)).toEqual([]);
  });
});
