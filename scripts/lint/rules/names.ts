import type { Json, JsonObject } from '../../core/json.ts';
import type { LintContext } from '../context.ts';
import { findingAt, findingIn, findingInSection, findingOn } from '../finding.ts';
import { MINIMAL } from '../minimal-parts.ts';
import { objectOf } from '../requests.ts';
import type { Finding, Rule } from '../rule.ts';
import { reads } from '../texts.ts';
import { authorityOf } from '../urls.ts';

const ACME: JsonObject = MINIMAL.connections.acme;
const RELATIVE: JsonObject = {
  communication: { ...objectOf(MINIMAL.modules.makeApiCall.communication), url: '/{{parameters.url}}' },
};
const field = (name: string): JsonObject => ({ name, type: 'text', label: 'Note' });
const create = (name: string) => ({
  modules: {
    createItem: {
      mappableParams: [{ name: 'name', type: 'text', label: 'Name', required: true }, field(name)],
      communication: {
        url: '/items',
        method: 'POST',
        body: { name: '{{slug(parameters.name)}}', note: `{{parameters.${name}}}` },
        response: { output: '{{body}}' },
      },
    },
  },
});

/** Rules about the app as a whole: what it is called and what it consists of. */
export const nameRules: readonly Rule[] = [
  {
    id: 'NAME-002',
    family: 'names',
    severity: 'info',
    title: 'New parameters are written in camelCase',
    reason: "Names that are neither the API's own nor of one style are hard to map. Published names stay as they are.",
    advice: 'write it in camelCase, or as the API calls it.',
    reference: 'make-app-format.md §8.7 MK-PAR-04',
    check: ({ fields }) =>
      fields
        .filter(({ component, section }) => component.kind === 'module' && section !== 'interface')
        .filter(({ name }) => name !== undefined && /^[A-Z][a-z]+([_ -][A-Z]?[a-z]+)+$/.test(name))
        .map((site) => findingAt(site, `"${site.name}" follows no common style.`)),
    examples: {
      bad: create('Some_Note'),
      at: 'modules.createItem › mappableParams › [1]',
      good: create('someNote'),
    },
  },
  {
    id: 'NAME-003',
    family: 'names',
    severity: 'info',
    title: 'The app is called what its service is called',
    reason: 'A label in lower case looks unfinished beside the others in the list.',
    advice: 'write it as the service does.',
    reference: 'make-app-format.md §8.1',
    check: ({ manifest: { app } }) =>
      /^[a-z][a-z ]*$/.test(app.label)
        ? [{ component: 'app', path: ['label'], message: `"${app.label}" is all lower case.` }]
        : [],
    examples: { bad: { app: { label: 'acme crm' } }, at: 'app › label', good: { app: { label: 'Acme CRM' } } },
  },
  {
    id: 'NAME-004',
    family: 'names',
    severity: 'info',
    title: 'The app has a colour of its own',
    reason: 'Grey is what the editor starts with.',
    advice: 'set the colour of the brand.',
    reference: 'make-app-format.md §1.1',
    check: ({ manifest: { app } }) =>
      /^#c{6}$/i.test(app.theme)
        ? [{ component: 'app', path: ['theme'], message: `"${app.theme}" is the colour of an unfinished app.` }]
        : [],
    examples: { bad: { app: { theme: '#cccccc' } }, at: 'app › theme', good: { app: { theme: '#1a73e8' } } },
  },
  {
    id: 'NAME-006',
    family: 'names',
    severity: 'warning',
    title: 'One module makes any API call',
    reason: 'Users need a way to reach what the other modules do not cover; reviews ask for it.',
    advice: 'add a universal module "Make an API call".',
    reference: 'make-app-format.md §9',
    check: ({ modules, requests }) => {
      const calling = modules.filter(({ name }) =>
        requests.some(({ at, own }) => at === `modules.${name}` && own.url !== undefined),
      );
      const hasOne = modules.some(({ moduleType }) => moduleType === 'universal');
      const message = `The app has ${modules.length} modules, and none makes an arbitrary call.`;
      return calling.length < 2 || hasOne ? [] : [{ component: 'app', path: [], message }];
    },
    examples: {
      bad: {
        modules: { makeApiCall: null },
        groups: [{ label: 'Items', modules: ['watchItems', 'watchEvents', 'createItem', 'getItem', 'searchItems'] }],
      },
      at: 'app',
      good: {},
    },
  },
  {
    id: 'NAME-007',
    family: 'names',
    severity: 'error',
    title: 'Nothing is left of the template',
    reason: 'The module calls an address that was only an example.',
    advice: "write the address of the service's API.",
    reference: 'make-app-format.md §8.1 MK-GEN-12',
    check: (context) =>
      context.requestsAndBase.flatMap((request) =>
        ['url', 'baseUrl'].flatMap((key) => {
          const site = context.textAt(request, key);
          const host = site && authorityOf(site)?.host;
          if (!host || !/(^|\.)(example\.(com|org|net)|yourservice\.com|yourdomain\.com)$/i.test(host)) return [];
          return [findingIn(request, [key], `"${host}" is a host of examples.`)];
        }),
      ),
    examples: {
      bad: {
        base: { ...MINIMAL.sections.base, baseUrl: 'https://api.example.com' },
        modules: { makeApiCall: RELATIVE },
      },
      at: 'app › base › baseUrl',
      good: { base: MINIMAL.sections.base },
    },
  },
  {
    id: 'NAME-009',
    family: 'names',
    severity: 'warning',
    title: 'Equal connections are one',
    reason: 'Two copies drift apart, and users wonder which to choose.',
    advice: 'keep one of them.',
    reference: 'make-app-format.md §8.1 MK-GEN-05',
    check: checkTwinConnections,
    examples: {
      bad: { connections: { acmeCopy: { ...ACME, label: 'Acme (other key)' } } },
      at: 'connections.acmeCopy › communication',
      good: { connections: { acme: ACME } },
    },
  },
  {
    id: 'NAME-010',
    family: 'names',
    severity: 'error',
    title: 'What Base reads of the connection is there',
    reason: 'Without a connection the header is empty, and the API refuses the request.',
    advice: 'name the connection of the component.',
    reference: 'make-app-format.md §8.4 MK-MOD-17',
    check: checkBindings,
    examples: {
      bad: { modules: { getItem: { connection: null } } },
      at: 'modules.getItem › connection',
      good: { modules: { getItem: { connection: 'acme' } } },
    },
  },
  {
    id: 'MK-GEN-06',
    family: 'names',
    severity: 'warning',
    title: "The app calls the service's own hosts",
    reason: 'Hosts of platforms and tunnels belong to someone else next year; reviews refuse them.',
    advice: 'use a host of the service.',
    reference: 'make-app-format.md §8.1 MK-GEN-06',
    check: (context) =>
      context.requestsAndBase.flatMap((request) =>
        ['url', 'baseUrl'].flatMap((key) => {
          const site = context.textAt(request, key);
          const host = site && authorityOf(site)?.host;
          if (
            !host ||
            !/(^|\.)(herokuapp\.com|ngrok\.(io|app)|ngrok-free\.app|onrender\.com|vercel\.app|glitch\.me)$/i.test(host)
          )
            return [];
          return [findingIn(request, [key], `"${host}" is a host of a platform, not of the service.`)];
        }),
      ),
    examples: {
      bad: {
        base: { ...MINIMAL.sections.base, baseUrl: 'https://acme-api.herokuapp.com/v1' },
        modules: { makeApiCall: RELATIVE },
      },
      at: 'app › base › baseUrl',
      good: { base: MINIMAL.sections.base },
    },
  },
  {
    id: 'MK-GRP-01',
    family: 'names',
    severity: 'info',
    title: 'Many modules are grouped',
    reason: 'A list of more than ten modules is hard to read.',
    advice: 'put them into groups.',
    reference: 'make-app-format.md §8.8 MK-GRP-01',
    check: ({ manifest, modules }) =>
      modules.length > 10 && Array.isArray(manifest.sections.groups) && manifest.sections.groups.length === 0
        ? [{ component: 'app', section: 'groups', path: [], message: `${modules.length} modules stand in no groups.` }]
        : [],
    examples: {
      bad: { groups: [], modules: manyModules() },
      at: 'app › groups',
      good: { groups: [] },
    },
  },
];

function manyModules(): Record<string, JsonObject> {
  const names = ['Lamp', 'Chair', 'Table', 'Shelf', 'Stool'];
  return Object.fromEntries(
    names.map((name) => [
      `get${name}`,
      {
        ...MINIMAL.modules.getItem,
        label: `Get a ${name.toLowerCase()}`,
        description: 'Returns an item specified by ID.',
      },
    ]),
  );
}

function checkTwinConnections({ manifest, requestsOf }: LintContext): Finding[] {
  const seen = new Map<string, string>();
  return Object.values(manifest.connections).flatMap((connection) => {
    if (requestsOf(connection).length === 0) return [];
    const { communication = null, params = null } = connection.sections;
    const key = JSON.stringify([connection.connectionType, communication, params] satisfies Json[]);
    const twin = seen.get(key);
    if (twin === undefined) {
      seen.set(key, connection.name);
      return [];
    }
    return [findingInSection(connection, 'communication', [], `The connection is the same as "${twin}".`)];
  });
}

function checkBindings(context: LintContext): Finding[] {
  const needed = context.textsOf(undefined).filter((site) => reads(site, 'connection'));
  const isNeeded = needed.some(({ path: [first] }) => ['headers', 'qs', 'body', 'baseUrl'].includes(String(first)));
  if (!isNeeded) return [];
  return context.components.flatMap((component) => {
    if (component.kind !== 'module' && component.kind !== 'rpc') return [];
    if (component.connection !== null || component.altConnection !== null) return [];
    const calling = context.requestsOf(component).find(({ own }) => own.url !== undefined);
    const webhook =
      component.kind === 'module' && component.webhook ? context.manifest.webhooks[component.webhook] : undefined;
    if (!calling || webhook?.connection) return [];
    return [findingOn(component, 'connection', 'The component has no connection, but sends what Base reads of one.')];
  });
}
