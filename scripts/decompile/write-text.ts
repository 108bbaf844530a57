import type { Template } from '../iml/ast.ts';
import { ImlSyntaxError } from '../iml/errors.ts';
import { parseTemplate } from '../iml/parse.ts';
import { ROOTS, type Root } from '../manifest/roots.ts';
import { convert, embedded, isTemplate } from './convert.ts';
import type { Doc } from './document.ts';
import { type Converted, demand, type Reading } from './reading.ts';
import type { Roots } from './slot.ts';
import { isSpellingOf } from './spelling.ts';
import { templateText } from './syntax.ts';
import { type Accept, simple, type Type } from './type.ts';
import { Untyped } from './untyped.ts';

/** Writes text with mustaches by references that render to exactly this text; throws Untyped where that cannot be. */
export function writeWithReferences(text: string, accept: Accept, roots: Roots, reading: Reading): Referring {
  const template = parse(text);
  const inside = roots ? withinRoots(roots, reading) : reading;
  const { code, source, type } = template.kind === 'primitive' ? whole(template, inside) : mixed(template, inside);
  if (source !== text && !isSpellingOf(source, text)) throw new Untyped('the DSL has no word for it');
  if (source !== text && !reading.isTidy) throw new Untyped('the DSL spells it differently');
  if (!demand(type, accept, reading)) throw new Untyped('the DSL sees another type');
  return { code, type, isRespelt: source !== text };
}

export interface Referring {
  readonly code: Doc;
  readonly type: Type;
  /** Whether the DSL renders it with other blanks or quotes. */
  readonly isRespelt: boolean;
}

/** What stands for a root is found only where the root is. */
const withinRoots = (roots: readonly Root[], reading: Reading): Reading => ({
  ...reading,
  rootOf: (name, path) => {
    const isElsewhere = isRoot(name) && !roots.includes(name);
    if (isElsewhere) throw new Untyped(`the DSL knows no "${name}" here`);
    return reading.rootOf(name, path);
  },
});

const isRoot = (name: string): name is Root => Object.hasOwn(ROOTS, name);

function parse(text: string): Template {
  try {
    return parseTemplate(text);
  } catch (error) {
    if (error instanceof ImlSyntaxError) throw new Untyped('the IML does not parse');
    throw error;
  }
}

function whole({ parts }: Template, reading: Reading): Converted {
  const [part] = parts;
  if (part?.type !== 'mustache') throw new Untyped('the DSL has no word for it');
  const converted = convert(part.expression, reading);
  if (converted.isLiteral) throw new Untyped('a constant stands in mustaches');
  if (isTemplate(converted)) throw new Untyped('a text is joined in mustaches');
  return { ...converted, source: `{{${converted.source}}}` };
}

/** Text with expressions in it. */
function mixed({ parts }: Template, reading: Reading): Converted {
  const pieces = parts.map((part, index) => {
    if (part.type === 'text') {
      if (part.value.endsWith('{') && index < parts.length - 1) throw new Untyped('a brace stands before mustaches');
      return { code: templateText(part.value), source: part.value };
    }
    const converted = convert(part.expression, reading);
    return { code: embedded(converted, reading), source: `{{${converted.source}}}` };
  });
  return {
    code: `iml\`${pieces.map(({ code }) => code).join('')}\``,
    source: pieces.map(({ source }) => source).join(''),
    precedence: 0,
    type: simple('text'),
  };
}
