import { describe, expect, test } from 'vitest';
import type { Json, JsonObject } from '../../scripts/core/json.ts';
import type { Case } from './support.ts';
import { answer, paths, runSteps } from './support.ts';

interface Row extends Partial<Case> {
  readonly rule: string;
  readonly basis: 'documented' | 'assumed';
  readonly title: string;
  readonly pagination: Json;
  readonly step?: JsonObject;
  readonly response?: JsonObject;
  readonly sends: readonly string[];
  readonly count?: number;
}

const numbered: JsonObject = { qs: { p: '{{pagination.page}}' } };
const always = (n: number) => answer({ total: 3, rows: Array.from({ length: n }, (_, id) => ({ id })), next: 'more' });

const ROWS: readonly Row[] = [
  {
    rule: 'RT-47',
    basis: 'documented',
    title: 'total >= page reads every page',
    step: numbered,
    pagination: { ...numbered, condition: '{{body.total >= pagination.page}}' },
    answers: [always(1)],
    sends: ['/l?p=1', '/l?p=2', '/l?p=3'],
    count: 3,
  },
  {
    rule: 'RT-48',
    basis: 'documented',
    title: 'total > page loses the last',
    step: numbered,
    pagination: { ...numbered, condition: '{{body.total > pagination.page}}' },
    answers: [always(1)],
    sends: ['/l?p=1', '/l?p=2'],
    count: 2,
  },
  {
    rule: '§4.11',
    basis: 'documented',
    title: 'page <= total reads every page',
    step: numbered,
    pagination: { ...numbered, condition: '{{pagination.page <= body.total}}' },
    answers: [always(1)],
    sends: ['/l?p=1', '/l?p=2', '/l?p=3'],
  },
  {
    rule: 'B20',
    basis: 'documented',
    title: 'page <= 3 makes three requests',
    pagination: { ...numbered, condition: '{{pagination.page <= 3}}' },
    answers: [always(25)],
    response: { limit: 75 },
    sends: ['/l', '/l?p=2', '/l?p=3'],
    count: 75,
  },
  {
    rule: 'RT-49',
    basis: 'documented',
    title: 'a cursor joins the query of the parent',
    step: { qs: { n: 50 } },
    pagination: { condition: '{{body.next}}', qs: { at: '{{body.next}}' } },
    answers: [answer({ next: 'q', rows: [{}] }), answer({ next: null, rows: [{}] })],
    sends: ['/l?n=50', '/l?n=50&at=q'],
  },
  {
    rule: 'RT-50',
    basis: 'documented',
    title: 'without merging it stands alone',
    step: { qs: { n: 50 } },
    pagination: { mergeWithParent: false, condition: '{{body.next}}', qs: { at: '{{body.next}}' } },
    answers: [answer({ next: 'q', rows: [{}] }), answer({ next: null, rows: [{}] })],
    sends: ['/l?n=50', '/l?at=q'],
  },
  {
    rule: 'RT-51',
    basis: 'documented',
    title: 'a next address still gets the query of the parent',
    step: { qs: { n: 50 } },
    pagination: { condition: '{{body.next}}', url: '{{body.next}}' },
    answers: [answer({ next: 'https://shop.example/api/l?page=2', rows: [{}] }), answer({ rows: [{}] })],
    sends: ['/l?n=50', '/l?page=2&n=50'],
  },
  {
    rule: 'RT-52 B21',
    basis: 'documented',
    title: 'a limit stops paging',
    pagination: { qs: { at: 1 } },
    answers: [always(2)],
    response: { limit: 3 },
    sends: ['/l', '/l?at=1'],
    count: 3,
  },
  {
    rule: 'RT-54',
    basis: 'documented',
    title: 'output null blocks paging',
    pagination: { condition: '{{true}}' },
    response: { iterate: '', output: null },
    sends: ['/l'],
  },
  {
    rule: 'RT-55',
    basis: 'documented',
    title: 'the last element of the container is a cursor',
    pagination: { condition: '{{length(body.rows) = 2}}', qs: { after: '{{iterate.container.last.id}}' } },
    answers: [answer({ rows: [{ id: 'a' }, { id: 'b' }] }), answer({ rows: [{ id: 'c' }] })],
    sends: ['/l', '/l?after=b'],
    count: 3,
  },
  {
    rule: 'A14',
    basis: 'assumed',
    title: 'an empty page ends paging',
    pagination: { qs: { at: 1 } },
    answers: [always(1), always(0)],
    sends: ['/l', '/l?at=1'],
    count: 1,
  },
  {
    rule: 'ASM-50',
    basis: 'assumed',
    title: 'an empty next address ends paging',
    pagination: { url: '{{body.link}}' },
    answers: [always(1)],
    sends: ['/l'],
  },
  {
    rule: '§4.11 (before B27)',
    basis: 'documented',
    title: 'a body merges by key',
    step: { method: 'POST', body: { n: 5, p: 1 } },
    pagination: { condition: '{{pagination.page < 3}}', body: { p: '{{pagination.page}}' } },
    answers: [always(1)],
    sends: ['POST /l {"n":5,"p":1}', 'POST /l {"n":5,"p":2}'],
  },
  {
    rule: 'A12 A14',
    basis: 'assumed',
    title: 'without a condition paging goes on to the first empty page',
    pagination: { qs: { p: '{{pagination.page}}' } },
    answers: [always(2), always(1), always(0)],
    sends: ['/l', '/l?p=2', '/l?p=3'],
  },
  {
    rule: 'B26',
    basis: 'documented',
    title: 'without merging the body is that of the page alone',
    step: { method: 'POST', body: { n: 5 } },
    pagination: { mergeWithParent: false, condition: '{{pagination.page < 3}}', body: { p: '{{pagination.page}}' } },
    answers: [always(1)],
    sends: ['POST /l {"n":5}', 'POST /l {"p":2}'],
  },
  {
    rule: 'A11',
    basis: 'assumed',
    title: 'offset and limit of the platform grow',
    step: { qs: { o: '{{pagination.offset}}', n: '{{pagination.limit}}' } },
    pagination: { condition: '{{pagination.page <= 5}}' },
    answers: [always(1)],
    sends: ['/l?o=0&n=20', '/l?o=20&n=100', '/l?o=120&n=500', '/l?o=620&n=500', '/l?o=1120&n=500'],
  },
];

const searched = ({ step, response, pagination, answers, ...rest }: Row) =>
  runSteps({
    type: 'search',
    ...rest,
    answers: answers ?? [],
    steps: {
      url: '/l',
      ...step,
      response: { iterate: '{{body.rows}}', output: { id: '{{item.id}}' }, ...response },
      pagination,
    },
  });

describe('pagination', () => {
  test.each(ROWS)('$rule ($basis): $title', async ({ ...row }) => {
    const { report, sent } = await searched(row);

    expect(report.error).toBeUndefined();
    const shown = paths(sent).map((path, at) => (sent[at]?.text ? `${path} ${sent[at].text}` : path));
    expect(shown).toEqual(row.sends);
    if (row.count !== undefined) expect(report.bundles).toHaveLength(row.count);
  });

  test('RT-53 A13 (assumed): ends quietly at 50 further requests', async () => {
    const { report, sent } = await searched({
      rule: '',
      basis: 'assumed',
      title: '',
      sends: [],
      pagination: { qs: { at: '{{body.next}}' } },
      answers: [always(1)],
    });

    expect(sent).toHaveLength(51);
    expect(report.bundles).toHaveLength(51);
    expect(report.warnings.map(({ code }) => code)).toEqual(['RUN206']);
  });

  test('§13 (documented): common data raises the caps', async () => {
    const { sent } = await searched({
      rule: '',
      basis: 'documented',
      title: '',
      sends: [],
      pagination: { qs: { at: 1 } },
      parts: { common: { maxPaginationRequestCount: 200, maxRequestCount: 120 } },
      answers: [always(1)],
    });

    expect(sent).toHaveLength(120);
  });

  test('RT-50 (documented): keeps the headers of Base without merging', async () => {
    const { sent } = await searched({
      rule: '',
      basis: 'documented',
      title: '',
      sends: [],
      step: { headers: { 'x-once': '1' } },
      pagination: {
        mergeWithParent: false,
        condition: '{{pagination.page = 1 | pagination.page = 2 & body.total = 3}}',
      },
      answers: [always(1), answer({ total: 0, rows: [{}] })],
    });

    expect(sent.map(({ headers }) => [headers.authorization, headers['x-once']])).toEqual([
      ['Key k-1', '1'],
      ['Key k-1', undefined],
    ]);
  });

  test('warns of the page a strict comparison loses', async () => {
    const { report } = await searched({ ...ROWS[1]! });

    expect(report.warnings).toEqual([
      expect.objectContaining({
        code: 'RUN201',
        component: 'modules.probe',
        message:
          'Paging ended after page 2 because "{{body.total > pagination.page}}" is false for the next; the last page may be missing.',
      }),
    ]);
  });

  test('collects many pages in linear time', async () => {
    const { report } = await searched({
      rule: '',
      basis: 'documented',
      title: '',
      sends: [],
      pagination: { condition: '{{pagination.page <= 400}}' },
      parts: { common: { maxPaginationRequestCount: 400, maxRequestCount: 400 } },
      answers: [answer({ rows: Array.from({ length: 50 }, (_, id) => ({ id })) })],
    });

    expect(report.bundles).toHaveLength(20_000);
  });
});
