import { carry, type Iml, type ImlState, isSpread, PRIMARY } from './iml-value.ts';
import type { Root } from './roots.ts';
import type { Ref } from './slot-values.ts';
import { mistake } from './source.ts';

/** Names that follow a dot as they are (iml.md §2); letters beyond ASCII are an assumption there, so they get backticks. */
const IDENTIFIER = /^[A-Za-z_$][\w$]*$/;
/** Names JavaScript itself reads from the object. */
const OWN = new Set<string>(['toString', 'toJSON']);

/** Makes a reference to a root; every property read from it lengthens the path. */
export function pathTo<T, N extends Root>(root: string, extra: PathExtra = {}): Ref<T, N> {
  return extend({ expression: root, problems: [], lists: extra.list ? [extra.list] : [] }, extra.hidden) as Ref<T, N>; // T and N are phantom.
}

interface PathExtra {
  /** The list whose element this is. */
  readonly list?: Iml<unknown>;
  /** Properties under symbols, which no path can reach. */
  readonly hidden?: Readonly<Record<symbol, unknown>>;
}

type Path = Pick<ImlState, 'expression' | 'problems' | 'lists'>;

function extend(path: Path, hidden: Readonly<Record<symbol, unknown>> = {}): object {
  const target = carry({ ...path, precedence: PRIMARY, text: `{{${path.expression}}}` });
  for (const key of Object.getOwnPropertySymbols(hidden)) Object.defineProperty(target, key, { value: hidden[key] });
  return new Proxy(target, {
    get: (carrier, key) => {
      if (typeof key === 'symbol' || OWN.has(key) || isSpread(key)) return Reflect.get(carrier, key);
      // `await` and test printers ask for `then`; a path there would be taken for a promise.
      return key === 'then' ? undefined : extend(step(path, key));
    },
  });
}

function step(path: Path, name: string): Path {
  if (IDENTIFIER.test(name)) return { ...path, expression: `${path.expression}.${name}` };
  const longer = { ...path, expression: `${path.expression}.\`${name}\`` };
  return name.includes('`') ? { ...longer, problems: [...path.problems, backtick(name)] } : longer;
}

const backtick = (name: string) =>
  mistake(
    'IML313',
    `IML cannot reach the field ${JSON.stringify(name)}: its name has a backtick in it.`,
    'read it with fn.get(collection, name)',
  );
