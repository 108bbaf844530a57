import type { Manifest, ModuleComponent, WebhookComponent } from '../manifest/manifest.ts';
import { connectionsOf, isFilled, labelOf, webhookOf } from './app-parts.ts';
import { connectionKey } from './article-connection.ts';
import { oneLine } from './clean-text.ts';
import {
  type Block,
  bullets,
  type FieldEntry,
  inlines,
  joined,
  jump,
  note,
  paragraph,
  steps,
  strong,
} from './document.ts';
import { fieldEntries } from './field-entries.ts';
import { isObject, requestsOf } from './requests.ts';

/** How a module that starts scenarios gets its data. */
export function triggerBlocks(module: ModuleComponent, manifest: Manifest): Block[] {
  if (module.moduleType === 'trigger') return pollingBlocks(module);
  if (module.moduleType !== 'instant_trigger') return [];
  const webhook = webhookOf(module, manifest);
  return webhook ? instantBlocks(webhook, manifest) : [];
}

function instantBlocks(webhook: WebhookComponent, manifest: Manifest): Block[] {
  const app = oneLine(manifest.app.label);
  const start = paragraph(
    `The module runs as soon as ${app} sends something; there is no schedule to wait for. What arrives while the scenario is busy waits in a queue.`,
  );
  if (webhook.webhookType === 'web-shared') {
    return [
      start,
      note(`There is nothing to set up in ${app}: what it sends is sorted to the right scenario by your connection.`),
    ];
  }
  return isFilled(webhook.sections.attach) ? [start, attachedNote(webhook, app)] : [start, ...byHand(app)];
}

function attachedNote({ sections }: WebhookComponent, app: string): Block {
  const changes = isFilled(sections.update) ? ' When you change its fields, the webhook is changed too.' : '';
  const leaves = isFilled(sections.detach) ? ', and removed again when you delete it in Make' : '';
  return note(
    `You need not create the webhook in ${app} yourself. It is registered there when you save it in this module${leaves}.${changes}`,
  );
}

/** Without `attach` the address is the person's to pass on. */
function byHand(app: string): Block[] {
  return [
    steps([
      inlines('Add the module to a scenario and click ', strong('Create a webhook'), '.'),
      inlines('Name it, fill in the fields below, and save.'),
      inlines('Copy the address that Make shows.'),
      inlines(`In ${app}, create a webhook that sends to this address.`),
    ]),
  ];
}

/** What a person fills in to create the webhook; it is a dialog of its own, before the module's fields. */
export function webhookEntries(webhook: WebhookComponent, manifest: Manifest): FieldEntry[] {
  const name: FieldEntry = {
    label: 'Webhook name (in Make)',
    isRequired: false,
    about: [paragraph('How this webhook is called in Make. ', strong('Create a webhook'), ' opens the dialog for it.')],
    choices: [],
  };
  return [name, ...connectionEntries(webhook, manifest), ...fieldEntries(webhook.sections.params, manifest)];
}

/** The field where one picks the connection. */
export function connectionEntries(component: Parameters<typeof connectionsOf>[0], manifest: Manifest): FieldEntry[] {
  const connections = connectionsOf(component, manifest);
  if (connections.length === 0) return [];
  const label = oneLine(manifest.app.label);
  const ways = joined(
    connections.map((connection) => [
      jump(connectionKey(connection.name), connections.length > 1 ? labelOf(connection) : 'how to connect'),
    ]),
    ' or ',
  );
  const about = [paragraph(`Your ${label} account: pick a connection or create one (`, ways, ').')];
  return [{ label: 'Connection', isRequired: true, about, choices: [] }];
}

/** A polling trigger remembers where it was; the first time, a person says where to start (make-app-format.md §5.3). */
function pollingBlocks(module: ModuleComponent): Block[] {
  const trigger = requestsOf(module.sections.communication)
    .map(({ response }) => (isObject(response) && isObject(response.trigger) ? response.trigger : undefined))
    .findLast((found) => found !== undefined);
  const isDated = trigger?.type === 'date';
  const canPick = isFilled(module.sections.epoch);
  const intro = paragraph(
    'Each time the scenario runs, the module returns what is new since the run before, the oldest first. What exceeds the limit is returned by the next runs.',
  );
  if (!isDated && !canPick) return [intro, paragraph('The first run starts with the oldest item there is.')];
  return [
    intro,
    paragraph(
      'Make asks where to start when you save the module; later, right-click it and use ',
      strong('Choose where to start'),
      ':',
    ),
    bullets([
      ...(isDated
        ? [
            inlines(
              strong('From now on'),
              ': only what comes after this moment. This is what happens if you choose nothing.',
            ),
            inlines(strong('Since specific date'), ': what comes after a date of your choice.'),
          ]
        : []),
      inlines(strong('All'), ': everything there is, the oldest first.'),
      ...(canPick
        ? [inlines(strong('Choose manually'), ': the item you pick from the list, and all that are newer.')]
        : []),
    ]),
  ];
}
