import { describe, expect, test } from 'vitest';
import { printPath } from '../../scripts/core/paths.ts';
import { lintManifest } from '../../scripts/lint/lint-manifest.ts';
import { chatbotManifest } from '../support/chatbot.ts';

describe('the ChatBot app', () => {
  test('breaks no rule that does more than advise', async () => {
    const problems = lintManifest(await chatbotManifest());

    expect(problems.map(({ code, component, path }) => `${code} ${component} ${printPath(path ?? [])}`)).toEqual([]);
  });
});
