import { type Component, componentsOf, type Manifest } from '../manifest/manifest.ts';

/** What the DSL exports: names its imports need. A test holds the list to the DSL itself. */
export const DSL_NAMES: readonly string[] = (
  'any array attach banner boolean buffer callOf callback cert collection color commonData connectionOf data dataOf date ' +
  'defineApp defineConnection defineEndpoint defineFunction defineModule defineRpc defineWebhook email environment extra ' +
  'fieldsFrom file filename filter fn folder hidden hookOf iml incoming inputOf integer itemOf iterateOf json kw metadata ' +
  'number oauth oauthStep op outputOf pagination parameters password path payloadOf pkey port raw reply request resultOf ' +
  'scenario select spread tempOf text time timestamp timezone trigger udt uinteger unchecked uncheckedField url uuid withQuery'
).split(' ');

/** Names the generated files give to handles and the like. */
const OWN_NAMES =
  'p fixed body headers statusCode answer answerHeaders answerStatus registered registeredHeaders registeredStatus query method temp connection common hook payload output register item iterate list fields';

const WORDS_OF_JAVASCRIPT =
  'abstract any arguments as async await boolean break case catch class const constructor continue debugger default delete do ' +
  'else enum eval export extends false finally for from function get if implements import in instanceof interface let ' +
  'module namespace never new null number object of package private protected public readonly require return set static ' +
  'string super switch symbol this throw true try type typeof undefined unknown var void while with yield globalThis NaN Infinity';

const TAKEN: readonly string[] = [...DSL_NAMES, ...OWN_NAMES.split(' '), ...WORDS_OF_JAVASCRIPT.split(' ')];
const NUMBERED = /^(?:item|iterate|list)\d+$/;

/** Turns a name of any spelling into a constant's: `open-router-4ur2vj` gives `openRouter4ur2vj`. */
export function camelCase(name: string): string {
  const words = name.split(/[^A-Za-z0-9]+/).filter(Boolean);
  const joined = words.map(
    (word, index) => (index === 0 ? word.charAt(0).toLowerCase() : word.charAt(0).toUpperCase()) + word.slice(1),
  );
  return joined.join('');
}

/** Hands out names for constants of an app, each once. */
export interface ConstantNames {
  readonly of: (component: Pick<Component, 'kind' | 'name'>) => string;
  /** Takes a name that is still free, close to the wanted one. */
  readonly take: (wanted: string, suffix: string) => string;
  /** Claims that nothing an app's files may import has a name. */
  readonly isFree: (name: string) => boolean;
}

export function createConstantNames(manifest: Manifest): ConstantNames {
  const taken = new Set(TAKEN);
  const take = (wanted: string, suffix: string): string => {
    const base = /^[A-Za-z_$]/.test(wanted) ? wanted : `${suffix.charAt(0).toLowerCase()}${suffix.slice(1)}${wanted}`;
    for (let copy = 0; ; copy++) {
      const name = copy === 0 ? base : copy === 1 ? `${base}${suffix}` : `${base}${suffix}${copy}`;
      if (taken.has(name) || NUMBERED.test(name)) continue;
      taken.add(name);
      return name;
    }
  };
  const names = new Map(
    componentsOf(manifest).map(({ kind, name }) => [`${kind} ${name}`, take(camelCase(name), SUFFIXES[kind])] as const),
  );
  const isFree = (name: string): boolean => !taken.has(name) && !NUMBERED.test(name);
  return { take, isFree, of: ({ kind, name }) => names.get(`${kind} ${name}`) ?? camelCase(name) };
}

const SUFFIXES = {
  connection: 'Connection',
  webhook: 'Webhook',
  module: 'Module',
  rpc: 'Rpc',
  function: 'Function',
  endpoint: 'Endpoint',
} as const satisfies Record<Component['kind'], string>;
