import fc from 'fast-check';

/** The years in which all sources of zone data say the same. */
export const MODERN = { min: Date.UTC(1972, 0, 1), max: Date.UTC(2037, 0, 1) };

/** Zones with every kind of rule: none, northern, southern, odd offsets, a half-hour change, days left out. */
const ZONES = [
  'UTC',
  'Europe/Prague',
  'Europe/London',
  'America/New_York',
  'America/St_Johns',
  'America/Sao_Paulo',
  'Asia/Kathmandu',
  'Asia/Tokyo',
  'Australia/Lord_Howe',
  'Australia/Sydney',
  'Pacific/Auckland',
  'Pacific/Kiritimati',
  'Africa/Lagos',
];

export const anyZone = (): fc.Arbitrary<string> => fc.constantFrom(...ZONES);

export const anyInstant = (): fc.Arbitrary<number> => fc.integer(MODERN);

const TOKENS = ['YYYY', 'MM', 'DD', 'HH', 'mm', 'ss', 'SSS', 'Z', 'ZZ', 'X', 'x'];

const SEPARATORS = ['-', '/', '.', ':', ' ', 'T', ', ', '[T]', '[at]', '[Z]', '', '_', '01', '[]'];

/** Formats of plain tokens with separators between them. */
export const anyPlainFormat = (): fc.Arbitrary<string> =>
  fc
    .array(fc.tuple(fc.constantFrom(...TOKENS), fc.constantFrom(...SEPARATORS)), { minLength: 1, maxLength: 8 })
    .map((pairs) => pairs.flat().join(''));

const DATES = ['YYYY-MM-DD', 'DD.MM.YYYY', 'MM/DD/YYYY', 'YYYYMMDD', 'YYYY', 'YYYY-MM', 'DD MM YYYY'];

const TIMES = ['', ' HH', ' HH:mm', 'THH:mm:ss', '[T]HHmmss', ' [at] HH:mm:ss.SSS'];

/** Formats that what they write can be read by. */
export const anyReadableFormat = (): fc.Arbitrary<string> =>
  fc
    .tuple(fc.constantFrom(...DATES), fc.constantFrom(...TIMES), fc.constantFrom('', 'Z', 'ZZ', ' Z'))
    .map((parts) => parts.join(''));

/** Formats of any letters and signs, most of which are no plain format. */
export const anyFormat = (): fc.Arbitrary<string> =>
  fc
    .array(
      fc.constantFrom(
        ...TOKENS,
        ...SEPARATORS,
        'M',
        'MMM',
        'Do',
        'D',
        'dddd',
        'Q',
        'h',
        'A',
        'a',
        'k',
        'W',
        'gg',
        'S',
        'E',
        '\\D',
        '[',
        ']',
        'N',
        'L',
        'q',
      ),
      { minLength: 1, maxLength: 6 },
    )
    .map((parts) => parts.join(''));
