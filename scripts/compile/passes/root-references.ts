import type { Json } from '../../core/json.ts';
import type { Problem } from '../../core/problems.ts';
import { didYouMean } from '../../core/suggest.ts';
import type { Manifest } from '../../manifest/manifest.ts';
import { type Phase, ROOTS, type Root, rootsOf, type SlotContext } from '../../manifest/roots.ts';
import { isObject, requestsOf } from './names.ts';
import { contextOf, phaseOf, requestPlace } from './slots.ts';
import { printUse, problemAt, type Site, type Use } from './uses.ts';

export interface CheckedRoots {
  readonly problems: readonly Problem[];
  /** The references whose root is there; of the others nothing more need be said. */
  readonly rooted: readonly Use[];
}

/** Reports references to roots that do not exist where they stand, such as `body` in a URL. */
export function checkRoots(uses: readonly Use[], manifest: Manifest): CheckedRoots {
  const problems: Problem[] = [];
  const rooted: Use[] = [];
  for (const use of uses) {
    const problem = checkRoot(use, manifest);
    if (problem) problems.push(problem);
    else rooted.push(use);
  }
  return { problems, rooted };
}

function checkRoot(use: Use, manifest: Manifest): Problem | undefined {
  if (!isRoot(use.root)) return unknownRoot(use);
  const { site, path } = use;
  const context = contextOf(site);
  const section = site.component ? site.component.sections[site.section] : manifest.sections.base;
  const place = requestPlace(section, path, context);
  const phase = phaseOf(place, context, hasIterate(manifest, site, place.request));
  return rootsOf(context, phase).includes(use.root) ? undefined : missingRoot(use, context, phase);
}

const isRoot = (name: string): name is Root => Object.hasOwn(ROOTS, name);

/** An iterate may also come from Base, and an epoch's from the request it is merged over. */
function hasIterate(manifest: Manifest, { component, section }: Site, request: Json | undefined): boolean {
  const trigger = section === 'epoch' ? requestsOf(component?.sections.communication).map((at) => at.request) : [];
  return [request, manifest.sections.base, ...trigger].some(iterates);
}

const iterates = (request: Json | undefined): boolean =>
  isObject(request) &&
  ((isObject(request.response) && request.response.iterate !== undefined) || request.iterate !== undefined);

function unknownRoot(use: Use): Problem {
  const known = Object.keys(ROOTS);
  return problemAt(use, {
    code: 'REF010',
    severity: 'error',
    message: `${printUse(use, 0)} names nothing an app can read.`,
    fix: dashedName(use) ?? didYouMean(use.root, known, `references start from ${known.join(', ')}.`),
  });
}

/** In `headers.content-type` the dash is a minus, and what follows it a root of its own (iml.md §3.2). */
function dashedName({ text, start, root }: Use): string | undefined {
  const [, before = '', name = ''] = /^(.*?)([\w$-]+)-$/s.exec(text.slice(0, start)) ?? [];
  if (name === '' || !before.endsWith('.')) return undefined;
  return `a name with a dash stands in backticks: \`${name}-${root}\`.`;
}

/** What each phase is, in the words of a message. */
const PHASES: Readonly<Record<Phase, string>> = {
  request: 'before the request is sent',
  laterRequest: 'before the request is sent',
  response: 'here',
  error: 'in an error message',
  item: 'here',
  pagination: 'in pagination',
  wrapper: 'in a wrapper',
};

function missingRoot(use: Use, context: SlotContext, phase: Phase): Problem {
  const root = use.root as Root; // The caller has looked it up.
  const here = rootsOf(context, phase);
  return problemAt(use, {
    code: 'REF002',
    severity: 'error',
    message: `${printUse(use, 0)} does not exist ${PHASES[phase]}; ${root} is ${ROOTS[root]}.`,
    fix:
      root === 'item' && rootsOf(context, 'item').includes('item')
        ? 'item needs an iterate beside it.'
        : `available here: ${here.join(', ')}.`,
  });
}
