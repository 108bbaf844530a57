import type { JsonObject } from '../../core/json.ts';
import type { LintContext } from '../context.ts';
import { findingAt } from '../finding.ts';
import {
  declaredFunction,
  type FunctionSource,
  isNode,
  nameOf,
  type SyntaxNode,
  walkCode,
} from '../function-source.ts';
import { MINIMAL } from '../minimal-parts.ts';
import type { Finding, Rule } from '../rule.ts';

const SLUG: JsonObject = MINIMAL.functions.slug;
const TEST = "it('joins words', () => {\n  assert.strictEqual(slug('Red Lamp'), 'red-lamp');\n});\n";
const code = (text: string) => ({ functions: { slug: { code: text, test: TEST } } });
const tested = (test: string) => ({ functions: { slug: { ...SLUG, test } } });
const GOOD = { functions: { slug: SLUG } };

const inCode = (source: FunctionSource, message: string, node?: SyntaxNode): Finding =>
  findingAt({ at: source.at, section: 'code', path: [] }, message, node ? { offset: node.start } : {});
const inTest = (source: FunctionSource, message: string, node?: SyntaxNode): Finding =>
  findingAt({ at: source.at, section: 'test', path: [] }, message, node ? { offset: node.start } : {});

/** Calls in a program, with their name. */
function callsOf(
  program: unknown,
): { readonly name: string; readonly node: SyntaxNode; readonly around: readonly SyntaxNode[] }[] {
  const calls: { name: string; node: SyntaxNode; around: readonly SyntaxNode[] }[] = [];
  walkCode(program, (node, around) => {
    const name = node.type === 'CallExpression' ? nameOf(node.callee) : undefined;
    if (name !== undefined) calls.push({ name, node, around });
  });
  return calls;
}

/** Rules about how custom functions are written and tested. */
export const functionStyleRules: readonly Rule[] = [
  {
    id: 'FUNC-003',
    family: 'functions',
    severity: 'warning',
    title: 'Every function has a test',
    reason: 'The next change breaks it, and nobody notices.',
    advice: "write it('…', () => assert.strictEqual(…)).",
    reference: 'make-app-format.md §8.8 MK-FUN-02',
    sameAs: ['MAN222'],
    check: ({ functionSources }) =>
      functionSources
        .filter(({ test, testProgram }) => test.trim() === '' || (testProgram && testProgram.body.length === 0))
        .map((source) => inTest(source, 'The function has no test.')),
    examples: { bad: tested('// No tests yet.\n'), at: 'functions.slug › test', good: GOOD },
  },
  {
    id: 'FUNC-004',
    family: 'functions',
    severity: 'warning',
    title: 'Tests compare strictly',
    reason: 'A loose comparison passes for values that are not what the function should give.',
    advice: 'use assert.strictEqual or assert.deepStrictEqual.',
    reference: 'make-app-format.md §8.8 MK-FUN-02',
    check: ({ functionSources }) =>
      functionSources.flatMap((source) =>
        callsOf(source.testProgram)
          .filter(({ name }) =>
            ['assert', 'assert.ok', 'assert.equal', 'assert.deepEqual', 'assert.notEqual'].includes(name),
          )
          .map(({ name, node }) => inTest(source, `${name}() compares loosely.`, node)),
      ),
    examples: {
      bad: tested("it('joins words', () => {\n  assert.equal(slug('Red Lamp'), 'red-lamp');\n});\n"),
      at: 'functions.slug › test',
      good: GOOD,
    },
  },
  {
    id: 'FUNC-005',
    family: 'functions',
    severity: 'warning',
    title: 'Tests consist of it()',
    reason: 'The platform knows it and assert only; anything else fails there.',
    advice: 'write single it() blocks.',
    reference: 'make-app-format.md §1.7',
    sameAs: ['MAN222'],
    check: ({ functionSources }) =>
      functionSources.flatMap((source) =>
        callsOf(source.testProgram)
          .filter(({ name }) =>
            ['describe', 'test', 'beforeEach', 'afterEach', 'before', 'after', 'require', 'expect'].includes(name),
          )
          .map(({ name, node }) => inTest(source, `${name}() does not exist on the platform.`, node)),
      ),
    examples: {
      bad: tested(`describe('slug', () => {\n  ${TEST.trim().replaceAll('\n', '\n  ')}\n});\n`),
      at: 'functions.slug › test',
      good: GOOD,
    },
  },
  {
    id: 'FUNC-006',
    family: 'functions',
    severity: 'info',
    title: 'Several assertions say which one failed',
    reason: 'The platform shows the message only.',
    advice: "add a message: assert.strictEqual(slug(''), '', 'empty text').",
    reference: 'make-app-format.md §8.8 MK-FUN-02',
    check: ({ functionSources }) => functionSources.flatMap(checkMessages),
    examples: {
      bad: tested(
        "it('joins words', () => {\n  assert.strictEqual(slug('a b'), 'a-b');\n  assert.strictEqual(slug(''), '');\n});\n",
      ),
      at: 'functions.slug › test',
      good: GOOD,
    },
  },
  {
    id: 'FUNC-007',
    family: 'functions',
    severity: 'info',
    title: 'Functions are written in current JavaScript',
    reason: 'var has surprising rules.',
    advice: 'use const and let.',
    reference: 'make-app-format.md §1.7',
    check: ({ functionSources }) =>
      functionSources.flatMap((source) => {
        const found: SyntaxNode[] = [];
        walkCode(source.program, (node) => {
          if (node.type === 'VariableDeclaration' && node.kind === 'var') found.push(node);
        });
        return found.map((node) => inCode(source, 'A variable is declared with var.', node));
      }),
    examples: {
      bad: code('function slug(text) {\n  var words = String(text);\n  return words.toLowerCase();\n}\n'),
      at: 'functions.slug › code',
      good: GOOD,
    },
  },
  {
    id: 'FUNC-008',
    family: 'functions',
    severity: 'info',
    title: 'Functions can be taken in at a glance',
    reason: 'A long function with many branches cannot be reviewed or tested.',
    advice: 'split it.',
    reference: 'make-app-format.md §8.8',
    check: ({ functionSources }) => functionSources.flatMap(checkMetrics),
    examples: {
      bad: code(
        `function slug(text) {\n${Array.from({ length: 45 }, (_, index) => `  text = text.replace('${index}', '');`).join('\n')}\n  return text;\n}\n`,
      ),
      at: 'functions.slug › code',
      good: GOOD,
    },
  },
  {
    id: 'FUNC-016',
    family: 'functions',
    severity: 'info',
    title: 'A function gives one kind of value',
    reason: 'Whoever maps the result must expect both.',
    advice: 'give an empty array instead of an empty object, or the other way round.',
    reference: 'make-app-format.md §8.8',
    check: ({ functionSources }) =>
      functionSources.flatMap((source) => {
        const kinds = returnedKinds(source);
        return kinds.size > 1 ? [inCode(source, `The function gives ${[...kinds].join(' or ')}.`)] : [];
      }),
    examples: {
      bad: code('function slug(text) {\n  if (!text) return {};\n  return [text];\n}\n'),
      at: 'functions.slug › code',
      good: GOOD,
    },
  },
  {
    id: 'FUNC-017',
    family: 'functions',
    severity: 'info',
    title: 'Functions repeat nothing',
    reason: 'One copy is corrected, the other is not.',
    advice: 'make a function of it, and call it as iml.name(…).',
    reference: 'make-app-format.md §8.8',
    check: checkCopies,
    examples: {
      bad: copies(),
      at: 'functions.copy › code',
      good: GOOD,
    },
  },
];

function copies() {
  const lines = ['a', 'b', 'c', 'd', 'e', 'f', 'g']
    .map((letter) => `  text = text.split('${letter}').join('${letter}${letter}');`)
    .join('\n');
  const copy = (name: string) => ({
    code: `function ${name}(text) {\n${lines}\n  return text;\n}\n`,
    test: `it('stays', () => {\n  assert.strictEqual(${name}('x'), 'x');\n});\n`,
  });
  return {
    functions: { slug: copy('slug'), copy: copy('copy') },
    modules: {
      createItem: {
        communication: {
          url: '/items',
          method: 'POST',
          body: { a: '{{slug(parameters.name)}}', b: '{{copy(parameters.name)}}' },
          response: { output: '{{body}}' },
        },
      },
    },
  };
}

/** Tests with more than one assertion, of which one has no third argument. */
function checkMessages(source: FunctionSource): Finding[] {
  const bare = new Map<SyntaxNode, SyntaxNode[]>();
  const all = new Map<SyntaxNode, number>();
  for (const { name, node, around } of callsOf(source.testProgram)) {
    const block = around.find((outer) => outer.type === 'CallExpression' && nameOf(outer.callee) === 'it');
    if (!block || !name.startsWith('assert.')) continue;
    all.set(block, (all.get(block) ?? 0) + 1);
    const given: readonly unknown[] = Array.isArray(node.arguments) ? node.arguments : [];
    if (given.length < 3) bare.set(block, [...(bare.get(block) ?? []), node]);
  }
  return [...bare].flatMap(([block, nodes]) =>
    (all.get(block) ?? 0) > 1
      ? nodes.slice(0, 1).map((node) => inTest(source, 'The test does not say which assertion failed.', node))
      : [],
  );
}

const BRANCHES: ReadonlySet<string> = new Set([
  'IfStatement',
  'ConditionalExpression',
  'ForStatement',
  'ForOfStatement',
  'ForInStatement',
  'WhileStatement',
  'DoWhileStatement',
  'CatchClause',
  'LogicalExpression',
]);

function checkMetrics(source: FunctionSource): Finding[] {
  const declared = declaredFunction(source);
  if (!declared) return [];
  const lines = source.code.slice(declared.start, declared.end).split('\n').length;
  const parameters: readonly unknown[] = Array.isArray(declared.params) ? declared.params : [];
  let branches = 1;
  walkCode(declared, (node) => {
    if (BRANCHES.has(node.type) || (node.type === 'SwitchCase' && node.test !== null)) branches += 1;
  });
  const excess = [
    ...(lines > 40 ? [`${lines} lines`] : []),
    ...(parameters.length > 4 ? [`${parameters.length} parameters`] : []),
    ...(branches > 15 ? [`${branches} branches`] : []),
  ];
  return excess.length === 0 ? [] : [inCode(source, `The function has ${excess.join(', ')}.`)];
}

/** Literal kinds of value the function itself returns; what is computed may be anything. */
function returnedKinds(source: FunctionSource): ReadonlySet<string> {
  const kinds = new Set<string>();
  const declared = declaredFunction(source);
  walkCode(declared, (node, around) => {
    const isOwn = around.filter(({ type }) => /Function/.test(type)).length === 1;
    if (node.type !== 'ReturnStatement' || !isOwn || !isNode(node.argument)) return;
    const kind = RETURNED[node.argument.type];
    if (kind !== undefined) kinds.add(kind);
  });
  return kinds;
}

const RETURNED: Readonly<Record<string, string>> = {
  ArrayExpression: 'an array',
  ObjectExpression: 'an object',
  TemplateLiteral: 'a text',
};

const LEAST_COPIED = 6;

/** Six lines in a row that stand in an earlier function too. */
function checkCopies({ functionSources }: LintContext): Finding[] {
  const seen = new Map<string, string>();
  return functionSources.flatMap((source) => {
    const lines = source.code
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line.length > 3);
    const blocks = lines.slice(LEAST_COPIED - 1).map((_, index) => lines.slice(index, index + LEAST_COPIED).join('\n'));
    const copied = blocks
      .map((block) => seen.get(block))
      .find((owner) => owner !== undefined && owner !== source.component.name);
    for (const block of blocks) seen.set(block, seen.get(block) ?? source.component.name);
    return copied === undefined ? [] : [inCode(source, `The function repeats lines of "${copied}".`)];
  });
}
