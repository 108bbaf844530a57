import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fn, type Iml, iml, op, parameters, reply, text, uinteger } from '#dsl';
import { expressionOf, textOf } from '../../scripts/dsl/iml-value.ts';
import { evaluateTemplate } from '../../scripts/iml/evaluate.ts';
import type { Variables } from '../../scripts/iml/host.ts';
import { systemHost } from '../../scripts/iml/system-host.ts';

const p = parameters({
  one: uinteger({ required: true }),
  two: uinteger({ required: true }),
  word: text({ required: true }),
});
const variables: Variables = { parameters: { one: 1, two: 2, word: 'saw' } };
const host = systemHost({ timezone: 'UTC', now: () => new Date(0), random: () => 0, uuid: () => '', executionId: '' });

const run = (source: string, seen: Variables = variables): unknown =>
  evaluateTemplate(source, { variables: seen, host });

/** Text as people write it, rich in what the language could mistake for its own. */
const tricky = fc
  .array(fc.oneof(fc.string(), fc.constantFrom("'", '"', '}', '{', '\\', '`', 'é', '\n', ' ')), { maxLength: 12 })
  .map((pieces) => pieces.join(''))
  .filter((written) => !written.includes('{{'));

test('any text reaches a function as it was written', () => {
  fc.assert(
    fc.property(tricky, (written) => {
      expect(run(textOf(fn.toString(written)))).toBe(written);
    }),
  );
});

test('any field is reached by its name', () => {
  const names = tricky.filter((name) => !name.includes('`') && !['then', 'toString', 'toJSON'].includes(name));
  fc.assert(
    fc.property(names, (name) => {
      const { body } = reply<Record<string, number>>();
      const path = Reflect.get(body, name) as Iml<number>;

      expect(run(textOf(path), { body: Object.fromEntries([[name, 7]]) })).toBe(7);
    }),
  );
});

/** An expression of the DSL beside what it must yield. */
interface Pair<T> {
  readonly written: T | Iml<T>;
  readonly meant: T;
}

const both =
  <T, U>(make: (a: Iml<T> | T, b: Iml<T> | T) => Iml<U>, mean: (a: T, b: T) => U) =>
  (a: Pair<T>, b: Pair<T>): Pair<U> => ({
    written: make(a.written, b.written),
    meant: mean(a.meant, b.meant),
  });

const NUMERIC = [
  both<number, number>(op.add, (a, b) => a + b),
  both<number, number>(op.sub, (a, b) => a - b),
  both<number, number>(op.mul, (a, b) => a * b),
];
const JUDGING = [
  both<number, boolean>(op.lt, (a, b) => a < b),
  both<number, boolean>(op.gte, (a, b) => a >= b),
  both<number, boolean>(op.eq, (a, b) => a === b),
  both<number, boolean>(op.ne, (a, b) => a !== b),
];
const LOGICAL = [both<boolean, boolean>(op.and, (a, b) => a && b), both<boolean, boolean>(op.or, (a, b) => a || b)];

const leaf: fc.Arbitrary<Pair<number>> = fc.oneof(
  fc.integer({ min: -9, max: 9 }).map((meant) => ({ written: meant, meant })),
  fc.constant({ written: p.one, meant: 1 }),
  fc.constant({ written: p.two, meant: 2 }),
);

const { amount, judgement } = fc.letrec<{ amount: Pair<number>; judgement: Pair<boolean> }>((tie) => ({
  amount: fc.oneof(
    { maxDepth: 4 },
    leaf,
    fc.tuple(fc.constantFrom(...NUMERIC), tie('amount'), tie('amount')).map(([make, a, b]) => make(a, b)),
    tie('amount').map(({ written, meant }) => ({ written: op.neg(written), meant: -meant })),
  ),
  judgement: fc.oneof(
    { maxDepth: 4 },
    fc.tuple(fc.constantFrom(...JUDGING), tie('amount'), tie('amount')).map(([make, a, b]) => make(a, b)),
    fc.tuple(fc.constantFrom(...LOGICAL), tie('judgement'), tie('judgement')).map(([make, a, b]) => make(a, b)),
    tie('judgement').map(({ written, meant }) => ({ written: op.not(written), meant: !meant })),
  ),
}));

test('operators group as they were nested', () => {
  fc.assert(
    fc.property(judgement, amount, (claim, number) => {
      const results = [run(textOf(fn.if(claim.written, true, false))), run(textOf(op.add(number.written, 0)))];

      expect(results).toEqual([claim.meant, number.meant + 0]);
    }),
  );
});

test('a template means the same as an argument', () => {
  const part = fc.constantFrom(p.one, p.two, p.word, fn.upper(p.word), op.add(p.one, p.two));
  const words = tricky.filter((written) => !written.includes('{') && written !== '');
  fc.assert(
    fc.property(words, part, fc.oneof(words, fc.constant('')), part, words, (a, first, b, second, c) => {
      const strings = Object.assign([a, b, c], { raw: [a, b, c] });
      const forms = [iml(strings, first, second), iml(Object.assign(['', b, c], { raw: [] }), first, second)];

      expect(forms.map((form) => run(`{{${expressionOf(form)}}}`))).toEqual(forms.map((form) => run(textOf(form))));
    }),
  );
});
