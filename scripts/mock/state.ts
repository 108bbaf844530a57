import type { Json } from '../core/json.ts';
import { InputError } from '../core/problems.ts';
import { didYouMean } from '../core/suggest.ts';
import type { MockSpec } from './definition.ts';
import { createIdentifiers, type Identifiers } from './identifiers.ts';
import { type CollectionSource, createStore, type Store } from './store.ts';
import type { Scope } from './template.ts';

export type OptionValues = Readonly<Record<string, Json>>;

const START = '2024-01-01T00:00:00.000Z';
const STEP = 1000;

/** All that changes while a mock runs; `reset` brings back the first state to the byte. */
export class MockState {
  readonly #spec: MockSpec;
  readonly #outerNow: (() => Date) | undefined;
  readonly #chosen: OptionValues;
  #ticks = 0;
  #options: OptionValues = {};
  #ids: Identifiers | undefined;
  #store: Store | undefined;

  constructor(spec: MockSpec, now: (() => Date) | undefined, chosen: OptionValues) {
    this.#spec = spec;
    this.#outerNow = now;
    this.#chosen = chosen;
    this.reset();
  }

  /** Starts over; options given here replace those of the start until the next reset. */
  reset(options: OptionValues = {}): void {
    this.#options = chooseOptions(this.#spec, { ...this.#chosen, ...options });
    this.#ticks = 0;
    this.#ids = undefined;
    this.#store = undefined;
  }

  get options(): OptionValues {
    return this.#options;
  }

  get store(): Store {
    this.#store ??= createStore(this.#spec.collections ?? {}, (name) => this.#sourceOf(name));
    return this.#store;
  }

  /** Each collection has ids of its own, and its seeds are as old as the mock, whenever they are written out. */
  #sourceOf(name: string): CollectionSource {
    const { seed = 1 } = this.#spec;
    const start = this.#start;
    const seedIds = createIdentifiers(seed, `seeds of ${name}`, () => start);
    const seedScope = { ...this.#scopeOf(seedIds), now: start.toISOString() };
    return { ids: createIdentifiers(seed, name, () => this.now()), seedIds, seedScope };
  }

  /** The mock's own time: it stands still but for one step a request. */
  now(): Date {
    if (this.#outerNow) return this.#outerNow();
    return new Date(this.#start.getTime() + (this.#spec.clock?.step ?? STEP) * this.#ticks);
  }

  get #start(): Date {
    return new Date(this.#spec.clock?.start ?? START);
  }

  tick(): void {
    this.#ticks++;
  }

  /** What every template may name. */
  scope(): Scope {
    this.#ids ??= createIdentifiers(this.#spec.seed ?? 1, '', () => this.now());
    return this.#scopeOf(this.#ids);
  }

  #scopeOf({ uuid, objectId, nonce }: Identifiers): Scope {
    return { now: this.now().toISOString(), option: this.#options, uuid, objectId, nonce };
  }
}

function chooseOptions({ options = {} }: MockSpec, chosen: OptionValues): OptionValues {
  const defaults = Object.entries(options).map(([name, option]) => [name, option.default] as const);
  for (const [name, value] of Object.entries(chosen)) {
    const option = options[name];
    if (!option)
      throw new InputError(`The mock has no option "${name}".`, {
        fix: didYouMean(name, Object.keys(options), 'see its declaration.'),
      });
    if (option.values.includes(value)) continue;
    const allowed = option.values.map((one) => JSON.stringify(one)).join(', ');
    throw new InputError(`${JSON.stringify(value)} is no value of the option "${name}".`, {
      fix: `use one of ${allowed}.`,
    });
  }
  return { ...Object.fromEntries(defaults), ...chosen };
}
