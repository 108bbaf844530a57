import type { Json, JsonObject } from '../../core/json.ts';
import { type JsonPath, printPath } from '../../core/paths.ts';
import type { ModuleComponent } from '../../manifest/manifest.ts';
import { typeNameOf } from '../../parameters/types.ts';
import type { LintContext } from '../context.ts';
import { findingInSection } from '../finding.ts';
import { isObject } from '../requests.ts';
import type { Finding, Rule } from '../rule.ts';
import { isSecretName } from '../secrets.ts';
import { walkTexts } from '../texts.ts';
import { isKey } from './leaks.ts';

const ID: JsonObject = { name: 'id', type: 'text', label: 'Item ID' };

const NAME: JsonObject = { name: 'name', type: 'text', label: 'Name' };

const SAMPLE: JsonObject = { id: 'it-7', name: 'Red lamp' };

const create = (changes: JsonObject) => ({ modules: { createItem: changes } });

const giving = ({ modules }: LintContext): ModuleComponent[] =>
  modules.filter(({ moduleType }) => moduleType !== 'responder');

/** Rules about the example of a bundle. */
export const sampleRules: readonly Rule[] = [
  {
    id: 'IFACE-004',
    family: 'interface',
    severity: 'warning',
    title: 'The sample has the members of the interface',
    reason: 'A member of the sample that is not described shows up without a label, or not at all.',
    advice: 'describe it, or correct its name.',
    reference: 'make-app-format.md §8.8 MK-INT-05',
    check: checkSamples,
    examples: {
      bad: create({ samples: { id: 'it-7', nm: 'Red lamp' } }),
      at: 'modules.createItem › samples › nm',
      good: create({ samples: SAMPLE }),
    },
  },
  {
    id: 'IFACE-005',
    family: 'interface',
    severity: 'info',
    title: 'There is a sample',
    reason: 'Users see example values while they map, before the module has ever run.',
    advice: 'add one record with invented values.',
    reference: 'make-app-format.md §4.7',
    check: (context) =>
      giving(context)
        .filter(
          ({ sections: { interface: fields, samples } }) =>
            Array.isArray(fields) &&
            fields.length > 0 &&
            (samples === undefined || (isObject(samples) && Object.keys(samples).length === 0)),
        )
        .map((module) => findingInSection(module, 'samples', [], 'The module has no sample.')),
    examples: {
      bad: create({ samples: {} }),
      at: 'modules.createItem › samples',
      good: create({ samples: SAMPLE }),
    },
  },
  {
    id: 'IFACE-006',
    family: 'interface',
    severity: 'error',
    title: 'Samples hold no secrets',
    reason: 'Everyone who uses the app can read them.',
    advice: 'withdraw the key, and write an invented value.',
    reference: 'make-app-format.md §8.8 MK-INT-05',
    check: (context) =>
      context.modules.flatMap((module) => {
        const findings: Finding[] = [];
        walkTexts(module.sections.samples, [], (text, path) => {
          const isSecret =
            isSecretName(String(path.at(-1))) &&
            /^(?=.*\d)[A-Za-z0-9+/_=.-]{24,}$/.test(text) &&
            !/x{4}|0{6}|\*{3}/i.test(text);
          if (isKey(text) || isSecret)
            findings.push(findingInSection(module, 'samples', path, 'The sample holds what looks like a real key.'));
        });
        return findings;
      }),
    examples: {
      bad: create({ samples: { id: 'it-7', name: 'ghp_0123456789abcdefghijABCDEFGHIJ012345' } }),
      at: 'modules.createItem › samples › name',
      good: create({ samples: SAMPLE }),
    },
  },
  {
    id: 'MK-INT-04',
    family: 'interface',
    severity: 'warning',
    title: 'Samples have the types of the interface',
    reason: 'Users map by the example, and get another kind of value.',
    advice: 'correct the sample, or the type.',
    reference: 'make-app-format.md §8.8 MK-INT-04',
    check: checkSampleTypes,
    examples: {
      bad: create({
        interface: [ID, NAME, { name: 'count', type: 'number', label: 'Count' }],
        samples: { ...SAMPLE, count: 'many' },
      }),
      at: 'modules.createItem › samples › count',
      good: create({
        interface: [ID, NAME, { name: 'count', type: 'number', label: 'Count' }],
        samples: { ...SAMPLE, count: 7 },
      }),
    },
  },
];

/** What a sample is compared with: fields by name, and what they hold. */
type Described = ReadonlyMap<string, JsonObject>;

/** The fields of one level; undefined when more may come from an RPC, or nothing is said. */
export function describedIn(fields: Json | undefined): Described | undefined {
  if (!Array.isArray(fields) || fields.length === 0 || !fields.every(isObject)) return undefined;
  const named = fields.flatMap((field): [string, JsonObject][] =>
    typeof field.name === 'string' ? [[field.name, field]] : [],
  );
  return new Map(named);
}

interface Member {
  readonly path: JsonPath;
  readonly value: Json;
  /** Absent for a member nobody describes. */
  readonly field?: JsonObject;
}

/** Every member of a sample at any depth that is described, with its field, or should be. */
function membersOf(value: Json | undefined, fields: Described | undefined, path: JsonPath = []): Member[] {
  if (!fields || !isObject(value)) return [];
  return Object.entries(value).flatMap(([name, inner]): Member[] => {
    if (name.startsWith('__IMT')) return [];
    const at = [...path, name];
    const field = fields.get(name);
    if (!field) return [{ path: at, value: inner }];
    const below = describedIn(field.spec);
    const items = Array.isArray(inner) && field.type === 'array' ? [...inner.entries()] : [];
    return [
      { path: at, value: inner, field },
      ...membersOf(inner, field.type === 'collection' ? below : undefined, at),
      ...items.flatMap(([index, item]) => membersOf(item, below, [...at, index])),
    ];
  });
}

/** Names only the run knows come from an RPC, or from a sample an RPC makes. */
function sampled(context: LintContext): (Member & { readonly module: ModuleComponent })[] {
  return context.modules.flatMap((module) =>
    membersOf(module.sections.samples, describedIn(module.sections.interface)).map((member) => ({ ...member, module })),
  );
}

function checkSamples(context: LintContext): Finding[] {
  return sampled(context)
    .filter(({ field }) => field === undefined)
    .map(({ module, path }) =>
      findingInSection(module, 'samples', path, `The interface does not describe "${printPath(path)}".`),
    );
}

/** Whether a value can be what a type says; text passes for what has a text form. */
const FITS: Readonly<Record<string, (value: Json) => boolean>> = {
  number: isNumeric,
  integer: isNumeric,
  uinteger: isNumeric,
  boolean: (value) => typeof value === 'boolean' || value === 'true' || value === 'false',
  array: Array.isArray,
  collection: isObject,
  text: (value) => typeof value !== 'object',
  date: (value) => typeof value === 'number' || (typeof value === 'string' && isTimeLike(value)),
};

function isNumeric(value: Json): boolean {
  return (
    typeof value === 'number' || (typeof value === 'string' && value.trim() !== '' && Number.isFinite(Number(value)))
  );
}

/** Samples show dates as the service writes them, in whatever order. */
const isTimeLike = (text: string): boolean =>
  !Number.isNaN(Date.parse(text)) || /\d[-/.: ]+(?:\d|[A-Za-z]{3})|^\d{8,}$|\{\{/.test(text);

/** Types come from the app: a name that every object inherits is no type. */
const isMisfit = (type: string, value: unknown): boolean =>
  Object.hasOwn(FITS, type) && FITS[type]?.(value as Json) === false; // Samples are JSON.

function checkSampleTypes(context: LintContext): Finding[] {
  return sampled(context).flatMap(({ module, path, value, field }) => {
    if (field === undefined || value === null || value === '' || !isMisfit(typeNameOf(field), value)) return [];
    return [
      findingInSection(module, 'samples', path, `"${printPath(path)}" is a ${typeNameOf(field)} in the interface.`),
    ];
  });
}
