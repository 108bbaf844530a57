import { describe, expect, test } from 'vitest';
import { INES, openChatbot } from '../support/chatbot.ts';

const OPTION = { label: expect.stringMatching(/./), value: expect.stringMatching(/./) };

describe('RPCs', () => {
  test.each([
    ['listUsers', 40, { label: 'Ines Marlow', value: INES }],
    ['listStories', 7, { label: 'Ferry times', value: '600e5a7e5ea5000000000001' }],
    ['listSegments', 6, { label: 'Newsletter', value: '60057a11c0de000000000001' }],
    ['listWebhooks', 3, { label: 'Timetable', value: '60100c0ffee0000000000001' }],
  ])('%s lists %i options', async (name, count, first) => {
    const app = await openChatbot();

    const { bundles } = await app.run(`rpcs.${name}`);

    expect(bundles).toHaveLength(count);
    expect(bundles[0]).toEqual(first);
    expect(bundles).toEqual(bundles.map(() => OPTION));
  });

  test('listUsers falls back to the email and the custom ID', async () => {
    const app = await openChatbot();

    const { bundles } = await app.run('rpcs.listUsers');

    expect(bundles[1]).toMatchObject({ label: 'bo.tran@saltmarsh.example' });
  });

  test('listAttributes lists the custom keys of the first users, each once', async () => {
    const app = await openChatbot();

    const { bundles } = await app.run('rpcs.listAttributes');

    expect(bundles).toEqual([
      { label: 'tier', value: 'tier' },
      { label: 'note', value: 'note' },
    ]);
  });
});
