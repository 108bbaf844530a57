import type { WebhookComponent } from '../../manifest/manifest.ts';
import type { LintContext } from '../context.ts';
import { findingIn, findingInSection } from '../finding.ts';
import { MINIMAL } from '../minimal-parts.ts';
import { objectOf, responseOf, textOf } from '../requests.ts';
import type { Finding, Rule } from '../rule.ts';
import { isSecretName } from '../secrets.ts';
import { reads } from '../texts.ts';

const EVENTS = MINIMAL.webhooks.events;
const COMMUNICATION = objectOf(EVENTS.communication);
const ATTACH = objectOf(EVENTS.attach);

const webhooksOf = ({ manifest }: LintContext): WebhookComponent[] => Object.values(manifest.webhooks);

/** Rules about webhooks: what they accept, and how they are registered. */
export const webhookRules: readonly Rule[] = [
  {
    id: 'HOOK-001',
    family: 'webhooks',
    severity: 'info',
    title: 'A webhook makes sure who is calling',
    reason: 'Whoever learns the address can post events of his own.',
    advice: 'compare a signature or shared secret from the headers or the query, where the service sends one.',
    reference: 'make-app-format.md §1.4',
    check: (context) =>
      webhooksOf(context).flatMap((webhook) => {
        if (Object.keys(objectOf(webhook.sections.communication)).length === 0) return [];
        const isChecked = context
          .textsOf(webhook)
          .some((site) => site.section === 'communication' && (reads(site, 'headers') || reads(site, 'query')));
        const message = 'The webhook accepts whatever is posted to it.';
        return isChecked ? [] : [findingInSection(webhook, 'communication', [], message)];
      }),
    examples: {
      bad: { webhooks: { events: { communication: { output: '{{body}}' } } } },
      at: 'webhooks.events › communication',
      good: { webhooks: { events: EVENTS } },
    },
  },
  {
    id: 'HOOK-002',
    family: 'webhooks',
    severity: 'error',
    title: 'What is registered is removed again',
    reason: 'The service goes on posting to an address nobody listens at.',
    advice: 'remove the subscription in detach.',
    reference: 'make-app-format.md §8.6 MK-HOOK-03',
    check: (context) =>
      webhooksOf(context)
        .filter((webhook) => context.requestsOf(webhook, 'attach').length > 0)
        .filter((webhook) => context.requestsOf(webhook, 'detach').length === 0)
        .map((webhook) =>
          findingInSection(webhook, 'detach', [], 'attach registers the webhook, but nothing removes it.'),
        ),
    examples: {
      bad: { webhooks: { events: { detach: {} } } },
      at: 'webhooks.events › detach',
      good: { webhooks: { events: EVENTS } },
    },
  },
  {
    id: 'HOOK-004',
    family: 'webhooks',
    severity: 'error',
    title: 'The service is told the address',
    reason: 'It would not know where to send anything.',
    advice: 'send {{webhook.url}} in attach.',
    reference: 'make-app-format.md §1.4',
    check: (context) =>
      webhooksOf(context).flatMap((webhook) => {
        const requests = context.requestsOf(webhook, 'attach');
        const texts = context.textsOf(webhook).filter(({ section }) => section === 'attach');
        const [first] = requests;
        if (!first || texts.some((site) => reads(site, 'webhook', 'url'))) return [];
        return [findingIn(first, [], 'attach does not send the address of the webhook.')];
      }),
    examples: {
      bad: { webhooks: { events: { attach: { ...ATTACH, body: { topic: 'items' }, log: { sanitize: [] } } } } },
      at: 'webhooks.events › attach',
      good: { webhooks: { events: EVENTS } },
    },
  },
  {
    id: 'HOOK-006',
    family: 'webhooks',
    severity: 'error',
    title: 'A delivery of several items is told apart',
    reason: 'Every bundle would repeat the whole delivery.',
    advice: 'write "output": "{{item}}".',
    reference: 'make-app-format.md §1.4',
    check: (context) =>
      webhooksOf(context).flatMap((webhook) => {
        const { iterate, output } = objectOf(webhook.sections.communication);
        if (iterate === undefined || typeof output !== 'string' || !/^\{\{\s*body\s*\}\}$/.test(output)) return [];
        return [findingInSection(webhook, 'communication', ['output'], 'Each item comes out as the whole delivery.')];
      }),
    fix: () => ({ set: '{{item}}' }),
    examples: {
      bad: { webhooks: { events: { communication: { ...COMMUNICATION, iterate: '{{body.events}}' } } } },
      at: 'webhooks.events › communication › output',
      good: {
        webhooks: { events: { communication: { ...COMMUNICATION, iterate: '{{body.events}}', output: '{{item}}' } } },
      },
    },
  },
  {
    id: 'HOOK-007',
    family: 'webhooks',
    severity: 'warning',
    title: 'A challenge is echoed as text',
    reason: 'Without a type the echo is written as JSON, in quotes, and the service does not recognize it.',
    advice: 'add "type": "text".',
    reference: 'make-app-format.md §1.4',
    check: (context) =>
      webhooksOf(context).flatMap((webhook) => {
        const respond = objectOf(objectOf(objectOf(webhook.sections.communication).verification).respond);
        if (respond.type !== undefined || typeof respond.body !== 'string') return [];
        if (!/^\{\{\s*(query|body)\.[^()]+\}\}$/.test(respond.body)) return [];
        const message = 'The challenge is echoed in quotes, for want of a type.';
        return [findingInSection(webhook, 'communication', ['verification', 'respond'], message)];
      }),
    fix: ({ path }) => ({ path: [...path, 'type'], set: 'text' }),
    examples: {
      bad: {
        webhooks: {
          events: {
            communication: {
              ...COMMUNICATION,
              verification: { condition: '{{query.challenge}}', respond: { body: '{{query.challenge}}' } },
            },
          },
        },
      },
      at: 'webhooks.events › communication › verification.respond',
      good: {
        webhooks: {
          events: {
            communication: {
              ...COMMUNICATION,
              verification: {
                condition: '{{query.challenge}}',
                respond: { type: 'text', body: '{{query.challenge}}' },
              },
            },
          },
        },
      },
    },
  },
  {
    id: 'HOOK-009',
    family: 'webhooks',
    severity: 'info',
    title: 'Removing a webhook twice is explained',
    reason: 'A subscription already gone makes the removal fail, and the user does not see why.',
    advice: 'give response.error a message for 404, or look the subscription up first.',
    reference: 'make-app-format.md §1.4',
    check: (context) =>
      webhooksOf(context).flatMap((webhook) => {
        const requests = context.requestsOf(webhook, 'detach');
        const [only] = requests;
        if (!only || requests.length > 1 || !/^delete$/i.test(textOf(only.own.method))) return [];
        const { error } = responseOf(only.own);
        return objectOf(error)['404'] === undefined
          ? [findingIn(only, [], 'A subscription that is already gone is reported like any failure.')]
          : [];
      }),
    examples: {
      bad: { webhooks: { events: { detach: { url: '/hooks/{{webhook.hookId}}', method: 'DELETE' } } } },
      at: 'webhooks.events › detach',
      good: { webhooks: { events: EVENTS } },
    },
  },
  {
    id: 'HOOK-010',
    family: 'webhooks',
    severity: 'info',
    title: 'Every webhook feeds a module',
    reason: 'A component nobody uses cannot be removed once the app is published.',
    advice: 'remove it, or link an instant trigger to it.',
    reference: 'make-app-format.md §8.6 MK-HOOK-01',
    check: (context) =>
      webhooksOf(context)
        .filter(({ name }) => !context.modules.some(({ webhook }) => webhook === name))
        .map((webhook) => findingInSection(webhook, 'communication', [], 'No instant trigger uses the webhook.')),
    examples: {
      bad: { webhooks: { orders: { ...EVENTS, label: 'Orders' } } },
      at: 'webhooks.orders › communication',
      good: { webhooks: { events: EVENTS } },
    },
  },
  {
    id: 'HOOK-011',
    family: 'webhooks',
    severity: 'warning',
    title: 'Old signed deliveries are refused',
    reason: 'Who has seen a signed delivery once can post it again and again.',
    advice: 'compare the time the service signed with now, and refuse what is older than five minutes.',
    reference: 'runtime.md §6',
    check: checkReplays,
    examples: {
      bad: {
        webhooks: {
          events: {
            communication: {
              condition: "{{headers.`x-acme-signature` = sha256(headers.`x-acme-timestamp` + webhook.id, 'hex')}}",
              output: '{{body}}',
            },
          },
        },
      },
      at: 'webhooks.events › communication',
      good: { webhooks: { events: EVENTS } },
    },
  },
  {
    id: 'SEC-013',
    family: 'webhooks',
    severity: 'info',
    title: 'Shared secrets of webhooks are password fields',
    reason: 'Everyone who opens the form can read a secret in a text field.',
    advice: 'make its type "password".',
    reference: 'make-app-format.md §4.3',
    check: (context) =>
      context.fields
        .filter(({ component, section }) => component.kind === 'webhook' && section === 'params')
        .filter(({ type, name }) => type === 'text' && name !== undefined && isSecretName(name))
        .map(({ component, section, path, name }) =>
          findingInSection(component, section, path, `"${name}" holds a secret, but everyone can read it in the form.`),
        ),
    fix: ({ path }) => ({ path: [...path, 'type'], set: 'password' }),
    examples: {
      bad: { webhooks: { events: { params: [{ name: 'secret', type: 'text', label: 'Secret' }] } } },
      at: 'webhooks.events › params › [0]',
      good: { webhooks: { events: { params: [{ name: 'secret', type: 'password', label: 'Secret' }] } } },
    },
  },
];

function checkReplays(context: LintContext): Finding[] {
  return webhooksOf(context).flatMap((webhook) => {
    const texts = context.textsOf(webhook).filter(({ section }) => section === 'communication');
    const isSigned = texts.some(({ references }) =>
      references.some(({ root, path }) => root === 'headers' && /signature|hmac/i.test(String(path[0]))),
    );
    const isTimed = texts.some(({ references }) =>
      references.some(({ root, path }) => root === 'headers' && /time-?stamp|-ts$|-time$/i.test(String(path[0]))),
    );
    const isCompared = texts.some(
      ({ systemVariables }) => systemVariables.has('now') || systemVariables.has('timestamp'),
    );
    if (!isSigned || !isTimed || isCompared) return [];
    return [findingInSection(webhook, 'communication', [], 'The time the service signed is not compared with now.')];
  });
}
