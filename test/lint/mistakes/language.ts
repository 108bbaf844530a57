import { edit, type Mistake, type Planting, section } from './mistake.ts';

const search = section('modules/search-user', 'communication');
const stories = section('modules/list-stories', 'communication');
const create = section('modules/create-user', 'communication');

const FULL_PAGE = 'condition: op.gte(fn.length(body.data), PAGE)';

/** A query parameter more; the text is written alike in both. */
const sent = (text: string): Pick<Mistake, 'descriptors' | 'json'> => ({
  descriptors: edit('modules/searchUser.ts', 'after: p.after', `after: p.after, x: "${text}"`),
  json: edit(search, '"{{parameters.after}}"', `"{{parameters.after}}", "x": "${text}"`),
});

const sentInJson = (text: string): Pick<Mistake, 'json'> => ({ json: sent(text).json as Planting });

/** The expression language, and what its references mean. */
export const languageMistakes: readonly Mistake[] = [
  {
    title: 'a mustache that is never closed',
    ...sent('‸{{parameters.after'),
    says: 'IML001 The mustache opened here is never closed; add }} after the expression.',
  },
  {
    title: 'a mustache with one brace',
    ...sentInJson('‸{parameters.after}'),
    says: 'IML205 "{parameters.after}" looks like an expression, but single braces are plain text. write {{parameters.after}}',
  },
  {
    title: 'a function there is not',
    ...sent('{{‸lenght(parameters.after)}}'),
    says: 'IML201 There is no function named "lenght". did you mean "length"?',
  },
  {
    title: 'too few arguments',
    ...sent('{{‸ifempty(parameters.after)}}'),
    says: 'IML202 ifempty() takes 2 arguments, not 1. add what is missing',
  },
  {
    title: 'too many arguments',
    ...sentInJson('{{‸lower(parameters.after, 1)}}'),
    says: 'IML202 lower() takes 1 argument, not 2. remove the rest: it is ignored',
  },
  {
    title: 'an argument of the wrong type',
    ...sent("{{substring(parameters.after, ‸'one', 2)}}"),
    says: 'IML209 substring() takes a number as "start", and fails on "one". give a number.',
  },
  {
    title: 'a list function on a text',
    ...sentInJson("{{join(‸lower(parameters.after), ',')}}"),
    says: `IML209 join() takes an array as "array", and fails on a text. make an array of it first, such as split(text, ','), or add(emptyarray, value).`,
  },
  {
    title: 'position 0 of a list',
    json: edit(search, "{{get(last(body.data), 'id')}}", '{{‸body.data[0].id}}'),
    says: 'IML203 Positions count from 1, so [0] is always undefined. write [1], or [] for the first item',
  },
  {
    title: 'a list written into an expression',
    ...sentInJson("{{join(‸[1, 2], ',')}}"),
    says: "IML206 There are no array literals: brackets that follow no value give null. make an array with split('a,b', ','), emptyarray or add(emptyarray, a, b)",
  },
  {
    title: 'an expression without its mustache',
    descriptors: edit('modules/searchUser.ts', 'limit: p.limit', "limit: '‸parameters.limit'"),
    json: edit(search, '"{{parameters.limit}}"', '"‸parameters.limit"'),
    says: 'IML204 "parameters.limit" looks like an expression, but is sent as it is. write {{parameters.limit}}',
  },
  {
    title: 'a call without its mustache',
    json: edit(search, '"{{parameters.limit}}"', '"‸ifempty(parameters.limit, 10)"'),
    says: 'IML204 "ifempty(parameters.limit, 10)" looks like an expression, but is sent as it is. write {{ifempty(parameters.limit, 10)}}',
  },
  {
    title: 'an answer read before the request is sent',
    ...sentInJson('{{‸body.next}}'),
    says: 'REF002 {{body}} does not exist before the request is sent; body is the parsed answer; in a webhook, the parsed incoming request. available here: parameters, connection, common, data, temp, environment, scenario, metadata, pagination.',
  },
  {
    title: 'an item without an iterate',
    descriptors: edit(
      'modules/listStories.ts',
      'iterate: body, limit: p.limit, output: itemOf(body)',
      'limit: p.limit, output: ‸itemOf(body)',
    ),
    json: edit(
      stories,
      '"iterate": "{{body}}",\n        "limit": "{{parameters.limit}}",\n        "output": "{{item}}"',
      '"limit": "{{parameters.limit}}",\n        "output": "{{‸item}}"',
    ),
    says: 'REF002 {{item}} does not exist here; item is the element `iterate` has arrived at. item needs an iterate beside it.',
  },
  {
    title: 'an output in an error message',
    descriptors: edit(
      'app/errors.ts',
      'const message = iml`[${statusCode}] ${explanation}`',
      "const message = '[{{statusCode}}] {{‸output}} {{body.message}}' as never",
    ),
    json: edit(
      stories,
      '"iterate": "{{body}}"',
      '"error": { "message": "[{{statusCode}}] {{‸output}} {{body.message}}" }, "iterate": "{{body}}"',
    ),
    says: 'REF002 {{output}} does not exist in an error message; output is everything collected so far. available here: parameters, connection, common, data, temp, environment, scenario, metadata, body, headers, statusCode.',
  },
  {
    title: 'a root there is not',
    ...sentInJson('{{‸parameter.after}}'),
    says: 'REF010 {{parameter}} names nothing an app can read. did you mean "parameters"?',
  },
  {
    title: 'a header name without backticks',
    descriptors: edit(
      'modules/makeApiCall.ts',
      'output: { body, headers, statusCode }',
      "output: { body, headers: '{{headers.content-‸type}}', statusCode }",
    ),
    json: edit(section('modules/make-api-call', 'communication'), '"{{headers}}"', '"{{headers.content-‸type}}"'),
    says: 'REF010 {{type}} names nothing an app can read. a name with a dash stands in backticks: `content-type`.',
  },
  {
    title: 'a parameter that is not declared',
    ...sent('{{‸parameters.aftr}}'),
    says: 'REF001 {{parameters.aftr}} names a parameter that is not declared. did you mean "after"?',
  },
  {
    title: 'a connection value that is not declared',
    descriptors: edit('app/app.ts', 'iml`Bearer ${connection.accessToken}`', "'Bearer {{‸connection.token}}'"),
    json: edit('general/base.iml.json', 'Bearer {{connection.accessToken}}', 'Bearer {{‸connection.token}}'),
    says: 'REF003 {{connection.token}} is neither a parameter of the connection nor saved by its response.data. declare "token" as a parameter of the connection, or save it with response.data.',
  },
  {
    title: 'a temp value nobody puts there',
    descriptors: edit(
      'modules/createUser.ts',
      'attributes: tempOf(collect).attributes',
      "attributes: '{{‸temp.attribute}}'",
    ),
    json: edit(create, '"{{temp.attributes}}"', '"{{‸temp.attribute}}"'),
    says: 'REF004 {{temp.attribute}} is read, but nothing puts "attribute" into temp. did you mean "attributes"?',
  },
  {
    title: 'a webhook value that nothing saves',
    json: edit(
      section('webhooks/new-messages', 'detach'),
      '/webhooks/{{webhook.externalHookId}}',
      '/webhooks/{{‸webhook.externalId}}',
    ),
    says: 'REF006 {{webhook.externalId}} is neither id nor url of the webhook, nor saved by its attach. save "externalId" with response.data in attach, or remove the reference.',
  },
  {
    title: 'an item field that neither interface nor sample has',
    descriptors: edit(
      'modules/searchUser.ts',
      'output: userOutput(itemOf(body.data))',
      "output: { ...userOutput(itemOf(body.data)), lastSeen: '{{parseDate(‸item.lastSeenn)}}' }",
    ),
    json: edit(
      search,
      "parseDate(item.lastSeen, 'YYYY-MM-DD HH:mm:ss.SSSZ')",
      "parseDate(‸item.lastSeenn, 'YYYY-MM-DD HH:mm:ss.SSSZ')",
    ),
    says: 'IFACE-014 "lastSeenn" is no member the interface or the sample knows. did you mean "lastSeen"?',
  },
  {
    title: 'a strict comparison',
    ...sent('{{if(parameters.after ‸=== 1, 2, 3)}}'),
    says: 'IML-006 === is no stricter than any other comparison. write = or !=.',
  },
  {
    title: 'a member of a list',
    json: edit(search, "{{get(last(body.data), 'id')}}", '{{‸body.data.id}}'),
    says: `IML-010 "body.data" is an array; it has no members by name. take one item, list[].name, or the members of all, map(list, 'name').`,
  },
  {
    title: 'a page condition that loses the last page',
    descriptors: edit('modules/searchUser.ts', FULL_PAGE, "condition: '{{body.pages ‸> pagination.page}}'"),
    json: edit(search, '"{{length(body.data) >= 40}}"', '"{{body.pages ‸> pagination.page}}"'),
    says: 'PAGE-004 ">" leaves out the last page. compare with >= or <=.',
  },
  {
    title: 'a page condition that never ends',
    json: edit(search, '"{{length(body.data) >= 40}}"', '‸true'),
    says: 'PAGE-005 The condition always holds. ask the answer whether there is more: "{{body.next}}".',
  },
  {
    title: 'a page condition that rolls dice',
    json: edit(search, '"{{length(body.data) >= 40}}"', '‸"{{body.more && random < 0.5}}"'),
    says: 'IML-016 The condition gives another result each time it is asked. ask the answer: {{body.next}}.',
  },
  {
    title: 'a temp list that shrinks',
    json: edit(
      search,
      '"iterate": "{{body.data}}"',
      '"temp": { "seen": ‸"{{slice(temp.seen, 1)}}" }, "iterate": "{{body.data}}"',
    ),
    says: 'MOD-013 slice() of "seen" is merged into what it was made of. store the result under another name.',
  },
  {
    title: 'a temp value that reads its neighbour',
    descriptors: edit(
      'modules/createUser.ts',
      'temp: { attributes: attributesOf(p) }',
      "temp: { attributes: attributesOf(p), count: '{{length(keys(‸temp.attributes))}}' } as never",
    ),
    json: edit(create, '"temp": {', '"temp": { "count": "{{length(keys(‸temp.attributes))}}",'),
    says: 'MOD-012 "attributes" of the same block is not stored yet. move the reader to a later block, such as response.temp or the next request.',
  },
  {
    title: 'a number added with add',
    ...sentInJson('{{‸add(pagination.page, 1)}}'),
    says: 'PAGE-009 add() makes an array of these numbers. write a + b.',
  },
  {
    title: 'the whole answer as output of each item',
    descriptors: edit('modules/listStories.ts', 'output: itemOf(body)', "output: ‸'{{body}}'"),
    json: edit(stories, '"output": "{{item}}"', '"output": ‸"{{body}}"'),
    says: 'PAGE-010 Each bundle is made of the whole answer, not of its item. write "output": "{{item}}".',
  },
];
