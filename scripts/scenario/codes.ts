/** Every code about scenarios, with what it stands for. Codes are stable: scripts may filter by them. */
export const SCENARIO_CODES = {
  SCN001: 'A scenario file that is not formed as its schema says.',
  SCN002: 'A module the app does not have.',
  SCN003: 'A module of another app, without fixed bundles.',
  SCN004: 'An aggregator whose source does not come before it.',
  SCN005: 'A filter with an operator there is none of.',
  SCN006: 'A value mapped from a module that does not come before.',
  SCN007: 'A module number used twice.',
  SCN008: 'Bundles or payloads for a module that is not there, or cannot take them.',
  SCN009: 'An instant trigger without an incoming request.',
  SCN010: 'A directive outside an error handler, or modules behind a router.',
} as const;

export type ScenarioCode = keyof typeof SCENARIO_CODES;
