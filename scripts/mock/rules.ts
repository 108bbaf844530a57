import type { Rule } from './definition.ts';
import { type Route, splitPath } from './openapi.ts';
import { fits } from './routes.ts';

/** Faults and expectations: the first rule whose turn it is decides what a request gets. */
export class RuleBook {
  readonly #rules: { readonly rule: Rule; seen: number; used: number }[] = [];

  constructor(rules: readonly Rule[]) {
    for (const rule of rules) this.add(rule);
  }

  add(rule: Rule): void {
    this.#rules.push({ rule, seen: 0, used: 0 });
  }

  /** Counts the request with every rule that is about it. */
  take(method: string, pathname: string, route: Route | undefined): Rule | undefined {
    const about = this.#rules.filter(({ rule }) => isAbout(rule, method, pathname, route));
    for (const entry of about) entry.seen++;
    const chosen = about.find(({ rule, seen }) => isTurn(rule, seen));
    if (chosen) chosen.used++;
    return chosen?.rule;
  }

  /** Rules that never had their turn, or not as often as they wanted. */
  unused(): string[] {
    return this.#rules.filter(({ rule, used }) => used < turns(rule)).map(({ rule, seen }) => describe(rule, seen));
  }

  restart(): void {
    for (const entry of this.#rules) Object.assign(entry, { seen: 0, used: 0 });
  }
}

function isAbout({ on }: Rule, method: string, pathname: string, route: Route | undefined): boolean {
  if (on === '*') return true;
  const [wanted = '', path] = on.split(/\s+/, 2);
  if (path === undefined) return route?.operationId === wanted;
  return (wanted === '*' || wanted.toUpperCase() === method) && fits(splitPath(path), splitPath(pathname));
}

const callsOf = ({ call }: Rule): readonly number[] | undefined => (call === undefined ? undefined : [call].flat());

const isTurn = (rule: Rule, seen: number): boolean => callsOf(rule)?.includes(seen) ?? seen >= (rule.from ?? 1);

const turns = (rule: Rule): number => callsOf(rule)?.length ?? 1;

function describe(rule: Rule, seen: number): string {
  const calls = callsOf(rule);
  const turn = calls ? `call ${calls.join(', ')}` : rule.from === undefined ? 'every call' : `from call ${rule.from}`;
  return `${rule.on} (${turn}; ${seen} seen)`;
}
