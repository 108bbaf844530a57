import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JsonPath } from '../core/paths.ts';
import type { Locate, Part, Place, Position } from '../core/problems.ts';
import { PLURALS } from '../manifest/manifest.ts';
import { evaluateBundle } from './evaluate.ts';
import { instrument } from './instrument.ts';
import { findDescriptors, type LoadedProject } from './load-project.ts';
import { createOrigins, type Origin, type Written } from './origins.ts';
import { renderProject } from './render-project.ts';
import { createSourcePositions, lineOf, lineStartsOf } from './source-positions.ts';
import { offsetInLiteral } from './text-offset.ts';

type Find = (place: Place, part: Part) => Position | undefined;

/**
 * Finds places of the rendered app in the author's TypeScript. The work is done on the first question: the bundle
 * is evaluated once more, with every literal telling where it stands, and rendered while noting what came from where.
 */
export function createLocate(project: LoadedProject): Locate {
  let find: Find | undefined;
  return (place, part = 'value') => {
    find ??= createFind(project);
    return find(place, part) ?? fileOf(project, place);
  };
}

/** The file of a component that states nothing closer, such as a custom function. */
function fileOf({ files }: LoadedProject, { component }: Place): Position | undefined {
  const found = files.find(({ kind, name }) => component === (kind === 'app' ? 'app' : `${PLURALS[kind]}.${name}`));
  return found && { file: found.file };
}

function createFind(project: LoadedProject): Find {
  const { dir, bundle, files } = project;
  if (!bundle) return () => undefined;
  const { code, literals } = instrument(bundle.code);
  const origins = createOrigins(literals);
  const evaluated = evaluateBundle(code, files, origins.hooks);
  const { descriptors } = findDescriptors(evaluated, files, project.broken);
  const sources = new Map<string, Origin>();
  const texts = new Map<string, string>();
  const readSource = (file: string): string => {
    const text = texts.get(file) ?? readFileSync(join(dir, file), 'utf8');
    texts.set(file, text);
    return text;
  };
  renderProject(
    { ...project, descriptors },
    {
      problem: () => undefined, // reported when the app was rendered first
      origin: (place, origin) => sources.set(keyOf(place), origin),
    },
  );
  const positions = createSourcePositions(bundle, readSource);
  return (place, part) => {
    const path = place.path ?? [];
    for (let length = path.length; length >= 0; length--) {
      const written = findWritten(sources, origins.find, { ...place, path: path.slice(0, length) });
      const isKey = part === 'key' && length === path.length;
      const position = written && positions.at(isKey ? written.keyStart : written.valueStart);
      if (!position) continue;
      if (isKey) return position;
      return length === path.length ? atOffset(readSource, position, place.offset) : position;
    }
    return undefined;
  };
}

function findWritten(
  sources: ReadonlyMap<string, Origin>,
  find: (origin: Origin) => Written | undefined,
  place: Place,
): Written | undefined {
  const origin = sources.get(keyOf(place));
  return origin && find(origin);
}

const keyOf = ({ component = '', section = '', path = [] }: Place & { readonly path?: JsonPath }): string =>
  JSON.stringify([component, section, ...path]);

/** Moves to one character of a text, where the source has it as a plain literal. */
function atOffset(
  readSource: (file: string) => string,
  position: Required<Position>,
  offset: number | undefined,
): Position {
  if (offset === undefined) return position;
  const source = readSource(position.file);
  const lineStarts = lineStartsOf(source);
  const found = offsetInLiteral(source, (lineStarts[position.line - 1] ?? 0) + position.column - 1, offset);
  if (found === undefined) return position;
  const line = lineOf(lineStarts, found);
  return { file: position.file, line, column: found - (lineStarts[line - 1] ?? 0) + 1 };
}
