import { describe, expect, test } from 'vitest';
import { compileProject } from '../../scripts/compile/compile-project.ts';
import { formatProblem, type Problem } from '../../scripts/core/problems.ts';
import { libraryWith, projectOf } from './support/project.ts';

type Change = readonly [file: string, text: string, replacement: string];

/** What is reported when the library app has these changes, one set of changes after another. */
async function reported(...cases: readonly (Change | readonly Change[])[]): Promise<string> {
  const compiled = await Promise.all(
    cases.map(async (changes) => {
      const list = typeof changes[0] === 'string' ? [changes as Change] : (changes as readonly Change[]);
      const dir = await libraryWith(list);
      return printed(dir, (await compileProject(dir)).problems);
    }),
  );
  const texts = compiled.flat();
  return texts.join('\n');
}

/** Problems as people read them, files as they stand in the project. */
const printed = (dir: string, problems: readonly Problem[]): string[] =>
  problems.map((problem) => formatProblem(problem).replace(`${dir}/`, ''));

const FIND = 'modules/findBooks.ts';
const ADD = 'modules/addBook.ts';
const HOOK = 'webhooks/loans.ts';
const ACCOUNT = 'connections/libraryAccount.ts';

describe('compileProject', () => {
  test('finds nothing wrong with a healthy app', async () => {
    const { problems, manifest, icon } = await compileProject(await libraryWith([]));

    expect(problems).toEqual([]);
    expect(manifest?.app.name).toBe('library-app');
    expect(manifest?.sections.readme).toBe('# Library\n\nBooks and loans.\n');
    expect(icon).toBeUndefined();
  });

  test('orders modules as the groups do, and other components by name', async () => {
    const { manifest } = await compileProject(await libraryWith([]));

    expect(Object.keys(manifest?.modules ?? {})).toEqual([
      'watchBooks',
      'findBooks',
      'addBook',
      'watchLoans',
      'answerReader',
      'makeApiCall',
    ]);
    expect(Object.keys(manifest?.rpcs ?? {})).toEqual(['listExtras', 'listShelves']);
  });

  test('gives whole paths, and the same ones when asked for a place', async () => {
    const dir = await libraryWith([[FIND, "url: '/books'", "url: '/books/{{parameters.qurey}}'"]]);

    const { problems, locate } = await compileProject(dir);

    const { file, line, column, ...place } = problems[0]!;
    expect(file).toBe(`${dir}/modules/findBooks.ts`);
    expect(locate(place)).toEqual({ file, line, column });
  });

  test('hands out the icon', async () => {
    const { icon } = await compileProject(await projectOf({ 'app/icon.png': 'not really' }));

    expect(new TextDecoder().decode(icon)).toBe('not really');
  });

  test('reports parameters that are not declared', async () => {
    const problems = await reported(
      [FIND, "url: '/books'", "url: '/books/{{parameters.qurey}}'"],
      [FIND, 'q: p.query', 'q: `{{parameters.year}} {{ifempty(parameters.limit, parameters.nothing)}}`'],
      [ADD, 'by: p.author.name', "by: '{{parameters.author.nmae}}'"],
      [
        [ADD, '  extras: fieldsFrom(listExtras),\n', ''],
        ['rpcs/listShelves.ts', "'{{parameters.kind}}'", "'{{parameters.query}}{{parameters.colour}}'"],
        ['app/app.ts', "'x-client': appCommon.client", "'x-client': '{{parameters.branch}}{{parameters.nobody}}'"],
      ],
      [HOOK, 'branch: p.branch', "branch: '{{parameters.brunch}}'"],
      ['endpoints/getBook.ts', 'iml`/books/${p.bookId}`', "'/books/{{parameters.id}}'"],
    );

    expect(problems).toMatchInlineSnapshot(`
      "modules/findBooks.ts:44:20 › modules.findBooks › communication › url
        REF001 {{parameters.qurey}} names a parameter that is not declared.
        fix: did you mean "query"?
      modules/findBooks.ts:45:63 › modules.findBooks › communication › qs.q
        REF001 {{parameters.nothing}} names a parameter that is not declared.
        fix: declare "nothing" among the parameters, or remove the reference.
      modules/addBook.ts:53:16 › modules.addBook › communication › [1].body.by
        REF001 {{parameters.author.nmae}} names a member that {{parameters.author}} does not declare.
        fix: did you mean "name"?
      app/app.ts:19:52 › app › base › headers.x-client
        REF001 {{parameters.nobody}} names a parameter that is not declared.
        fix: did you mean "body"?
      rpcs/listShelves.ts:13:40 › rpcs.listShelves › communication › qs.kind
        REF001 {{parameters.colour}} names a parameter that is not declared.
        fix: declare "colour" among the parameters, or remove the reference.
      webhooks/loans.ts:8:44 › webhooks.loans › attach › body.branch
        REF001 {{parameters.brunch}} names a parameter that is not declared.
        fix: did you mean "branch"?
      endpoints/getBook.ts:17:35 › endpoints.getBook › communication › url
        REF001 {{parameters.id}} names a parameter that is not declared.
        fix: declare "id" among the parameters, or remove the reference."
    `);
  });

  test('says nothing about parameters that may come from an RPC', async () => {
    const problems = await reported(
      [
        ADD,
        'title: p.title',
        "title: '{{parameters.anything}}', all: '{{parameters}}', internal: '{{parameters.__IMTCONN__}}'",
      ],
      ['rpcs/listShelves.ts', 'value: shelf.id', "value: shelf.id, nested: '{{item.fields}}'"],
    );

    expect(problems).toBe('');
  });

  test('reports roots that do not exist where they stand', async () => {
    const problems = await reported(
      [FIND, "url: '/books'", "url: '/books/{{body.id}}'"],
      [ADD, 'output: bookOutput(body)', "output: '{{item}}'"],
      [FIND, 'limit: fn.ifempty(p.limit, 10)', "limit: '{{output}}'"],
      [FIND, 'qs: { q: p.query', "qs: { q: '{{user.name}}'"],
      [HOOK, 'reader: loan.reader', "reader: '{{statusCode}}'"],
      ['modules/answerReader.ts', 'answer: p.answer }', "answer: '{{connection.apiKey}}' }"],
    );

    expect(problems).toMatchInlineSnapshot(`
      "modules/findBooks.ts:44:20 › modules.findBooks › communication › url
        REF002 {{body}} does not exist before the request is sent; body is the parsed answer; in a webhook, the parsed incoming request.
        fix: available here: parameters, connection, common, data, temp, environment, scenario, metadata, pagination.
      modules/addBook.ts:59:30 › modules.addBook › communication › [1].response.output
        REF002 {{item}} does not exist here; item is the element \`iterate\` has arrived at.
        fix: item needs an iterate beside it.
      modules/findBooks.ts:48:17 › modules.findBooks › communication › response.limit
        REF002 {{output}} does not exist here; output is everything collected so far.
        fix: available here: parameters, connection, common, data, temp, environment, scenario, metadata, pagination, body, headers, statusCode.
      modules/findBooks.ts:45:17 › modules.findBooks › communication › qs.q
        REF010 {{user}} names nothing an app can read.
        fix: references start from parameters, connection, common, data, temp, environment, scenario, metadata, body, headers, statusCode, item, iterate, output, pagination, query, method, payload, webhook, oauth, trigger.
      webhooks/loans.ts:25:43 › webhooks.loans › communication › output.reader
        REF002 {{statusCode}} does not exist here; statusCode is status of the answer.
        fix: available here: parameters, common, data, temp, environment, scenario, webhook, body, headers, query, method, item.
      modules/answerReader.ts:11:78 › modules.answerReader › communication › response.body.answer
        REF002 {{connection}} does not exist here; connection is the connection's parameters and what its communication saved.
        fix: available here: parameters, common, environment, scenario."
    `);
  });

  test('reports values that nothing stores', async () => {
    const problems = await reported(
      ['app/app.ts', 'iml`Bearer ${account.accessToken}`', "'Bearer {{connection.token}}'"],
      ['app/app.ts', "'x-client': appCommon.client", "'x-client': '{{common.cleint}}'"],
      [ADD, 'iml`/drafts/${tempOf(draft).draftId}/publish`', "'/drafts/{{temp.draft}}/publish'"],
      [ADD, "url: '/drafts'", "url: '/drafts/{{temp.later}}'"],
      [HOOK, 'iml`/hooks/${hookOf(register).hookId}`', "'/hooks/{{webhook.hook}}'"],
      [ACCOUNT, 'metadata: {', "uid: '{{connection.tokens}}', metadata: {"],
      ['modules/answerReader.ts', "type: 'responder'", "type: 'universal' as never"],
      [
        ['modules/makeApiCall.ts', '  connection: libraryAccount,\n', ''],
        ['modules/makeApiCall.ts', 'body: p.body', "body: '{{connection.domain}}'"],
      ],
    );

    expect(problems).toMatchInlineSnapshot(`
      "app/app.ts:19:71 › app › base › headers.authorization
        REF003 {{connection.token}} is neither a parameter of the connection nor saved by its response.data.
        fix: declare "token" as a parameter of the connection, or save it with response.data.
      app/app.ts:19:31 › app › base › headers.x-client
        REF005 {{common.cleint}} is no key of the app's common data.
        fix: did you mean "client"?
      modules/addBook.ts:49:23 › modules.addBook › communication › [1].url
        REF004 {{temp.draft}} is read, but nothing puts "draft" into temp.
        fix: add "draft" to temp of this request or an earlier one.
      modules/addBook.ts:31:19 › modules.addBook › communication › [0].url
        REF004 {{temp.later}} is read, but nothing puts "later" into temp.
        fix: add "later" to temp of this request or an earlier one.
      webhooks/loans.ts:21:28 › webhooks.loans › detach › url
        REF006 {{webhook.hook}} is neither id nor url of the webhook, nor saved by its attach.
        fix: save "hook" with response.data in attach, or remove the reference.
      connections/libraryAccount.ts:20:15 › connections.libraryAccount › communication › response.uid
        REF003 {{connection.tokens}} is neither a parameter of the connection nor saved by its response.data.
        fix: declare "tokens" as a parameter of the connection, or save it with response.data.
      modules/answerReader.ts:11:46 › modules.answerReader › communication › response.status
        MAN002 "status" is not known here; Make ignores it.
        fix: remove it; allowed: type, valid, limit, error, iterate, temp, output, trigger, data, metadata, uid, oauth, wrapper, expires, unwrap.
      modules/answerReader.ts:11:59 › modules.answerReader › communication › response.body
        MAN002 "body" is not known here; Make ignores it.
        fix: move it one level up, beside "response".
      modules/makeApiCall.ts:35:14 › modules.makeApiCall › communication › body
        REF003 {{connection.domain}} is empty: the module has no connection.
        fix: name its connection, or remove the reference."
    `);
  });

  test('tells a temp value of a later request from one that nobody sets', async () => {
    const problems = await reported([
      [ADD, "url: '/drafts'", "url: '/drafts/{{temp.later}}'"],
      [ADD, 'response: { output: bookOutput(body) }', "temp: { later: '1' }, response: { output: bookOutput(body) }"],
    ]);

    expect(problems).toMatchInlineSnapshot(`
      "modules/addBook.ts:31:19 › modules.addBook › communication › [0].url
        REF004 {{temp.later}} is read before it is there: only a later request puts it into temp.
        fix: put it into temp in this request or an earlier one."
    `);
  });

  test('reports IML that does not parse, and functions that do not exist', async () => {
    const problems = await reported(
      [FIND, 'q: p.query', "q: '{{parameters.query'"],
      [FIND, 'q: p.query', "q: '{{ifempty(parameters.query}}'"],
      [FIND, 'q: p.query', "q: '{{upperCase(parameters.query)}}'"],
      [FIND, 'q: p.query', "q: '{{initials(parameters.query)}} {{replace(parameters.query)}}'"],
    );

    expect(problems).toMatchInlineSnapshot(`
      "modules/findBooks.ts:45:15 › modules.findBooks › communication › qs.q
        IML001 The mustache opened here is never closed; add }} after the expression.
      modules/findBooks.ts:45:24 › modules.findBooks › communication › qs.q
        IML006 The ( opened here is never closed; add a ).
      modules/findBooks.ts:45:17 › modules.findBooks › communication › qs.q
        IML201 There is no function named "upperCase".
        fix: write it as a custom function, or use one of the built-in ones
      modules/findBooks.ts:45:48 › modules.findBooks › communication › qs.q
        IML202 replace() takes 3 arguments, not 1.
        fix: add what is missing"
    `);
  });

  test('reports components that are not part of the app', async () => {
    const problems = await reported(
      [FIND, "options: withQuery(listShelves, { kind: 'open' })", "options: 'rpc://listShelfs'"],
      [FIND, "samples: { id: 'b1', title: 'Dune' }", "samples: 'rpc://sampleBook'"],
      [
        ADD,
        'extras: fieldsFrom(listExtras)',
        "extras: fieldsFrom(listExtras), more: select({ label: 'More', options: { store: 'rpc://none' } })",
      ],
      ['app/app.ts', 'modules: [makeApiCall]', 'modules: [makeApiCall, makeApiCall]'],
      ['app/app.ts', 'modules: [watchBooks, findBooks, addBook]', 'modules: [watchBooks, findBooks]'],
    );

    expect(problems).toMatchInlineSnapshot(`
      "modules/findBooks.ts:23:44 › modules.findBooks › mappableParams › [1].options
        REF007 "listShelfs" names no RPC of this app.
        fix: did you mean "listShelves"?
      modules/findBooks.ts:56:12 › modules.findBooks › samples
        REF007 "sampleBook" names no RPC of this app.
        fix: it has listExtras, listShelves.
      modules/addBook.ts:27:83 › modules.addBook › mappableParams › [5].options.store
        REF007 "none" names no RPC of this app.
        fix: it has listExtras, listShelves.
      app/app.ts:28:46 › app › groups › [2].modules[1]
        MAN233 "makeApiCall" is listed twice in the groups.
        fix: keep it in one group.
      modules/addBook.ts:38:9 › modules.addBook
        MAN232 The module "addBook" is in no group, so the editor may put it anywhere.
        fix: add it to a group."
    `);
  });

  test('reports an item of another list than the one iterated', async () => {
    const problems = await reported(
      [FIND, 'iterate: body.books', "iterate: '{{body.data}}'"],
      [HOOK, 'iterate: body.loans', "iterate: { container: '{{body.others}}' }"],
    );

    expect(problems).toMatchInlineSnapshot(`
      "app/book.ts:14:9 › modules.findBooks › communication › response.output.id
        REF009 The item is an element of {{body.books}}, but iterate goes through {{body.data}} (5 places).
        fix: write itemOf(...) of the list that is iterated, or iterate {{body.books}}.
      webhooks/loans.ts:25:21 › webhooks.loans › communication › output.book
        REF009 The item is an element of {{body.loans}}, but iterate goes through {{body.others}} (2 places).
        fix: write itemOf(...) of the list that is iterated, or iterate {{body.loans}}."
    `);
  });

  test('reports what cannot be rendered', async () => {
    const problems = await reported(
      [FIND, 'q: p.query', 'q: new Date(0) as never, r: (() => 1) as never, s: NaN, t: [undefined as never, 1]'],
      [FIND, 'query: text({', "'1': text({}), query: text({"],
      ['app/book.ts', "title: text({ label: 'Title' })", "title: 'text' as never"],
      ['modules/watchLoans.ts', "label: 'Watch Loans'", "labell: 'Watch Loans', label: 'Watch Loans'"],
      ['modules/watchLoans.ts', 'webhook: loans', 'webhook: {} as never'],
      ['app/app.ts', 'modules: [makeApiCall]', 'modules: [makeApiCall, account as never], colour: 1'],
      [ADD, 'mappableParameters: p', 'mappableParameters: 5 as never'],
    );

    expect(problems).toMatchInlineSnapshot(`
      "modules/findBooks.ts:45:14 › modules.findBooks › communication › qs.q
        MAN210 JSON cannot carry an instance of Date.
        fix: write text, a number, true, false, null, a list, an object or IML.
      modules/findBooks.ts:45:40 › modules.findBooks › communication › qs.r
        MAN210 JSON cannot carry a function ("r").
        fix: write text, a number, true, false, null, a list, an object or IML.
      modules/findBooks.ts:45:62 › modules.findBooks › communication › qs.s
        MAN210 JSON cannot carry NaN.
        fix: write text, a number, true, false, null, a list, an object or IML.
      modules/findBooks.ts:45:71 › modules.findBooks › communication › qs.t[0]
        MAN210 JSON cannot carry undefined in a list.
        fix: write text, a number, true, false, null, a list, an object or IML.
      modules/findBooks.ts:22:8 › modules.findBooks › mappableParams › [0]
        MAN211 The field name "1" looks like an integer, so it would not keep its place.
        fix: put a letter in front of it.
      app/book.ts:7:10 › modules.addBook › interface › [1]
        MAN213 "title" is no field.
        fix: make it with text(...), select(...) or another field constructor.
      app/book.ts:7:10 › modules.findBooks › interface › [1]
        MAN213 "title" is no field.
        fix: make it with text(...), select(...) or another field constructor.
      app/book.ts:7:10 › modules.watchBooks › interface › [1]
        MAN213 "title" is no field.
        fix: make it with text(...), select(...) or another field constructor.
      modules/watchLoans.ts:7:11 › modules.watchLoans › labell
        MAN214 A module has no property "labell".
        fix: did you mean "label"?
      modules/watchLoans.ts:9:12 › modules.watchLoans › webhook
        MAN213 This is no webhook.
        fix: give the value a file in webhooks/ exports.
      app/app.ts:28:46 › app › groups › [2].modules[1]
        MAN213 A group lists something that is no module.
        fix: list what the files in modules/ export.
      app/app.ts:28:65 › app › groups › [2].colour
        MAN002 "colour" is not known here; Make ignores it.
        fix: remove it; allowed: label, modules.
      modules/addBook.ts:44:23 › modules.addBook › mappableParams
        MAN213 This is no set of fields.
        fix: write parameters({ name: text(...) }), { name: text(...) }, or an RPC that returns fields."
    `);
  });

  test('judges what is left when some files are broken', async () => {
    const dir = await libraryWith([
      [ADD, "url: '/drafts'", "url: '/drafts"],
      ['functions/initials.ts', 'run: (name', 'run: name ('],
      ['rpcs/listShelves.ts', "url: '/shelves'", 'url: (undefined as never as { a: string }).a'],
      [FIND, "url: '/books'", "url: '/books/{{item.id}}'"],
      ['modules/answerReader.ts', 'answer: p.answer }', "answer: '{{parameters.}}' }"],
    ]);

    const { manifest, problems } = await compileProject(dir);

    expect(manifest).toBeUndefined();
    expect(printed(dir, problems).join('\n')).toMatchInlineSnapshot(`
      "functions/initials.ts:5:14
        MAN200 Unexpected ":".
      modules/addBook.ts:31:17
        MAN200 Unterminated string literal.
      modules/answerReader.ts:11:88 › modules.answerReader › communication › response.body.answer
        IML003 A name is missing after the dot; names with other characters need backticks.
      modules/findBooks.ts:44:20 › modules.findBooks › communication › url
        REF002 {{item}} does not exist before the request is sent; item is the element \`iterate\` has arrived at.
        fix: item needs an iterate beside it.
      rpcs/listShelves.ts:12:48
        MAN202 The descriptor cannot be evaluated: TypeError: Cannot read properties of undefined (reading 'a').
        fix: descriptors are plain data; correct the expression that throws."
    `);
  });

  test('compiles the same project to the same manifest', async () => {
    const dir = await libraryWith([]);

    const [first, second] = await Promise.all([compileProject(dir), compileProject(dir)]);

    expect(JSON.stringify(first.manifest)).toBe(JSON.stringify(second.manifest));
  });
});
