import { array, date, fn, type Ref, select, text } from '#dsl';
import { listAttributes } from '../rpcs/listAttributes.ts';
import { listSegments } from '../rpcs/listSegments.ts';

const period = {
  from: date({ label: 'From' }),
  to: date({ label: 'To' }),
};

/** The kinds of filter and their members; the API's documentation names neither (G1). */
export const filters = array({
  label: 'Filters',
  labels: { add: 'Add a filter' },
  help: 'At most five. **Match** says whether a user must pass all of them or any.',
  validate: { maxItems: 5 },
  spec: {
    type: select({
      label: 'Type',
      required: true,
      mappable: false,
      options: [
        {
          value: 'segment',
          label: 'Segment',
          nested: { value: select({ label: 'Segment', options: listSegments, required: true }) },
        },
        { value: 'userId', label: 'Customer User ID', nested: { value: text({ label: 'Value', required: true }) } },
        { value: 'default_email', label: 'Default Email', nested: { value: text({ label: 'Value', required: true }) } },
        { value: 'default_name', label: 'Default Name', nested: { value: text({ label: 'Value', required: true }) } },
        {
          value: 'attribute',
          label: 'Attribute',
          nested: {
            name: select({ label: 'Attribute', options: listAttributes, required: true, mode: 'edit', dynamic: true }),
            value: text({ label: 'Value', required: true }),
          },
        },
        {
          value: 'banned',
          label: 'Banned',
          nested: {
            value: select({
              label: 'Banned',
              required: true,
              options: [
                { value: 'true', label: 'Yes' },
                { value: 'false', label: 'No' },
              ],
            }),
          },
        },
        { value: 'createdAt', label: 'Created At', nested: period },
        { value: 'lastSeen', label: 'Last Seen At', nested: period },
      ],
    }),
  },
});

interface Filter {
  readonly type: string;
  readonly name: string | undefined;
  readonly value: string | undefined;
  readonly from: Date | undefined;
  readonly to: Date | undefined;
}

interface Search {
  readonly sortField: 'createdAt' | 'lastSeen' | undefined;
  readonly sortOrder: 'asc' | 'desc' | undefined;
  readonly match: 'all' | 'any' | undefined;
  readonly filters: readonly Filter[] | undefined;
}

type Input = Ref<Search, 'parameters'>;

const ISO = 'YYYY-MM-DDTHH:mm:ss.SSS[Z]';

/** One filter in brackets; without a filter at that position every member is empty and is not sent. */
const filterAt = <const P extends number>(p: Input, position: P) => {
  const filter = fn.get(p.filters, position);
  const at = `filters[${position - 1}]`;
  return {
    [`${at}[type]`]: fn.get(filter, 'type'),
    [`${at}[name]`]: fn.get(filter, 'name'),
    [`${at}[value]`]: fn.get(filter, 'value'),
    [`${at}[from]`]: fn.formatDate(fn.get(filter, 'from'), ISO, 'UTC'),
    [`${at}[to]`]: fn.formatDate(fn.get(filter, 'to'), ISO, 'UTC'),
  };
};

/** Writes sort order and filters in brackets, the likeliest reading of the documentation (G2). What is the API's default is left out. */
export const encodeUserQuery = (p: Input) => ({
  'sort[field]': p.sortField,
  'sort[order]': p.sortOrder,
  match: p.match,
  ...filterAt(p, 1),
  ...filterAt(p, 2),
  ...filterAt(p, 3),
  ...filterAt(p, 4),
  ...filterAt(p, 5),
});
