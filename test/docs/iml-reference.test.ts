import { describe, expect, test } from 'vitest';
import { printValue } from '../../scripts/docs/iml-reference.ts';
import { escapeText } from '../../scripts/docs/markdown-text.ts';
import { renderDocs } from '../../scripts/docs/render-docs.ts';
import { library } from '../../scripts/iml/functions/library.ts';
import { EMPTY_STRING } from '../../scripts/iml/values.ts';
import type { Manifest } from '../../scripts/manifest/manifest.ts';
import { appOf, component } from './support/app.ts';

const page = (manifest: Manifest): string => renderDocs(manifest).find(({ path }) => path === 'iml-functions.md')!.text;

const chapter = (text: string, name: string): string => text.split(`\n### ${name}\n`)[1]!.split(/\n##/)[0]!.trim();

describe('the IML reference', () => {
  const text = page(appOf([]));

  test.each([...library.values()])(
    'has $name with its summary, basis and examples',
    ({ name, summary, basis, examples, appsOnly }) => {
      const found = chapter(text, name);

      expect(found.startsWith(`\`\`\`\n${name}(`)).toBe(true);
      expect(found).toContain(escapeText(summary));
      expect(found).toContain(`\`${basis}\``);
      expect(found.includes('`apps only`')).toBe(appsOnly === true);
      expect(found.match(/^\| `/gm)).toHaveLength(examples.length);
    },
  );

  test('prints a function as a table of examples', () => {
    expect(chapter(text, 'parseDate')).toMatchInlineSnapshot(`
      "\`\`\`
      parseDate(text: text, format?: text, timezone?: text) → date
      \`\`\`

      Reads a date from text by a format or, without one, in any usual shape. \`documented\`

      | Expression | Result |
      | --- | --- |
      | \`parseDate('09.03.2024 23:30', 'DD.MM.YYYY HH:mm')\` | \`date 2024-03-09T23:30:00.000Z\` |
      | \`parseDate('2024-03-10', 'YYYY-MM-DD', 'Asia/Tokyo')\` | \`date 2024-03-09T15:00:00.000Z\` |
      | \`parseDate(1710027000, 'X')\` | \`date 2024-03-09T23:30:00.000Z\` |
      | \`parseDate('3/9/2024 11:30 PM')\` | \`date 2024-03-09T23:30:00.000Z\` |"
    `);
  });

  test("shows the app's own functions first", () => {
    const own = component('function', 'initials', {
      sections: { code: 'function initials(first, last) {\n  return first[0];\n}\n' },
    });

    const found = page(appOf([own]));

    expect(found).toContain('- [Functions of this app](#functions-of-this-app)\n- [General functions]');
    expect(chapter(found, 'initials')).toContain('initials(first, last)');
  });

  test.each([
    [undefined, 'undefined'],
    [null, 'null'],
    ['a"b', '"a\\"b"'],
    [EMPTY_STRING, 'emptystring'],
    [Number.NaN, 'NaN'],
    [new Date('2024-05-06T07:08:09Z'), 'date 2024-05-06T07:08:09.000Z'],
    [new Date(Number.NaN), 'invalid date'],
    [new Uint8Array([1, 255]), 'buffer 01ff'],
    [[1, undefined, ['x']], '[1, undefined, ["x"]]'],
    [{ a: { b: null } }, '{ "a": { "b": null } }'],
    [{}, '{}'],
  ])('prints %j as %s', (value, expected) => {
    expect(printValue(value)).toBe(expected);
  });
});

describe('llms.txt', () => {
  test('has title, summary and a line for each page', () => {
    const manifest = appOf([
      component('module', 'bookBerth', { label: 'Book [a] Berth', description: 'Books\na berth.' }),
    ]);

    expect(renderDocs(manifest).at(-1)!.text).toMatchInlineSnapshot(`
      "# Quay for Make

      > Books berths.

      A custom app for the automation platform Make, version 2, with 1 module.

      ## Help

      - [Help article](index.md): how to connect, every module and field, errors
      - [Help article as a web page](index.html): the same as one page with search

      ## Modules

      - [Book \\[a\\] Berth](reference/bookBerth.md): Action. Books a berth.

      ## Optional

      - [IML functions](iml-functions.md): what expressions can call, with examples
      "
    `);
  });
});
