import type { CodePage } from '../core/code-page.ts';
import type { ScenarioCode } from './codes.ts';

/** A page for every code about scenarios and blueprints. */
export const SCENARIO_PAGES: Readonly<Record<ScenarioCode, CodePage>> = {
  SCN001: {
    means: 'A scenario or blueprint has a key or value its schema does not allow.',
    fix: 'Correct what the message names; makeapp editor sets up an editor that completes these files.',
  },
  SCN002: {
    means: 'The blueprint uses a module by an ID that the app does not have.',
    why: 'A blueprint names modules as app:module; renaming one breaks the scenarios that use it.',
    fix: 'Correct the ID, or export the blueprint again.',
  },
  SCN003: {
    means: 'A module of some other app is part of the flow, and only Make can run it.',
    why: 'Only the app of the project and the tools of Make, such as routers and aggregators, can be run here.',
    fix: "Say what it gives: --bundles '1=[{…}]', or bundles: in a scenario file.",
  },
  SCN004: {
    means: 'An aggregator names a source module that does not run before it.',
    why: 'An aggregator collects the bundles of the module it names, up to itself; without them it has nothing to collect.',
    fix: 'Choose a module before it as its source.',
  },
  SCN005: {
    means: 'A filter compares with an operator Make does not have.',
    why: 'Filters know a fixed list of operators, by type of operand (iml.md §16).',
    fix: 'Use one of those the message lists.',
    bad: '{ "a": "{{1.name}}", "o": "text:equals", "b": "Ada" }',
    good: '{ "a": "{{1.name}}", "o": "text:equal", "b": "Ada" }',
  },
  SCN006: {
    means: 'A field maps a value of a module that runs later, on another route, or not at all.',
    why: 'Expressions see the bundles of modules before them only; the rest is empty (iml.md §4.1).',
    fix: 'Move the module, or map from one that comes before.',
  },
  SCN007: {
    means: 'Two modules of the flow bear the same number.',
    why: 'The number is how expressions name a module: {{2.id}} would mean both (iml.md §4.1).',
    fix: 'Give each its own number.',
  },
  SCN008: {
    means: 'Bundles or payloads are given for a number no module has, or for one that takes none.',
    fix: 'Correct the number; the message lists those there are.',
  },
  SCN009: {
    means: 'An instant trigger is to run, and no incoming request is given.',
    why: 'It gets its bundles from a delivery to its webhook (make-app-format.md §5.4).',
    fix: 'Give one: --payload, or payloads: in a scenario file.',
  },
  SCN010: {
    means: 'A directive such as Resume or Ignore stands in the main flow, or modules follow a router.',
    why: 'Directives end an error handler, and a router ends its flow: what comes after belongs into its routes.',
    fix: 'Move the module to the error handler, or into a route.',
  },
};
