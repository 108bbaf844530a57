import type { TitledPage } from '../core/code-page.ts';

/** A page for every code of the mock API. */
export const MOCK_PAGES = {
  MCK001: {
    title: 'A request the mock has no answer to.',
    means: 'The app called an address that is not in the description of the API, or one whose answer nothing declares.',
    why: 'The mock knows the API from its description alone; an address it does not know would give 404 at the service.',
    fix: 'Correct the URL of the app, or declare the operation under "operations".',
  },
  MCK002: {
    title: 'An answer against the description of the API.',
    means: 'What the mock was about to send does not match the schema of that answer, so a test would prove nothing.',
    fix: 'Correct the declaration of the mock, or the description.',
  },
  MCK003: {
    title: 'A mock or fault file that is not formed as its schema says.',
    means: 'The file has a key or value that its schema does not allow.',
    fix: 'Correct what the message names; makeapp editor sets up an editor that completes these files.',
  },
  MCK004: {
    title: 'A rule no request used.',
    means: 'A rule waits for a request that was never made, so the case it stands for was not tried.',
    fix: 'Remove the rule, or make the request it waits for.',
  },
} as const satisfies Readonly<Record<string, TitledPage>>;
