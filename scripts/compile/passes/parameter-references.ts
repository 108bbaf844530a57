import type { Problem } from '../../core/problems.ts';
import { didYouMean } from '../../core/suggest.ts';
import type { Declarations } from './declarations.ts';
import type { Members } from './parameter-tree.ts';
import { printUse, problemAt, type Use } from './uses.ts';

/** Reports `parameters.x` where no form declares x, and members a declared collection does not have. */
export function checkParameterReferences(uses: readonly Use[], declared: Declarations): Problem[] {
  return uses.flatMap((use) => {
    if (use.root !== 'parameters') return [];
    const gap = findGap(declared.parametersOf(use.site.component), use);
    return gap ? [problemOf(use, gap)] : [];
  });
}

/** Where a reference leaves what is declared. */
interface Gap {
  /** How many keys are fine. */
  readonly depth: number;
  readonly known: readonly string[];
}

function findGap(tree: Members, { keys }: Use): Gap | undefined {
  let node = tree;
  for (const [depth, key] of keys.entries()) {
    const isPosition = typeof key !== 'string';
    const next = node.members.get(isPosition ? null : key);
    if (next) node = next;
    else if (isPosition || node.isOpen || isInternal(key) || node.members.has(null)) return undefined;
    else return { depth, known: [...node.members.keys()].filter((name) => name !== null) };
  }
  return undefined;
}

/** Names the platform puts in, such as `__IMTCONN__`. */
const isInternal = (name: string): boolean => name.startsWith('__IMT');

function problemOf(use: Use, { depth, known }: Gap): Problem {
  const name = String(use.keys[depth]);
  const isTop = depth === 0;
  return problemAt(use, {
    code: 'REF001',
    severity: 'error',
    message: isTop
      ? `${printUse(use, 1)} names a parameter that is not declared.`
      : `${printUse(use, depth + 1)} names a member that ${printUse(use, depth)} does not declare.`,
    fix: didYouMean(
      name,
      known,
      isTop
        ? `declare "${name}" among the parameters, or remove the reference.`
        : `add "${name}" to its spec, or remove the reference.`,
    ),
  });
}
