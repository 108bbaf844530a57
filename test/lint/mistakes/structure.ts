import { edit, type Mistake, section } from './mistake.ts';

/** Sections, files, and what refers to what. */
export const structureMistakes: readonly Mistake[] = [
  {
    title: 'a misspelt directive',
    descriptors: edit('modules/deleteStory.ts', "method: 'DELETE'", "‸metod: 'DELETE'"),
    json: edit(section('modules/delete-story', 'communication'), '"method": "DELETE"', '‸"metod": "DELETE"'),
    says: 'MAN002 "metod" is not known here; Make ignores it. did you mean "method"?',
  },
  {
    title: 'a directive in the wrong place',
    json: edit(
      section('modules/list-stories', 'communication'),
      '"url": "/stories",',
      '"url": "/stories", ‸"output": "{{parameters}}",',
    ),
    says: 'MAN002 "output" is not known here; Make ignores it. move it into "response".',
  },
  {
    title: 'a method there is not',
    descriptors: edit('modules/banUser.ts', "method: 'PUT'", "method: ‸'PUTT'"),
    json: edit(section('modules/ban-user', 'communication'), '"method": "PUT"', '"method": ‸"PUTT"'),
    says: 'MOD-017 There is no method "PUTT". did you mean "PUT"?',
  },
  {
    title: 'a parameter type there is not',
    json: edit(section('modules/ban-user', 'interface'), '"type": "boolean"', '"type": ‸"bool"'),
    says: 'MAN004 "bool" is not an allowed value. did you mean "boolean"?',
  },
  {
    title: 'a section of the wrong type',
    json: edit(section('modules/list-stories', 'communication'), '"iterate": "{{body}}"', '"iterate": ‸7'),
    descriptors: edit('modules/listStories.ts', 'iterate: body', 'iterate: ‸7'),
    says: 'MAN001 "iterate" is 7, but must be an IML expression, or a collection with container and condition.',
  },
  {
    title: 'a comma that is missing',
    json: edit(
      section('modules/ban-user', 'communication'),
      '"encodeUrl": false,\n    "method"',
      '"encodeUrl": false\n    ‸"method"',
    ),
    descriptors: edit('modules/banUser.ts', 'encodeUrl: false,\n    method', 'encodeUrl: false\n    ‸method'),
    says: {
      descriptors: 'MAN200 Expected "}" but found "method".',
      json: 'MAN051 A comma is expected here. add "," after the value before it.',
    },
  },
  {
    title: 'a key written twice',
    json: edit(section('modules/ban-user', 'communication'), '"method": "PUT",', '"method": "POST", ‸"method": "PUT",'),
    descriptors: edit('modules/banUser.ts', "method: 'PUT',", "method: 'POST', ‸method: 'PUT',"),
    says: {
      descriptors: 'MAN206 Duplicate key "method" in object literal. remove one of the two; the last one wins.',
      json: 'MAN054 "method" is written twice, here and at 4:5; only this one counts. remove one of them.',
    },
  },
  {
    title: 'a file that is missing',
    json: {
      changes: [
        {
          file: 'makecomapp.json',
          from: '"communication": "modules/ban-user/',
          to: '"communication": ‸"modules/ban-users/',
        },
      ],
    },
    descriptors: edit('modules/banUser.ts', "from '../rpcs/listUsers.ts'", "from ‸'../rpcs/listUser.ts'"),
    besides: ['LINT002'],
    says: {
      descriptors:
        'MAN201 Could not resolve "../rpcs/listUser.ts". correct the path or the name; relative imports end in ".ts" or ".json".',
      json: 'MAN050 There is no file "modules/ban-users/ban-user.communication.iml.json". create it, or correct the path; null means "not kept here".',
    },
  },
  {
    title: 'a file nobody lists',
    json: {
      changes: [{ file: 'modules/old/old.communication.iml.json', to: '{ }\n' }],
      at: 'modules/old/old.communication.iml.json',
    },
    says: 'LINT002 No component lists the file, so it is no part of the app. list it under "codeFiles" of its component in makecomapp.json, or delete it.',
  },
  {
    title: 'a file without a descriptor',
    descriptors: {
      changes: [{ file: 'modules/archiveStory.ts', to: 'export const later = true;\n' }],
      at: 'modules/archiveStory.ts',
    },
    says: 'MAN203 The file exports no module. export one made with defineModule({ ... }), or move the file out of this folder.',
  },
  {
    title: 'a descriptor that throws',
    descriptors: edit(
      'modules/listStories.ts',
      "label: 'List Stories'",
      'label: (undefined as unknown as { name: { text: string } }).‸name.text',
    ),
    says: "MAN202 The descriptor cannot be evaluated: TypeError: Cannot read properties of undefined (reading 'name'). descriptors are plain data; correct the expression that throws.",
  },
  {
    title: 'a connection there is not',
    json: {
      changes: [
        {
          file: 'makecomapp.json',
          from: `"moduleType": "search",
                "connection": "chatbot",
                "altConnection": null,
                "codeFiles": {
                    "communication": "modules/list-stories`,
          to: `"moduleType": "search",
                "connection": ‸"chatbt",
                "altConnection": null,
                "codeFiles": {
                    "communication": "modules/list-stories`,
        },
      ],
    },
    descriptors: edit('modules/listStories.ts', 'connection: chatbot', "connection: ‸'chatbt' as never"),
    says: 'REF008 "chatbt" names no connection of this app. did you mean "chatbot"?',
  },
  {
    title: 'an RPC there is not',
    json: edit(
      section('modules/ban-user', 'mappable-params'),
      '"options": "rpc://listUsers"',
      '"options": ‸"rpc://listUser"',
    ),
    descriptors: edit('modules/banUser.ts', 'options: listUsers', "options: ‸'rpc://listUser' as never"),
    says: 'REF007 "listUser" names no RPC of this app. did you mean "listUsers"?',
  },
  {
    title: 'a webhook there is not',
    json: edit('makecomapp.json', '"webhook": "newMessages"', '"webhook": ‸"newMessage"'),
    says: 'REF008 "newMessage" names no webhook of this app. did you mean "newMessages"?',
  },
  {
    title: 'a group with a module there is not',
    json: edit('modules/groups.json', '"banUser"', '"banUser", ‸"banUsers"'),
    says: 'MAN231 The group lists "banUsers", which is no module. did you mean "banUser"?',
  },
  {
    title: 'a module in no group',
    json: {
      changes: [
        { file: 'modules/groups.json', from: ',\n            "banUser"', to: '' },
        { file: 'makecomapp.json', from: '"banUser": {', to: '"banUser": ‸{' },
      ],
    },
    descriptors: {
      changes: [
        { file: 'app/app.ts', from: 'updateUser, banUser]', to: 'updateUser]' },
        { file: 'modules/banUser.ts', from: "name: 'banUser'", to: "name: ‸'banUser'" },
      ],
    },
    says: 'MAN232 The module "banUser" is in no group, so the editor may put it anywhere. add it to a group.',
  },
  {
    title: 'a module in two groups',
    json: edit('modules/groups.json', '"makeApiCall"', '"makeApiCall", ‸"banUser"'),
    descriptors: edit('app/app.ts', '[makeApiCall]', '[makeApiCall, ‸banUser]'),
    says: 'MAN233 "banUser" is listed twice in the groups. keep it in one group.',
  },
  {
    title: 'two modules with one label',
    json: edit('makecomapp.json', '"label": "Get a Story"', '"label": ‸"Get a User"'),
    descriptors: edit('modules/getStory.ts', "label: 'Get a Story'", "label: ‸'Get a User'"),
    says: 'MAN022 The label is the same as that of "getUser": "Get a User". give each its own label: users and the editor tell them apart by it.',
  },
  {
    title: 'a name that is not that of the file',
    descriptors: edit('modules/getStory.ts', "name: 'getStory'", "name: ‸'getStories'"),
    says: 'MAN204 The module is named "getStories", its file modules/getStory.ts. rename the file to "getStories.ts", or the module to "getStory".',
  },
  {
    title: 'two parameters with one name',
    json: edit(
      section('modules/make-api-call', 'mappable-params'),
      '    {\n        "name": "method",',
      '    { "name": ‸"url", "type": "url", "label": "Page" },\n    {\n        "name": "method",',
    ),
    says: 'PARAM-002 Two fields are called "url". give each field its own name.',
  },
  {
    title: 'an RPC nobody uses',
    descriptors: {
      changes: [
        {
          file: 'modules/createUser.ts',
          from: 'options: listSegments, dynamic',
          to: "options: [{ value: 'a', label: 'A' }], dynamic",
        },
        {
          file: 'app/user-filters.ts',
          from: 'options: listSegments, required',
          to: "options: [{ value: 'a', label: 'A' }], required",
        },
        { file: 'rpcs/listSegments.ts', from: 'communication: {', to: 'communication: ‸{' },
      ],
    },
    says: 'RPC-007 Nothing calls the RPC. remove it.',
    isAdvice: true,
  },
  {
    title: 'a module without a description',
    json: edit(
      'makecomapp.json',
      '"description": "Changes the ban status of a user specified by ID."',
      '"description": ‸""',
    ),
    says: 'MAN023 The module has no description. say in a sentence what it does: Make creates no module without it.',
  },
  {
    title: 'an attribute that means nothing for its type',
    json: edit(
      section('modules/ban-user', 'mappable-params'),
      '"mode": "edit",',
      '"mode": "edit", "multiline": ‸true,',
    ),
    says: 'MAN009 "multiline" means nothing for a parameter of type select; Make ignores it. remove it; what there is: options, multiple, grouped, sort, dynamic, spec.',
  },
  {
    title: 'an instant trigger that iterates',
    json: edit(
      section('modules/watch-new-messages', 'communication'),
      '{ }',
      '{ "url": "/x", "response": { ‸"iterate": "{{body}}" } }',
    ),
    says: 'MAN002 "iterate" is not known here; Make ignores it. remove it: an instant trigger works on one item at a time.',
  },
];
