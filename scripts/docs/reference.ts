import type { Json } from '../core/json.ts';
import { componentPath, type Manifest, type ModuleComponent, type WebhookComponent } from '../manifest/manifest.ts';
import { elementsOf, fieldName } from '../parameters/field.ts';
import { parseRpcReference } from '../parameters/rpc-reference.ts';
import { connectionsOf, isFilled, labelOf, parameterSections, TYPE_NAMES, webhookOf } from './app-parts.ts';
import { labelsOf } from './article-module.ts';
import { oneLine, shownValue } from './clean-text.ts';
import {
  type Block,
  type Cell,
  code,
  codeBlock,
  inlines,
  joined,
  link,
  type Page,
  paragraph,
  type Section,
  strong,
  table,
} from './document.ts';
import { outputFields } from './output-fields.ts';
import { parameterTable, referencesIn } from './reference-parameters.ts';
import { errorTable, requestBlocks } from './reference-requests.ts';
import { effectiveRequest, isObject, requestsOf } from './requests.ts';

/** The page of one module for those who work on the app: everything its sections say, Base filled in. */
export function renderModuleReference(module: ModuleComponent, manifest: Manifest): Page {
  const { base } = manifest.sections;
  const { communication, epoch } = module.sections;
  const webhook = webhookOf(module, manifest);
  const isResponder = module.moduleType === 'responder';
  const sections = [
    section('Parameters', parameterBlocks(module)),
    section('Webhook', webhook ? webhookBlocks(webhook, base) : []),
    section(
      isResponder ? 'Reply' : 'Requests',
      isResponder ? replyBlocks(communication) : requestBlocks(communication, base),
    ),
    section(
      'Where to start',
      isFilled(epoch)
        ? [
            paragraph('The list of items to start with is made by the same request, with these parts changed:'),
            json(epoch ?? {}),
          ]
        : [],
    ),
    section('Output bundle', isResponder ? [] : outputBlocks(module)),
    section('Errors', errorTable(communication, base, labelsOf(module))),
    section('Connection', connectionBlocks(module, manifest)),
    section('RPCs', rpcBlocks(module, manifest)),
  ];
  return {
    title: labelOf(module),
    lead: [
      ...(module.description.trim() === '' ? [] : [paragraph(oneLine(module.description))]),
      facts(module, manifest),
    ],
    sections: sections.filter(({ blocks }) => blocks.length > 0),
  };
}

const section = (title: string, blocks: readonly Block[]): Section => ({ key: title, title, blocks, sections: [] });
const json = (value: Json): Block => codeBlock('json', JSON.stringify(value, null, 2));

function facts(module: ModuleComponent, manifest: Manifest): Block {
  const { moduleType, actionCrud, sections } = module;
  const scopes = Array.isArray(sections.scope) ? sections.scope.map((scope) => [code(shownValue(scope))]) : [];
  const webhook = webhookOf(module, manifest);
  const rows: Cell[][] = [
    [inlines('Type'), inlines(TYPE_NAMES[moduleType], actionCrud ? ` (${actionCrud})` : '')],
    ...connectionsOf(module, manifest).map((connection) => [inlines('Connection'), [code(componentPath(connection))]]),
    ...(webhook ? [[inlines('Webhook'), [code(componentPath(webhook))]]] : []),
    ...(scopes.length > 0 ? [[inlines('Scopes'), joined(scopes, ', ')]] : []),
    [inlines('App'), inlines(link('../index.md', `${oneLine(manifest.app.label)}, version ${manifest.app.version}`))],
  ];
  return { kind: 'table', head: [inlines('Component'), [code(componentPath(module))]], rows };
}

function parameterBlocks(module: ModuleComponent): Block[] {
  const sections = parameterSections(module);
  if (sections.length === 0) return [paragraph('None.')];
  return sections.flatMap(({ name, section: fields }) => [
    paragraph(strong(name === 'static' ? 'Static parameters' : 'Mappable parameters')),
    parameterTable(fields),
  ]);
}

/** What registers the webhook, what it does with a delivery, and what it answers. */
function webhookBlocks(webhook: WebhookComponent, base: unknown): Block[] {
  const { params, attach, update, detach, communication } = webhook.sections;
  const steps = [
    ['Registered by', attach],
    ['Changed by', update],
    ['Removed by', detach],
  ] as const;
  return [
    paragraph(
      webhook.webhookType === 'web'
        ? 'Each user has an address of their own.'
        : 'One address for all users of the app.',
    ),
    ...(isFilled(params) ? [parameterTable(params)] : []),
    ...steps.flatMap(([title, request]) =>
      isFilled(request) ? [paragraph(strong(title)), ...requestBlocks(request, base)] : [],
    ),
    ...(isFilled(communication) ? [paragraph(strong('Each delivery')), json(communication ?? {})] : []),
  ];
}

function replyBlocks(communication: unknown): Block[] {
  const [request] = requestsOf(communication);
  return request && isObject(request.response) ? [json(request.response)] : [];
}

function outputBlocks({ sections }: ModuleComponent): Block[] {
  const fields = outputFields(sections.interface);
  const rows = fields.map(({ path, labels, type, help }) => [
    [code(path)],
    inlines(labels.at(-1) ?? ''),
    [code(type)],
    inlines(oneLine(help)),
  ]);
  const hasHelp = fields.some(({ help }) => help !== '');
  const head = ['Field', 'Label', 'Type', ...(hasHelp ? ['Notes'] : [])];
  const { samples } = sections;
  const from = parseRpcReference(samples);
  return [
    ...(rows.length > 0
      ? [
          table(
            head,
            rows.map((row) => row.slice(0, head.length)),
          ),
        ]
      : [paragraph('Not declared: it is learned from the first run.')]),
    ...(from ? [paragraph('The sample comes from the RPC ', code(from.name), '.')] : []),
    ...(isFilled(samples) && !from ? [paragraph('A sample:'), json(samples ?? {})] : []),
  ];
}

/** What modules can read of the connection; never a value. */
function connectionBlocks(module: ModuleComponent, manifest: Manifest): Block[] {
  const webhook = webhookOf(module, manifest);
  const connections = connectionsOf(webhook && module.connection === null ? webhook : module, manifest);
  return connections.flatMap((connection) => {
    const typed = elementsOf(connection.sections.params).flatMap((element) =>
      element.kind === 'field' ? (fieldName(element.field) ?? []) : [],
    );
    const steps =
      connection.connectionType === 'oauth' && isObject(connection.sections.communication)
        ? Object.values(connection.sections.communication)
        : requestsOf(connection.sections.communication);
    const saved = steps.flatMap((step) =>
      isObject(step) && isObject(step.response) && isObject(step.response.data) ? Object.keys(step.response.data) : [],
    );
    const names = [...new Set([...typed, ...saved])].map((name) => [code(`connection.${name}`)]);
    const kind = connection.connectionType === 'oauth' ? 'OAuth 2' : 'Basic';
    return [
      paragraph(
        code(componentPath(connection)),
        ` – ${labelOf(connection)} (${kind})`,
        names.length > 0 ? ', which gives ' : '',
        joined(names, ', '),
        '.',
      ),
    ];
  });
}

function rpcBlocks(module: ModuleComponent, manifest: Manifest): Block[] {
  const webhook = webhookOf(module, manifest);
  const sample = parseRpcReference(module.sections.samples);
  const uses = [
    ...(webhook ? referencesIn(webhook.sections.params) : []),
    ...parameterSections(module).flatMap(({ section: fields }) => referencesIn(fields)),
    ...referencesIn(module.sections.interface).map((found) => ({ ...found, use: 'output fields' })),
    ...(sample ? [{ name: sample.name, text: '', use: 'the sample' }] : []),
  ];
  const names = [...new Set(uses.map(({ name }) => name))];
  if (names.length === 0) return [];
  const rows = names.map((name) => {
    const own = uses.filter((use) => use.name === name).map(({ use }) => use);
    const [request] = requestsOf(manifest.rpcs[name]?.sections.communication);
    const sent = request ? effectiveRequest(request, manifest.sections.base) : undefined;
    return [
      [code(`rpcs.${name}`)],
      inlines(manifest.rpcs[name] ? labelOf(manifest.rpcs[name]) : ''),
      inlines([...new Set(own)].join(', ')),
      sent?.url === undefined ? [] : [code(oneLine(`${sent.method} ${sent.url}`))],
    ];
  });
  return [table(['RPC', 'Label', 'Gives', 'Request'], rows)];
}
