import { describe, expect, test } from 'vitest';
import type { Json } from '../../scripts/core/json.ts';
import { decompile } from '../../scripts/decompile/decompile.ts';
import { appOf, connection, module, rpc } from '../manifest/support/app.ts';
import { textOf } from './support/imported.ts';

const TOOL = { address: '*', typescript: '*' };

const ship: Json = [
  { name: 'id', type: 'text', label: 'Ship ID' },
  { name: 'flag', type: 'text', label: 'Flag' },
  { name: 'built', type: 'date', label: 'Built' },
];

/** What a module of these sections is written as. */
function written(sections: Readonly<Record<string, Json>>, more: Parameters<typeof appOf>[0] = []): string {
  const getShip = module({ name: 'getShip', sections, ...(more.length > 0 && { connection: 'key' }) });
  return textOf(decompile(appOf([getShip, ...more]), TOOL), 'modules/getShip.ts');
}

/** The communication alone, as code. */
const communication = (value: Json, mappableParams: Json = []): string =>
  written({ communication: value, mappableParams }).replace(/^.*?(?= {2}(?:\/\/[^\n]*\n {2})?communication: )/s, '');

describe('a module', () => {
  test('reads like one written by hand', () => {
    const sections = {
      mappableParams: [{ name: 'port', type: 'select', label: 'Port', required: true, options: 'rpc://listPorts' }],
      interface: ship,
      communication: {
        url: '/ports/{{parameters.port}}/ship',
        response: {
          output: { id: '{{body.id}}', flag: '{{upper(body.flag)}}', built: "{{parseDate(body.built_on, 'YYYY')}}" },
        },
      },
      samples: { id: 's-1', flag: 'NO' },
    };

    const text = written(sections, [connection({ name: 'key' }), rpc({ name: 'listPorts' })]);

    expect(text).toMatchInlineSnapshot(`
      "import { date, defineModule, fn, parameters, reply, select, text } from '#dsl';
      import { key } from '../connections/key.ts';
      import { listPorts } from '../rpcs/listPorts.ts';

      const p = parameters({
        port: select({ label: 'Port', required: true, options: listPorts }),
      });

      interface Answer {
        readonly id: string;
        readonly flag: string;
        readonly built_on: string;
      }

      const { body } = reply<Answer>();

      export const getShip = defineModule({
        name: 'getShip',
        type: 'action',
        label: 'getShip',
        description: 'Does getShip.',
        connection: key,
        mappableParameters: p,
        interface: {
          id: text({ label: 'Ship ID' }),
          flag: text({ label: 'Flag' }),
          built: date({ label: 'Built' }),
        },
        communication: {
          // Kept as IML: a part is not known to be text.
          url: '/ports/{{parameters.port}}/ship',
          response: { output: { id: body.id, flag: fn.upper(body.flag), built: fn.parseDate(body.built_on, 'YYYY') } },
        },
        samples: {
          id: 's-1',
          flag: 'NO',
        },
      });
      "
    `);
  });

  test('passes a collection on with some members anew', () => {
    const output = { '{{...}}': '{{body}}', built: '{{parseDate(body.built)}}' };

    expect(written({ interface: ship, communication: { url: '/x', response: { output } } })).toMatchInlineSnapshot(`
      "import { date, defineModule, fn, reply, spread, text, type Values } from '#dsl';

      const fields = {
        id: text({ label: 'Ship ID' }),
        flag: text({ label: 'Flag' }),
        built: date({ label: 'Built' }),
      };

      const { body } = reply<Values<typeof fields>>();

      export const getShip = defineModule({
        name: 'getShip',
        type: 'action',
        label: 'getShip',
        description: 'Does getShip.',
        interface: fields,
        communication: {
          url: '/x',
          response: { output: { ...spread(body), built: fn.parseDate(body.built) } },
        },
      });
      "
    `);
  });

  test('has a constant for a long text that stays IML and comes again', () => {
    const message = "[{{statusCode}}] {{ifempty(body.error.text, ifempty(body.error, 'There is no reason given.'))}}";
    const error = { message, 404: { message } };

    expect(written({ communication: { url: '/x', response: { error } } })).toMatchInlineSnapshot(`
      "import { defineModule } from '#dsl';

      // Kept as IML: a part is not known to be text.
      const message = "[{{statusCode}}] {{ifempty(body.error.text, ifempty(body.error, 'There is no reason given.'))}}";

      export const getShip = defineModule({
        name: 'getShip',
        type: 'action',
        label: 'getShip',
        description: 'Does getShip.',
        interface: {},
        communication: {
          url: '/x',
          response: { error: { 404: { message }, message } },
        },
      });
      "
    `);
  });
});

describe('a text that stays IML', () => {
  const list: Json = [{ name: 'list', type: 'array', label: 'List', spec: { type: 'text' } }];

  test.each([
    ['{{ body.id }}', 'the DSL spells it differently'],
    ["{{if(body.a,'b',)}}", 'an argument of if is empty'],
    ['{{parameters.list[1]}}', 'the DSL has no positions in brackets'],
    ['{{parameters.gone}}', 'nothing declares parameters.gone'],
    ['{{own(body.id)}}', 'the DSL does not offer own()'],
    ["{{'text'}}", 'a constant stands in mustaches'],
    ['{{a b}}', 'the DSL does not put values side by side'],
    ['{{a + }}', 'the IML does not parse'],
  ])('says why: %s', (text, why) => {
    const code = communication({ url: '/x', response: { temp: { value: text } } }, list);

    expect(code).toContain(`// Kept as IML: ${why}.\n`);
    expect(code).toContain(text.includes("'") ? `"${text}"` : `'${text}'`);
  });

  test('says why where the answer does not exist yet', () => {
    expect(communication({ url: '/{{body.id}}' })).toContain(
      '// Kept as IML: the DSL knows no "body" here.\n    url: \'/{{body.id}}\'',
    );
  });

  test('says why where a part may be missing', () => {
    const code = communication({ url: '/{{parameters.id}}' }, [{ name: 'id', type: 'text', label: 'ID' }]);

    expect(code).toContain('// Kept as IML: a part of the text may be missing.\n');
  });
});

describe('what the DSL has no types for', () => {
  test.each<readonly [string, Json, string]>([
    [
      'a key it does not know',
      { url: '/x', retries: 3 },
      '// The DSL does not know "retries" here.\n    ...extra({ retries: 3 }),',
    ],
    [
      'a value it does not take',
      { url: '/x', method: 'get' },
      "// The DSL does not foresee this value.\n    method: unchecked('get'),",
    ],
    [
      'a request that is none',
      'nonsense',
      "// The DSL does not foresee this value.\n  communication: unchecked('nonsense'),",
    ],
  ])('is marked: %s', (_, value, expected) => {
    expect(communication(value)).toContain(expected);
  });
});
