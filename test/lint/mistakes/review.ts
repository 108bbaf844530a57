import { edit, type Mistake, section } from './mistake.ts';

const ban = section('modules/ban-user', 'communication');
const connection = section('connections/chatbot', 'communication');

/** What a review, an attacker or a user would find. */
export const reviewMistakes: readonly Mistake[] = [
  {
    title: 'a token in an address',
    descriptors: edit(
      'modules/listStories.ts',
      'url: STORIES,',
      'url: STORIES, qs: { token: ‸"{{connection.accessToken}}" },',
    ),
    json: edit(
      section('modules/list-stories', 'communication'),
      '"url": "/stories",',
      '"url": "/stories", "qs": { "token": ‸"{{connection.accessToken}}" },',
    ),
    says: 'SEC-003 "request.qs.token" carries a credential and is not masked. add its path to log.sanitize of this request or of Base.',
  },
  {
    title: 'a secret written down',
    json: edit(
      'general/base.iml.json',
      '"Bearer {{connection.accessToken}}"',
      '‸"Bearer ghp_0123456789abcdefghijABCDEFGHIJ012345"',
    ),
    says: 'SEC-009 The text looks like a key that is written out. withdraw the key, and read it from the connection or from common data.',
  },
  {
    title: 'an address without TLS',
    descriptors: edit('connections/chatbot.ts', 'url: `${HOST}${STORIES}`', "url: ‸'http://api.chatbot.com/stories'"),
    json: edit(connection, '"https://api.chatbot.com/stories"', '‸"http://api.chatbot.com/stories"'),
    says: 'BASE-002 The address of "api.chatbot.com" is not encrypted. write https://.',
  },
  {
    title: 'a log that shows the token',
    descriptors: {
      changes: [
        { file: 'app/app.ts', from: "    log: { sanitize: ['request.headers.authorization'] },\n", to: '' },
        { file: 'app/app.ts', from: 'authorization: iml`', to: 'authorization: ‸iml`' },
      ],
    },
    json: {
      changes: [
        { file: 'general/base.iml.json', from: '"request.headers.authorization"', to: '' },
        { file: 'general/base.iml.json', from: '"Bearer {{connection', to: '‸"Bearer {{connection' },
      ],
    },
    says: 'BASE-004 "request.headers.authorization" carries a credential and is not masked. add its path to log.sanitize.',
  },
  {
    title: 'a log path that exists nowhere',
    json: edit(
      'general/base.iml.json',
      '"request.headers.authorization"',
      '"request.headers.authorization", ‸"request.header.cookie"',
    ),
    says: 'SEC-015 "request.header.cookie" is no part of a request or response. write request or response, then headers, qs, body or url, then the name: request.headers.authorization.',
  },
  {
    title: 'no word about errors',
    json: {
      changes: [
        {
          file: 'general/base.iml.json',
          to: '‸{ "baseUrl": "https://api.chatbot.com", "headers": { "authorization": "Bearer {{connection.accessToken}}" }, "log": { "sanitize": ["request.headers.authorization"] } }',
        },
      ],
    },
    says: 'BASE-003 Base makes no message of a failed answer. add response.error.message with what the API says, such as "[{{statusCode}}] {{body.message}}".',
  },
  {
    title: 'an error of a type there is not',
    descriptors: edit(
      'app/errors.ts',
      "409: rule('DuplicateDataError')",
      "409: { type: ‸'DuplicateError' as never, message }",
    ),
    json: edit(ban, '"type": "DataError"', '"type": ‸"DataErr"'),
    says: {
      descriptors: 'MAN004 "DuplicateError" is not an allowed value. did you mean "DuplicateDataError"?',
      json: 'MAN004 "DataErr" is not an allowed value. did you mean "DataError"?',
    },
  },
  {
    title: 'the whole answer in an error message',
    descriptors: edit(
      'app/errors.ts',
      'const message = iml`[${statusCode}] ${explanation}`',
      "const message = '[{{statusCode}}] {{‸body}}' as never",
    ),
    json: edit(
      connection,
      '"[{{statusCode}}] ChatBot did not confirm the access token."',
      '"[{{statusCode}}] {{‸body}}"',
    ),
    says: 'SEC-006 The message holds the whole answer. use the member that says what went wrong: {{body.message}}.',
  },
  {
    title: 'a secret everyone can read in the form',
    json: edit(
      section('connections/chatbot', 'params'),
      '{\n        "name": "accessToken",\n        "type": "password"',
      '‸{\n        "name": "accessToken",\n        "type": "text"',
    ),
    descriptors: {
      changes: [
        { file: 'connections/chatbot.ts', from: 'accessToken: password({', to: 'accessToken: ‸text({' },
        { file: 'connections/chatbot.ts', from: 'parameters, password, reply', to: 'parameters, reply, text' },
      ],
    },
    says: 'CONN-005 "accessToken" holds a secret, but everyone can read it in the form. make its type "password".',
  },
  {
    title: 'a connection that asks nobody',
    json: { changes: [{ file: connection, to: '‸{ }\n' }] },
    says: 'CONN-012 The connection calls nothing, so any credentials pass. call an address that needs the key and changes nothing, such as the own account.',
  },
  {
    title: 'a host the user decides',
    descriptors: edit('modules/makeApiCall.ts', 'url: iml`${HOST}/${p.url}`', "url: ‸'{{parameters.url}}'"),
    json: edit(
      section('modules/make-api-call', 'communication'),
      '"https://api.chatbot.com/{{parameters.url}}"',
      '‸"{{parameters.url}}"',
    ),
    says: 'SEC-001 A value from the user is part of the host. write the host out, end it with a slash, and let the user give the path: "https://api.chatbot.com/{{parameters.url}}".',
  },
  {
    title: 'the token sent to another host',
    json: edit(
      section('modules/list-stories', 'communication'),
      '"url": "/stories"',
      '"url": ‸"https://elsewhere.example/stories"',
    ),
    says: 'SEC-007 "elsewhere.example" gets "authorization" from Base. take the header away there: "authorization": "{{undefined}}".',
  },
  {
    title: 'an address encoded twice',
    json: edit(
      ban,
      '"/users/{{encodeURL(parameters.id)}}/ban",\n    "encodeUrl": false,',
      '‸"/users/{{encodeURL(parameters.id)}}/ban",',
    ),
    says: 'MOD-008 The path is encoded by encodeURL() and once more by Make. add "encodeUrl": false.',
  },
  {
    title: 'a webhook that is never removed',
    json: { changes: [{ file: section('webhooks/new-messages', 'detach'), to: '‸{ }\n' }] },
    says: 'HOOK-002 attach registers the webhook, but nothing removes it. remove the subscription in detach.',
  },
  {
    title: 'a label that says nothing of what is done',
    descriptors: edit('modules/createStory.ts', "label: 'Create a Story'", "label: ‸'New Story'"),
    json: edit('makecomapp.json', '"label": "Create a Story"', '"label": ‸"New Story"'),
    isAdvice: true,
    says: 'UX-001 "New Story" does not say what the module does. write it like "Create an item".',
  },
  {
    title: 'a description that is no sentence about the result',
    json: edit(
      'makecomapp.json',
      '"description": "Returns a list of all stories."',
      '"description": ‸"API for stories"',
    ),
    isAdvice: true,
    says: 'UX-006 The description does not end with a period. begin with "Triggers when", "Creates", "Returns", and end with a period.',
  },
  {
    title: 'an array whose button says nothing',
    descriptors: edit(
      'modules/createUser.ts',
      "segments: array({\n    label: 'Segments',\n    labels: { add: 'Add a segment' },\n",
      "segments: ‸array({\n    label: 'Segments',\n",
    ),
    isAdvice: true,
    says: 'PARAM-018 The button of "segments" does not say what it adds. add "labels": { "add": "Add a tag" }, and give the item a label.',
  },
  {
    title: 'a pattern that does not compile',
    descriptors: edit('modules/makeApiCall.ts', 'validate: { pattern: RELATIVE }', "validate: { pattern: ‸'[a-' }"),
    json: edit(
      section('modules/make-api-call', 'mappable-params'),
      String.raw`"pattern": "^(?!\\s*(//|\\\\|[A-Za-z][A-Za-z0-9+.-]*:))"`,
      '"pattern": ‸"[a-"',
    ),
    says: 'PARAM-015 The pattern of "url" does not parse: Unterminated character class. correct it; it is read with the flag u.',
  },
];
