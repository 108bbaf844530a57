import type { CodePage } from '../core/code-page.ts';
import type { ManifestCode } from './codes.ts';

/** Codes about files and archives, whose pages stand beside what reads those. */
export type FileCode = Extract<ManifestCode, `MAN05${string}` | `MAN06${string}`>;

/** A page for every code about the shape of an app; the examples are sections, or parts of them. */
export const MANIFEST_PAGES: Readonly<Record<Exclude<ManifestCode, FileCode>, CodePage>> = {
  MAN001: {
    means: 'A directive or attribute holds a list where an object must be, a number where text must be, and so on.',
    why: "Make's editor refuses such a section, or the directive is not what it seems at run time (make-app-format.md §3.5).",
    fix: 'Write a value of the type the message names.',
    section: 'communication',
    bad: '{ "url": "/users", "qs": ["limit", 10] }',
    good: '{ "url": "/users", "qs": { "limit": 10 } }',
  },
  MAN002: {
    means: 'A key is not one this place has. It is misspelt, belongs elsewhere, or exists on other platforms only.',
    why: 'Make passes over keys it does not know, so what the key asks for never happens (make-app-format.md §3.5).',
    fix: 'Correct or move the key; the message says where it belongs, if anywhere.',
    section: 'communication',
    bad: '{ "url": "/users", "header": { "accept": "application/json" } }',
    good: '{ "url": "/users", "headers": { "accept": "application/json" } }',
  },
  MAN003: {
    means: 'Something that a directive or parameter cannot do without is not there.',
    why: 'A parameter without a name, for instance, has no value an expression could read (make-app-format.md §4.2).',
    fix: 'Add the key.',
    section: 'parameters',
    bad: '[{ "type": "text", "label": "Name" }]',
    good: '[{ "name": "name", "type": "text", "label": "Name" }]',
  },
  MAN004: {
    means: 'A key takes one of a few words, and this is another.',
    why: 'Make knows the types of parameters and bodies, methods and error types by these names only (make-app-format.md §3.5, §4.3, §6.1).',
    fix: 'Use one of the words the message lists.',
    section: 'parameters',
    bad: '[{ "name": "name", "type": "string" }]',
    good: '[{ "name": "name", "type": "text" }]',
  },
  MAN005: {
    means: 'A text has more characters than allowed, or none where some are needed.',
    why: 'Make limits texts of an app, such as an address to 512 characters (runtime.md §13).',
    fix: 'Shorten it, fill it in, or remove the key.',
    section: 'communication',
    bad: '{ "url": "" }',
    good: '{ "url": "/users" }',
  },
  MAN006: {
    means: 'A number is outside the range its key allows.',
    why: 'Make has limits for times, repetitions and requests (runtime.md §13).',
    fix: 'Choose a number within the range.',
    section: 'communication',
    bad: '{ "url": "/users", "timeout": 900000 }',
    good: '{ "url": "/users", "timeout": 60000 }',
  },
  MAN007: {
    means:
      'A text must have a certain form, such as rpc://name, an absolute address or a name of letters and digits, and has not.',
    why: 'Make reads the text in this form and finds nothing otherwise (make-app-format.md §3.5, §4.2).',
    fix: 'Write it in the form the message describes.',
  },
  MAN008: {
    means: 'A key exists on the platform, but this place or this kind of app may not have it.',
    why: 'Some directives are for apps of Make alone, others for one kind of component (runtime.md §9).',
    fix: 'Remove it.',
  },
  MAN009: {
    means: 'A parameter has an attribute or a rule that belongs to parameters of another type.',
    why: 'Make ignores it: nothing is checked or shown because of it (make-app-format.md §4.3, §4.4).',
    fix: 'Remove it, or change the type.',
    section: 'parameters',
    bad: '[{ "name": "count", "type": "integer", "multiline": true }]',
    good: '[{ "name": "note", "type": "text", "multiline": true }]',
  },
  MAN010: {
    means: 'The type exists on Make, for the pickers it draws itself.',
    why: 'Pickers of accounts and webhooks come from the settings of the module (make-app-format.md §4.3).',
    fix: 'Remove the parameter, and name the connection or webhook in the settings of the module.',
    section: 'parameters',
    bad: '[{ "name": "account", "type": "account:acme" }]',
    good: '[{ "name": "name", "type": "text" }]',
  },
  MAN020: {
    means: 'The ID has characters or a length that IDs of its kind may not have.',
    why: 'Make refuses to create the component; each kind has its own pattern (make-app-format.md §1.8).',
    fix: 'Choose an ID as the message describes.',
    bad: 'get-user (a module)',
    good: 'getUser',
  },
  MAN021: {
    means: 'The ID of a module, RPC or function is a word like delete or new.',
    why: 'Make does not take reserved words of JavaScript there (make-app-format.md §1.8).',
    fix: 'Add what it is about.',
    bad: 'delete',
    good: 'deleteUser',
  },
  MAN022: {
    means: 'Two components of one kind have the same ID or label except for upper and lower case.',
    why: 'Pairing with Make goes by the label without regard to case, and many file systems see one folder for two IDs (make-app-format.md §2.4).',
    fix: 'Give each its own.',
  },
  MAN023: {
    means: 'Users would see a component without a name, or a module without a description.',
    why: 'Make does not create a module that has no description (make-app-format.md §1.5).',
    fix: 'Write the label, or say in a sentence what the module does.',
  },
  MAN024: {
    means: 'The ID, label, version, colour, language or audience of the app is not one Make takes.',
    why: 'These are checked when the app is created or imported (make-app-format.md §1.1).',
    fix: 'Correct the value named in the message.',
    bad: 'theme: green',
    good: 'theme: #1F9D55',
  },
  MAN030: {
    means:
      'A component has a section its kind does not have, or one that means nothing for its type, such as epoch on an action.',
    why: 'Make stores sections by kind and reads only those of the type (make-app-format.md §1.2).',
    fix: 'Empty or remove the section.',
  },
  MAN031: {
    means: 'A polling trigger makes no request, or does not say how to tell new items from old.',
    why: 'Make remembers the newest ID or date it has seen and compares with response.trigger (make-app-format.md §5.1, §5.2).',
    fix: 'Add url, and response.trigger with type, order, id and, for type date, date.',
    section: 'communication',
    bad: '{ "url": "/users", "response": { "iterate": "{{body.users}}" } }',
    good: '{ "url": "/users", "response": { "iterate": "{{body.users}}", "trigger": { "type": "id", "order": "desc", "id": "{{item.id}}" } } }',
  },
  MAN032: {
    means: 'An instant trigger names no webhook.',
    why: 'It does not ask the API for anything: its bundles are what the webhook receives (make-app-format.md §5.4).',
    fix: 'Name the webhook that feeds it.',
  },
  MAN033: {
    means: 'A webhook shared by all users has no connection, or its communication has no uid.',
    why: 'Make gives a delivery to the users whose connection has the same uid (make-app-format.md §1.4).',
    fix: 'Name the connection, save its uid with response.uid, and say in "uid" where a delivery holds it.',
  },
  MAN034: {
    means: 'A directive is set that modules of this type never look at, such as response.limit on an action.',
    why: 'An action gives one bundle, so there is nothing to limit (runtime.md §4.14).',
    fix: 'Remove it, or change the type of the module.',
    section: 'communication',
    bad: '{ "url": "/users", "response": { "limit": 10 } }',
    good: '{ "url": "/users", "response": { "output": "{{body}}" } }',
  },
  MAN035: {
    means: 'A polling trigger, or one request of several, calls an endpoint of the app.',
    why: 'Triggers and webhooks cannot call endpoints, and a communication that does is a single request (make-app-format.md §3.11).',
    fix: 'Make the request itself there, or make it the only request.',
  },
  MAN036: {
    means: 'The code section is empty, or declares a function of another name than the component.',
    why: 'Make calls the function by the ID of the component (make-app-format.md §1.7).',
    fix: 'Declare a function of exactly this name.',
    bad: 'initials: function abbreviate(name) { … }',
    good: 'initials: function initials(name) { … }',
  },
  MAN037: {
    means: 'An endpoint has a top parameter of type json that is not called inputSchema or outputSchema.',
    why: 'Such a parameter describes all of the input or output and bears a fixed name (make-app-format.md §1.2).',
    fix: 'Rename it, or put it into a collection.',
  },
  MAN231: {
    means: 'A group lists an ID that no module has.',
    why: 'Groups name modules by their IDs, so the entry stands for nothing (make-app-format.md §1.1).',
    fix: 'Correct the ID, or remove the entry.',
  },
  MAN233: {
    means: 'A module stands in two groups, or twice in one.',
    why: 'Each module has one place in the list users see (make-app-format.md §1.1).',
    fix: 'Keep it in one group.',
  },
  REF007: {
    means: 'An address rpc://name leads to an RPC the app does not have.',
    why: 'Make finds out when the user opens the field: no options, no fields (make-app-format.md §1.6).',
    fix: 'Correct the name, or add the RPC.',
    section: 'parameters',
    bad: '[{ "name": "user", "type": "select", "options": "rpc://listUser" }]',
    good: '[{ "name": "user", "type": "select", "options": "rpc://listUsers" }]',
  },
  REF008: {
    means: 'A component names a connection or webhook that is not in the app.',
    why: 'An import drops the binding without a word and a deploy stops at it (make-app-format.md §2.4).',
    fix: 'Correct the ID, or add the component.',
  },
  REF011: {
    means: 'A request calls an endpoint the app does not have.',
    why: 'The name is fixed text that stands for an endpoint of this app (make-app-format.md §3.11).',
    fix: 'Correct the name, or add the endpoint.',
  },
};
