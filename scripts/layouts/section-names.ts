import type { SectionRow } from '../manifest/sections.ts';

/** How file names of a section end, the most official first. */
const EXTENSIONS: Readonly<Record<SectionRow['format'], readonly string[]>> = {
  jsonc: ['imljson', 'iml.json', 'json', 'jsonc'],
  json: ['imljson', 'json', 'iml.json', 'jsonc'],
  js: ['js'],
  md: ['md'],
};

/** A file, and the section it holds. */
export interface FoundSection {
  readonly row: SectionRow;
  readonly name: string;
}

/** Sorts the files of a component into sections; what is left over belongs to none of them. */
export function sectionsAmong(
  names: readonly string[],
  rows: readonly SectionRow[],
): { readonly found: readonly FoundSection[]; readonly others: readonly string[] } {
  const found = rows.flatMap((row): FoundSection[] => {
    const name = bestName(names, row);
    return name === undefined ? [] : [{ row, name }];
  });
  const taken = new Set(found.map(({ name }) => name));
  return { found, others: names.filter((name) => !taken.has(name)) };
}

/** Rows of one section that differ by the type of the component count as one: the files tell the type, not the reverse. */
export const distinctRows = (rows: readonly SectionRow[]): SectionRow[] => [
  ...new Map(rows.map((row) => [row.section, row])).values(),
];

function bestName(names: readonly string[], row: SectionRow): string | undefined {
  const candidates = stemsOf(row).flatMap((stem) => EXTENSIONS[row.format].map((extension) => `${stem}.${extension}`));
  for (const candidate of candidates) {
    const name =
      names.find((each) => plain(each) === candidate) ?? names.find((each) => plain(each).endsWith(`.${candidate}`));
    if (name !== undefined) return name;
  }
  // Hand-made folders call the code of a function after it.
  return row.section === 'code' ? names.find((name) => /^(?!test\b|.*\.test\.)[^.]+\.js$/i.test(name)) : undefined;
}

/** What a section is called: in the API, in `codeFiles`, in the editor's local files. */
function stemsOf({ kind, section, api, suffix }: SectionRow): readonly string[] {
  const local =
    suffix
      .split('/')
      .at(-1)
      ?.replace(/(?:\.iml)?\.(?:json|js|md)$/, '') ?? section;
  const oauth = kind === 'connection' && section === 'communication' ? ['api-oauth', 'oauth-communication'] : [];
  const names = [...(api === null ? [] : [api]), section, ...oauth, local];
  return [...new Set(names.map(plain))];
}

/** Camel case, kebab case and capitals mean the same. */
const plain = (name: string): string => name.toLowerCase().replace(/[-_]/g, '');
