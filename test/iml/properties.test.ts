import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { analyseText } from '../../scripts/iml/analyse.ts';
import { compileHot, compileParsed } from '../../scripts/iml/compile.ts';
import { ImlRuntimeError, ImlSyntaxError } from '../../scripts/iml/errors.ts';
import { evaluateTemplate } from '../../scripts/iml/evaluate.ts';
import { parseTemplate } from '../../scripts/iml/parse.ts';
import { printTemplate } from '../../scripts/iml/print.ts';
import { templateText, variables } from './generated.ts';
import { contextOf, withoutPlaces } from './support.ts';
import { templatesInUse } from './templates-in-use.ts';

const context = contextOf(variables);

/** What an evaluation gives: a value, or the message of a proper error. Anything else thrown is a crash and passes on. */
function outcome(run: () => unknown): unknown {
  try {
    return { value: run() };
  } catch (error) {
    if (error instanceof ImlRuntimeError || error instanceof ImlSyntaxError) return { message: error.message };
    throw error;
  }
}

describe('for any template', () => {
  test('printing and parsing again gives an equal tree and an equal value', () => {
    fc.assert(
      fc.property(templateText, (text) => {
        const template = parseTemplate(text);
        const again = parseTemplate(printTemplate(template));

        expect(withoutPlaces(again)).toEqual(withoutPlaces(template));
        expect(outcome(() => compileParsed(again)(context))).toEqual(outcome(() => compileParsed(template)(context)));
      }),
      { numRuns: 3000 },
    );
  });

  test('generated JavaScript gives what closures give, in its trial and after it', () => {
    fc.assert(
      fc.property(templateText, (text) => {
        const hot = compileHot(text);
        const expected = outcome(() => compileParsed(parseTemplate(text))(context));

        for (let run = 0; run < 70; run++) outcome(() => hot(context));

        expect(outcome(() => hot(context))).toEqual(expected);
      }),
      { numRuns: 400 },
    );
  });

  test('every node lies within its template and contains its children', () => {
    fc.assert(
      fc.property(templateText, (text) => {
        for (const reference of analyseText(text).references) {
          expect(text.slice(reference.start, reference.end)).toContain(reference.root);
        }
      }),
      { numRuns: 500 },
    );
  });
});

/** Text made of the characters that mean something, in any order. */
const soup = fc
  .array(
    fc.constantFrom(
      ...[
        '{{',
        '}}',
        '{',
        '}',
        '(',
        ')',
        '[',
        ']',
        '.',
        ',',
        ';',
        "'",
        '"',
        '`',
        '+',
        '-',
        '*',
        '/',
        '%',
        '=',
        '!',
        '<',
      ],
      ...[
        '>',
        '&',
        '|',
        ' ',
        '\n',
        '\u00a0',
        'a',
        '1',
        '0',
        'e',
        'if(',
        'and',
        'mod',
        'true',
        '...',
        '\\',
        'ž',
        '🙂',
        '\0',
        '\ud800',
      ],
    ),
    { maxLength: 30 },
  )
  .map((parts) => `{{${parts.join('')}`);

/** A valid template with a piece taken out, doubled or replaced. */
const mutation = fc
  .tuple(
    fc.constantFrom(...templatesInUse),
    fc.nat(200),
    fc.nat(6),
    fc.constantFrom('', '{{', '}}', "'", '(', '`', ']', ' ', 'x'),
  )
  .map(([text, at, length, put]) => {
    const from = at % (text.length + 1);
    return text.slice(0, from) + put + text.slice(from + length);
  });

describe('no text crashes the engine', () => {
  test.each([
    ['meaningful characters', soup, 12_000],
    ['mutated templates', mutation, 12_000],
    ['any text', fc.string({ maxLength: 40 }).map((text) => `{{${text}}}`), 3000],
    ['any code units', fc.string({ unit: 'binary', maxLength: 40 }).map((text) => `{{${text}`), 2000],
  ])('of %s', (_, texts, numRuns) => {
    fc.assert(
      fc.property(texts, (text) => {
        outcome(() => evaluateTemplate(text, context));
        analyseText(text);
      }),
      { numRuns },
    );

    expect(numRuns).toBeGreaterThan(0);
  });
});
