import type { CodePage, TitledPage } from '../core/code-page.ts';
import type { Code } from './codes.ts';

/** A page for every code of `CODES`. Examples without a section are TypeScript, unless they are templates. */
export const COMPILE_PAGES: Readonly<Record<Code, CodePage>> = {
  MAN200: {
    means: 'A source file has a mistake of syntax, so nothing of it can be read.',
    fix: 'Correct the line that is shown.',
  },
  MAN201: {
    means:
      'An import leads to no file or names something that file does not export; or a descriptor imports a package or a module of Node.js.',
    fix: 'Correct the path or the name: relative imports end in .ts or .json. Descriptors use #dsl and each other.',
  },
  MAN202: {
    means: 'Evaluating the file ended with an exception.',
    why: 'Make gets plain JSON, so everything must be known before (make-app-format.md §1.2).',
    fix: 'Descriptors are plain data: correct the expression at the place shown, often a value used before it is declared.',
  },
  MAN203: {
    means: 'A file in modules/, connections/, rpcs/, webhooks/ or functions/ exports nothing that belongs there.',
    fix: 'Export one component, or move a file that only shares values to another folder.',
  },
  MAN204: {
    means: 'The name in the descriptor and the name of the file are not the same.',
    fix: 'Rename one of them, so that a component is found by its name.',
    bad: "modules/getUser.ts: defineModule({ name: 'readUser', … })",
    good: "modules/getUser.ts: defineModule({ name: 'getUser', … })",
  },
  MAN205: {
    means: 'One file exports two or more components of its kind.',
    fix: 'Give each a file of its own, named after it.',
  },
  MAN206: {
    means: 'The source is valid but doubtful; most often an object has the same key twice.',
    fix: 'Follow the message. Of two equal keys the last one wins, so remove one.',
  },
  MAN210: {
    means: 'A section holds a function, a symbol, NaN, a Date or something else there is no JSON for.',
    why: 'Sections are sent to Make as JSON text (make-app-format.md §1.2).',
    fix: 'Write text, a number, true, false, null, a list, an object or IML.',
    bad: 'qs: { since: new Date() }',
    good: "qs: { since: fn.formatDate(now, 'YYYY-MM-DD') }",
  },
  MAN211: {
    means: 'A field is named like an array index, such as 1.',
    why: 'JavaScript puts such keys first, so users would see the fields in another order than written; the order of the parameters is what Make shows (make-app-format.md §4.1).',
    fix: 'Put a letter in front of it.',
    bad: "parameters({ name: text({ label: 'Name' }), 1: text({ label: 'First' }) })",
    good: "parameters({ name: text({ label: 'Name' }), line1: text({ label: 'First' }) })",
  },
  MAN213: {
    means: 'A descriptor names something else where it needs a component, a field or a set of fields.',
    fix: 'Import the component and give it by value; make fields with text(), select() and the like.',
    bad: "parameters({ name: { type: 'text' } })",
    good: "parameters({ name: text({ label: 'Name' }) })",
  },
  MAN214: {
    means: 'A descriptor has a property that becomes no metadata and no section.',
    why: 'Each kind of component has its own sections and no others (make-app-format.md §1.2).',
    fix: 'Correct the spelling; the message lists what there is.',
  },
  MAN215: {
    means: 'An object spreads two collections and has members of its own between them.',
    why: 'JSON has one place for the key {{...}}, so the order cannot be kept (iml.md §1.3).',
    fix: 'Write the spreads side by side, or merge the collections with fn.mergeCollections(a, b).',
  },
  MAN220: {
    means: 'A custom function uses an import, a variable of its module or another form that does not survive alone.',
    why: 'Make stores one function declaration and runs it without a network, timers or modules (make-app-format.md §1.7).',
    fix: 'Move what it needs into it; other custom functions are called as iml.name().',
  },
  MAN221: {
    means: 'The code of a custom function has more characters than Make stores.',
    why: 'The limit is 5,000 characters; above it Make answers with error IM005 (runtime.md §13).',
    fix: 'Split it: functions can call each other as iml.name().',
  },
  MAN222: {
    means: 'The test of a custom function imports or uses something the test runner of Make does not have.',
    why: 'There the test is plain code with it() and assert (iml.md §14.3).',
    fix: 'Keep to the function itself, it() and assert.',
  },
  MAN230: {
    means: 'Two descriptors of a kind bear one name.',
    why: 'A component is known by its ID, which is unique within its kind (make-app-format.md §1.8).',
    fix: 'Name each after its file.',
  },
  MAN232: {
    means: 'The app sorts its modules into groups and leaves this one out.',
    why: 'Groups decide where users find a module in the list (make-app-format.md §1.1).',
    fix: 'Add the module to a group.',
  },
  REF001: {
    means: 'An expression reads parameters.x, or a member of a parameter, that no section declares.',
    why: 'On Make an undeclared parameter is undefined: the request goes out without the value and nothing says so (runtime.md §14).',
    fix: 'Correct the name, or declare the parameter.',
    section: 'communication',
    bad: '{ "url": "/users/{{parameters.userID}}" }',
    good: '{ "url": "/users/{{parameters.userId}}" }',
  },
  REF002: {
    means:
      'The expression starts from something that exists elsewhere in an app, not here; body in a request, for example.',
    why: 'Which variables there are depends on the section and on the moment of evaluation (make-app-format.md §3.12, runtime.md §10).',
    fix: 'Use what the message lists, or carry the value over in temp.',
    section: 'communication',
    bad: '{ "url": "/users", "qs": { "after": "{{body.next}}" } }',
    good: '{ "url": "/users", "pagination": { "qs": { "after": "{{body.next}}" } } }',
  },
  REF003: {
    means:
      'A module reads a value of its connection that is neither one of its parameters nor saved by it; or there is no connection.',
    why: 'A module sees the parameters of the connection and what its response.data saved (make-app-format.md §1.3.1).',
    fix: 'Declare it as a parameter of the connection, or save it with response.data.',
  },
  REF004: {
    means: 'temp.x is read, and no request before, or none at all, writes it.',
    why: 'temp lives for one execution and holds only what temp and response.temp have put there so far (runtime.md §4.3).',
    fix: 'Write it in this request or an earlier one.',
  },
  REF005: {
    means: 'An expression reads common.x, and common data has no such key.',
    why: 'Common data is fixed when the app is stored; an unknown key is undefined (runtime.md §5.5).',
    fix: 'Add the key to the common data of the app or the connection, or remove the reference.',
  },
  REF006: {
    means: 'An expression reads webhook.x, which is neither id nor url nor saved by attach.',
    why: 'What the API returned at registration is kept only if response.data of attach names it (runtime.md §6).',
    fix: 'Save it with response.data in attach.',
    section: 'attach',
    bad: '{ "url": "/hooks", "response": {} }',
    good: '{ "url": "/hooks", "response": { "data": { "hookId": "{{body.id}}" } } }',
  },
  REF009: {
    means: 'A descriptor takes the type of its item from one list and iterates another.',
    why: 'At run time item is an element of what iterate names, whatever its type says (runtime.md §4.9).',
    fix: 'Write itemOf() of the list that is iterated.',
    bad: 'const user = itemOf(body.users); … iterate: body.items',
    good: 'const user = itemOf(body.users); … iterate: body.users',
  },
  REF010: {
    means:
      'An expression starts with a name no place of an app has; often a misspelling, or text that is no expression.',
    why: 'Make gives undefined for an unknown name, so the value is empty (iml.md §4.1).',
    fix: 'Correct the name. Text in an expression needs quotes, names with dashes need backticks.',
    section: 'communication',
    bad: '{ "url": "/users/{{parameter.userId}}" }',
    good: '{ "url": "/users/{{parameters.userId}}" }',
  },
};

/** The one code of the language that needs to know the sections. */
export const ARGUMENT_PAGES = {
  IML209: {
    title: 'An argument of a type the function fails on.',
    means: 'A function gets a value whose declared type it cannot work with, such as a collection where text must be.',
    why: 'Make converts what it can and ends the module with a DataError otherwise (iml.md §6.4, §6.5).',
    fix: 'Pick the member that is meant, or convert the value first.',
    bad: "{{formatDate(parameters.tags, 'YYYY')}}",
    good: "{{formatDate(parameters.since, 'YYYY')}}",
  },
} as const satisfies Readonly<Record<string, TitledPage>>;
