import type { Problem } from '../../core/problems.ts';
import { didYouMean } from '../../core/suggest.ts';
import type { Component, Manifest } from '../../manifest/manifest.ts';
import { componentsOf } from '../../manifest/manifest.ts';
import type { Declarations } from './declarations.ts';
import { keysOf, type Names, oauthRequestsOf, type RequestAt, requestsOf, tempKeys, unite } from './names.ts';
import { printUse, problemAt, type Site, type Use } from './uses.ts';

/** Reports `temp.x` that nothing puts there before, in the same request or an earlier one. */
export function checkTempReferences(uses: readonly Use[], { manifest }: Declarations): Problem[] {
  return uses.flatMap((use) => {
    const [name] = use.keys;
    if (use.root !== 'temp' || typeof name !== 'string') return [];
    const requests = requestsSeen(manifest, use.site);
    const known = unite([baseTemp(manifest, use.site), tempKeys(upTo(requests, use))]);
    if (known.isOpen || known.names.has(name)) return [];
    return [problemOf(use, name, known, tempKeys(requests).names.has(name))];
  });
}

function problemOf(use: Use, name: string, known: Names, isLater: boolean): Problem {
  return problemAt(use, {
    code: 'REF004',
    severity: 'error',
    message: isLater
      ? `${printUse(use, 1)} is read before it is there: only a later request puts it into temp.`
      : `${printUse(use, 1)} is read, but nothing puts "${name}" into temp.`,
    fix: isLater
      ? 'put it into temp in this request or an earlier one.'
      : didYouMean(name, known.names, `add "${name}" to temp of this request or an earlier one.`),
  });
}

/** All requests that share one `temp` with the section, in order. */
function requestsSeen(manifest: Manifest, { component, section }: Site): RequestAt[] {
  if (!component)
    return componentsOf(manifest).flatMap((other) =>
      Object.keys(other.sections).flatMap((key) => requestsIn(other, key)),
    );
  const own = requestsIn(component, section);
  return section === 'epoch' ? [...requestsIn(component, 'communication'), ...own] : own;
}

/** Steps of an OAuth connection stand in one flow, so the order they are written in says nothing. */
function requestsIn(component: Component, section: string): RequestAt[] {
  const isOauth = component.kind === 'connection' && component.connectionType === 'oauth';
  return isOauth ? oauthRequestsOf(component.sections[section]) : requestsOf(component.sections[section]);
}

/** Only in a list of requests is there an order: the path of the use starts with its position. */
function upTo(requests: readonly RequestAt[], { site, path }: Use): readonly RequestAt[] {
  const [position] = path;
  if (typeof position !== 'number' || !site.component || site.section === 'epoch') return requests;
  return requests.filter((request) => Number(request.path[0]) <= position);
}

/** Connections and a webhook's own communication do not inherit Base (runtime.md §2.1). */
function baseTemp({ sections }: Manifest, { component, section }: Site): Names {
  const inherits = component?.kind !== 'connection' && !(component?.kind === 'webhook' && section === 'communication');
  return inherits ? tempKeys(requestsOf(sections.base)) : keysOf(undefined);
}
