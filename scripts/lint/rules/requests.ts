import type { JsonObject } from '../../core/json.ts';
import { didYouMean } from '../../core/suggest.ts';
import { referenceOf } from '../../iml/references.ts';
import type { LintContext } from '../context.ts';
import { creating } from '../examples.ts';
import { findingAt, findingIn } from '../finding.ts';
import type { FieldSite } from '../forms.ts';
import type { RequestSite } from '../requests.ts';
import { isBlank, textOf } from '../requests.ts';
import type { Finding, Rule } from '../rule.ts';
import type { TextSite } from '../texts.ts';
import { callsIn } from '../texts.ts';
import { mustachesOf } from '../urls.ts';

const SHELF: JsonObject = { name: 'shelf', type: 'text', label: 'Shelf' };

/** The usual ones first; WebDAV and caches have more. */
const METHODS: readonly string[] = (
  'GET POST PUT PATCH DELETE HEAD OPTIONS TRACE CONNECT SEARCH PURGE LINK UNLINK ' +
  'COPY LOCK MKCOL MOVE PROPFIND PROPPATCH REPORT UNLOCK'
).split(' ');

/** Rules about single requests: address, headers, body. */
export const requestRules: readonly Rule[] = [
  {
    id: 'MOD-004',
    family: 'modules',
    severity: 'info',
    title: 'Directives that do nothing are left out',
    reason: 'Readers look for a meaning that is not there.',
    advice: 'remove it.',
    reference: 'make-app-format.md §3.5',
    check: ({ requestsAndBase }) => requestsAndBase.flatMap(emptyDirectives),
    fix: () => ({ remove: true }),
    examples: {
      bad: creating({ headers: {} }),
      at: 'modules.createItem › communication › headers',
      good: creating({}),
    },
  },
  {
    id: 'MOD-006',
    family: 'modules',
    severity: 'error',
    title: 'Parts of a path are required',
    reason: 'Without a value the segment is gone, and the request goes to another address.',
    advice: 'make the field required, or give it a default.',
    reference: 'make-app-format.md §3.5.1',
    check: (context) =>
      pathInputs(context)
        .filter(
          ({ isLast, inputs, request }) => !isLast && request.merged.condition === undefined && isOptional(inputs),
        )
        .map(({ site, name, start }) =>
          findingAt(site, `Without "${name}", which is optional, the address is another one.`, { offset: start }),
        ),
    examples: {
      bad: creating({ url: '/shelves/{{encodeURL(parameters.shelf)}}/items', encodeUrl: false }, [SHELF]),
      at: 'modules.createItem › communication › url',
      good: creating({ url: '/shelves/{{encodeURL(parameters.shelf)}}/items', encodeUrl: false }, [
        { ...SHELF, required: true },
      ]),
    },
  },
  {
    id: 'MOD-007',
    family: 'modules',
    severity: 'warning',
    title: 'Free text in a path is encoded',
    reason: 'A slash, question or hash mark in it changes the address.',
    advice: 'write {{encodeURL(…)}} and add "encodeUrl": false.',
    reference: 'make-app-format.md §8.4 MK-MOD-07',
    check: (context) =>
      pathInputs(context)
        .filter(
          ({ inputs, name, isEncoded }) =>
            !isEncoded && inputs.some(({ type }) => type === 'text') && !isIdentifier(name),
        )
        .map(({ site, name, start }) =>
          findingAt(site, `"${name}" may hold a slash or a question mark.`, { offset: start }),
        ),
    examples: {
      bad: creating({ url: '/shelves/{{parameters.shelf}}/items' }, [{ ...SHELF, required: true }]),
      at: 'modules.createItem › communication › url',
      good: creating({ url: '/shelves/{{encodeURL(parameters.shelf)}}/items', encodeUrl: false }, [
        { ...SHELF, required: true },
      ]),
    },
  },
  {
    id: 'MOD-008',
    family: 'modules',
    severity: 'error',
    title: 'A path is encoded once',
    reason: 'Make encodes the whole path again: %2F becomes %252F, and nothing is found.',
    advice: 'add "encodeUrl": false.',
    reference: 'make-app-format.md §3.5.1',
    check: (context) =>
      context.requests.flatMap((request) => {
        const site = context.textAt(request, 'url');
        if (!site || request.merged.encodeUrl === false || callsIn(site, 'encodeURL').length === 0) return [];
        return [findingIn(request, ['url'], 'The path is encoded by encodeURL() and once more by Make.')];
      }),
    fix: (finding, context) => {
      const found = textAt(finding, context);
      return found && isEncodedThroughout(found)
        ? { path: [...finding.path.slice(0, -1), 'encodeUrl'], set: false }
        : undefined;
    },
    examples: {
      bad: creating({ url: '/shelves/{{encodeURL(parameters.name)}}/items' }),
      at: 'modules.createItem › communication › url',
      good: creating({ url: '/shelves/{{encodeURL(parameters.name)}}/items', encodeUrl: false }),
    },
  },
  {
    id: 'MOD-009',
    family: 'modules',
    severity: 'warning',
    title: 'An optional last part brings its own slash',
    reason: 'Without a value the address ends with a slash, which may be another resource.',
    advice: "write {{if(parameters.x, '/' + parameters.x, '')}}.",
    reference: 'make-app-format.md §3.5.1',
    check: (context) =>
      pathInputs(context)
        .filter(({ isLast, inputs, request }) => isLast && request.merged.condition === undefined && isOptional(inputs))
        .map(({ site, name, start }) =>
          findingAt(site, `Without "${name}", which is optional, the address ends with a slash.`, { offset: start }),
        ),
    examples: {
      bad: creating({ url: '/items/{{encodeURL(parameters.shelf)}}', encodeUrl: false }, [SHELF]),
      at: 'modules.createItem › communication › url',
      good: creating(
        { url: "/items{{if(parameters.shelf, '/' + encodeURL(parameters.shelf), '')}}", encodeUrl: false },
        [SHELF],
      ),
    },
  },
  {
    id: 'MK-MOD-03',
    family: 'modules',
    severity: 'warning',
    title: 'The query stands in qs',
    reason: 'Values in the address are not encoded, and are lost when qs is given too.',
    advice: 'move it to qs.',
    reference: 'make-app-format.md §8.4 MK-MOD-03',
    check: (context) =>
      context.requests.flatMap((request) => {
        const site = context.textAt(request, 'url');
        const question = site?.template?.parts.find((part) => part.type === 'text' && part.value.includes('?'));
        const hasValues = site?.references.some(
          ({ root, start }) => root === 'parameters' && question && start > question.start,
        );
        if (!site || !question || !hasValues || request.component?.kind === 'webhook') return [];
        return [findingIn(request, ['url'], 'Values of the query are written into the address.')];
      }),
    examples: {
      bad: creating({ url: '/items?shelf={{parameters.shelf}}' }, [SHELF]),
      at: 'modules.createItem › communication › url',
      good: creating({ qs: { shelf: '{{parameters.shelf}}' } }, [SHELF]),
    },
  },
  {
    id: 'MOD-017',
    family: 'modules',
    severity: 'error',
    title: 'A method is one there is',
    reason: 'Make sends whatever is written, and the API refuses it.',
    advice: `use one of ${METHODS.slice(0, 7).join(', ')}.`,
    reference: 'make-app-format.md §3.5',
    check: (context) =>
      context.requestsAndBase.flatMap((request) => {
        const { method } = request.own;
        if (typeof method !== 'string' || !/^[A-Za-z]+$/.test(method) || METHODS.includes(method.toUpperCase()))
          return [];
        const advice = didYouMean(method, METHODS, `use one of ${METHODS.slice(0, 7).join(', ')}.`);
        return [findingIn(request, ['method'], `There is no method "${method}".`, { advice })];
      }),
    examples: {
      bad: creating({ method: 'POTS' }),
      at: 'modules.createItem › communication › method',
      good: creating({ method: 'post' }),
    },
  },
];

function emptyDirectives(request: RequestSite): Finding[] {
  const isGet = request.own.method === undefined || /^get$/i.test(textOf(request.own.method));
  const blank = ['temp', 'headers', 'qs', ...(isGet ? ['body'] : [])].filter((key) => isBlank(request.own[key]));
  const always = request.own.condition === true || request.own.condition === '{{true}}' ? ['condition'] : [];
  return [...blank, ...always].map((key) => findingIn(request, [key], `"${key}" does nothing here.`));
}

/** One field of a module's form that is a part of a path, bare or in encodeURL(). */
interface PathInput {
  readonly request: RequestSite;
  readonly site: TextSite;
  readonly name: string;
  readonly start: number;
  readonly inputs: readonly FieldSite[];
  readonly isEncoded: boolean;
  /** Nothing follows it. */
  readonly isLast: boolean;
}

function pathInputs(context: LintContext): PathInput[] {
  return context.requests.flatMap((request): PathInput[] => {
    const { component } = request;
    const site = context.textAt(request, 'url');
    if (!site || component?.kind !== 'module' || component.moduleType === 'universal') return [];
    return mustachesOf(site.template).flatMap(({ expression, start, end }): PathInput[] => {
      const [argument] = expression.type === 'call' && expression.name === 'encodeURL' ? expression.args : [];
      const reference = referenceOf(argument ?? expression);
      const [name, ...rest] = reference?.path ?? [];
      const before = site.text.slice(0, start);
      const isInPath = before.endsWith('/') && !before.includes('?');
      if (reference?.root !== 'parameters' || typeof name !== 'string' || rest.length > 0 || !isInPath) return [];
      const inputs = context.inputsOf(component, name);
      const isLast = end === site.text.length;
      return [{ request, site, name, start, inputs, isEncoded: argument !== undefined, isLast }];
    });
  });
}

/** Nobody has to fill it in, in any of the places it is declared. */
const isOptional = (inputs: readonly FieldSite[]): boolean =>
  inputs.length > 0 && inputs.every(({ field }) => field.required !== true && field.default === undefined);

/** Names of values an API gave, which hold no slashes. */
const isIdentifier = (name: string): boolean => /(^id|Id|ID|_id|^uu?id|key|slug|code|number|version)$/i.test(name);

const textAt = (finding: Finding, { texts }: LintContext): TextSite | undefined =>
  texts.find(
    ({ at, section, path }) =>
      at === finding.component && section === finding.section && path.join('\n') === finding.path.join('\n'),
  );

const isEncodedThroughout = (site: TextSite): boolean =>
  mustachesOf(site.template).every(({ expression }) => expression.type === 'call' && expression.name === 'encodeURL');
