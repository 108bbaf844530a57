import type { JsonObject } from '../../core/json.ts';
import type { LintContext } from '../context.ts';
import type { Site } from '../finding.ts';
import { findingAt } from '../finding.ts';
import type { FunctionSource, SyntaxNode } from '../function-source.ts';
import { declaredFunction, isNode, nameOf, walkCode } from '../function-source.ts';
import { MINIMAL } from '../minimal-parts.ts';
import type { Finding, Rule } from '../rule.ts';

const SLUG: JsonObject = MINIMAL.functions.slug;

const code = (body: string) => ({ functions: { slug: { ...SLUG, code: `function slug(text) {\n${body}\n}\n` } } });

const GOOD = { functions: { slug: SLUG } };

const inCode = ({ at }: FunctionSource): Site => ({ at, section: 'code', path: [] });

/** Findings of one kind of node in every function's code. */
const inNodes = (
  { functionSources }: LintContext,
  judge: (node: SyntaxNode, around: readonly SyntaxNode[], source: FunctionSource) => string | undefined,
): Finding[] =>
  functionSources.flatMap((source) => {
    const findings: Finding[] = [];
    walkCode(source.program, (node, around) => {
      const message = judge(node, around, source);
      if (message !== undefined) findings.push(findingAt(inCode(source), message, { offset: node.start }));
    });
    return findings;
  });

/** Rules about what custom functions must not do. */
export const functionRules: readonly Rule[] = [
  {
    id: 'FUNC-001',
    family: 'functions',
    severity: 'error',
    title: 'A function is short enough for Make',
    reason: 'Make refuses more than 5000 characters.',
    advice: 'split it: functions can call each other as iml.name(…).',
    reference: 'runtime.md §13',
    sameAs: ['MAN221'],
    check: ({ functionSources }) =>
      functionSources
        .filter(({ code: text }) => text.length > 5000)
        .map((source) => findingAt(inCode(source), `The function has ${source.code.length} characters.`)),
    examples: {
      bad: code(`  return [${Array.from({ length: 1100 }, (_, index) => index).join(', ')}].includes(text);`),
      at: 'functions.slug › code',
      good: GOOD,
    },
  },
  {
    id: 'FUNC-009',
    family: 'functions',
    severity: 'error',
    title: 'Functions run no text as code',
    reason: 'What a user typed in would run with the rights of the app.',
    advice: 'use JSON.parse for data, and a function for everything else.',
    reference: 'make-app-format.md §1.7',
    check: (context) =>
      inNodes(context, (node) =>
        (node.type === 'CallExpression' || node.type === 'NewExpression') &&
        ['eval', 'Function'].includes(nameOf(node.callee) ?? '')
          ? `${nameOf(node.callee)}() runs text as code.`
          : undefined,
      ),
    examples: { bad: code('  return eval(text);'), at: 'functions.slug › code', good: GOOD },
  },
  {
    id: 'FUNC-010',
    family: 'functions',
    severity: 'error',
    title: 'Functions only compute',
    reason: 'There are no modules, no network and no timers where they run, so the call fails.',
    advice: 'make requests in the communication, and compute with what they give.',
    reference: 'make-app-format.md §1.7',
    sameAs: ['MAN220'],
    check: (context) =>
      inNodes(context, (node) => {
        if (node.type === 'ImportExpression') return 'import() does not exist where the function runs.';
        const name = node.type === 'CallExpression' ? nameOf(node.callee) : undefined;
        return name !== undefined && ABSENT.has(name) ? `${name}() does not exist where the function runs.` : undefined;
      }),
    examples: {
      bad: code("  return require('node:path').basename(text);"),
      at: 'functions.slug › code',
      good: GOOD,
    },
  },
  {
    id: 'FUNC-011',
    family: 'functions',
    severity: 'warning',
    title: 'Keys from outside cannot reach the prototype',
    reason: 'A key __proto__ changes every object of the run.',
    advice: 'leave out __proto__, constructor and prototype, or write into Object.create(null).',
    reference: 'make-app-format.md §1.7',
    check: (context) =>
      context.functionSources
        .filter(({ code: text }) => !/__proto__|Object\.create\(null\)/.test(text))
        .flatMap((source) => {
          const writes = openWrites(source);
          return writes.map((node) =>
            findingAt(inCode(source), 'A key from outside is written without a look at it.', { offset: node.start }),
          );
        }),
    examples: {
      bad: code('  const out = {};\n  for (const [key, value] of text) out[key] = value;\n  return out;'),
      at: 'functions.slug › code',
      good: code(
        '  const out = Object.create(null);\n  for (const [key, value] of text) out[key] = value;\n  return out;',
      ),
    },
  },
  {
    id: 'FUNC-012',
    family: 'functions',
    severity: 'warning',
    title: 'Regular expressions end in time',
    reason: 'A repetition inside a repetition takes ages on some texts, and the function is stopped after ten seconds.',
    advice: 'remove one of the repetitions.',
    reference: 'make-app-format.md §1.7',
    check: (context) =>
      inNodes(context, (node) => {
        const pattern = node.type === 'Literal' && isRegex(node.regex) ? node.regex.pattern : undefined;
        return pattern !== undefined && NESTED_REPETITION.test(pattern)
          ? `/${pattern}/ repeats a repetition.`
          : undefined;
      }),
    examples: {
      bad: code('  return /^(a+)+$/.test(text);'),
      at: 'functions.slug › code',
      good: code('  return /^a+$/.test(text);'),
    },
  },
  {
    id: 'FUNC-013',
    family: 'functions',
    severity: 'warning',
    title: 'Text that is no JSON is expected',
    reason: 'Users read an error of the JSON parser.',
    advice: 'put it into try and catch.',
    reference: 'make-app-format.md §1.7',
    check: (context) =>
      inNodes(context, (node, around) =>
        node.type === 'CallExpression' &&
        nameOf(node.callee) === 'JSON.parse' &&
        !isCloned(node) &&
        !around.some(({ type }) => type === 'TryStatement')
          ? 'JSON.parse() fails on text that is no JSON.'
          : undefined,
      ),
    examples: {
      bad: code('  return JSON.parse(text);'),
      at: 'functions.slug › code',
      good: code('  try {\n    return JSON.parse(text);\n  } catch {\n    return null;\n  }'),
    },
  },
  {
    id: 'FUNC-014',
    family: 'functions',
    severity: 'warning',
    title: 'Functions leave their arguments alone',
    reason: 'The value may stand in temp, and change there too.',
    advice: 'change a copy: { ...item, x: 1 }.',
    reference: 'make-app-format.md §1.7',
    check: ({ functionSources }) =>
      functionSources.flatMap((source) =>
        changesOfArguments(source).map((node) =>
          findingAt(inCode(source), 'An argument is changed.', { offset: node.start }),
        ),
      ),
    examples: {
      bad: code('  text.slug = true;\n  return text;'),
      at: 'functions.slug › code',
      good: code('  return { ...text, slug: true };'),
    },
  },
];

const ABSENT: ReadonlySet<string> = new Set([
  'require',
  'fetch',
  'setTimeout',
  'setInterval',
  'setImmediate',
  'process.exit',
  'alert',
]);

/** A group that repeats something and is repeated itself. */
const NESTED_REPETITION = /\((?:\?:)?(?:[^()\\]|\\.)*[+*](?:[^()\\]|\\.)*\)[+*]/;

const isRegex = (value: unknown): value is { readonly pattern: string } =>
  typeof value === 'object' && value !== null && typeof (value as { pattern?: unknown }).pattern === 'string';

/** JSON.parse(JSON.stringify(x)) copies a value, and cannot fail. */
function isCloned(node: SyntaxNode): boolean {
  const [argument] = Array.isArray(node.arguments) ? node.arguments : [];
  return isNode(argument) && argument.type === 'CallExpression' && nameOf(argument.callee) === 'JSON.stringify';
}

/** Writes to a key held in a variable that is no counter. */
function openWrites({ program }: FunctionSource): SyntaxNode[] {
  const counters = new Set<string>();
  const writes: SyntaxNode[] = [];
  walkCode(program, (node, around) => {
    if (node.type === 'UpdateExpression') counters.add(nameOf(node.argument) ?? '');
    const target = node.type === 'AssignmentExpression' ? node.left : undefined;
    if (!isNode(target) || target.type !== 'MemberExpression' || target.computed !== true) return;
    const isInLoop = around.some(
      ({ type }) => type === 'ForOfStatement' || type === 'ForInStatement' || type === 'ArrowFunctionExpression',
    );
    if (isNode(target.property) && target.property.type === 'Identifier' && isInLoop) writes.push(target);
  });
  return writes.filter(({ property }) => !counters.has(nameOf(property) ?? ''));
}

const CHANGING: ReadonlySet<string> = new Set(['push', 'pop', 'shift', 'unshift', 'splice', 'sort', 'reverse', 'fill']);

function changesOfArguments(source: FunctionSource): SyntaxNode[] {
  const names = parameterNames(source);
  const changes: SyntaxNode[] = [];
  walkCode(source.program, (node) => {
    const target = node.type === 'AssignmentExpression' ? node.left : undefined;
    if (isNode(target) && target.type === 'MemberExpression' && names.has(nameOf(target.object) ?? ''))
      changes.push(node);
    const callee = node.type === 'CallExpression' && isNode(node.callee) ? node.callee : undefined;
    if (callee?.type !== 'MemberExpression' || !CHANGING.has(nameOf(callee.property) ?? '')) return;
    if (names.has(nameOf(callee.object) ?? '')) changes.push(node);
  });
  return changes;
}

/** Parameters that are never given another value. */
function parameterNames(source: FunctionSource): ReadonlySet<string> {
  const declared = declaredFunction(source);
  const parameters: readonly unknown[] = Array.isArray(declared?.params) ? declared.params : [];
  const names = new Set(parameters.flatMap((parameter) => nameOf(parameter) ?? []));
  walkCode(source.program, (node) => {
    if (node.type === 'AssignmentExpression') names.delete(nameOf(node.left) ?? '');
  });
  return names;
}
