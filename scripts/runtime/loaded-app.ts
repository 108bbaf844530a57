import { isPlainObject } from '../core/json.ts';
import type { JsonPath } from '../core/paths.ts';
import type { Component, Manifest } from '../manifest/manifest.ts';
import type { ParameterFacts } from '../parameters/facts.ts';
import { createParameterFacts } from '../parameters/facts.ts';
import type { Step } from './base.ts';
import { mergeBase, mergeSteps } from './base.ts';
import type { Limits } from './limits.ts';
import { limitsOf } from './limits.ts';
import type { SecretMemory } from './secret-memory.ts';
import { createSecretMemory } from './secret-memory.ts';
import type { StepFacts } from './step-facts.ts';
import { createStepFacts } from './step-facts.ts';

/** An app ready to run: its manifest, its requests with Base merged in, and everything else that need be worked out only once. */
export interface LoadedApp {
  readonly manifest: Manifest;
  readonly base: Step | undefined;
  readonly common: Readonly<Record<string, unknown>>;
  readonly limits: Limits;
  readonly secretMemory: SecretMemory;
  readonly parameterFacts: ParameterFacts;
  /** The requests of a section; none when the section is empty. */
  steps(component: Component, section: string): readonly Step[];
  /** The requests of a trigger with its epoch over the last of them. */
  epochSteps(component: Component): readonly Step[];
  factsOf(step: Step): StepFacts;
  /** What the author wrote of a step of `steps`, before Base, and its place in the section. */
  writtenAs(step: Step): WrittenStep | undefined;
}

/** A request as it stands in its section; `path` is empty when the section is that one request. */
export interface WrittenStep {
  readonly step: Step;
  readonly path: JsonPath;
}

export function prepareApp(manifest: Manifest): LoadedApp {
  const base = isPlainObject(manifest.sections.base) ? manifest.sections.base : undefined;
  const written = new WeakMap<Step, WrittenStep>();
  const cache = new Map<Component, Map<string, readonly Step[]>>();
  const cached = (component: Component, section: string, make: () => readonly Step[]): readonly Step[] => {
    const sections = cache.get(component) ?? new Map<string, readonly Step[]>();
    const found = sections.get(section) ?? make();
    cache.set(component, sections.set(section, found));
    return found;
  };
  const steps = (component: Component, section: string): readonly Step[] =>
    cached(component, section, () =>
      writtenIn(component.sections[section]).map((own) => {
        const step = mergeBase(inherits(component, section) ? base : undefined, own.step);
        written.set(step, own);
        return step;
      }),
    );
  const common = isPlainObject(manifest.sections.common) ? manifest.sections.common : {};
  return {
    manifest,
    base,
    common,
    limits: limitsOf(common),
    secretMemory: createSecretMemory(),
    parameterFacts: createParameterFacts(),
    factsOf: createStepFacts(),
    writtenAs: (step) => written.get(step),
    steps,
    epochSteps: (component) =>
      cached(component, 'epoch over communication', () => overLast(steps(component, 'communication'), component)),
  };
}

/** A section that is one request counts as a list of one; an empty object holds none. */
export const requestsIn = (section: unknown): Step[] => writtenIn(section).map(({ step }) => step);

function writtenIn(section: unknown): WrittenStep[] {
  const list = Array.isArray(section) ? section : [section];
  return list.flatMap((step: unknown, index) => {
    if (!isPlainObject(step) || Object.keys(step).length === 0) return [];
    return [{ step, path: Array.isArray(section) ? [index] : [] }];
  });
}

/** Base reaches modules, RPCs, endpoints and what compiles to RPCs; not connections, a webhook's own part, or responders (runtime.md §2.1, ASM-07). */
function inherits(component: Component, section: string): boolean {
  if (component.kind === 'connection') return false;
  if (component.kind === 'webhook') return section !== 'communication';
  return component.kind !== 'module' || component.moduleType !== 'responder';
}

/** The epoch overrides the last request and inherits the rest (runtime.md §2.5, ASM-61). */
function overLast(steps: readonly Step[], component: Component): readonly Step[] {
  const [epoch] = requestsIn(component.sections.epoch);
  const last = steps.at(-1);
  if (!epoch || !last) return steps;
  return [...steps.slice(0, -1), mergeSteps(last, epoch)];
}
