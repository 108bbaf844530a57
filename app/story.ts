import { array, boolean, collection, fn, number, type Ref, type Root, spread, text, uinteger } from '#dsl';
import type { Story, StoryV2 } from './api/types.ts';

const identity = {
  id: text({ label: 'Story ID' }),
  name: text({ label: 'Name' }),
  description: text({ label: 'Description' }),
};

/** Fields of the newer story paths; the old ones leave them out. */
const published = {
  version: uinteger({ label: 'Version' }),
  published: boolean({ label: 'Published' }),
};

/** A story as lists show it. */
export const storySummaryInterface = {
  ...identity,
  integrations: array({ label: 'Integrations', spec: text({ label: 'Integration' }) }),
  metrics: array({
    label: 'Metrics',
    spec: {
      // A day without a time; inside a list it cannot be parsed, and as text it reaches the user unchanged.
      date: text({ label: 'Date' }),
      conversations: uinteger({ label: 'Conversations' }),
    },
  }),
  ...published,
};

/** A story with its interactions. */
export const storyInterface = {
  ...identity,
  order: array({ label: 'Order', spec: text({ label: 'Interaction ID' }) }),
  interactions: array({
    label: 'Interactions',
    spec: {
      id: text({ label: 'Interaction ID' }),
      name: text({ label: 'Name' }),
      root: boolean({ label: 'Root' }),
      references: array({ label: 'References', spec: text({ label: 'Reference' }) }),
      contextOut: array({ label: 'Next Interactions', spec: text({ label: 'Interaction ID' }) }),
      webhook: text({ label: 'Webhook' }),
    },
  }),
  interactionsById: collection({ label: 'Interactions by ID', spec: {} }),
  ...published,
  settings: collection({
    label: 'Settings',
    spec: {
      confidence: number({ label: 'Confidence' }),
      language: text({ label: 'Language' }),
      compact: boolean({ label: 'Compact' }),
      ignoreAttachments: boolean({ label: 'Ignore Attachments' }),
      navigation: text({ label: 'Navigation' }),
    },
  }),
};

/** A story in the shape of either version of the API. */
export type AnyStory = Story & Partial<Pick<StoryV2, 'version' | 'published' | 'settings'>>;

/** Lists the interactions, which the API keys by their ID, so that a scenario can iterate them. */
export const storyOutput = <N extends Root>(story: Ref<AnyStory, N>) => ({
  ...spread(story),
  interactions: fn.map(fn.toArray(story.interactions), 'value'),
  interactionsById: story.interactions,
});

/** The members of a story that can be written; the API's documentation does not show them (G4). */
export const storyBody = (
  p: Ref<{ readonly name: string | undefined; readonly description: string | undefined }, 'parameters'>,
) => ({
  name: p.name,
  description: p.description,
});
