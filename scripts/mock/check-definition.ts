import { isPlainObject } from '../core/json.ts';
import { InputError } from '../core/problems.ts';
import { didYouMean } from '../core/suggest.ts';
import type { CollectionSpec, MockSpec, OperationSpec } from './definition.ts';
import type { Description, Route } from './openapi.ts';
import { follow, listReferences } from './references.ts';
import type { Source } from './source.ts';
import { templateMistake } from './template.ts';

interface Mistake {
  readonly path: readonly (string | number)[];
  readonly message: string;
  readonly fix?: string;
}

/** Checks what a schema cannot: names that must exist elsewhere, and the text of every template. */
export async function checkDefinition(source: Source, spec: MockSpec, description: Description): Promise<void> {
  checkDescription(description);
  const mistakes = [
    ...operationNames(spec, description),
    ...Object.entries(spec.operations).flatMap(([name, operation]) => operationTargets(name, operation, spec)),
    ...Object.entries(spec.collections ?? {}).flatMap(([name, collection]) =>
      collectionTargets(name, collection, spec),
    ),
    ...deliveryTargets(spec, description),
    ...schemesUsed(spec, description),
    ...optionDefaults(spec),
    ...statuses(spec),
    ...templates(spec, { roots: rootsOf(spec), options: Object.keys(spec.options ?? {}) }, []),
  ];
  if (mistakes.length === 0) return;
  const { refuse } = await import('./schema-check.ts');
  await refuse(source, mistakes);
}

function checkDescription({ file, documents, routes }: Description): void {
  if (routes.length === 0) {
    throw new InputError(`${file} describes no operation.`, { fix: 'is it an OpenAPI document with "paths"?' });
  }
  for (const [name, document] of documents) {
    for (const { reference, path } of listReferences(document)) {
      if (follow({ value: { $ref: reference }, file: name }, documents)) continue;
      throw new InputError(`${name} refers to "${reference}" (at ${path.join('/')}), which does not exist.`);
    }
  }
}

function operationNames({ operations }: MockSpec, { routes }: Description): Mistake[] {
  const known = routes.map((route) => route.operationId);
  return Object.keys(operations)
    .filter((name) => !known.includes(name))
    .map((name) => unknownName(['operations', name], name, 'operation of the description', known));
}

function operationTargets(name: string, operation: OperationSpec, spec: MockSpec): Mistake[] {
  const collections = Object.keys(spec.collections ?? {});
  const [kind = '', target] = Object.entries(operation).find(([key]) => KINDS.has(key)) ?? [];
  if (typeof target !== 'string') return [];
  const path = ['operations', name];
  if (!collections.includes(target)) return [unknownName([...path, kind], target, 'collection', collections)];
  const mistakes: Mistake[] = [];
  const views = Object.keys(spec.collections?.[target]?.views ?? {});
  if ('view' in operation && operation.view !== undefined && !views.includes(operation.view)) {
    mistakes.push(unknownName([...path, 'view'], operation.view, `view of ${target}`, views));
  }
  const answers = Object.keys(spec.answers ?? {});
  const answer = 'answer' in operation ? operation.answer : undefined;
  if (typeof answer === 'string' && !answer.includes('${') && !answers.includes(answer)) {
    mistakes.push(unknownName([...path, 'answer'], answer, 'entry of "answers"', answers));
  }
  return mistakes;
}

const KINDS = new Set(['list', 'get', 'create', 'update', 'delete']);

function collectionTargets(name: string, collection: CollectionSpec, { collections = {} }: MockSpec): Mistake[] {
  const known = Object.keys(collections);
  const named = [
    ...Object.entries(collection.references ?? {}).map(([member, target]) => ({
      path: ['references', member],
      target,
    })),
    ...Object.entries(collection.counts ?? {}).map(([member, count]) => ({
      path: ['counts', member, 'in'],
      target: count.in,
    })),
    ...Object.keys(collection.forgottenBy ?? {}).map((target) => ({ path: ['forgottenBy', target], target })),
  ];
  return named
    .filter(({ target }) => !known.includes(target))
    .map(({ path, target }) => unknownName(['collections', name, ...path], target, 'collection', known));
}

function deliveryTargets({ deliveries = {}, collections = {} }: MockSpec, { webhooks }: Description): Mistake[] {
  const known = Object.keys(collections);
  return Object.entries(deliveries).flatMap(([name, { to, using = {}, webhook }]) => {
    const named = [
      { path: ['to'], target: to },
      ...Object.entries(using).map(([root, target]) => ({ path: ['using', root], target })),
    ];
    const stray = named
      .filter(({ target }) => !known.includes(target))
      .map(({ path, target }) => unknownName(['deliveries', name, ...path], target, 'collection', known));
    if (webhook === undefined || webhooks.has(webhook)) return stray;
    return [
      ...stray,
      unknownName(['deliveries', name, 'webhook'], webhook, 'webhook of the description', [...webhooks.keys()]),
    ];
  });
}

/** A scheme that guards a route but has no accepted credential would refuse everyone. */
function schemesUsed({ auth = {} }: MockSpec, { routes, schemes }: Description): Mistake[] {
  const used = new Set(routes.flatMap((route: Route) => route.security.flat()));
  const missing = [...used]
    .filter((name) => !Object.hasOwn(auth, name))
    .map((name) => ({ path: ['auth'], message: `"auth" does not say what "${name}" accepts.` }));
  const stray = Object.keys(auth)
    .filter((name) => !schemes.has(name))
    .map((name) => unknownName(['auth', name], name, 'security scheme of the description', [...schemes.keys()]));
  return [...missing, ...stray];
}

function optionDefaults({ options = {} }: MockSpec): Mistake[] {
  return Object.entries(options)
    .filter(([, option]) => !option.values.includes(option.default))
    .map(([name, option]) => ({
      path: ['options', name, 'default'],
      message: `${JSON.stringify(option.default)} is none of the values of "${name}".`,
    }));
}

function statuses({ errors: { situations } }: MockSpec): Mistake[] {
  return Object.entries(situations)
    .filter(([, { status }]) => typeof status === 'string' && !status.startsWith('${'))
    .map(([name, { status }]) => ({
      path: ['errors', 'situations', name, 'status'],
      message: `"${status}" is no number and no template of one.`,
    }));
}

const ROOTS = `now option uuid objectId nonce newId path query headers body record items page id filter list series n
  status type situation field message challenge`.split(/\s+/);

const rootsOf = ({ deliveries = {} }: MockSpec): ReadonlySet<string> =>
  new Set([...ROOTS, ...Object.values(deliveries).flatMap(({ using = {} }) => Object.keys(using))]);

interface Known {
  readonly roots: ReadonlySet<string>;
  readonly options: readonly string[];
}

function templates(value: unknown, known: Known, path: readonly (string | number)[]): Mistake[] {
  if (typeof value === 'string') return textMistakes(value, known, path);
  if (Array.isArray(value)) return value.flatMap((item, index) => templates(item, known, [...path, index]));
  if (!isPlainObject(value)) return [];
  const { $switch: option } = value;
  const stray =
    typeof option === 'string' && !known.options.includes(option)
      ? [unknownName([...path, '$switch'], option, 'option of this mock', known.options)]
      : [];
  return [...stray, ...Object.entries(value).flatMap(([key, inner]) => templates(inner, known, [...path, key]))];
}

function textMistakes(text: string, { roots, options }: Known, path: Mistake['path']): Mistake[] {
  if (!text.includes('${')) return [];
  const message = templateMistake(text, roots);
  if (message !== undefined) return [{ path, message: `${message}.` }];
  const named = [...text.matchAll(/\$\{\s*option\.([\w-]+)/g)].map((match) => match[1] ?? '');
  const stray = named.filter((name) => !options.includes(name));
  return stray.map((name) => unknownName(path, name, 'option of this mock', options));
}

const unknownName = (path: Mistake['path'], name: string, noun: string, known: readonly string[]): Mistake => ({
  path,
  message: `"${name}" is no ${noun}.`,
  fix: didYouMean(name, known, known.length > 0 ? `use one of ${known.join(', ')}.` : 'declare it first.'),
});
