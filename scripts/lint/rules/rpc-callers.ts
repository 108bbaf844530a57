import type { Json, JsonObject } from '../../core/json.ts';
import type { Binary, Expression } from '../../iml/ast.ts';
import { referenceOf } from '../../iml/references.ts';
import type { RpcComponent } from '../../manifest/manifest.ts';
import { walkFields } from '../../parameters/walk.ts';
import type { LintContext } from '../context.ts';
import { findingAt } from '../finding.ts';
import type { ReferenceSite } from '../forms.ts';
import { MINIMAL } from '../minimal-parts.ts';
import { objectOf, textOf } from '../requests.ts';
import type { Finding, Rule } from '../rule.ts';
import { parse } from '../texts.ts';

const LIST = objectOf(MINIMAL.rpcs.listItems.communication);

const choice = (options: string) => ({
  name: 'id',
  type: 'select',
  label: 'Item ID',
  required: true,
  mode: 'edit',
  options,
  mappable: { help: 'Enter the item ID.' },
});

const rpcsOf = ({ manifest }: LintContext): RpcComponent[] => Object.values(manifest.rpcs);

const callersOf = (name: string, context: LintContext): ReferenceSite[] =>
  context.rpcReferences.filter(({ reference }) => reference.name === name && reference.app === undefined);

/** Rules about how forms call RPCs. */
export const rpcCallerRules: readonly Rule[] = [
  {
    id: 'RPC-004',
    family: 'rpcs',
    severity: 'error',
    title: 'Callers say which of the lists they want',
    reason: 'Every request of the RPC waits for a flag this form does not pass, so nothing comes back.',
    advice: 'add the flag to the address: rpc://columns?all=true.',
    reference: 'runtime.md §7',
    check: checkFlags,
    examples: {
      bad: {
        rpcs: { listItems: { communication: { ...LIST, condition: "{{parameters.kind = 'open'}}" } } },
        modules: { getItem: { mappableParams: [choice('rpc://listItems?kind=open')] }, watchItems: shelfTrigger() },
      },
      at: 'modules.watchItems › staticParams › [0].options',
      good: {
        rpcs: { listItems: { communication: { ...LIST, condition: "{{parameters.kind = 'open'}}" } } },
        modules: { getItem: { mappableParams: [choice('rpc://listItems?kind=open')] } },
      },
    },
  },
  {
    id: 'RPC-005',
    family: 'rpcs',
    severity: 'error',
    title: 'Values from an address are compared as text',
    reason: "What follows the question mark is text: 'true' is not equal to true.",
    advice: "compare with 'true'.",
    reference: 'runtime.md §7',
    check: (context) =>
      rpcsOf(context).flatMap((rpc) => {
        const passed = queryNames(rpc, context);
        return context
          .textsOf(rpc)
          .flatMap((site) =>
            site.expressions
              .filter((expression) => comparesFlag(expression, passed))
              .map(({ start }) =>
                findingAt(site, 'A value from the address of the RPC is text, never true or false.', { offset: start }),
              ),
          );
      }),
    fix: (finding, context) => {
      const rpc = context.component(finding.component);
      if (rpc?.kind !== 'rpc') return undefined;
      const passed = queryNames(rpc, context);
      const text = textOf(context.valueAt(finding));
      const flags = parse(text).expressions.flatMap((expression) =>
        comparesFlag(expression, passed) ? [expression.right] : [],
      );
      return {
        set: flags
          .sort((a, b) => b.start - a.start)
          .reduce(
            (rest, { start, end }) => `${rest.slice(0, start)}'${rest.slice(start, end)}'${rest.slice(end)}`,
            text,
          ),
      };
    },
    examples: {
      bad: {
        rpcs: {
          listItems: { communication: { ...LIST, qs: { per_page: 100, all: '{{if(parameters.all = true, 1, 0)}}' } } },
        },
        modules: { getItem: { mappableParams: [choice('rpc://listItems?all=true')] } },
      },
      at: 'rpcs.listItems › communication › qs.all',
      good: {
        rpcs: {
          listItems: {
            communication: { ...LIST, qs: { per_page: 100, all: "{{if(parameters.all = 'true', 1, 0)}}" } },
          },
        },
        modules: { getItem: { mappableParams: [choice('rpc://listItems?all=true')] } },
      },
    },
  },
];

function shelfTrigger(): JsonObject {
  const { communication, staticParams } = MINIMAL.modules.watchItems;
  const { qs, ...rest } = objectOf(communication);
  const shelf = { name: 'item', type: 'select', label: 'Item', options: 'rpc://listItems' };
  return {
    staticParams: [shelf, ...(Array.isArray(staticParams) ? staticParams : [])],
    communication: { ...rest, qs: { ...objectOf(qs), item: '{{parameters.item}}' } },
  };
}

const isFlag = (expression: Expression): boolean =>
  expression.type === 'keyword' && (expression.name === 'true' || expression.name === 'false');

function comparesFlag(expression: Expression, passed: ReadonlySet<string>): expression is Binary {
  if (expression.type !== 'binary' || (expression.operator !== '=' && expression.operator !== '!=')) return false;
  const reference = referenceOf(expression.left);
  return reference?.root === 'parameters' && passed.has(String(reference.path[0])) && isFlag(expression.right);
}

/** Names callers pass in the address only, not as a field of their form. */
function queryNames(rpc: RpcComponent, context: LintContext): ReadonlySet<string> {
  const callers = callersOf(rpc.name, context);
  const names = new Set(callers.flatMap(({ reference }) => Object.keys(reference.query)));
  for (const { component } of callers) for (const { name } of context.fieldsOf(component)) names.delete(name ?? '');
  return names;
}

/** RPCs all of whose requests ask for one parameter that only an address can pass. */
function checkFlags(context: LintContext): Finding[] {
  return rpcsOf(context).flatMap((rpc) => {
    const requests = context.requestsOf(rpc);
    const asked = requests.map((request) => context.textAt(request, 'condition')?.references ?? []);
    const names = new Set(
      asked.flatMap((references) => references.map(({ root, path }) => (root === 'parameters' ? String(path[0]) : ''))),
    );
    const [flag] = names;
    const isNegated = requests.some((request) =>
      /!|undefined|ifempty|null|emptystring|''/.test(context.textAt(request, 'condition')?.text ?? ''),
    );
    if (requests.length === 0 || names.size !== 1 || !flag || asked.some(({ length }) => length === 0) || isNegated)
      return [];
    if (isDeclared(rpc.sections.params, flag)) return [];
    const callers = callersOf(rpc.name, context);
    const passes = ({ reference, component }: ReferenceSite): boolean =>
      reference.query[flag] !== undefined || context.fieldsOf(component).some(({ name }) => name === flag);
    // A flag no caller passes is reported as a parameter nobody declares.
    if (!callers.some(passes)) return [];
    return callers
      .filter((caller) => !passes(caller))
      .map((site) => findingAt(site, `${rpc.label || rpc.name} answers only when "${flag}" is passed.`));
  });
}

function isDeclared(section: Json | undefined, name: string): boolean {
  let isFound = false;
  walkFields(section, ({ field }) => {
    isFound ||= field.name === name;
  });
  return isFound;
}
