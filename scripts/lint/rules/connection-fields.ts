import type { JsonObject } from '../../core/json.ts';
import type { ConnectionComponent } from '../../manifest/manifest.ts';
import type { LintContext } from '../context.ts';
import { findingAt, findingOn } from '../finding.ts';
import { connectionForms } from '../forms.ts';
import type { Finding, Rule } from '../rule.ts';
import { isSecretName } from '../secrets.ts';

const HELP = 'You can find it on the [API keys page](https://acme.test/keys) of your account.';

const KEY: JsonObject = { name: 'apiKey', type: 'password', label: 'API key', editable: true, help: HELP };

const connectionsOf = ({ manifest }: LintContext): ConnectionComponent[] => Object.values(manifest.connections);

/** Rules about what a connection asks for. */
export const connectionFieldRules: readonly Rule[] = [
  {
    id: 'CONN-005',
    family: 'connections',
    severity: 'error',
    title: 'Secrets are password fields',
    reason: 'Everyone who opens the form, or shares a screen, can read a secret in a text field.',
    advice: 'make its type "password".',
    reference: 'make-app-format.md §8.3 MK-CON-08',
    check: (context) =>
      connectionForms(context)
        .filter(({ name, type }) => type === 'text' && name !== undefined && isSecretName(name))
        .map((site) => findingAt(site, `"${site.name}" holds a secret, but everyone can read it in the form.`)),
    fix: ({ path }) => ({ path: [...path, 'type'], set: 'password' }),
    examples: {
      bad: { connections: { acme: { params: [{ ...KEY, type: 'text' }] } } },
      at: 'connections.acme › params › [0]',
      good: { connections: { acme: { params: [KEY] } } },
    },
  },
  {
    id: 'CONN-006',
    family: 'connections',
    severity: 'warning',
    title: 'Connection fields can be changed later',
    reason: 'Otherwise a user with a new key must make a new connection and put it into every scenario.',
    advice: 'add "editable": true.',
    reference: 'make-app-format.md §4.2',
    check: (context) =>
      connectionForms(context)
        .filter(({ field, via, name }) => via === 'section' && name !== undefined && field.editable === undefined)
        .map((site) => findingAt(site, `"${site.name}" cannot be changed once the connection exists.`)),
    fix: ({ path }) => ({ path: [...path, 'editable'], set: true }),
    examples: {
      bad: { connections: { acme: { params: [{ name: 'apiKey', type: 'password', label: 'API key', help: HELP }] } } },
      at: 'connections.acme › params › [0]',
      good: { connections: { acme: { params: [KEY] } } },
    },
  },
  {
    id: 'CONN-007',
    family: 'connections',
    severity: 'error',
    title: 'Reserved names of connection fields',
    reason: 'The platform keeps values of its own under these names.',
    advice: 'choose another name.',
    reference: 'make-app-format.md §1.3',
    check: (context) =>
      connectionForms(context)
        .filter(({ name }) => /^(teamid|accountname)$/i.test(name ?? ''))
        .map((site) => findingAt(site, `"${site.name}" is reserved by the platform.`)),
    examples: {
      bad: {
        connections: {
          acme: { params: [KEY, { name: 'accountName', type: 'text', label: 'Workspace', editable: true }] },
        },
      },
      at: 'connections.acme › params › [1]',
      good: {
        connections: {
          acme: { params: [KEY, { name: 'workspace', type: 'text', label: 'Workspace', editable: true }] },
        },
      },
    },
  },
  {
    id: 'CONN-015',
    family: 'connections',
    severity: 'info',
    title: 'Kinds of connections are told apart',
    reason: 'In the list of connection types only the label says which is which.',
    advice: 'add the kind in parentheses: "Acme (API key)".',
    reference: 'make-app-format.md §8.3 MK-CON-15',
    check: (context) => {
      const connections = connectionsOf(context);
      return connections.length < 2
        ? []
        : connections
            .filter(({ label }) => !/\(.+\)/.test(label))
            .map((connection) =>
              findingOn(connection, 'label', `"${connection.label}" does not say which kind it is.`),
            );
    },
    examples: {
      bad: { connections: { acme: { label: 'Acme' } } },
      at: 'connections.acme › label',
      good: { connections: { acme: { label: 'Acme (API key)' } } },
    },
  },
  {
    id: 'CONN-016',
    family: 'connections',
    severity: 'warning',
    title: 'Keys come with a hint where to find them',
    reason: 'Where the key is to be found is the question users ask most.',
    advice: 'add "help" that says where to find it, with a link.',
    reference: 'make-app-format.md §8.3 MK-CON-09',
    check: checkHints,
    examples: {
      bad: {
        connections: { acme: { params: [{ name: 'apiKey', type: 'password', label: 'API key', editable: true }] } },
      },
      at: 'connections.acme › params › [0]',
      good: { connections: { acme: { params: [KEY] } } },
    },
  },
];

function checkHints(context: LintContext): Finding[] {
  return connectionForms(context)
    .filter(({ type, name }) => name !== undefined && isKey(name, type) && !/passw|pwd/i.test(name))
    .flatMap((site) => {
      const { help } = site.field;
      if (typeof help !== 'string') return [findingAt(site, `Nothing says where to find "${site.name}".`)];
      if (/https?:\/\//.test(help)) return [];
      return [findingAt(site, `The hint of "${site.name}" has no link to where it is found.`, { severity: 'info' })];
    });
}

/** A secret in a text field is to become a password field; what it lacks then, it lacks already. */
const isKey = (name: string, type: string | undefined): boolean =>
  type === 'password' || (type === 'text' && isSecretName(name));
