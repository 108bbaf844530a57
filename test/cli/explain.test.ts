import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { CODE_FAMILIES, CODE_PAGES, familyOf } from '../../scripts/cli/code-pages.ts';
import { printPage } from '../../scripts/cli/page-text.ts';
import { checkManifest } from '../../scripts/compile/check-manifest.ts';
import type { Json } from '../../scripts/core/json.ts';
import { minimalApp } from '../../scripts/lint/minimal-app.ts';
import { rules } from '../../scripts/lint/rules.ts';
import { checkAttributes } from '../../scripts/manifest/parameter-rules.ts';
import { validateSection } from '../../scripts/manifest/validate-section.ts';
import { makeapp } from './support.ts';

const pages = Object.entries(CODE_PAGES);

/** Every code a source names, except where a page is about it. */
function codesInSources(): string[] {
  const files = readdirSync('scripts', { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  const texts = files.map((file) => readFileSync(join('scripts', file), 'utf8'));
  const code = new RegExp(`'((?:${Object.keys(CODE_FAMILIES).join('|')})\\d{3})'`, 'g');
  return [...new Set(texts.flatMap((text) => [...text.matchAll(code)].map(([, found = '']) => found)))];
}

describe('the pages', () => {
  test('are about the codes the sources name, all of them and no others', () => {
    const named = codesInSources();

    expect(named.length).toBeGreaterThan(180);
    expect(named.filter((code) => !Object.hasOwn(CODE_PAGES, code))).toEqual([]);
    expect(Object.keys(CODE_PAGES).filter((code) => !named.includes(code))).toEqual([]);
  });

  test.each(pages)('of %s are sentences', (_code, { title, means, why, fix }) => {
    for (const text of [title, means, fix, ...(why === undefined ? [] : [why])]) {
      expect(text).toMatch(/^[A-Za-z].*[.…]$/s);
    }
    expect(title.length).toBeLessThan(90);
  });

  test('share no text', () => {
    const texts = pages.map(([, { means }]) => means);

    expect(texts.filter((text, index) => texts.indexOf(text) !== index)).toEqual([]);
  });
});

/** An app with one more module, which has a parameter `userId`. */
function appWith(moduleType: string, communication: Json) {
  const userId = { name: 'userId', type: 'text', label: 'User ID' };
  const limit = { name: 'limit', type: 'uinteger', label: 'Limit' };
  const form = { [moduleType === 'trigger' ? 'staticParams' : 'mappableParams']: [userId, limit] };
  const given = { moduleType, label: 'Example', description: 'An example.', communication, ...form };
  return minimalApp({ groups: [], modules: { example: given } });
}

describe('examples', () => {
  const shapes = ['MAN001', 'MAN002', 'MAN003', 'MAN004', 'MAN005', 'MAN006', 'MAN009', 'MAN010'];
  const sections = pages.filter(([, { section }]) => section !== undefined);
  const codesOf = (section = '', text = ''): string[] => {
    const value = JSON.parse(text);
    const isForm = section === 'parameters';
    const problems = validateSection(isForm ? 'parameters' : 'communication', value, {});
    return [...problems, ...(isForm ? checkAttributes(value, {}) : [])].map(({ code }) => code);
  };

  test.each([
    ['REF001', 'action'],
    ['REF002', 'search'],
    ['REF010', 'action'],
    ['MAN031', 'trigger'],
    ['MAN034', 'action'],
  ])('of %s give it in an app, and not', (code, moduleType) => {
    const codesIn = (text = '{}'): string[] =>
      checkManifest(appWith(moduleType, JSON.parse(text))).map((found) => found.code);
    const page = CODE_PAGES[code];

    expect([...new Set(codesIn(page?.bad))]).toEqual([code]);
    expect(codesIn(page?.good)).toEqual([]);
  });

  test.each(sections)('of %s are JSON', (_code, { bad = '', good = '' }) => {
    expect([JSON.parse(bad), JSON.parse(good)]).toEqual([expect.any(Object), expect.any(Object)]);
  });

  test.each(shapes.map((code) => [code, CODE_PAGES[code]] as const))('of %s give it, and not', (code, page) => {
    expect(codesOf(page?.section, page?.bad)).toEqual([code]);
    expect(codesOf(page?.section, page?.good)).toEqual([]);
  });
});

describe('explain', () => {
  test('prints the page of a code', async () => {
    const { status, out } = await makeapp(['explain', 'ref001']);

    expect(status).toBe(0);
    expect(out).toMatchInlineSnapshot(`
      "# REF001 A parameter that is not declared.

      An expression reads parameters.x, or a member of a parameter, that no section declares.

      On Make an undeclared parameter is undefined: the request goes out without the value and nothing
      says so (runtime.md §14).

      ## What to do

      Correct the name, or declare the parameter.

      ## Flagged in communication

      \`\`\`json
      { "url": "/users/{{parameters.userID}}" }
      \`\`\`

      ## Accepted in communication

      \`\`\`json
      { "url": "/users/{{parameters.userId}}" }
      \`\`\`
      "
    `);
  });

  test.each(pages)('keeps the prose of %s within 100 columns', (_code, page) => {
    const text = printPage(`${page.means}\n\n${page.why}\n\n${page.fix}`, { isColored: false, columns: 300 });

    for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(100);
  });

  test('shows headings in bold, and leaves examples alone', () => {
    const long = `"${'x '.repeat(80)}"`;

    expect(printPage(`# A\n\n\`\`\`\n# ${long}\n\`\`\``, { isColored: true })).toBe(
      `\u001b[1m# A\u001b[22m\n\n\`\`\`\n# ${long}\n\`\`\``,
    );
  });

  test('lists the families', async () => {
    const { out } = await makeapp(['explain']);
    const { families } = JSON.parse((await makeapp(['explain', '--json'])).out);

    expect(out).toMatch(/^MAN +\d+ {2}the app, its sections and its files\n/);
    for (const { family, count } of families) expect(count, family).toBeGreaterThan(0);
    expect(families.map(({ family }: { readonly family: string }) => family)).toEqual(
      expect.arrayContaining([...Object.keys(CODE_FAMILIES), ...rules.map(({ id }) => familyOf(id))]),
    );
  });

  test('lists a family', async () => {
    const { out } = await makeapp(['explain', 'scn']);
    const { family, rules: listed } = JSON.parse((await makeapp(['explain', 'SCN', '--json'])).out);

    expect(out).toMatch(/^SCN001 {2}A scenario file that is not formed as its schema says\.\nSCN002 {2}/);
    expect(family).toBe('SCN');
    expect(listed).toHaveLength(10);
  });

  test('lists codes before review rules of the same family', async () => {
    const lines = (await makeapp(['explain', 'IML'])).out.trimEnd().split('\n');

    expect(lines[0]).toMatch(/^IML001 {2}/);
    expect(lines.some((line) => line.startsWith('IML-006 '))).toBe(true);
  });

  test.each([
    ['REF01', 'did you mean "REF001"?'],
    ['REF9999', 'makeapp explain REF lists the rules of its family.'],
    ['manx', 'did you mean "MAN"?'],
    ['constructor', 'makeapp explain, without a rule, lists the families.'],
  ])('knows no %s', async (given, fix) => {
    const { status, err } = await makeapp(['explain', given]);

    expect(status).toBe(2);
    expect(err).toContain(`There is no rule "${given}".`);
    expect(err).toContain(fix);
  });
});
