import type { Json } from '../core/json.ts';
import type { Manifest, ModuleComponent } from '../manifest/manifest.ts';
import { fieldLabel, fieldName } from '../parameters/field.ts';
import { walkFields } from '../parameters/walk.ts';
import { labelOf, parameterSections, TYPE_NAMES, webhookOf } from './app-parts.ts';
import { connectionEntries, triggerBlocks, webhookEntries } from './article-trigger.ts';
import { exampleSection } from './article-universal.ts';
import { oneLine } from './clean-text.ts';
import { type Block, bullets, type FieldEntry, inlines, paragraph, type Section, table } from './document.ts';
import { checkOf, errorCases } from './error-cases.ts';
import { fieldEntries } from './field-entries.ts';
import { type Message, ownMessages } from './message-text.ts';
import { outputFields } from './output-fields.ts';
import { isObject, requestsOf } from './requests.ts';

export const moduleKey = (name: string): string => `module:${name}`;

/** The section of one module: what it does, what to fill in, what comes out, which errors it reports itself. */
export function moduleSection(module: ModuleComponent, manifest: Manifest): Section {
  const example = module.moduleType === 'universal' ? exampleSection(module, manifest) : undefined;
  return {
    key: moduleKey(module.name),
    title: labelOf(module),
    badge: TYPE_NAMES[module.moduleType],
    blocks: [
      ...(module.description.trim() === '' ? [] : [paragraph(oneLine(module.description))]),
      ...kindBlocks(module, manifest),
      ...fieldBlocks(module, manifest),
      ...outputBlocks(module),
      ...errorBlocks(module),
    ],
    sections: example ? [example] : [],
  };
}

function kindBlocks(module: ModuleComponent, manifest: Manifest): Block[] {
  if (module.moduleType === 'responder') {
    return [
      paragraph(
        'It answers the request that started the scenario, so use it after an instant trigger, in a scenario that runs immediately.',
      ),
    ];
  }
  return triggerBlocks(module, manifest);
}

function fieldBlocks(module: ModuleComponent, manifest: Manifest): Block[] {
  const entries = moduleEntries(module, manifest);
  return entries.length === 0 ? [paragraph('There is nothing to fill in.')] : [{ kind: 'fields', entries }];
}

function moduleEntries(module: ModuleComponent, manifest: Manifest): FieldEntry[] {
  const webhook = webhookOf(module, manifest);
  return [
    ...(webhook ? webhookEntries(webhook, manifest) : []),
    ...connectionEntries(module, manifest),
    ...parameterSections(module).flatMap(({ section }) => fieldEntries(section, manifest)),
  ];
}

function outputBlocks({ sections, moduleType }: ModuleComponent): Block[] {
  const fields = moduleType === 'responder' ? [] : outputFields(sections.interface);
  if (fields.length === 0) return [];
  const rows = fields.map(({ labels, type }) => [inlines(labels.join(' › ')), inlines(plainType(type))]);
  return [{ kind: 'details', summary: 'Output', blocks: [table(['Output field', 'Type'], rows)] }];
}

const NUMBERS = new Set(['number', 'integer', 'uinteger', 'port']);
const NAMED = new Set(['any', 'array', 'boolean', 'buffer', 'collection', 'date', 'time', 'timestamp']);

/** A type as the people who map know it: the kinds of number and of text make no difference to them. */
function plainType(type: string): string {
  if (type.startsWith('array of ')) return `list of ${plainType(type.slice('array of '.length))}`;
  if (type.startsWith('from ')) return 'depends on your account';
  if (NUMBERS.has(type)) return 'number';
  return NAMED.has(type) ? type.replace('array', 'list').replace('buffer', 'file data') : 'text';
}

/** Messages the module has beyond those of the whole app. */
function errorBlocks(module: ModuleComponent): Block[] {
  const found = requestsOf(module.sections.communication).flatMap(({ response }) =>
    isObject(response) ? messagesOf(response) : [],
  );
  const messages = ownMessages(found, labelsOf(module));
  if (messages.length === 0) return [];
  return [paragraph('Errors of this module:'), bullets(messages.map((message) => inlines(message)))];
}

function messagesOf({ error, valid }: Readonly<Record<string, Json>>): Message[] {
  const check = checkOf(valid, error);
  return [...(error === undefined ? [] : errorCases(error)), ...(check ? [{ message: check.message }] : [])];
}

/** Labels of the module's fields by name, for messages that quote a field. */
export function labelsOf(module: ModuleComponent): ReadonlyMap<string, string> {
  const labels = new Map<string, string>();
  for (const { section } of parameterSections(module)) {
    walkFields(section, ({ field }) => {
      const name = fieldName(field);
      if (name !== undefined && !labels.has(name)) labels.set(name, oneLine(fieldLabel(field)));
    });
  }
  return labels;
}
