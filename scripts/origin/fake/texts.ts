import type { ParseError } from 'jsonc-parser';
import { parse, printParseErrorCode } from 'jsonc-parser';
import type { HttpResponse } from '../../core/http.ts';
import { isPlainObject } from '../../core/json.ts';
import { answerJson, answerText, Refusal } from './answer.ts';
import type { StoredKind, StoredSection } from './sections.ts';
import { READ_ONLY, STORED_SECTIONS } from './sections.ts';
import type { Change, Texts } from './store.ts';

export function sectionOf(kind: StoredKind, api: string): StoredSection {
  const found = STORED_SECTIONS[kind].find((section) => section.api === api);
  if (found) return found;
  throw new Refusal(404, `There is no section "${api}".`);
}

/** Gives a section back as it was written; one that never was is `null`. */
export function readText(kind: StoredKind, texts: Texts, api: string): HttpResponse {
  const { form, mediaTypes } = sectionOf(kind, api);
  const text = texts.get(api) ?? null;
  if (text === null) return answerJson(null);
  return form === 'data' ? answerJson(JSON.parse(text)) : answerText(text, mediaTypes[0]);
}

interface Writing {
  readonly kind: StoredKind;
  readonly texts: Texts;
  readonly api: string;
  readonly text: string;
  readonly contentType: string | undefined;
}

/** Keeps a text unless it is no JSON where JSON belongs; then what was there stays (make-app-format.md §2.8). */
export function writeText(
  { kind, texts, api, text, contentType }: Writing,
  note: () => Change | undefined,
): HttpResponse {
  const section = sectionOf(kind, api);
  if (kind === 'app' && READ_ONLY.has(api)) throw new Refusal(404, `The section "${api}" cannot be written.`);
  const type = contentType?.split(';')[0]?.trim();
  if (!type || !section.mediaTypes.includes(type))
    throw new Refusal(415, `The section "${api}" takes ${section.mediaTypes.join(' or ')}, not ${type ?? 'nothing'}.`);
  const kept = accepted(section, text);
  const isChanged = texts.get(api) !== kept;
  texts.set(api, kept);
  const change = isChanged ? note() : undefined;
  return answerJson(change ? { change } : { changed: isChanged });
}

function accepted({ form, api }: StoredSection, text: string): string {
  switch (form) {
    case 'text':
      return text;
    case 'source':
      parseSource(text);
      return text;
    case 'list':
      parsePlain(text);
      return text;
    case 'data': {
      const value = parsePlain(text);
      if (!isPlainObject(value)) throw new Refusal(400, `The section "${api}" must be a collection.`);
      return JSON.stringify(value);
    }
  }
}

function parseSource(text: string): void {
  const errors: ParseError[] = [];
  parse(text, errors, { allowTrailingComma: true, allowEmptyContent: false });
  const [first] = errors;
  if (!first) return;
  const line = text.slice(0, first.offset).split('\n').length;
  throw new Refusal(400, 'The source is not valid.', [`${printParseErrorCode(first.error)} in line ${line}`]);
}

function parsePlain(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Refusal(400, 'The body is not valid JSON.');
  }
}
