import { describe, expect, test } from 'vitest';
import { FERRY, openChatbot } from '../support/chatbot.ts';

describe('listStories', () => {
  test('returns all stories', async () => {
    const app = await openChatbot();

    const { bundles, requests } = await app.run('listStories', {});

    expect(requests).toHaveLength(1);
    expect(bundles).toHaveLength(7);
    expect(bundles[0]).toMatchObject({
      id: FERRY,
      name: 'Ferry times',
      integrations: ['widget', 'livechat'],
      metrics: [
        { date: '2021-01-30', conversations: 12 },
        { date: '2021-01-31', conversations: 19 },
      ],
    });
  });

  test('stops at the limit', async () => {
    const app = await openChatbot();

    const { bundles } = await app.run('listStories', { limit: 3 });

    expect(bundles).toHaveLength(3);
  });
});

describe('getStory', () => {
  test('lists the interactions beside their map', async () => {
    const app = await openChatbot();

    const { bundles } = await app.run('getStory', { id: FERRY });

    expect(bundles[0]).toMatchObject({
      id: FERRY,
      order: ['600e5a7e5ea50000000000a1'],
      interactions: [
        { id: '600e5a7e5ea50000000000a1', name: 'Next ferry', root: true },
        { id: '600e5a7e5ea50000000000a2', name: 'Ask for the pier', root: false },
      ],
      interactionsById: { '600e5a7e5ea50000000000a2': { name: 'Ask for the pier' } },
    });
  });

  test('copes with a story without interactions', async () => {
    const app = await openChatbot();

    const { bundles } = await app.run('getStory', { id: '600e5a7e5ea5000000000007' });

    expect(bundles[0]).toMatchObject({ name: 'Untitled', interactions: [] });
  });
});

describe('createStory', () => {
  test('creates the story', async () => {
    const app = await openChatbot();

    const { bundles, requests } = await app.run('createStory', { name: 'Tides', description: 'High and low' });

    expect(requests[0]).toMatchObject({ method: 'POST', body: { name: 'Tides', description: 'High and low' } });
    expect(bundles[0]).toMatchObject({ id: expect.stringMatching(/^[0-9a-f]{24}$/), status: { code: 200 } });
  });

  test('leaves an empty description out', async () => {
    const app = await openChatbot();

    const { requests } = await app.run('createStory', { name: 'Tides' });

    expect(requests[0]?.body).toEqual({ name: 'Tides' });
  });

  test('needs a name', async () => {
    const app = await openChatbot();

    const { error, requests } = await app.run('createStory', { description: 'Nameless' });

    expect(error?.type).toBe('BundleValidationError');
    expect(error?.message).toContain('Name');
    expect(requests).toEqual([]);
  });
});

describe('updateStory', () => {
  test('changes what was filled in', async () => {
    const app = await openChatbot();

    const { bundles, requests } = await app.run('updateStory', { id: FERRY, name: 'Ferries' });

    expect(requests[0]).toMatchObject({ method: 'PUT', body: { name: 'Ferries' } });
    expect(bundles[0]).toMatchObject({ id: FERRY, status: { code: 200 } });
    const [story] = (await app.run('getStory', { id: FERRY })).bundles;
    expect(story).toMatchObject({ name: 'Ferries', description: 'Reads the timetable' });
  });

  test('stops without a request when nothing is filled in', async () => {
    const app = await openChatbot();

    const { error, requests } = await app.run('updateStory', { id: FERRY });

    expect(error).toMatchObject({ type: 'DataError', message: expect.stringContaining('nothing to change') });
    expect(requests).toEqual([]);
  });
});

describe('deleteStory', () => {
  test('removes the story and says which', async () => {
    const app = await openChatbot();

    const { bundles, requests } = await app.run('deleteStory', { id: FERRY });

    expect(requests[0]).toMatchObject({ method: 'DELETE', url: `https://api.chatbot.com/stories/${FERRY}` });
    expect(bundles[0]).toMatchObject({ id: FERRY, status: { code: 200 } });
    expect(app.mock.records('stories').map(({ id }) => id)).not.toContain(FERRY);
  });
});

describe.each(['getStory', 'updateStory', 'deleteStory'])('%s', (module) => {
  test('names an ID no story has', async () => {
    const app = await openChatbot();

    const { error } = await app.run(module, {
      id: '600e5a7e5ea5000000009999',
      ...(module === 'updateStory' && { name: 'x' }),
    });

    expect(error).toEqual({
      type: 'DataError',
      message: '[404] There is no story with the ID 600e5a7e5ea5000000009999.',
      statusCode: 404,
    });
  });
});
