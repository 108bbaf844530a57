/** Every code this folder reports itself, with what it stands for; others come from the language and from the manifest's rules. */
export const CODES = {
  MAN200: 'A TypeScript or JSON file does not parse.',
  MAN201: 'An import names something a descriptor may not use, or a file that is not there.',
  MAN202: 'A descriptor throws while it is evaluated.',
  MAN203: 'A component file exports no descriptor of its kind.',
  MAN204: "A descriptor's name differs from its file's name.",
  MAN205: 'A component file exports more than one component.',
  MAN206: 'The bundler warns about the source, for example of a repeated key.',
  MAN210: 'A value that JSON cannot carry.',
  MAN211: 'A field name that looks like an integer.',
  MAN213: 'A value where a component, a field or a set of fields is expected.',
  MAN214: 'A descriptor property the platform has no section for.',
  MAN220: 'A custom function that cannot be written as one self-contained declaration.',
  MAN221: 'A custom function longer than the platform takes.',
  MAN222: 'A test of a custom function that cannot run on the platform.',
  MAN230: 'Two components with the same name.',
  MAN232: 'A module in no group, although there are groups.',
  REF001: 'A parameter that is not declared.',
  REF002: 'A root that does not exist in this place.',
  REF003: 'A connection value that is neither a parameter nor saved.',
  REF004: 'A temp value nothing has put there.',
  REF005: 'A key that common data does not have.',
  REF006: 'A webhook value that nothing saves.',
  REF009: 'An item typed from one list while another is iterated.',
  REF010: 'A root that no place of an app has.',
} as const satisfies Record<string, string>;

export type Code = keyof typeof CODES;
