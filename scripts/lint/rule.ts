import type { Json } from '../core/json.ts';
import type { JsonPath } from '../core/paths.ts';
import type { Problem, Severity } from '../core/problems.ts';
import type { LintContext } from './context.ts';
import type { AppPatch } from './minimal-app.ts';

export type Family =
  | 'base'
  | 'connections'
  | 'oauth'
  | 'webhooks'
  | 'modules'
  | 'pagination'
  | 'triggers'
  | 'parameters'
  | 'texts'
  | 'interface'
  | 'rpcs'
  | 'functions'
  | 'expressions'
  | 'security'
  | 'errors'
  | 'names'
  | 'endpoints';

/** What a rule has to say about one place. Metadata of a component has no section. */
export interface Finding {
  /** "modules.searchUser", "app". */
  readonly component: string;
  readonly section?: string;
  readonly path: JsonPath;
  /** Offset inside the text at `path`. */
  readonly offset?: number;
  readonly message: string;
  /** Instead of the rule's advice. */
  readonly advice?: string;
  /** Instead of the rule's severity, where a case is milder than the rule. */
  readonly severity?: Severity;
}

/** A change of one value of a section; without `path`, of the value the finding is at. */
export type Change = { readonly path?: JsonPath } & (
  | { readonly set: Json }
  | { readonly remove: true }
  | { readonly rename: string }
);

/** One review rule: data, and a check that reads the app and says what it finds. */
export interface Rule {
  /** Stable: configurations and suppressions name it. */
  readonly id: string;
  readonly family: Family;
  /** `info` only advises: such rules are silent unless asked for. */
  readonly severity: Severity;
  /** What is demanded, in a few words. */
  readonly title: string;
  /** What happens otherwise. */
  readonly reason: string;
  /** What to do, as the last line of a problem. */
  readonly advice: string;
  /** Where the platform fact behind the rule is described. */
  readonly reference: string;
  readonly check: (context: LintContext) => Iterable<Finding>;
  /** The mechanical way to put a finding right; undefined where this one needs a person. */
  readonly fix?: (finding: Finding, context: LintContext) => Change | undefined;
  /** Codes of other checks that say the same of an app they see; a finding beside one of them is dropped. */
  readonly sameAs?: readonly string[];
  /** Changes to the minimal app: one the rule flags at the given place (`component › section › path`), one it accepts. */
  readonly examples: { readonly bad: AppPatch; readonly at: string; readonly good: AppPatch };
}

/** A change of an app's JSON; the place is that of a problem. */
export type Edit = { readonly component: string; readonly section?: string; readonly path: JsonPath } & (
  | { readonly set: Json }
  | { readonly remove: true }
  | { readonly rename: string }
);

/** A problem a rule found; `edit` puts it right where that is mechanical. */
export interface LintProblem extends Problem {
  readonly edit?: Edit;
}
