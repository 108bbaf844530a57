import type { Json } from '../../core/json.ts';
import { readAt } from '../../core/paths.ts';
import { counted, type Place, type Problem } from '../../core/problems.ts';
import { type Component, componentPath, componentsOf, type Manifest } from '../../manifest/manifest.ts';
import { isObject, requestsOf } from './names.ts';

/** An `item` (or end of the list) in a descriptor, with the texts of the lists it was typed from. */
export interface ItemUse {
  readonly place: Place;
  readonly lists: readonly string[];
}

/** Reports an item typed from one list where `iterate` names another; only a descriptor still knows the list. */
export function checkIteratedItems(manifest: Manifest, uses: readonly ItemUse[]): Problem[] {
  const components = new Map(componentsOf(manifest).map((component) => [componentPath(component), component]));
  const found = new Map<string, Mismatch>();
  for (const { place, lists } of uses) {
    const component = components.get(place.component ?? '');
    const iterated = component && iteratedList(component, place);
    const list = iterated === undefined ? undefined : lists.find((other) => squeeze(other) !== squeeze(iterated));
    if (iterated === undefined || list === undefined) continue;
    const key = JSON.stringify([place.component, place.section, list, iterated]);
    const known = found.get(key);
    found.set(key, known ? { ...known, count: known.count + 1 } : { place, list, iterated, count: 1 });
  }
  return [...found.values()].map(problemOf);
}

/** One wrong list is used in many places, and corrected in one. */
interface Mismatch {
  readonly place: Place;
  readonly list: string;
  readonly iterated: string;
  readonly count: number;
}

function problemOf({ place, list, iterated, count }: Mismatch): Problem {
  return {
    code: 'REF009',
    severity: 'error',
    message: `The item is an element of ${list}, but iterate goes through ${iterated}${count > 1 ? ` (${counted(count, 'place')})` : ''}.`,
    fix: `write itemOf(...) of the list that is iterated, or iterate ${list}.`,
    ...place,
  };
}

/** The list that the request around a place iterates; undefined when it iterates none, which the roots tell. */
function iteratedList({ sections }: Component, { section = '', path = [] }: Place): string | undefined {
  for (let length = path.length - 1; length >= 0; length--) {
    const found = iterateOf(readAt(sections[section], path.slice(0, length)));
    if (found !== undefined) return found;
  }
  if (section !== 'epoch') return undefined;
  return iterateOf(requestsOf(sections.communication).at(-1)?.request);
}

function iterateOf(request: unknown): string | undefined {
  if (!isObject(request)) return undefined;
  const iterate = request.iterate ?? (isObject(request.response) ? request.response.iterate : undefined);
  const container: Json | undefined = isObject(iterate) ? iterate.container : iterate;
  return typeof container === 'string' ? container : undefined;
}

const squeeze = (text: string): string => text.replace(/\s+/g, '');
