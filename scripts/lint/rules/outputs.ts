import type { Json, JsonObject } from '../../core/json.ts';
import { closest } from '../../core/suggest.ts';
import { isSpreadKey } from '../../iml/parse.ts';
import { referenceOf } from '../../iml/references.ts';
import type { ModuleComponent } from '../../manifest/manifest.ts';
import { componentPath } from '../../manifest/manifest.ts';
import type { LintContext } from '../context.ts';
import { findingAt, findingInSection, type Site } from '../finding.ts';
import { MINIMAL } from '../minimal-parts.ts';
import { isObject, objectOf, type RequestSite, responseOf } from '../requests.ts';
import type { Finding, Rule } from '../rule.ts';
import { wholeExpression } from '../texts.ts';
import { describedIn } from './samples.ts';

const CREATE = objectOf(MINIMAL.modules.createItem.communication);
const SEARCH = objectOf(MINIMAL.modules.searchItems.communication);
const ID: JsonObject = { name: 'id', type: 'text', label: 'Item ID' };
const NAME: JsonObject = { name: 'name', type: 'text', label: 'Name' };
const SAMPLE: JsonObject = { id: 'it-7', name: 'Red lamp' };

const giving = (output: Json) => ({
  modules: {
    createItem: {
      communication: { ...CREATE, response: { output } },
      interface: [ID, NAME],
      samples: SAMPLE,
    },
  },
});

const passing = (name: string) => ({
  modules: {
    searchItems: {
      communication: {
        ...SEARCH,
        response: { ...responseOf(SEARCH), output: { '{{...}}': '{{item}}', name: name } },
      },
      interface: [ID, NAME],
      samples: SAMPLE,
    },
  },
});

/** Rules about what comes out and how it is described. */
export const outputRules: readonly Rule[] = [
  {
    id: 'IFACE-012',
    family: 'interface',
    severity: 'warning',
    title: 'What the output gives is described',
    reason: 'A member the interface lacks cannot be mapped before the module has run.',
    advice: 'describe it in the interface, or correct its name.',
    reference: 'make-app-format.md §8.8 MK-INT-02',
    check: (context) =>
      outputsOf(context).flatMap(({ module, site, output }) =>
        undescribed(output, describedIn(module.sections.interface), site),
      ),
    examples: {
      bad: giving({ id: '{{body.id}}', name: '{{body.name}}', color: '{{body.color}}' }),
      at: 'modules.createItem › communication › response.output.color',
      good: giving({ id: '{{body.id}}', name: '{{body.name}}' }),
    },
  },
  {
    id: 'IFACE-013',
    family: 'interface',
    severity: 'warning',
    title: 'What is described comes out',
    reason: 'Users map a member that is always empty.',
    advice: 'add it to the output, or remove the field.',
    reference: 'make-app-format.md §8.8 MK-INT-02',
    check: (context) => outputsOf(context).flatMap(({ module, output }) => missing(module, output)),
    examples: {
      bad: giving({ id: '{{body.id}}' }),
      at: 'modules.createItem › interface › [1]',
      good: giving({ '{{...}}': '{{body}}', id: '{{body.id}}' }),
    },
  },
  {
    id: 'IFACE-014',
    family: 'interface',
    severity: 'warning',
    title: 'Members are read by the names they have',
    reason: 'A misspelt member is empty, without any error.',
    advice: 'correct the name.',
    reference: 'make-app-format.md §8.8 MK-INT-02',
    check: (context) => outputsOf(context).flatMap((found) => misspelt(found, context)),
    examples: {
      bad: passing('{{upper(item.nmae)}}'),
      at: 'modules.searchItems › communication › response.output.name',
      good: passing('{{upper(item.name)}}'),
    },
  },
  {
    id: 'IFACE-015',
    family: 'interface',
    severity: 'info',
    title: 'Dates come out as dates',
    reason: 'A date passed on as text is text to every function of a scenario that wants a date.',
    advice: "parse it: {{parseDate(item.created, 'YYYY-MM-DD')}}.",
    reference: 'make-app-format.md §8.8 MK-INT-06',
    check: (context) => outputsOf(context).flatMap((found) => unparsed(found, context)),
    examples: {
      bad: created('{{body.created}}'),
      at: 'modules.createItem › communication › response.output.created',
      good: created('{{parseDate(body.created)}}'),
    },
  },
];

function created(text: string) {
  return {
    modules: {
      createItem: {
        communication: {
          ...CREATE,
          response: { output: { id: '{{body.id}}', name: '{{body.name}}', created: text } },
        },
        interface: [ID, NAME, { name: 'created', type: 'date', label: 'Created at' }],
        samples: { ...SAMPLE, created: '2025-03-01T09:00:00.000Z' },
      },
    },
  };
}

function unparsed({ module, request, output }: Output, context: LintContext): Finding[] {
  const fields = describedIn(module.sections.interface);
  if (!request || !fields || !isObject(output)) return [];
  return [...fields].flatMap(([name, { type }]) => {
    const site = type === 'date' ? context.textAt(request, 'response', 'output', name) : undefined;
    const whole = site && wholeExpression(site);
    const root = whole && referenceOf(whole)?.root;
    if (!site || (root !== 'item' && root !== 'body')) return [];
    return [findingAt(site, `"${name}" is described as a date, but passed on as the API writes it.`)];
  });
}

/** Where the bundles of a module are made. */
interface Output {
  readonly module: ModuleComponent;
  readonly site: Site;
  readonly output: Json;
  /** Absent for a webhook's. */
  readonly request?: RequestSite;
}

function outputsOf(context: LintContext): Output[] {
  return context.modules.flatMap((module): Output[] => {
    if (module.moduleType === 'responder') return [];
    const request = context.requestsOf(module, 'communication').at(-1);
    if (!request) return module.moduleType === 'instant_trigger' ? webhookOutput(module, context) : [];
    const { output, wrapper } = responseOf(request.own);
    if (output === undefined || wrapper !== undefined || request.own.endpoint !== undefined) return [];
    return [{ module, request, site: { ...request, path: [...request.path, 'response', 'output'] }, output }];
  });
}

/** Without a request of its own, an instant trigger passes on what its webhook makes. */
function webhookOutput(module: ModuleComponent, { manifest }: LintContext): Output[] {
  const webhook = module.webhook ? manifest.webhooks[module.webhook] : undefined;
  const { output } = objectOf(webhook?.sections.communication);
  if (!webhook || output === undefined) return [];
  return [{ module, site: { at: componentPath(webhook), section: 'communication', path: ['output'] }, output }];
}

type Described = ReturnType<typeof describedIn>;

function undescribed(output: Json, fields: Described, site: Site): Finding[] {
  if (!fields || !isObject(output)) return [];
  return Object.entries(output).flatMap(([name, inner]) => {
    if (isSpreadKey(name) || name.startsWith('__IMT')) return [];
    const at = { ...site, path: [...site.path, name] };
    const field = fields.get(name);
    if (!field) return [findingAt(at, `The interface does not describe "${name}".`)];
    return field.type === 'collection' ? undescribed(inner, describedIn(field.spec), at) : [];
  });
}

/** An output that passes something on may give anything. */
function missing(module: ModuleComponent, output: Json): Finding[] {
  const fields = describedIn(module.sections.interface);
  if (!fields || !isObject(output) || Object.keys(output).some(isSpreadKey)) return [];
  const list = module.sections.interface as readonly Json[]; // It holds what describedIn has found.
  return list.flatMap((field, index) => {
    const name = objectOf(field).name;
    if (typeof name !== 'string' || Object.hasOwn(output, name) || name.startsWith('__IMT')) return [];
    return [findingInSection(module, 'interface', [index], `The output does not give "${name}".`)];
  });
}

/** Which root the output passes on unchanged: its members are those the interface and the sample name. */
function passedOn(output: Json): string | undefined {
  const text = isObject(output) ? Object.entries(output).find(([key]) => isSpreadKey(key))?.[1] : output;
  return typeof text === 'string' ? /^\{\{\s*(item|body)\s*\}\}$/.exec(text)?.[1] : undefined;
}

/** Names that are near a known one are mistakes; any other may be a member nobody cared to describe. */
function misspelt({ module, output, request }: Output, context: LintContext): Finding[] {
  const root = passedOn(output);
  const fields = describedIn(module.sections.interface);
  if (!request || !root || !fields) return [];
  const known = new Set([...fields.keys(), ...Object.keys(objectOf(module.sections.samples))]);
  return context.textsBelow(request, 'response').flatMap((site) =>
    site.path.includes('error')
      ? []
      : site.references.flatMap(({ root: start, path: [name], start: offset }) => {
          if (start !== root || typeof name !== 'string' || name.length < 4 || known.has(name)) return [];
          const meant = closest(name, known);
          if (meant === undefined || isPlural(name, meant)) return [];
          const message = `"${name}" is no member the interface or the sample knows.`;
          return [findingAt(site, message, { offset, advice: `did you mean "${meant}"?` })];
        }),
  );
}

/** `tag` and `tags` may well be two members. */
const isPlural = (a: string, b: string): boolean => `${a}s` === b || `${b}s` === a;
