/** Every code about the shape of an app and its files, with what it stands for. Codes are stable: scripts may filter by them. */
export const MANIFEST_CODES = {
  MAN001: 'A value of the wrong type.',
  MAN002: 'A key Make does not know here and ignores.',
  MAN003: 'A key that must be there is missing.',
  MAN004: 'A value that is not in the list of allowed ones.',
  MAN005: 'A text that is too long or empty.',
  MAN006: 'A number that is too small or too big.',
  MAN007: 'A text that does not have the required form.',
  MAN008: 'A key that is refused here.',
  MAN009: 'An attribute or rule that means nothing for the type of its parameter.',
  MAN010: 'A parameter type custom apps cannot use.',

  MAN020: 'An ID that does not have the form Make requires.',
  MAN021: 'An ID that is a reserved word of JavaScript.',
  MAN022: 'Two components of a kind that differ in nothing but case, by ID or by label.',
  MAN023: 'A label or description that is missing.',
  MAN024: 'Metadata of the app that Make refuses.',

  MAN030: 'A section its component does not have, or that means nothing for its type.',
  MAN031: 'A trigger without an address or without response.trigger.',
  MAN032: 'An instant trigger without a webhook.',
  MAN033: 'A shared webhook without a connection or uid.',
  MAN034: 'A directive that has no effect in this type of module.',
  MAN035: 'An endpoint called where that is not possible.',
  MAN036: 'A custom function without code, or whose code declares another name.',
  MAN037: 'An endpoint parameter of type json with the wrong name.',

  MAN050: 'A file that is missing, or is not a regular file.',
  MAN051: 'A file that does not parse.',
  MAN052: 'A path that leads out of the project.',
  MAN053: 'A file that is too large or not UTF-8 text.',
  MAN054: 'A key that is written twice, or a component that is there twice.',
  MAN055: 'A comment or trailing comma where Make takes plain JSON only.',
  MAN056: 'A component that could not be read, or metadata of one that had to be guessed.',

  MAN061: 'An archive whose parts do not fit together.',
  MAN062: 'A custom function whose name the importer would not find.',
  MAN063: 'An icon Make refuses.',
  MAN064: 'Something an archive cannot carry and Make will not get.',

  MAN231: 'A group lists a module the app does not have.',
  MAN233: 'A module listed twice in the groups.',
  REF007: 'An RPC that does not exist.',
  REF008: 'A connection or webhook that does not exist.',
  REF011: 'An endpoint that does not exist.',
} as const satisfies Readonly<Record<string, string>>;

export type ManifestCode = keyof typeof MANIFEST_CODES;
