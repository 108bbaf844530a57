import { edit, type Mistake, section } from './mistake.ts';

const ban = 'modules/ban-user';
const communication = section(ban, 'communication');
const form = section(ban, 'mappable-params');
const samples = section(ban, 'samples');
const stories = section('modules/list-stories', 'communication');

/** Parts of a component that do not fit together. */
export const consistencyMistakes: readonly Mistake[] = [
  {
    title: 'an output member the interface does not describe',
    descriptors: edit(
      'modules/banUser.ts',
      'output: { id: p.id, banned',
      "output: { id: p.id, baned: ‸'{{body.banned}}', banned",
    ),
    json: edit(communication, '"output": {', '"output": { "baned": ‸true,'),
    says: 'IFACE-012 The interface does not describe "baned". describe it in the interface, or correct its name.',
  },
  {
    title: 'an interface field the output does not give',
    descriptors: edit(
      'modules/banUser.ts',
      "banned: boolean({ label: 'Banned' }),",
      "banned: boolean({ label: 'Banned' }), note: ‸text({ label: 'Note' }),",
    ),
    json: edit(
      section(ban, 'interface'),
      '"label": "Banned"\n    },',
      '"label": "Banned"\n    },\n    ‸{ "name": "note", "type": "text", "label": "Note" },',
    ),
    says: 'IFACE-013 The output does not give "note". add it to the output, or remove the field.',
  },
  {
    title: 'a sample member the interface does not describe',
    descriptors: edit('modules/banUser.ts', 'banned: true,', 'baned: ‸true,'),
    json: edit(samples, '"banned": true', '"baned": ‸true'),
    says: 'IFACE-004 The interface does not describe "baned". describe it, or correct its name.',
  },
  {
    title: 'a nested sample member the interface does not describe',
    descriptors: edit(
      'modules/banUser.ts',
      "status: { code: 200, type: 'success' }",
      "status: { cod: ‸200, type: 'success' }",
    ),
    json: edit(samples, '"code": 200', '"cod": ‸200'),
    says: 'IFACE-004 The interface does not describe "status.cod". describe it, or correct its name.',
  },
  {
    title: 'a sample of the wrong type',
    json: edit(samples, '"banned": true', '"banned": ‸"sometimes"'),
    says: 'MK-INT-04 "banned" is a boolean in the interface. correct the sample, or the type.',
  },
  {
    title: 'a nested sample of the wrong type',
    json: edit(samples, '"code": 200', '"code": ‸"OK"'),
    says: 'MK-INT-04 "status.code" is a uinteger in the interface. correct the sample, or the type.',
  },
  {
    title: 'a sample that is no date',
    descriptors: edit('modules/banUser.ts', "timestamp: '2021-02-01T09:10:01.337Z'", "timestamp: ‸'yesterday'"),
    json: edit(samples, '"2021-02-01T09:10:01.337Z"', '‸"yesterday"'),
    says: 'MK-INT-04 "timestamp" is a date in the interface. correct the sample, or the type.',
  },
  {
    title: 'a date passed on as text',
    descriptors: edit(
      'modules/banUser.ts',
      '...statusOutput(body) }',
      "...statusOutput(body), timestamp: ‸'{{body.timestamp}}' }",
    ),
    json: edit(communication, '"{{parseDate(body.timestamp)}}"', '‸"{{body.timestamp}}"'),
    says: `IFACE-015 "timestamp" is described as a date, but passed on as the API writes it. parse it: {{parseDate(item.created, 'YYYY-MM-DD')}}.`,
    isAdvice: true,
  },
  {
    title: 'a parameter nobody reads',
    descriptors: edit(
      'modules/banUser.ts',
      '  operationType: select({',
      "  note: ‸text({ label: 'Note' }),\n  operationType: select({",
    ),
    json: edit(
      form,
      '    {\n        "name": "id",',
      '    ‸{ "name": "note", "type": "text", "label": "Note" },\n    {\n        "name": "id",',
    ),
    says: 'MOD-030 Nothing reads "note". send it, or remove the field.',
  },
  {
    title: 'an optional parameter in the path',
    json: {
      changes: [
        { file: form, from: '"required": true,\n        "mode"', to: '"mode"' },
        {
          file: communication,
          from: '/users/{{encodeURL(parameters.id)}}/ban',
          to: '/users/‸{{encodeURL(parameters.id)}}/ban',
        },
      ],
    },
    says: 'MOD-006 Without "id", which is optional, the address is another one. make the field required, or give it a default.',
  },
  {
    title: 'options without a label',
    descriptors: edit(
      'rpcs/listSegments.ts',
      'output: { label: fn.ifempty(item.name, item.id), value',
      'output: ‸{ value',
    ),
    json: edit(
      section('rpcs/list-segments', 'communication'),
      '{\n            "label": "{{ifempty(item.name, item.id)}}",',
      '‸{',
    ),
    says: 'RPC-002 The options have no label. give { "label": "{{item.name}}", "value": "{{item.id}}" }.',
  },
  {
    title: 'two options with one value',
    json: edit(form, '"value": "unban"', '"value": ‸"ban"'),
    says: 'PARAM-025 Two options of "operationType" have this value. give each option a value of its own.',
  },
  {
    title: 'a default that is no option',
    descriptors: edit('modules/makeApiCall.ts', "default: 'GET'", "default: ‸'get'"),
    json: edit(section('modules/make-api-call', 'mappable-params'), '"default": "GET"', '"default": ‸"get"'),
    says: 'PARAM-026 "get" is no option of "method". did you mean "GET"?',
  },
  {
    title: 'a comparison with a value no option has',
    descriptors: edit(
      'modules/banUser.ts',
      'body: { banned },',
      'body: { banned: "{{parameters.operationType = ‸\'baned\'}}" },',
    ),
    json: edit(
      communication,
      '"banned": "{{parameters.operationType == \'ban\'}}"\n    },',
      '"banned": "{{parameters.operationType == ‸\'baned\'}}"\n    },',
    ),
    says: 'PARAM-027 No option of "operationType" is "baned". write one of ban, unban.',
  },
  {
    title: 'a search without a limit',
    descriptors: edit(
      'modules/listStories.ts',
      'response: { iterate: body, limit: p.limit, output: itemOf(body) }',
      'response: ‸{ iterate: body, output: itemOf(body) }',
    ),
    json: edit(
      stories,
      '"response": {\n        "iterate": "{{body}}",\n        "limit": "{{parameters.limit}}",',
      '"response": ‸{ "iterate": "{{body}}",',
    ),
    besides: ['MOD-030'],
    says: 'PAGE-002 Nothing limits what the search reads. add "limit": "{{parameters.limit}}" to response.',
  },
  {
    title: 'a search that gives one bundle',
    descriptors: edit(
      'modules/listStories.ts',
      'response: { iterate: body, limit: p.limit, output: itemOf(body) }',
      "response: ‸{ limit: p.limit, output: { '{{...}}': '{{body}}' } }",
    ),
    json: edit(
      stories,
      '"response": {\n        "iterate": "{{body}}",\n        "limit": "{{parameters.limit}}",\n        "output": "{{item}}"',
      '"response": ‸{ "limit": "{{parameters.limit}}", "output": { "{{...}}": "{{body}}" }',
    ),
    says: 'PAGE-001 List Stories gives one bundle, whatever is found. add response.iterate with the list, and output {{item}}.',
  },
  {
    title: 'an action that iterates',
    json: edit(
      section('modules/create-story', 'communication'),
      '"output": {',
      '"iterate": ‸"{{body.pages}}", "output": { "{{...}}": "{{item}}",',
    ),
    says: 'MOD-001 An action keeps only the last of the items it iterates. make the module a search, or collect the items with a wrapper.',
  },
  {
    title: 'a body in a GET request',
    json: edit(stories, '"url": "/stories",', '"url": "/stories", "body": ‸{ "all": true },'),
    says: 'MOD-016 The body of a GET is never sent. put the values into qs, or use another method.',
  },
];
