import fc from 'fast-check';
import type { Json } from '../../../../scripts/core/json.ts';
import type { Manifest } from '../../../../scripts/manifest/manifest.ts';
import { edited } from './app.ts';

const NAMES = ['a', 'name', 'user_id', 'userId', 'limit', 'limits', 'page'];
const TYPES = ['text', 'integer', 'number', 'email', 'date', 'any'];

const { set } = fc.letrec<{ set: Json[]; field: Json }>((tie) => ({
  set: fc.uniqueArray(tie('field'), {
    maxLength: 4,
    selector: (field) => (field as { name?: string }).name ?? '',
  }),
  field: fc.oneof(
    { depthSize: 'small' },
    fc.record(
      {
        name: fc.constantFrom(...NAMES),
        type: fc.constantFrom(...TYPES),
        label: fc.constantFrom('A', 'B'),
        required: fc.boolean(),
      },
      { requiredKeys: ['name', 'type'] },
    ),
    fc.record({ name: fc.constantFrom(...NAMES), type: fc.constantFrom('array', 'collection'), spec: tie('set') }),
    fc.record({
      name: fc.constantFrom(...NAMES),
      type: fc.constant('select'),
      options: fc.uniqueArray(fc.record({ value: fc.constantFrom('x', 'y', 'z'), nested: tie('set') }), {
        maxLength: 3,
        selector: ({ value }) => value,
      }),
    }),
  ) as fc.Arbitrary<Json>,
}));

/** A form with fields in fields. */
export const fieldSet: fc.Arbitrary<Json[]> = set;

export const withFields = (section: string, fields: readonly Json[]): Manifest =>
  edited(({ modules }) => {
    modules.bakeLoaf.sections[section] = fields;
  });
