// Feeds the IML engine a million inputs nobody meant: random text, and valid templates with pieces cut, doubled and swapped.
// Anything but a value or an error of the language, a crash, or an input that takes long, ends the run with its seed.
import { pathToFileURL } from 'node:url';

const { createContext, evaluate, parse, print } = await import(
  pathToFileURL(new URL('../../../.build/iml.js', import.meta.url).pathname).href
);

const INPUTS = Number(process.env.FUZZ_INPUTS ?? 1_000_000);
const SLOW_MS = 500;
const seed = Number(process.env.FUZZ_SEED ?? 20261122);

/** A small generator of repeatable numbers (mulberry32). */
function randomFrom(start) {
  let state = start >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const VALID = [
  '{{body.items[].name}}',
  '{{1 + 2 * (3 - x) / 4 % 5}}',
  "{{if(length(list) > 2; first(list).id; 'none')}}",
  "{{formatDate(now, 'YYYY-MM-DD HH:mm:ss', 'Europe/Prague')}}",
  '{{headers.`x-a b`}}-{{2.`0`}}-{{1.a[{{2}}].b}}',
  "{{replace(text, '/(a+)+b/g', '$1')}}",
  '{{join(map(list, "a.b", "c", "1,2"), ", ")}}',
  '{{a = b & c | !d and e or f != g}}',
  "{{switch(x; 1; 'a'; 2; 'b'; 'c')}}{{ifempty(,)}}",
  '{{parseJSON("{""a"":[1,2]}").a[2]}}',
  '{{substring(text; -1; 1e9)}}',
  '{{toCollection(list, "key", "value")}}',
  "{{item.first ' ' item.last}}",
  '{{sort(list; "desc ci"; "a.b")}}',
  '{{emptystring}}{{erase}}',
  '{{parseDate("31.12.2020 5:26 PM", "DD.MM.YYYY h:mm A")}}',
  '{{trunc(-3.789; 2)}}{{formatNumber(1e21; 3; ","; ".")}}',
  '{{get(body, "a.b[1].c")}}',
];
const PIECES = [
  '{{',
  '}}',
  '(',
  ')',
  '[',
  ']',
  '"',
  "'",
  '`',
  ',',
  ';',
  '.',
  '..',
  ' ',
  '\n',
  '\\',
  '\u0000',
  '𝒳',
  '\ud800',
  '+',
  '++',
  '-',
  '*',
  '/',
  '%',
  '=',
  '==',
  '===',
  '!',
  '!=',
  '<',
  '<=',
  '&',
  '&&',
  '|',
  'and',
  'or',
  'mod',
  'constructor',
  '__proto__',
  'toString',
  'now',
  'null',
  'undefined',
  '1e309',
  '0',
  '-1',
  '1.5',
  '9'.repeat(40),
  'if(',
  'map(',
  'replace(',
  'formatDate(',
  '${',
  '//',
  '/*',
  '</script>',
  '{{...}}',
];

const variables = {
  body: { items: [{ name: 'a' }, { name: null }], a: { b: [{ c: 1 }] } },
  list: [{ id: 1, key: 'k', value: 'v', a: { b: 'x' }, c: '1' }, {}, null],
  text: 'aaaaaaaaaaaa!',
  x: 2,
  item: { first: 'A', last: 'B' },
  headers: { 'x-a b': 'h' },
  1: { a: [{ b: 1 }, { b: 2 }] },
  2: ['z'],
};
const context = createContext(variables, { now: '2026-01-02T03:04:05.678Z', timezone: 'UTC' });

function makeInput(random) {
  const pick = (list) => list[Math.floor(random() * list.length)];
  if (random() < 0.2) return Array.from({ length: Math.floor(random() * 12) }, () => pick(PIECES)).join('');
  let text = pick(VALID);
  for (let edits = 1 + Math.floor(random() * 4); edits > 0; edits--) {
    const [from, to] = [random(), random()].map((part) => Math.floor(part * (text.length + 1))).sort((a, b) => a - b);
    const way = random();
    if (way < 0.3) text = text.slice(0, from) + text.slice(to);
    else if (way < 0.6) text = text.slice(0, from) + pick(PIECES) + text.slice(from);
    else if (way < 0.8) text = text.slice(0, to) + text.slice(from, to) + text.slice(to);
    else text = text.slice(0, from) + pick(VALID) + text.slice(to);
  }
  return text.length > 20_000 ? text.slice(0, 20_000) : text;
}

const isOurs = (error) => error instanceof Error && /^Iml/.test(error.name);
const counts = { values: 0, syntax: 0, failed: 0 };
const random = randomFrom(seed);
const started = performance.now();
let slowest = 0;

for (let number = 0; number < INPUTS; number++) {
  const input = makeInput(random);
  const before = performance.now();
  try {
    const printed = print(parse(input));
    if (print(parse(printed)) !== printed) throw new Error('prints differently the second time');
    try {
      evaluate(input, context);
      counts.values++;
    } catch (error) {
      if (!isOurs(error)) throw error;
      counts.failed++;
    }
  } catch (error) {
    if (!isOurs(error)) {
      console.error(`input ${number} of seed ${seed}: ${JSON.stringify(input)}\n${error?.stack ?? error}`);
      process.exit(1);
    }
    counts.syntax++;
  }
  const ms = performance.now() - before;
  slowest = Math.max(slowest, ms);
  if (ms > SLOW_MS) {
    console.error(`input ${number} of seed ${seed} took ${ms.toFixed(0)} ms: ${JSON.stringify(input)}`);
    process.exit(1);
  }
}

const seconds = (performance.now() - started) / 1000;
console.log(
  `${INPUTS} inputs in ${seconds.toFixed(0)} s: ${counts.values} gave a value, ${counts.failed} failed as the language says, ${counts.syntax} were refused`,
);
console.log(
  `slowest ${slowest.toFixed(0)} ms, peak memory ${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MB, no crash`,
);
