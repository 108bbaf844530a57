import { expect, test } from 'vitest';
import { functionsProject } from './functions-project.ts';
import { makeapp, makeappJson } from './support.ts';

const TIDE = {
  tide: `function tide(metres) { return { metres, at: new Date().toISOString(), hour: iml.formatDate(new Date(), 'HH'), zone: this.timezone } }`,
  ebb: `function ebb() { debug({ low: true }); throw iml.errorFactory('DataError', 'No water.') }`,
};

test('runs a custom function of a project without a mock API, at the time and in the zone it is given', async () => {
  const project = await functionsProject(TIDE);

  const { status, json } = await makeappJson([
    ...['run', 'functions.tide', '[2.5]', '--project', project],
    ...['--now', '2026-01-31T23:30:00.000Z', '--timezone', 'Asia/Tokyo'],
  ]);

  expect([status, json.bundles, json.requests]).toEqual([
    0,
    [{ metres: 2.5, at: '2026-01-31T23:30:00.000Z', hour: '08', zone: 'Asia/Tokyo' }],
    [],
  ]);
});

test('keeps the type of its error, and shows what it debugs', async () => {
  const project = await functionsProject(TIDE);

  const { status, out, err } = await makeapp(['run', 'functions.ebb', '[]', '--trace', '--project', project]);

  expect([status, out]).toEqual([1, '']);
  expect(err).toBe(
    'functions.ebb\n  debug       ebb(): {"low":true}\n  error       DataError No water.\nDataError No water.\n',
  );
});
