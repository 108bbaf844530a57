import { type Converted, demand, type Reading } from './reading.ts';
import { type Type, withoutNothing } from './type.ts';
import { Untyped } from './untyped.ts';

/** Throws Untyped when a value is of no such kind. */
export function need(
  value: Converted,
  kinds: readonly ('number' | 'date' | 'text' | 'nothing')[],
  reading: Reading,
): void {
  const isNull = value.isLiteral && value.type.kinds.includes('nothing');
  if (isNull || !demand(value.type, { kinds }, reading))
    throw new Untyped(`it needs ${kinds[0] === 'number' ? 'a number' : kinds[0]} where the DSL sees none`);
}

/** Operators that take two operands as they are. */
export type Simple = '=' | '!=' | '<' | '<=' | '>' | '>=' | '++' | '-' | '*' | '/' | '%';

/** Throws Untyped when the types of the DSL refuse the operands of an operator. */
export function checkOperands(operator: Simple, a: Converted, b: Converted, reading: Reading): void {
  switch (operator) {
    case '=':
    case '!=':
      checkEquality(a, b);
      return;
    case '<':
    case '<=':
    case '>':
    case '>=':
      checkOrder(a, b, reading);
      return;
    case '++':
      for (const value of [a, b]) need(value, ['number', 'text', 'nothing'], reading);
      return;
    case '-':
      for (const value of [a, b])
        need(value, value.type.kinds.includes('date') ? ['date', 'nothing'] : ['number', 'nothing'], reading);
      return;
    case '*':
    case '/':
    case '%':
      for (const value of [a, b]) need(value, ['number', 'nothing'], reading);
  }
}

const COMPARABLE = ['text', 'number', 'boolean', 'date'] as const;

/** Two values can be equal when they share a kind, or when nothing is known of one. */
function checkEquality(a: Converted, b: Converted): void {
  if (isUnknown(a.type) || isUnknown(b.type)) return;
  const [left, right] = [withoutNothing(a.type), withoutNothing(b.type)];
  if (left.kinds.length === 0 && !left.open) throw new Untyped('it compares nothing');
  if (right.kinds.length === 0) return;
  const shared = COMPARABLE.find((kind) => left.kinds.includes(kind) && right.kinds.includes(kind));
  const { constants } = left;
  const meet = !constants || !right.constants || right.constants.some((value) => constants.includes(value));
  if (!shared || !meet || [...left.kinds, ...right.kinds].includes('opaque'))
    throw new Untyped('the DSL sees nothing that could be equal');
}

const isUnknown = ({ kinds, open }: Type): boolean => open !== undefined || kinds.includes('unknown');

/** Two values have an order when both are text, numbers or dates. */
function checkOrder(a: Converted, b: Converted, reading: Reading): void {
  const known = [a, b].map(({ type }) =>
    (['number', 'text', 'date'] as const).find((kind) => type.kinds.includes(kind)),
  );
  const kind = known[0] ?? known[1] ?? 'number';
  for (const value of [a, b]) {
    const { kinds, open } = withoutNothing(value.type);
    if (kinds.length === 0 && !open) throw new Untyped('it compares nothing');
    if (value.isLiteral && value.type.kinds[0] === 'boolean') throw new Untyped('the DSL gives truth no order');
    need(value, [kind, 'nothing'], reading);
  }
}
