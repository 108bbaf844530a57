import { beforeAll, describe, expect, test } from 'vitest';
import { loadProject } from '../../scripts/compile/load-project.ts';
import { createLocate } from '../../scripts/compile/locate.ts';
import { openProject } from '../../scripts/compile/open-project.ts';
import type { Locate, Part, Place } from '../../scripts/core/problems.ts';
import { keptProjectOf } from './support/project.ts';

/** Sources with marks `⟦name⟧` where a place must be found. */
const MARKED = {
  'app/fields.ts': `import { date, text, type Ref, type Root } from '#dsl';
export const bookFields = {
  id: ⟦field id⟧text({ label: ⟦shared label⟧'Book ID' }),
  "published-at": date({ label: 'Published' }),
};
export const pages = { ⟦shared key⟧page: ⟦shared page⟧1, size: 40 };
export const SEARCH = ⟦constant⟧'/books/{{⟦constant offset⟧parameters.qeury}}';
export const bookOutput = <N extends Root>(book: Ref<{ id: string; title: string }, N>) => ({
  id: ⟦helper id⟧book.id, title: ⟦helper title⟧book.title,
});
`,
  'app/samples.json': `{
  "id": 1,
  "authors": [{ "name": ⟦json⟧"Ada" }]
}
`,
  'app/app.ts': `import { defineApp } from '#dsl';
import { findBook } from '../modules/findBook.ts';
export default defineApp({
  name: ⟦app⟧'library',
  label: 'Library', ⟦theme key⟧theme: ⟦theme⟧'#12345',
  base: { baseUrl: ⟦base url⟧'https://api.example.com', log: { sanitize: ['request.headers.authorization', ⟦sanitize⟧'request.qs.key'] } },
  groups: [{ label: 'Books', modules: [⟦group⟧findBook] }],
});
`,
  'modules/findBook.ts': `import { array, collection, defineModule, itemOf, iml, parameters, reply, request, select, spread, fn, tempOf, text } from '#dsl';
import samples from '../app/samples.json';
import { bookFields, bookOutput, pages, SEARCH } from '../app/fields.ts';
const p = parameters({
  query: text({ label: 'Query', required: ⟦required⟧true }),
  kind: select({ options: [{ value: 'a', label: 'A' }, { value: 'b', label: ⟦option⟧'B', nested: { shelf: ⟦nested⟧text() } }] }),
  who: collection({ spec: { first: text({ help: ⟦member⟧'First' }) } }),
  tags: array({ spec: text({ label: ⟦item⟧'Tag' }) }),
});
const { body } = reply<{ data: { id: string; title: string }[] }>();
const first = request({ url: ⟦step⟧'/login', response: { temp: { token: ⟦step temp⟧body.data } } });
const extra = ['x', ⟦spread element⟧'y'];
export const findBook = defineModule({
  name: ⟦module⟧'findBook', type: ⟦type⟧'search', label: 'Find', description: 'Finds books.',
  mappableParameters: ⟦mappable⟧p,
  interface: { ...bookFields, title: text() },
  communication: ⟦communication⟧[first, {
    ⟦constant key⟧url: SEARCH,
    qs: { ...pages, ⟦override key⟧size: ⟦override⟧20, q: ⟦quoted⟧"it\\'s {{⟦escaped offset⟧parameters.qeury}}", ⟦odd key name⟧'sort[by]': ⟦odd key⟧p.kind, extra: ['w', ...extra, ⟦after spread⟧'z'] },
    headers: { ...spread(fn.toCollection(p.tags, 'k', 'v')), 'x-token': iml\`Bearer \${tempOf(first).token}\` },
    body: { ⟦shorthand⟧body },
    response: { iterate: ⟦iterate⟧body.data, output: bookOutput(itemOf(body.data)), error: {
      message: 'No.', 404: { message: ⟦status⟧\`{{⟦template offset⟧body.messag}}
  more\` } } },
  }],
  samples,
});
`,
};

const positions = new Map<string, string>();
let locate: Locate;

beforeAll(async () => {
  const files = Object.entries(MARKED).map(([file, text]) => [file, unmark(file, text)]);
  locate = createLocate(await loadProject(await openProject(await keptProjectOf(Object.fromEntries(files)))));
});

/** Takes the marks out and notes where they were. */
function unmark(file: string, text: string): string {
  let plain = '';
  for (const [index, part] of text.split(/⟦|⟧/).entries()) {
    const lines = plain.split('\n');
    if (index % 2 === 1) positions.set(part, `${file}:${lines.length}:${(lines.at(-1) ?? '').length + 1}`);
    else plain += part;
  }
  return plain;
}

function found(place: Place, part?: Part): string {
  const { file, line, column } = locate(place, part) ?? {};
  return [file, line, column].join(':');
}

const communication = (...path: (string | number)[]): Place => ({
  component: 'modules.findBook',
  section: 'communication',
  path,
});
const section = (name: string, ...path: (string | number)[]): Place => ({
  component: 'modules.findBook',
  section: name,
  path,
});
const app = (name: string, ...path: (string | number)[]): Place => ({ component: 'app', section: name, path });

describe('locate', () => {
  test.each<[string, Place]>([
    ['app', { component: 'app' }],
    ['theme', { component: 'app', path: ['theme'] }],
    ['base url', app('base', 'baseUrl')],
    ['sanitize', app('base', 'log', 'sanitize', 1)],
    ['group', app('groups', 0, 'modules', 0)],
    ['module', { component: 'modules.findBook' }],
    ['type', { component: 'modules.findBook', path: ['moduleType'] }],
    ['mappable', section('mappableParams')],
    ['required', section('mappableParams', 0, 'required', 'nothing')],
    ['option', section('mappableParams', 1, 'options', 1, 'label')],
    ['nested', section('mappableParams', 1, 'options', 1, 'nested', 0)],
    ['nested', section('mappableParams', 1, 'options', 1, 'nested', 0, 'type')],
    ['member', section('mappableParams', 2, 'spec', 0, 'help')],
    ['item', section('mappableParams', 3, 'spec', 'label')],
    ['field id', section('interface', 0)],
    ['field id', section('interface', 0, 'name')],
    ['shared label', section('interface', 0, 'label')],
    ['json', section('samples', 'authors', 0, 'name')],
    ['communication', communication()],
    ['step', communication(0, 'url')],
    ['step temp', communication(0, 'response', 'temp', 'token')],
    ['constant', communication(1, 'url')],
    ['shared page', communication(1, 'qs', 'page')],
    ['override', communication(1, 'qs', 'size')],
    ['quoted', communication(1, 'qs', 'q')],
    ['odd key', communication(1, 'qs', 'sort[by]')],
    ['spread element', communication(1, 'qs', 'extra', 2)],
    ['after spread', communication(1, 'qs', 'extra', 3)],
    ['shorthand', communication(1, 'body', 'body')],
    ['iterate', communication(1, 'response', 'iterate')],
    ['helper id', communication(1, 'response', 'output', 'id')],
    ['helper title', communication(1, 'response', 'output', 'title')],
    ['status', communication(1, 'response', 'error', '404', 'message')],
  ])('finds %s', (mark, place) => {
    expect(found(place)).toBe(positions.get(mark));
  });

  test.each<[string, Place]>([
    ['theme key', { component: 'app', path: ['theme'] }],
    ['constant key', { ...communication(1, 'url'), offset: 9 }],
    ['shared key', communication(1, 'qs', 'page')],
    ['override key', communication(1, 'qs', 'size')],
    ['odd key name', communication(1, 'qs', 'sort[by]')],
    ['shorthand', communication(1, 'body', 'body')],
  ])('finds a key: %s', (mark, place) => {
    expect(found(place, 'key')).toBe(positions.get(mark));
  });

  test.each<[string, Place]>([
    ['constant offset', { ...communication(1, 'url'), offset: 9 }],
    ['escaped offset', { ...communication(1, 'qs', 'q'), offset: 7 }],
    ['template offset', { ...communication(1, 'response', 'error', '404', 'message'), offset: 2 }],
    ['odd key', { ...communication(1, 'qs', 'sort[by]'), offset: 13 }],
  ])('finds a character: %s', (mark, place) => {
    expect(found(place)).toBe(positions.get(mark));
  });

  test('points at what is there when the place is not', () => {
    expect(found(communication(1, 'response', 'limit', 'deeper'))).toBe(found(communication(1, 'response')));
  });

  test('gives nothing for a component the project does not have', () => {
    expect(locate({ component: 'modules.other', section: 'communication', path: [] })).toBeUndefined();
  });
});
