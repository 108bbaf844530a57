/** A change of one file; `‸` in `to` marks where the mistake must be reported, and is not written. */
export interface Change {
  readonly file: string;
  /** Stands in the file exactly once. Absent for a new file. */
  readonly from?: string;
  readonly to: string;
}

/** What to do to one copy of the app, and where the report must point when no `‸` says it. */
export interface Planting {
  readonly changes: readonly Change[];
  /** Files that are deleted. */
  readonly removed?: readonly string[];
  /** A file alone, where nothing closer can be pointed at. */
  readonly at?: string;
}

/** One mistake, planted in the descriptors, in the built JSON, or in both. */
export interface Mistake {
  readonly title: string;
  readonly descriptors?: Planting;
  readonly json?: Planting;
  /** What is reported, and nothing else: code, message and fix; of each copy, where the two differ. */
  readonly says: string | Readonly<Record<'descriptors' | 'json', string>>;
  /** Whether only advice says it, which is silent unless asked for. */
  readonly isAdvice?: true;
  /** Further reports the mistake cannot help causing, by code. */
  readonly besides?: readonly string[];
}

/** A planting that changes one text of one file. */
export const edit = (file: string, from: string, to: string): Planting => ({ changes: [{ file, from, to }] });

/** A section of a component in the built app: `section('modules/ban-user', 'communication')`. */
export function section(component: string, name: string): string {
  return `${component}/${component.split('/').at(-1)}.${name}.iml.json`;
}
