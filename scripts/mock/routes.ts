import { compareText } from '../core/compare-text.ts';
import { closest } from '../core/suggest.ts';
import { type Route, splitPath } from './openapi.ts';

export interface RouteMatch {
  readonly route: Route;
  /** Values of the path's parameters, decoded. */
  readonly path: Readonly<Record<string, string>>;
}

/** Finds the route of a request; of several, the one with a literal segment where the others have a parameter. */
export function matchRoute(routes: readonly Route[], method: string, pathname: string): RouteMatch | undefined {
  const segments = splitPath(pathname);
  const fitting = routes.filter((route) => route.method === method && fits(route.segments, segments));
  const [route] = fitting.sort((a, b) => compareText(rank(a), rank(b)));
  return route && { route, path: readParameters(route.segments, segments) };
}

export const fits = (template: readonly string[], segments: readonly string[]): boolean =>
  template.length === segments.length &&
  template.every((part, index) => part === '*' || isParameter(part) || part === segments[index]);

const isParameter = (part: string): boolean => part.startsWith('{') && part.endsWith('}');

const rank = (route: Route): string => route.segments.map((part) => (isParameter(part) ? '1' : '0')).join('');

function readParameters(template: readonly string[], segments: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    template.flatMap((part, index) =>
      isParameter(part) ? [[part.slice(1, -1), decodeSegment(segments[index] ?? '')]] : [],
    ),
  );
}

/** A segment that is no proper percent-encoding stands for itself. */
export function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

/** What to do about a request no route takes: the other methods of its path, or the path nearest to it. */
export function suggestRoute(routes: readonly Route[], method: string, pathname: string): string {
  const segments = splitPath(pathname);
  const methods = routes.filter((route) => fits(route.segments, segments)).map((route) => route.method);
  if (methods.length > 0) return `this path takes ${methods.join(', ')}.`;
  const spelled = new Map(routes.map((route) => [spell(route, segments), `${route.method} ${route.path}`]));
  const found = spelled.get(closest(`${method} /${segments.join('/')}`, spelled.keys()) ?? '');
  return found === undefined
    ? `the description has ${[...new Set(routes.map((route) => route.path))].join(', ')}.`
    : `did you mean ${found}?`;
}

/** The route as the request would spell it: parameters filled in from the same place of the request. */
function spell(route: Route, segments: readonly string[]): string {
  const filled = route.segments.map((part, index) => (isParameter(part) ? (segments[index] ?? part) : part));
  return `${route.method} /${filled.join('/')}`;
}
