import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { renderDocs } from '../../scripts/docs/render-docs.ts';
import type { Manifest } from '../../scripts/manifest/manifest.ts';
import { appOf, component, harbourAccount, moduleWith } from './support/app.ts';
import { addressesIn, idsIn, jumpsIn, malformed, shownText, tagsIn } from './support/html.ts';

const page = (manifest: Manifest, icon?: Uint8Array): string =>
  renderDocs(manifest, { icon }).find(({ path }) => path === 'index.html')!.text;

const HOSTILE = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' onmouseover='alert(1)",
  '</style></script><b>',
  '--> <!-- <![CDATA[ x ]]>',
  '[x](javascript:alert(1)) ![y](https://evil.test/p.png)',
  '&lt;b&gt; & {{x}} | ` * _',
  'a\u0000\uD800\u202Eb',
];

/** Elements the printer makes; an app can add none. */
const TAGS = new Set(
  'a blockquote body br button code details div em h1 h2 h3 h4 h5 h6 head header html input label li main meta nav ol p pre script search section span strong style summary table tbody td th thead title tr ul'.split(
    ' ',
  ),
);

/** An app that says the text wherever an app can say something. */
function sayingEverywhere(text: string): Manifest {
  const field = (name: string, rest: object = {}) => ({ name, type: 'text', label: text, help: text, ...rest });
  const connection = component('connection', 'c', {
    label: text,
    sections: {
      params: [field('key')],
      communication: { url: 'https://a.test', response: { error: { message: text } } },
      scopeList: { [text]: text },
    },
  });
  const params = [
    field('a', { default: text, validate: { pattern: text, enum: [text] } }),
    field('b', { type: 'select', options: [{ value: text, label: text, description: text, nested: [field('c')] }] }),
    field('d', { type: 'array', labels: { add: text }, spec: [field('e')] }),
    field('f', { type: 'banner', title: text, text }),
    field('g', { type: text }),
    field('h', { rpc: { label: text, url: 'rpc://x', parameters: [field('i')] } }),
    'rpc://list',
  ];
  const module = component('module', text, {
    label: text,
    description: text,
    moduleType: 'universal',
    connection: 'c',
    sections: {
      mappableParams: params,
      interface: params,
      samples: { [text]: text },
      communication: {
        url: `https://a.test/${text}`,
        headers: { [text]: text },
        response: { valid: { condition: text, message: text } },
      },
    },
  });
  const base = { response: { error: { type: text, message: text, '418': { message: text, type: text } } } };
  const groups = [{ label: text, modules: [text] }];
  const own = component('function', 'f', { sections: { code: `function f(${text}) {}` } });
  const rpc = component('rpc', 'list', { label: text });
  return appOf(
    [connection, module, own, rpc],
    { base, groups, readme: `${text}\n\n## ${text}\n\n${text}` },
    { label: text, description: text, theme: text },
  );
}

/** WCAG contrast of two `#RRGGBB` colours. */
function contrast(one: string, other: string): number {
  const luminance = (color: string) =>
    [1, 3, 5]
      .map((at) => Number.parseInt(color.slice(at, at + 2), 16) / 255)
      .map((part) => (part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
      .reduce((sum, part, index) => sum + part * [0.2126, 0.7152, 0.0722][index]!, 0);
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number]; // two in, two out
  return (light + 0.05) / (dark + 0.05);
}

describe('the HTML page', () => {
  const manifest = appOf([harbourAccount, moduleWith([{ name: 'a', label: 'A' }], { connection: 'harbourAccount' })]);

  test('is well-formed, with unique ids and links that lead somewhere', () => {
    const html = page(manifest);

    expect(malformed(html)).toBeUndefined();
    expect(idsIn(html).length).toBe(new Set(idsIn(html)).size);
    expect(jumpsIn(html).filter((id) => !idsIn(html).includes(id))).toEqual([]);
  });

  test('keeps its own ids apart from those of sections with the same names', () => {
    const labels = ['Search', 'Theme', 'Found', 'Article', 'Foo', 'Foo Title', 'Title:foo', 'Contents', 'Quay'];
    const html = page(appOf(labels.map((label, index) => component('module', `m${index}`, { label }))));

    expect(idsIn(html).length).toBe(new Set(idsIn(html)).size);
  });

  test('loads nothing, and its policy allows nothing but its own script and style', () => {
    const html = page(manifest, new Uint8Array([1, 2, 3]));

    expect(addressesIn(html)).toEqual(['data:image/png;base64,AQID']);
    expect(html).toMatch(
      /content="default-src 'none'; img-src data:; style-src 'sha256-[^']+'; script-src 'sha256-[^']+'; /,
    );
    expect(html).not.toMatch(/@import|url\(/);
  });

  test('has landmarks, labels and one first heading', () => {
    const html = page(manifest);

    for (const tag of ['<header', '<nav aria-label=', '<main', '<search', '<label for="page:search"'])
      expect(html).toContain(tag);
    expect(html.match(/<h1[ >]/g)).toHaveLength(1);
    expect(html).toContain('<html lang="en">');
    expect(html).toContain('name="viewport"');
    expect(html).toContain('<th scope="row">');
  });

  test('reads without script: search and switch show up only when it runs', () => {
    const html = page(manifest);

    expect(html).toMatch(/<search [^>]*hidden="hidden"/);
    expect(html).toMatch(/<button [^>]*hidden="hidden"/);
    expect(html).not.toMatch(/<section[^>]*hidden/);
  });

  test('has dark, light, phone and print styles', () => {
    const html = page(manifest);

    for (const rule of ['prefers-color-scheme: dark', "[data-theme='dark']", 'max-width: 38rem', '@media print']) {
      expect(html).toContain(rule);
    }
  });

  test.each([':root {', ":root[data-theme='dark'] {"])(
    'has text that stands out from what is behind it in %s',
    (rule) => {
      const block = page(manifest).split(rule)[1]!.split('}')[0]!;
      const colors = new Map(
        [...block.matchAll(/--(\w+): (#[\da-f]{6})/gi)].map(([, name = '', color = '']) => [name, color]),
      );

      for (const front of ['text', 'soft', 'link', 'mark']) {
        for (const back of ['back', 'panel']) {
          expect(contrast(colors.get(front)!, colors.get(back)!), `${front} on ${back}`).toBeGreaterThanOrEqual(4.5);
        }
      }
    },
  );

  test('takes only a colour as the theme', () => {
    expect(page(appOf([], {}, { theme: '#abcdef' }))).toContain('--theme: #abcdef;');
    expect(page(appOf([], {}, { theme: 'red; } body { display: none' }))).not.toContain('display: none }');
  });

  test.each(HOSTILE)('shows %j as text wherever it is said', (text) => {
    const html = page(sayingEverywhere(text));

    expect(malformed(html)).toBeUndefined();
    expect(html.match(/<script>/g)).toHaveLength(1);
    expect(html.match(/<style>/g)).toHaveLength(1);
    expect(tagsIn(html).filter((tag) => !TAGS.has(tag))).toEqual([]);
    expect(html).not.toMatch(/<[^>]*\son\w+="/);
    expect(addressesIn(html).filter((address) => !/^https?:/.test(address))).toEqual([]);
    expect(idsIn(html).length).toBe(new Set(idsIn(html)).size);
  });

  test('stays well-formed whatever the labels are', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 30 }), (text) => {
        const html = page(sayingEverywhere(text));

        expect(malformed(html)).toBeUndefined();
        expect(html.match(/<script>/g)).toHaveLength(1);
      }),
      { numRuns: 40 },
    );
  });

  test('shows a label as it is', () => {
    const html = page(appOf([moduleWith([{ name: 'a', label: 'A < B & "C"' }])]));

    expect(shownText(html)).toContain('A < B & "C"');
  });
});

describe('the Markdown pages', () => {
  test.each(HOSTILE)('let no markup out of %j', (text) => {
    const pages = renderDocs(sayingEverywhere(text)).filter(({ path }) => path !== 'index.html');

    for (const { text: page } of pages) {
      const outside = withoutCode(page);
      const targets = [...outside.matchAll(/(?<!\\)\]\(([^)]*)\)/g)].map(([, target = '']) => target);

      expect(outside.replaceAll('<br>', '')).not.toMatch(/<[a-z!/]/i);
      expect(targets.filter((target) => !LEADS_ON.test(target))).toEqual([]);
    }
  });
});

const LEADS_ON = /^(https?:|mailto:|#|reference\/|iml-functions\.md$|(\.\.\/)?index\.)/;

/** A page without its first line and without what stands in code, where everything is text. */
const withoutCode = (page: string): string =>
  page
    .replace(/^<!--[^\n]*-->/, '')
    .replace(/^(`{3,})[^\n]*\n[\s\S]*?\n\1$/gm, '')
    .replace(/(?<!`)(`+)(?!`)(?:(?!\1)[^\n])+?\1(?!`)/g, '');
