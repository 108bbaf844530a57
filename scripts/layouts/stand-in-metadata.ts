import type { AppMetadata } from '../manifest/manifest.ts';

/** Metadata of an app whose layout states little or none of it: the rest is what a new app starts with. */
export function standInMetadata(known: Partial<AppMetadata>, folder: string, readme: string | undefined): AppMetadata {
  const name = known.name ?? appIdOf(folder);
  return {
    name,
    label: known.label ?? headingOf(readme) ?? labelOf(name),
    description: '',
    version: 1,
    theme: '#777777',
    language: 'en',
    audience: 'global',
    countries: null,
    ...known,
  };
}

export const METADATA_KEYS = [
  'name',
  'label',
  'description',
  'version',
  'theme',
  'language',
  'audience',
  'countries',
] as const satisfies readonly (keyof AppMetadata)[];

/** The keys of which nothing was known. */
export const assumedKeys = (known: Partial<AppMetadata>): readonly (keyof AppMetadata)[] =>
  METADATA_KEYS.filter((key) => known[key] === undefined);

/** Makes an app ID of a folder name. */
export function appIdOf(folder: string): string {
  const id = folder
    .toLowerCase()
    .replace(/[^0-9a-z]+/g, '-')
    .replace(/^[^a-z]+/, '')
    .slice(0, 30)
    .replace(/-+$/, '');
  return id.length >= 3 ? id : `app-${id}`.replace(/-$/, '');
}

/** The first heading of a README, unless it is the template's. */
function headingOf(readme: string | undefined): string | undefined {
  const heading = /^#\s+(.+?)\s*#*\s*$/m.exec(readme ?? '')?.[1] ?? /^(\S.*)\r?\n=+\s*$/m.exec(readme ?? '')?.[1];
  return heading === undefined || /^readme$/i.test(heading.trim()) ? undefined : heading.trim();
}

const labelOf = (name: string): string =>
  name
    .split('-')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join(' ');
