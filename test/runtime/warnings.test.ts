import { describe, expect, test } from 'vitest';
import { printPath } from '../../scripts/core/paths.ts';
import { loadApp } from '../../scripts/runtime/app.ts';
import { WARNINGS } from '../../scripts/runtime/warnings.ts';
import type { Case } from './support.ts';
import { answer, BASE, manifestOf, runSteps, stubbed } from './support.ts';

type Row = readonly [code: string, message: string, path: string, spec: Case];

const dated = { type: 'date', order: 'desc', id: '{{item.id}}', date: '{{item.at}}' };
const rows = (...days: number[]) => answer(days.map((day) => ({ id: day, at: `2026-01-0${day}` })));

const ROWS: readonly Row[] = [
  [
    'RUN219',
    'temp.l was written over a list of other records, and keeps members of those.',
    '[1].temp',
    { steps: [{ temp: { l: [{ id: 1, a: 'x' }] } }, { temp: { l: [{ id: 2, b: 'y' }] } }] },
  ],
  [
    'RUN220',
    'temp.b reads temp.a, which the same block sets: it has no value yet.',
    'temp',
    { steps: { temp: { a: 'x', b: '{{temp.a}}y' } } },
  ],
  [
    'RUN220',
    'temp.b reads temp.a, which the same block sets: it has no value yet.',
    'response.temp',
    { steps: { response: { temp: { b: '{{upper(temp.a)}}', a: 'x' } } } },
  ],
  [
    'RUN221',
    'The condition "{{parameters.go}}" gives the text "false", which is true.',
    'condition',
    { steps: { condition: '{{parameters.go}}' }, input: { go: 'false' } },
  ],
  [
    'RUN221',
    'The condition " {{parameters.go}}" gives the text " ", which is true.',
    'condition.condition',
    { steps: { condition: { condition: ' {{parameters.go}}', default: {} } } },
  ],
  [
    'RUN221',
    'The condition "{{body.a}}{{body.b}}" gives the text "truefalse", which is true.',
    'response.valid',
    { steps: { url: '/x', response: { valid: '{{body.a}}{{body.b}}' } }, answers: [answer({ a: true, b: false })] },
  ],
  [
    'RUN222',
    'No step ran: "{{parameters.id}}" is undefined.',
    '',
    { steps: { condition: '{{parameters.id}}', url: '/x' } },
  ],
  [
    'RUN222',
    'No step ran: "{{false}}" is false, "{{null}}" is null.',
    '',
    { type: 'search', steps: [{ condition: '{{false}}' }, { condition: '{{null}}' }] },
  ],
  [
    'RUN223',
    'A value in the URL "/o/{{parameters.id}}" holds / ? or #; the request goes to https://shop.example/api/o/a/b.',
    'url',
    { steps: { url: '/o/{{parameters.id}}' }, input: { id: 'a/b' } },
  ],
  [
    'RUN224',
    'body.note is null, which a form does not carry.',
    'body.note',
    { steps: { url: '/x', method: 'POST', type: 'urlencoded', body: { note: '{{null}}' } } },
  ],
  ['RUN225', 'The timeout is "soon".', 'timeout', { steps: { url: '/x', timeout: 'soon' } }],
  ['RUN225', 'The timeout is 900000.', 'timeout', { steps: { url: '/x', timeout: 900_000 } }],
  [
    'RUN226',
    'The message "{{body.why}}" comes out empty for status 409.',
    'response.error',
    { steps: { url: '/x', response: { error: { message: '{{body.why}}' } } }, answers: [answer({}, 409)] },
  ],
  [
    'RUN227',
    'The error type "DateError" is unknown.',
    'response.error',
    { steps: { url: '/x', response: { error: { message: 'm', type: 'DateError' } } }, answers: [answer({}, 409)] },
  ],
  [
    'RUN228',
    '"{{body}}" is one collection, and counts as one item.',
    '',
    { steps: { url: '/x', response: { iterate: '{{body}}' } }, answers: [answer({ id: 1 })] },
  ],
  [
    'RUN229',
    '"output": null ends the step: its pagination is never reached.',
    'response.output',
    { type: 'search', steps: { url: '/x', response: { output: null }, pagination: { condition: '{{true}}' } } },
  ],
  [
    'RUN230',
    '1 of 2 new items is given out; the rest waits for the next runs.',
    'response.limit',
    { type: 'trigger', steps: { url: '/x', response: { iterate: '{{body}}', trigger: dated } }, answers: [rows(3, 2)] },
  ],
  [
    'RUN231',
    'response.trigger.order is "desc", but 2026-01-03T00:00:00.000Z comes after 2026-01-02T00:00:00.000Z.',
    'response.trigger.order',
    {
      type: 'trigger',
      steps: { url: '/x', response: { iterate: '{{body}}', trigger: dated, limit: 9 } },
      answers: [rows(2, 3)],
    },
  ],
  [
    'RUN206',
    'Reading ended at the cap of 1 past records.',
    'response.trigger',
    {
      type: 'trigger',
      parts: { common: { maxPastRecords: 1 } },
      steps: {
        url: '/x',
        response: { iterate: '{{body}}', trigger: dated, limit: 9 },
        pagination: { condition: '{{true}}' },
      },
      answers: [rows(3, 2)],
    },
  ],
  [
    'RUN235',
    'An action outputs one collection, and the last step that ran gave a list of 1.',
    '',
    { steps: { url: '/x' }, answers: [answer([{ id: 1 }])] },
  ],
  [
    'RUN235',
    'A search outputs collections, and the last step that ran gave string "pong".',
    '',
    { type: 'search', steps: { url: '/x', response: { type: 'text' } }, answers: [{ raw: 'pong' }] },
  ],
  [
    'RUN236',
    'A spread header replaces "authorization" of Base.',
    'headers["{{...}}"]',
    { steps: { url: '/x', headers: { '{{...}}': '{{parameters.h}}' } }, input: { h: { Authorization: 'mine' } } },
  ],
  [
    'RUN203',
    'A request to https://cdn.example carries "authorization", "api_key" of Base, which belongs to https://shop.example.',
    'url',
    { steps: { url: 'https://cdn.example/x' }, base: { ...(BASE as object), qs: { api_key: '1' } } },
  ],
];

describe('a surprise', () => {
  test.each(ROWS)('%s is pointed out: %s', async (code, message, path, spec) => {
    const { report } = await runSteps(spec);

    const found = report.warnings.find((warning) => warning.code === code && warning.message === message);

    expect(found, JSON.stringify(report, null, 1)).toMatchObject({
      severity: 'warning',
      component: 'modules.probe',
      section: 'communication',
      fix: expect.stringMatching(/\((?:runtime\.md|make-app-format\.md) §/),
    });
    expect(printPath(found?.path ?? [])).toBe(path);
  });

  test.each<[string, Case]>([
    ['keys that read what an earlier step set', { steps: [{ temp: { a: 1 } }, { temp: { a: 2, b: '{{temp.a}}' } }] }],
    [
      'a list that is enriched by position',
      { steps: [{ temp: { l: [{ id: 1 }] } }, { temp: { l: [{ id: 1, b: 2 }] } }] },
    ],
    ['a condition that is text of some content', { steps: { condition: '{{parameters.id}}' }, input: { id: 'a7' } }],
    ['a step of two that is skipped', { steps: [{ condition: '{{false}}' }, { response: { output: {} } }] }],
    ['a default of a skipped step', { steps: { condition: { condition: '{{false}}', default: { a: 1 } } } }],
    [
      'a header that is sent to another host in place of that of Base',
      { steps: { url: 'https://cdn.example/x', headers: { authorization: '{{undefined}}' } } },
    ],
    [
      'headers that a user adds to those of Base',
      { steps: { url: '/x', headers: { '{{...}}': '{{parameters.h}}' } }, input: { h: { a: '1' } } },
    ],
    [
      'items in the order a trigger declares',
      {
        type: 'trigger',
        steps: { url: '/x', response: { iterate: '{{body}}', trigger: dated, limit: 2 } },
        answers: [rows(3, 2)],
      },
    ],
  ])('is not seen in %s', async (_title, spec) => {
    const { report } = await runSteps(spec);

    expect(report.warnings).toEqual([]);
  });

  test('RUN238 is a note: a limit that cuts within a page', async () => {
    const { report } = await runSteps({
      type: 'search',
      steps: { url: '/x', response: { iterate: '{{body}}', limit: 1 } },
      answers: [rows(1, 2, 3)],
    });

    expect(report.warnings).toMatchObject([
      { code: 'RUN238', severity: 'info', message: 'The limit of 1 drops 2 of 3 items read.' },
    ]);
  });
});

describe('a connection', () => {
  const manifest = manifestOf({
    connections: {
      shop: { connectionType: 'oauth', sections: { communication: { token: { url: 'https://id.example/token' } } } },
    },
    modules: { probe: { connection: 'shop', sections: { communication: {}, scope: ['orders', 'ships'] } } },
  });
  const run = async (connection: Readonly<Record<string, unknown>>) => {
    const { transport } = stubbed([]);
    const app = loadApp(manifest, { transport, now: '2026-03-01T12:00:00Z' });
    return (await app.run('probe', {}, { connection })).warnings.map(({ code, message }) => [code, message]);
  };

  test('§5.3 (documented): RUN233 names the scopes a module needs and the connection was not granted', async () => {
    expect(await run({ data: {}, scope: ['ships', 'crew'] })).toEqual([
      ['RUN233', 'probe needs "orders", which the connection was not granted; it has "ships", "crew".'],
    ]);
    expect(await run({ data: {}, scope: ['ships', 'orders'] })).toEqual([]);
    expect(await run({ data: {}, scope: [] })).toEqual([]);
  });

  test('§5.3 (assumed): RUN234 tells of one that expired and cannot be renewed', async () => {
    expect(await run({ data: {}, expires: '2026-03-01T11:59:59Z' })).toEqual([
      ['RUN234', 'The connection expired at 2026-03-01T11:59:59.000Z, and has no way to be renewed.'],
    ]);
    expect(await run({ data: {}, expires: '2026-03-01T12:00:01Z' })).toEqual([]);
  });
});

test('every warning has a code of its own and cites its notes', () => {
  const all: { readonly code: string; readonly fix: string }[] = Object.values(WARNINGS);

  expect(new Set(all.map(({ code }) => code)).size).toBe(all.length);
  expect(all.filter(({ fix }) => !/\((?:runtime\.md|make-app-format\.md|iml\.md|RT-)[^)]*\)\.$/.test(fix))).toEqual([]);
});
