import fc from 'fast-check';
import type { Json } from '../../../scripts/core/json.ts';

type Members = Record<string, Json>;

/** Names that files, objects and code of JavaScript would take for something else. */
const HOSTILE = [
  '__proto__',
  'constructor',
  'toString',
  'toJSON',
  'hasOwnProperty',
  'class',
  'await',
  'default',
  'a`b',
  '${c}',
  "it's",
  '*/ x',
  '// y',
  '1',
  '0x1',
  '-1',
  '\\',
  '\u2028injected()',
  '\ninjected()',
  '\rinjected()',
  '',
  ' ',
];

const word = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.constantFrom('id', 'name', 'size', 'when', 'list', 'then', 'it-s', 'a b', 'type', 'label', 'ä'),
  },
  { weight: 1, arbitrary: fc.constantFrom(...HOSTILE) },
);
export const label = fc.oneof(
  fc.constantFrom(
    'Name',
    "It's",
    'a "b" `c` ${d}',
    'line\nbreak \\ end',
    '€ \u2028',
    '`${globalThis.injected = true}`',
    "'+(globalThis.injected = true)+'",
    '*/ globalThis.injected = true; /*',
    '\n globalThis.injected = true //',
  ),
  fc.string({ maxLength: 8 }),
);

/** Paths an app may or may not know. */
const path = fc
  .tuple(
    fc.constantFrom(
      'parameters',
      'parameters',
      'body',
      'body',
      'item',
      'item',
      'temp',
      'connection',
      'common',
      'headers',
      'webhook',
      'payload',
      'query',
      'data',
      'output',
      'pagination',
      'iterate.container.last',
    ),
    fc.array(
      fc.constantFrom(
        'id',
        'name',
        'size',
        'when',
        'list',
        'inner',
        'page',
        '`it-s`',
        '__proto__',
        'constructor',
        '`${c}`',
      ),
      { maxLength: 2 },
    ),
  )
  .map(([root, names]) => [root, ...names].join('.'));

const { expression } = fc.letrec<{ expression: string }>((tie) => ({
  expression: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    path,
    path,
    fc.constantFrom("'text'", '5', 'true', 'null', 'now', 'uuid', 'emptystring', 'statusCode', "'a' + 'b'", 'ignore'),
    fc
      .tuple(
        fc.constantFrom(
          'ifempty',
          'if',
          'upper',
          'formatDate',
          'parseDate',
          'get',
          'map',
          'first',
          'length',
          'join',
          'omit',
          'toCollection',
          'sum',
          'contains',
          'switch',
          'parseJSON',
          'addDays',
          'keys',
          'base64',
          'own',
        ),
        fc.array(tie('expression'), { minLength: 1, maxLength: 3 }),
        fc.constantFrom(', ', ', ', ','),
      )
      .map(([name, args, comma]) => `${name}(${args.join(comma)})`),
    fc
      .tuple(
        tie('expression'),
        fc.constantFrom('==', '!=', '<', '>=', '+', '-', '*', '&&', '||', '='),
        tie('expression'),
      )
      .map((parts) => parts.join(' ')),
    tie('expression').map((inner) => `!${inner}`),
    tie('expression').map((inner) => `(${inner})`),
  ),
}));

export const iml = fc.oneof(
  expression.map((inner) => `{{${inner}}}`),
  expression.map((inner) => `{{${inner}}}`),
  fc
    .tuple(fc.constantFrom('/x/', 'a {', '', '`$', "it's "), expression, fc.constantFrom('', '}', '/y'))
    .map(([a, inner, b]) => `${a}{{${inner}}}${b}`),
);

export const { value } = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    iml,
    iml,
    label,
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.oneof(word, fc.constant('{{...}}')), tie('value'), { maxKeys: 3 }),
  ),
}));

/** Members each of which may be missing, or be anything at all. */
export const members = (
  all: Readonly<Record<string, fc.Arbitrary<Json>>>,
  required: string[] = [],
): fc.Arbitrary<Members> =>
  fc.record(
    Object.fromEntries(
      Object.entries(all).map(([key, usual]) => [
        key,
        fc.oneof({ weight: 9, arbitrary: usual }, { weight: 1, arbitrary: value }),
      ]),
    ),
    { requiredKeys: required },
  ) as fc.Arbitrary<Members>;

export const rpcUrl = fc.constantFrom(
  'rpc://listOne',
  'rpc://listTwo',
  'rpc://listOne?a=b%20c',
  'rpc://listTwo?a',
  'rpc://nowhere',
);

const TYPES =
  'text text number integer boolean date select select array collection any password url email hidden buffer timestamp json file uinteger filename banner account:x html';

export const { fields } = fc.letrec<{ field: Members; fields: readonly Json[] }>((tie) => ({
  field: members(
    {
      name: word,
      type: fc.constantFrom(...TYPES.split(' ')),
      label,
      required: fc.boolean(),
      default: fc.oneof(fc.constantFrom('a', 5, true, '{{now}}'), label),
      help: label,
      advanced: fc.boolean(),
      multiple: fc.boolean(),
      validate: fc.constantFrom({ min: 1 }, { pattern: '^a' }, { maxItems: 3 }, { odd: 1 }),
      options: fc.oneof(
        rpcUrl,
        fc.array(
          members({ value: fc.constantFrom('a', 'b', 1, true), label, nested: tie('fields') as fc.Arbitrary<Json> }, [
            'value',
          ]),
          { minLength: 1, maxLength: 3 },
        ),
        fc.record({ store: rpcUrl, nested: tie('fields') as fc.Arbitrary<Json> }),
      ),
      spec: fc.oneof(
        tie('fields') as fc.Arbitrary<Json>,
        fc.record({ type: fc.constantFrom('text', 'number', 'date', 'odd') }),
        rpcUrl,
      ) as fc.Arbitrary<Json>,
      nested: fc.oneof(tie('fields') as fc.Arbitrary<Json>, rpcUrl),
      unknown: label,
    },
    ['name', 'type'],
  ),
  fields: fc.oneof(
    { depthSize: 'small' },
    fc.array(fc.record({ name: word, type: fc.constantFrom('text', 'number', 'date') }), { maxLength: 3 }),
    fc.array(fc.oneof({ weight: 8, arbitrary: tie('field') }, { weight: 1, arbitrary: rpcUrl }) as fc.Arbitrary<Json>, {
      maxLength: 4,
    }),
  ),
}));

export const condition = fc.oneof(iml, fc.boolean());
const error = fc.oneof(
  iml,
  members({
    message: iml,
    type: fc.constantFrom('DataError', 'Other'),
    '404': members({ message: label }) as fc.Arbitrary<Json>,
  }),
);
export const output = fc.oneof(
  fc.constantFrom('{{body}}', '{{item}}', '{{body.list}}'),
  members({ id: iml, name: iml, size: iml, when: iml, '{{...}}': iml }),
);

const response = members({
  iterate: fc.oneof(
    fc.constantFrom('{{body.list}}', '{{body}}', '{{keys(body)}}', "{{get(parseJSON(body), 'x')}}"),
    fc.record({ container: iml, condition }),
  ),
  output,
  limit: fc.oneof(fc.integer(), iml),
  temp: members({ id: iml, name: iml }),
  data: members({ name: iml, token: iml }),
  valid: fc.oneof(condition, members({ condition, message: label })),
  error,
  type: fc.constantFrom('json', 'odd'),
  trigger: fc.record({
    type: fc.constantFrom('id', 'date'),
    order: fc.constant('desc'),
    id: fc.constant('{{item.id}}'),
    date: fc.constant('{{item.when}}'),
  }),
  wrapper: value,
  uid: iml,
});

export const request = members({
  url: fc.oneof(fc.constant('/x'), iml),
  method: fc.oneof(fc.constantFrom('GET', 'POST', 'get'), iml),
  headers: fc.dictionary(word, iml, { maxKeys: 2 }),
  qs: fc.oneof(
    fc.dictionary(fc.oneof(word, fc.constant('{{...}}')), fc.oneof(iml, fc.array(iml, { maxLength: 2 })), {
      maxKeys: 2,
    }),
    iml,
  ),
  body: value,
  type: fc.constantFrom('json', 'urlencoded', 'odd'),
  condition,
  temp: members({ id: iml }),
  response,
  pagination: members({ qs: members({ page: iml }), condition }),
  log: fc.constantFrom({ sanitize: ['request.headers.x'] }, { sanitize: ['body'] }),
  timeout: fc.oneof(fc.integer(), iml),
  unknown: value,
});

export const communication = fc.oneof(request, request, fc.array(request, { maxLength: 3 }) as fc.Arbitrary<Json>);
