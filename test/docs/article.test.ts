import { describe, expect, test } from 'vitest';
import { renderDocs } from '../../scripts/docs/render-docs.ts';
import type { Manifest } from '../../scripts/manifest/manifest.ts';
import { appOf, component, harbourAccount, moduleWith } from './support/app.ts';

const article = (manifest: Manifest): string => renderDocs(manifest)[0]!.text;

/** One section of the article: from its heading to the next of the same level or above. */
function section(manifest: Manifest, title: string): string {
  const lines = article(manifest).split('\n');
  const start = lines.findIndex((line) => /^#+ /.test(line) && line.replace(/^#+ /, '') === title);
  const level = lines[start]!.indexOf(' ');
  const length = lines.slice(start + 1).findIndex((line) => /^#+ /.test(line) && line.indexOf(' ') <= level);
  return lines
    .slice(start, length < 0 ? undefined : start + 1 + length)
    .join('\n')
    .trim();
}

describe('a module in the article', () => {
  test('has a row for each field, with help, limits, options and default', () => {
    const module = moduleWith(
      [
        { name: 'berth', type: 'text', label: 'Berth', required: true, validate: { max: 8 } },
        { name: 'length', type: 'number', label: 'Length', help: 'In **metres**.', validate: { min: 1, max: 90 } },
        {
          name: 'side',
          type: 'select',
          label: 'Side',
          default: 'p',
          options: [
            { value: 'p', label: 'Port' },
            { value: 's', label: 'Starboard' },
          ],
        },
        { name: 'secret', type: 'hidden' },
      ],
      { description: 'Books a berth.', connection: 'harbourAccount' },
    );

    expect(section(appOf([harbourAccount, module]), 'Book a Berth')).toMatchInlineSnapshot(`
      "### Book a Berth

      *Action*

      Books a berth.

      | Field | Description |
      | --- | --- |
      | **Connection** | Your Quay account: pick a connection or create one ([how to connect](#connecting-quay-to-make)). |
      | **Berth** | Text, at most 8 characters. |
      | Length | In **metres**.<br>A number, 1 to 90. |
      | Side | Default: Port.<br>Choose one:<br>• Port<br>• Starboard |"
    `);
  });

  test('shows nested fields under the option that shows them, and those of booleans and arrays', () => {
    const module = moduleWith([
      {
        name: 'mode',
        type: 'select',
        label: 'Mode',
        options: [
          {
            value: 'a',
            label: 'By day',
            nested: [{ name: 'day', type: 'date', label: 'Day', required: true, time: false }],
          },
          { value: 'b', label: 'By week', nested: [{ name: 'week', type: 'uinteger', label: 'Week' }] },
          { value: 'c', label: 'Always' },
        ],
      },
      {
        name: 'power',
        type: 'boolean',
        label: 'Shore power',
        nested: [{ name: 'volts', type: 'integer', label: 'Volts' }],
      },
      {
        name: 'crew',
        type: 'array',
        label: 'Crew',
        labels: { add: 'Add a hand' },
        validate: { minItems: 1, maxItems: 4 },
        spec: [{ name: 'name', type: 'text', label: 'Name', required: true }],
      },
      { name: 'owner', type: 'collection', label: 'Owner', spec: [{ name: 'mail', type: 'email', label: 'E-mail' }] },
      { name: 'tags', type: 'array', label: 'Tags', spec: { type: 'text', label: 'Tag' } },
    ]);

    expect(section(appOf([module]), 'Book a Berth')).toMatchInlineSnapshot(`
      "### Book a Berth

      *Action*

      | Field | Description |
      | --- | --- |
      | Mode | Choose one:<br>• By day<br>• By week<br>• Always |
      | ↳ By day: **Day** | A date. |
      | ↳ By week: Week | A whole number, 0 or more. |
      | Shore power | Yes or No. |
      | ↳ Yes: Volts | A whole number. |
      | Crew | 1 to 4 items.<br>“Add a hand” adds an item: |
      | ↳ **Name** | Text. |
      | Owner | It consists of: |
      | ↳ E-mail | An e-mail address. |
      | Tags | Each item: |
      | ↳ Tag | Text. |"
    `);
  });

  test('names the sources of options and fields, groups, notes and advanced fields', () => {
    const module = moduleWith([
      { name: 'boat', type: 'select', label: 'Boat', options: 'rpc://listBoats' },
      { name: 'owner', type: 'select', label: 'Owner', options: 'rpc://listOwners', mode: 'edit', advanced: true },
      {
        name: 'pier',
        type: 'select',
        label: 'Pier',
        grouped: true,
        options: [
          { label: 'North', options: [{ value: 1, label: 'N1' }] },
          {
            label: 'South',
            options: [
              { value: 2, label: 'S1' },
              { value: 3, label: 'S2' },
            ],
          },
        ],
      },
      { name: 'note', type: 'banner', title: 'Mind the tide', text: 'See the [table](https://tides.test/).' },
      'rpc://listExtras',
    ]);
    const rpc = component('rpc', 'listExtras', { label: 'List extras' });

    expect(section(appOf([module, rpc]), 'Book a Berth')).toMatchInlineSnapshot(`
      "### Book a Berth

      *Action*

      | Field | Description |
      | --- | --- |
      | Boat | Choose one from the list that Make loads from your account. |
      | Owner | An advanced setting: it shows with *Show advanced settings*.<br>Choose one from the list that Make loads from your account, or switch to Map and enter the value. |
      | Pier | Choose one:<br>• North: N1<br>• South: S1<br>• South: S2 |
      | Mind the tide | See the [table](https://tides.test/). |
      | More fields | Which fields these are depends on your account; Make loads them (List extras). |"
    `);
  });

  test('lists its output and the errors it words itself', () => {
    const module = moduleWith([{ name: 'id', type: 'text', label: 'Berth ID' }], {
      sections: {
        interface: [
          { name: 'id', type: 'uinteger', label: 'ID' },
          { name: 'stays', type: 'array', label: 'Stays', spec: [{ name: 'from', type: 'date', label: 'From' }] },
        ],
        communication: [
          { response: { valid: { condition: '{{parameters.id}}', message: 'Give an ID.' } } },
          {
            url: '/berths',
            response: {
              error: {
                message: '{{body.message}}',
                '404': { message: 'There is no berth {{parameters.id}} ({{statusCode}}).' },
              },
            },
          },
        ],
      },
    });

    expect(section(appOf([module]), 'Book a Berth')).toMatchInlineSnapshot(`
      "### Book a Berth

      *Action*

      | Field | Description |
      | --- | --- |
      | Berth ID | Text. |

      **Output**

      | Output field | Type |
      | --- | --- |
      | ID | number |
      | Stays | list |
      | Stays › From | date |

      Errors of this module:

      - Give an ID.
      - There is no berth ‹Berth ID› (404)."
    `);
  });
});

describe('triggers in the article', () => {
  const polling = (type: string, epoch: unknown) =>
    component('module', 'watch', {
      label: 'Watch',
      moduleType: 'trigger',
      sections: {
        epoch,
        communication: { url: '/x', response: { trigger: { type, order: 'desc', id: '{{item.id}}' } } },
      },
    });

  test.each([
    ['date', {}, ['From now on', 'Since specific date', 'All'], ['Choose manually']],
    ['date', { response: {} }, ['From now on', 'Choose manually'], []],
    ['id', { response: {} }, ['All', 'Choose manually'], ['From now on', 'Since specific date']],
    ['id', {}, ['starts with the oldest item'], ['Choose where to start']],
  ])('of type %s with epoch %j say where one can start', (type, epoch, present, absent) => {
    const text = section(appOf([polling(type, epoch)]), 'Watch');

    for (const words of present) expect(text).toContain(words);
    for (const words of absent) expect(text).not.toContain(words);
  });

  const instant = (hook: Readonly<Record<string, unknown>>) =>
    appOf([
      component('module', 'watch', { label: 'Watch', moduleType: 'instant_trigger', webhook: 'hook' }),
      component('webhook', 'hook', hook),
    ]);

  test.each([
    ['attached', { sections: { attach: { url: '/h' }, detach: { url: '/h' } } }, 'removed again when you delete it'],
    [
      'attached for good',
      { sections: { attach: { url: '/h' } } },
      'It is registered there when you save it in this module.',
    ],
    ['updated', { sections: { attach: { url: '/h' }, update: { url: '/h' } } }, 'the webhook is changed too'],
    ['set up by hand', {}, 'Copy the address that Make shows.'],
    ['shared', { webhookType: 'web-shared' }, 'There is nothing to set up in Quay'],
  ])('that are %s say so', (_, hook, words) => {
    expect(section(instant(hook), 'Watch')).toContain(words);
  });

  test('ask for the webhook first, then its connection and fields', () => {
    const manifest = appOf([
      harbourAccount,
      component('module', 'watch', { label: 'Watch', moduleType: 'instant_trigger', webhook: 'hook' }),
      component('webhook', 'hook', {
        connection: 'harbourAccount',
        sections: { params: [{ name: 'pier', label: 'Pier' }] },
      }),
    ]);

    expect(section(manifest, 'Watch').match(/^\| (?!---|Field).*?(?= \|)/gm)).toEqual([
      '| Webhook name (in Make)',
      '| **Connection**',
      '| Pier',
    ]);
  });
});

describe('connecting in the article', () => {
  test('tells the usual steps and every field, never a default of a secret or common data', () => {
    const manifest = appOf([harbourAccount]);

    expect(section(manifest, 'Getting started with Quay')).toMatchInlineSnapshot(`
      "## Getting started with Quay

      ### Prerequisites

      - A Quay account and its API Key
      - A Make account

      > Fields with a label in **bold** are required, here as in Make. All others may stay empty.

      ### Connecting Quay to Make

      1. Add a module of Quay to your scenario and open it.
      2. Click **Create a connection** (**Add** if there is one already).
      3. Fill in the fields below.
      4. Click **Save**. Make sends a test request to see whether it works.

      | Field | Description |
      | --- | --- |
      | Connection name | How this connection is called in Make. You can have several, one for each account. |
      | **API Key** | A secret, which Make stores encrypted. |

      If the connection cannot be made, one of these messages says why:

      - \\[‹status›\\] The key is not known."
    `);
    expect(
      renderDocs(manifest)
        .map(({ text }) => text)
        .join(),
    ).not.toMatch(/k-secret-default|common-secret/);
  });

  test('takes the steps of the readme instead, keeps its other chapters, and leaves out its list of modules', () => {
    const readme = [
      '# Quay',
      'Berths for *everyone*.',
      '## Connect your account',
      '1. Open the harbour office.',
      '## Modules',
      '- Book a Berth',
      '- Watch',
      '## Tides',
      'Mind them.',
    ].join('\n');
    const modules = [moduleWith([]), component('module', 'watch', { label: 'Watch' })];

    const text = article(appOf([harbourAccount, ...modules], { readme }));

    expect(text).toContain('# Quay\n\nBerths for *everyone*.');
    expect(text).toContain('### Connecting Quay to Make\n\n1. Open the harbour office.\n\nThe fields of the dialog');
    expect(text).toContain('## Tides\n\nMind them.');
    expect(text).not.toContain('- Book a Berth\n');
    expect(text).not.toContain('Books berths.');
  });

  test('has a section for each of several connections, and OAuth signs in', () => {
    const oauth = component('connection', 'login', {
      label: 'Quay login',
      connectionType: 'oauth',
      sections: { params: [], scopeList: { 'berths.read': 'See berths' } },
    });
    const manifest = appOf([
      harbourAccount,
      oauth,
      moduleWith([], { connection: 'harbourAccount', altConnection: 'login' }),
    ]);

    expect(section(manifest, 'Quay login')).toContain('sign in and allow the access');
    expect(section(manifest, 'Quay login')).toContain('| berths.read | See berths |');
    expect(section(manifest, 'Book a Berth')).toContain(
      '([Harbour account](#harbour-account) or [Quay login](#quay-login))',
    );
  });

  test('needs nothing without connections', () => {
    expect(section(appOf([]), 'Prerequisites')).toContain('need no account');
  });
});

describe('the universal module in the article', () => {
  const universal = component('module', 'call', {
    label: 'Make an API Call',
    moduleType: 'universal',
    sections: {
      mappableParams: [{ name: 'path', type: 'text', label: 'Address', required: true }],
      communication: { url: '/{{parameters.path}}' },
      interface: [{ name: 'body', type: 'any', label: 'Answer' }],
      samples: { body: [{ id: 7 }] },
    },
  });
  const base = { baseUrl: 'https://harbour.test/api' };
  const get = (name: string, communication: unknown) =>
    component('module', name, { label: `Module ${name}`, moduleType: 'search', sections: { communication } });

  test('shows the call of the plainest module as its example', () => {
    const others = [
      get('one', { url: '/boats', qs: { a: 1 } }),
      get('two', { url: '/v2/piers' }),
      get('three', { url: '/x/{{parameters.id}}' }),
    ];

    expect(section(appOf([universal, ...others], { base }), 'Example: Module two')).toMatchInlineSnapshot(`
      "#### Example: Module two

      This call asks for the same as the module **Module two**:

      | Field | Value |
      | --- | --- |
      | **Address** | \`/v2/piers\` |
      | **Method** | \`GET\` |

      The answer is in the output of the module, under **Bundle** › **Answer**. Run the module once to be able to map what is in it.

      The bundle looks like this:

      \`\`\`json
      {
        "body": [
          {
            "id": 7
          }
        ]
      }
      \`\`\`"
    `);
  });

  test.each([
    ['another host', { url: 'https://other.test/a' }],
    ['no GET', { url: '/a', method: 'POST', body: {} }],
    ['an address that depends on fields', { url: '/a/{{parameters.id}}' }],
  ])('has none when there is only %s', (_, communication) => {
    expect(article(appOf([universal, get('one', communication)], { base }))).not.toContain('Example:');
  });
});

describe('groups and errors in the article', () => {
  test('follow the app; modules in no group come last', () => {
    const modules = ['a', 'b', 'c'].map((name) => component('module', name, { label: name.toUpperCase() }));
    const groups = [{ label: 'Boats', modules: ['c', 'a', 'nobody'] }];

    const titles = article(appOf(modules, { groups })).match(/^##+ .*$/gm);

    expect(titles).toEqual([
      '## Contents',
      '## Getting started with Quay',
      '### Prerequisites',
      '## Modules at a glance',
      '## Boats',
      '### C',
      '### A',
      '## Other modules',
      '### B',
      '## Errors',
      '## For developers',
    ]);
  });

  test('say what each error means', () => {
    const base = {
      response: {
        error: {
          message: 'Harbour: {{body.text}}',
          '401': { message: 'Sign in again.', type: 'InvalidAccessTokenError' },
        },
      },
    };

    expect(section(appOf([], { base }), 'Errors')).toMatchInlineSnapshot(`
      "## Errors

      When Quay refuses a request, the module reports an error. Its type decides what Make does next:

      | Status of the answer | Error | What it means |
      | --- | --- | --- |
      | 401 | **InvalidAccessTokenError** | The service no longer accepts the connection. Make switches the scenario off; reauthorize the connection, then switch it on again. |
      | 429 | **RateLimitError** | The service gets too many requests. Make waits and tries again, a little longer each time. |
      | 5xx | **ConnectionError** | The service cannot be reached or has trouble of its own. Make waits and tries again. |
      | any other | **RuntimeError** | The request failed. The run stops and is rolled back; after several failures in a row Make switches the scenario off. |

      The message reads: *Sign in again.*, *Harbour: ‹what the service says›*."
    `);
  });
});
