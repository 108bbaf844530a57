import type { JsonObject } from '../../core/json.ts';
import type { Site } from '../finding.ts';
import { findingAt } from '../finding.ts';
import type { FunctionSource } from '../function-source.ts';
import { declaredFunction, isNode } from '../function-source.ts';
import { MINIMAL } from '../minimal-parts.ts';
import type { Rule } from '../rule.ts';
import { callsIn } from '../texts.ts';

const SLUG: JsonObject = MINIMAL.functions.slug;

const GOOD = { functions: { slug: SLUG } };

const inCode = ({ at }: FunctionSource): Site => ({ at, section: 'code', path: [] });

/** Rules about who calls custom functions, and how. */
export const functionCallRules: readonly Rule[] = [
  {
    id: 'FUNC-015',
    family: 'functions',
    severity: 'info',
    title: 'Every function is called',
    reason: 'A component nobody uses cannot be removed once the app is published.',
    advice: 'remove it.',
    reference: 'make-app-format.md §8.1 MK-GEN-05',
    check: ({ functionSources, texts }) => {
      const called = new Set(texts.flatMap((site) => callsIn(site).map(({ name }) => name)));
      return functionSources
        .filter(({ component: { name } }) => !called.has(name))
        .filter(({ component: { name } }) => !functionSources.some((other) => other.code.includes(`iml.${name}`)))
        .map((source) => findingAt(inCode(source), 'Nothing calls the function.'));
    },
    examples: {
      bad: {
        functions: {
          spare: {
            code: 'function spare(text) {\n  return text;\n}\n',
            test: "it('stays', () => {\n  assert.strictEqual(spare('a'), 'a');\n});\n",
          },
        },
      },
      at: 'functions.spare › code',
      good: GOOD,
    },
  },
  {
    id: 'FUNC-018',
    family: 'functions',
    severity: 'warning',
    title: 'Calls pass what the function takes',
    reason: 'Arguments beyond the declared ones are ignored.',
    advice: 'remove the rest, or declare another parameter.',
    reference: 'make-app-format.md §1.7',
    check: (context) => {
      const arities = new Map(context.functionSources.flatMap((source) => arityOf(source)));
      return context.texts.flatMap((site) =>
        callsIn(site)
          .filter(({ name, args }) => args.length > (arities.get(name) ?? Number.POSITIVE_INFINITY))
          .map(({ name, args, start }) =>
            findingAt(site, `${name}() takes ${arities.get(name)}, and gets ${args.length} arguments.`, {
              offset: start,
            }),
          ),
      );
    },
    examples: {
      bad: {
        modules: {
          createItem: {
            communication: {
              url: '/items',
              method: 'POST',
              body: { slug: "{{slug(parameters.name, '-')}}" },
              response: { output: '{{body}}' },
            },
          },
        },
      },
      at: 'modules.createItem › communication › body.slug',
      good: GOOD,
    },
  },
];

/** How many arguments a function can use; none is stated for one that takes the rest. */
function arityOf(source: FunctionSource): (readonly [string, number])[] {
  const declared = declaredFunction(source);
  const parameters: readonly unknown[] = Array.isArray(declared?.params) ? declared.params : [];
  const takesRest = parameters.some((parameter) => isNode(parameter) && parameter.type === 'RestElement');
  if (!declared || takesRest || /\barguments\b/.test(source.code)) return [];
  return [[source.component.name, parameters.length]];
}
