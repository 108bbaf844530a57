import { isZone } from '../iml/functions/zone.ts';
import type { Field } from './field.ts';
import type { Finding, Quote } from './finding.ts';
import { typeNameOf } from './types.ts';

interface Format {
  readonly noun: string;
  readonly isMet: (text: string) => boolean;
  readonly fix: string;
}

/**
 * Texts that must look like something (make-app-format.md §4.3); how closely is assumed. `uuid` and `path` are plain
 * text (runtime.md §14), PEM texts are left to the service.
 */
const FORMATS: Readonly<Record<string, Format>> = {
  email: {
    noun: 'e-mail address',
    isMet: (text) => /^[^\s@]+@[^\s@]+$/.test(text),
    fix: 'write an address such as ana@example.com.',
  },
  url: {
    noun: 'URL',
    isMet: (text) => /^[a-z][a-z\d+.-]*:\S+$/i.test(text) && URL.canParse(text),
    fix: 'write the whole address, such as https://example.com/page.',
  },
  color: {
    noun: 'colour',
    isMet: (text) => /^#[\da-f]{6}$/i.test(text),
    fix: 'write six hexadecimal digits after a #, such as #1A7F5B.',
  },
  timezone: {
    noun: 'time zone',
    isMet: isZone,
    fix: 'write an IANA name such as Europe/Prague.',
  },
};

/** What is wrong with the look of a text; undefined for types without a format. */
export function formatFinding(field: Field, text: string, quote: Quote): Finding | undefined {
  const type = typeNameOf(field);
  if (type === 'filename') return extensionFinding(field, text, quote);
  const format = Object.hasOwn(FORMATS, type) ? FORMATS[type] : undefined;
  if (!format || format.isMet(text)) return undefined;
  return { kind: 'format', message: `'${quote(text)}' is not a valid ${format.noun}.`, fix: format.fix };
}

/** Makes offers files by `extension`; whether it refuses other names is not documented, so only warn. */
function extensionFinding(field: Field, text: string, quote: Quote): Finding | undefined {
  const listed = Array.isArray(field.extension) ? field.extension : [field.extension];
  const endings = listed.flatMap((ending) =>
    typeof ending === 'string' && ending !== '' ? [`.${ending.replace(/^\./, '')}`] : [],
  );
  if (endings.length === 0 || endings.some((ending) => text.toLowerCase().endsWith(ending.toLowerCase())))
    return undefined;
  return {
    kind: 'format',
    severity: 'warning',
    message: `The file name '${quote(text)}' does not end in ${endings.join(' or ')}.`,
    fix: 'give the name its ending.',
  };
}
