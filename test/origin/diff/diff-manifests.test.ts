import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { printPath } from '../../../scripts/core/paths.ts';
import type { Manifest } from '../../../scripts/manifest/manifest.ts';
import { type Change, countChanges } from '../../../scripts/origin/diff/change.ts';
import { diffManifests } from '../../../scripts/origin/diff/diff-manifests.ts';
import { KINDS } from '../../../scripts/origin/diff/kinds.ts';
import { bakery, type Draft, edited, shuffled } from './support/app.ts';
import { EDITS } from './support/edits.ts';
import { fieldSet, withFields } from './support/fields.ts';

const print = ({ class: name, kind, component, section, path = [], message }: Change): string =>
  `${name} ${kind} | ${[component, section, printPath(path)].filter(Boolean).join(' › ')} | ${message}`;

const single = (edit: (app: Draft) => void): Change[] => diffManifests(bakery(), edited(edit));

const rows = EDITS.map(([title, edit]) => ({ title, edit }));

describe('diffManifests', () => {
  test('classes every kind of edit', async () => {
    const text = EDITS.map(([title, edit]) => {
      const changes = single(edit).map((change) => `  ${print(change)}`);
      return [`${title}:`, ...(changes.length > 0 ? changes : ['  no change'])].join('\n');
    }).join('\n');

    await expect(`${text}\n`).toMatchFileSnapshot('./changes.txt');
  });

  test('is tried with every kind of change there is', () => {
    const kinds = new Set(EDITS.flatMap(([, edit]) => single(edit).map(({ kind }) => kind)));

    expect([...kinds].sort()).toEqual(Object.keys(KINDS).sort());
  });

  test.each(rows)('gives class and reason of its kind, save where no scenario keeps the value: $title', ({ edit }) => {
    const strays = single(edit).filter(
      (change) =>
        !change.component?.startsWith('rpcs.') &&
        change.section !== 'params' &&
        (KINDS[change.kind].class !== change.class || KINDS[change.kind].reason !== change.reason),
    );

    expect(strays).toEqual([]);
  });

  test('tells whose values a parameter of a connection or webhook is about', () => {
    const reasons = EDITS.filter(([title]) =>
      ['connection parameter added', 'webhook parameter removed'].includes(title),
    )
      .flatMap(([, edit]) => single(edit))
      .map(({ class: name, reason }) => `${name}: ${reason}`);

    expect(reasons).toEqual([
      'breaking: Connections that users made keep the values they were made with, until they are made anew.',
      'breaking: Webhooks that users made keep the values they were made with, until they are made anew.',
    ]);
  });

  test.each(rows)('prints no secret: $title', ({ edit }) => {
    const text = JSON.stringify([single(edit), diffManifests(edited(edit), bakery())]);

    expect(text).not.toMatch(/flour-and-water|id-of-bakery|hunter2|sesame|1234|user:word|token=abc|seasoning/);
  });

  test('never breaks a scenario by what happens inside RPCs', () => {
    const changes = diffManifests(
      bakery(),
      edited(({ rpcs }) => {
        rpcs.listCustomers.sections = { params: [{ name: 'other', type: 'date', required: true }] };
        rpcs.listCustomers.connection = 'web';
        delete rpcs.customFields;
      }),
    );

    expect(countChanges(changes).breaking).toBe(0);
    expect(changes.length).toBeGreaterThan(3);
  });

  test('keeps several changes of one field apart', () => {
    const changes = single(({ modules }) => {
      Object.assign(modules.bakeLoaf.sections.mappableParams[1], {
        name: 'weights',
        required: true,
        help: 'Grams.',
        default: 1,
      });
    });

    expect(changes.map(({ kind }) => kind)).toEqual([
      'parameter-renamed',
      'parameter-required',
      'parameter-default-changed',
      'parameter-text-changed',
    ]);
  });

  test('takes nothing for renamed where two could be meant', () => {
    const changes = single(({ modules }) => {
      const [note] = modules.bakeLoaf.sections.mappableParams.splice(2, 1);
      modules.bakeLoaf.sections.mappableParams.push({ ...note, name: 'note1' }, { ...note, name: 'note2' });
    });

    expect(changes.map(({ kind }) => kind)).toEqual(['parameter-removed', 'parameter-added', 'parameter-added']);
  });

  test('conceals what a request states literally at secret places', () => {
    const changes = single((app) => {
      app.sections.base.headers.Authorization = 'Bearer sesame';
      app.sections.base.baseUrl = 'https://user:word@api.bakery.example/v2?token=abc&page=1';
      app.modules.bakeLoaf.sections.communication.qs = {
        pin: 1234,
        shop: 'north',
        apiKey: "{{ifempty(connection.key, 'sesame')}}",
      };
    });

    expect(changes.map(({ before, after }) => ({ before, after }))).toEqual([
      { before: 'https://api.bakery.example/v1', after: 'https://***@api.bakery.example/v2?token=***&page=1' },
      { before: 'Bearer {{connection.key}}', after: '***' },
      { before: undefined, after: { pin: '***', shop: 'north', apiKey: '***' } },
    ]);
  });

  test('compares the icons that both sides have', () => {
    const icons = { before: new Uint8Array([1, 2]), after: new Uint8Array([1, 3]) };

    expect(diffManifests(bakery(), bakery(), { icons }).map(print)).toEqual([
      'cosmetic app-look-changed | app | The icon of the app changed.',
    ]);
    expect(diffManifests(bakery(), bakery(), { icons: { ...icons, after: icons.before } })).toEqual([]);
  });

  test('says nothing of sections that are missing on one side and empty on the other', () => {
    const bare = edited(({ modules }) => {
      modules.listLoaves.sections = {
        ...modules.listLoaves.sections,
        staticParams: [],
        interface: [],
        samples: {},
        scope: [],
      };
    });

    expect(diffManifests(bakery(), bare)).toEqual([]);
    expect(diffManifests(bare, bakery())).toEqual([]);
  });

  test('survives manifests whose sections have no proper shape', () => {
    const odd: Draft[] = [
      null,
      3,
      'text',
      [],
      [[]],
      [null, 7, 'rpc://x'],
      {},
      { a: { b: [1] } },
      [{ name: 1, type: 2, spec: 3, options: 4, nested: 5, validate: 6 }],
    ];

    fc.assert(
      fc.property(fc.constantFrom(...odd), fc.constantFrom(...odd), (before, after) => {
        const fill = (value: Draft) =>
          edited((app) => {
            for (const kind of ['modules', 'connections', 'webhooks', 'rpcs', 'endpoints'])
              for (const component of Object.values<Draft>(app[kind]))
                for (const section of Object.keys(component.sections)) component.sections[section] = value;
          });
        expect(Array.isArray(diffManifests(fill(before), fill(after)))).toBe(true);
        expect(diffManifests(fill(before), fill(before))).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});

const anyApp: fc.Arbitrary<Manifest> = fc.uniqueArray(fc.nat(EDITS.length - 1), { maxLength: 6 }).map((picked) =>
  edited((app) => {
    for (const index of picked) {
      try {
        EDITS[index]![1](app);
      } catch {
        // an earlier edit took away what this one edits
      }
      dropHollow(app);
    }
  }),
);

/** An edit that copies what an earlier one took away leaves a component without sections, which no reader makes. */
function dropHollow(app: Draft): void {
  for (const kind of ['modules', 'connections', 'webhooks', 'rpcs', 'functions', 'endpoints']) {
    for (const [name, component] of Object.entries<Draft>(app[kind])) {
      if (component?.sections === undefined) delete app[kind][name];
    }
  }
}

const tally = (changes: readonly Change[], event: 'added' | 'removed'): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const { kind, component } of changes) {
    if (!kind.endsWith(`-${event}`)) continue;
    const name = `${component?.split('.')[0]} ${kind.replace(/^required-/, '').replace(/-(?:added|removed)$/, '')}`;
    counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
};

describe('diffManifests, for any two apps', () => {
  test('finds nothing between an app and itself', () => {
    fc.assert(
      fc.property(anyApp, (app) => {
        expect(diffManifests(app, structuredClone(app))).toEqual([]);
      }),
      { numRuns: 80 },
    );
  });

  test('does not mind the order of keys', () => {
    fc.assert(
      fc.property(anyApp, fc.func(fc.integer()), (app, rank) => {
        expect(diffManifests(app, shuffled(app, rank))).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  test('finds as much added one way as removed the other way', () => {
    fc.assert(
      fc.property(anyApp, anyApp, (a, b) => {
        const [there, back] = [diffManifests(a, b), diffManifests(b, a)];

        expect(tally(there, 'added')).toEqual(tally(back, 'removed'));
        expect(tally(there, 'removed')).toEqual(tally(back, 'added'));
      }),
      { numRuns: 120 },
    );
  });

  test('finds as many fields added one way as removed the other way, in any form', () => {
    fc.assert(
      fc.property(fieldSet, fieldSet, fc.constantFrom('mappableParams', 'interface'), (a, b, section) => {
        const [before, after] = [withFields(section, a), withFields(section, b)];
        const [there, back] = [diffManifests(before, after), diffManifests(after, before)];

        expect(tally(there, 'added')).toEqual(tally(back, 'removed'));
        expect(diffManifests(before, structuredClone(before))).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  test('finds something whenever fields differ in more than a default written out', () => {
    const meaning = (fields: unknown): string =>
      JSON.stringify(fields, (key, value) => (key === 'required' && value === false ? undefined : value));
    fc.assert(
      fc.property(fieldSet, fieldSet, (a, b) => {
        fc.pre(meaning(a) !== meaning(b));

        expect(diffManifests(withFields('mappableParams', a), withFields('mappableParams', b))).not.toEqual([]);
      }),
      { numRuns: 200 },
    );
  });
});
