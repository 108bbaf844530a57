import type { Json, JsonObject } from '../../core/json.ts';
import type { ModuleComponent } from '../../manifest/manifest.ts';
import type { LintContext } from '../context.ts';
import { findingInSection } from '../finding.ts';
import type { FieldSite } from '../forms.ts';
import { isObject, objectOf } from '../requests.ts';
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

const topFields = (module: ModuleComponent, context: LintContext): FieldSite[] =>
  context.fieldsOf(module).filter(({ section, via }) => section === 'interface' && via === 'section');

/** Names only the run knows come from an RPC, or from a sample an RPC makes. */
function checkSamples(context: LintContext): Finding[] {
  return context.modules.flatMap((module) => {
    const { samples } = module.sections;
    const fields = topFields(module, context);
    const isOpen = context.rpcReferences.some(
      ({ component, section }) => component === module && section === 'interface',
    );
    if (!isObject(samples) || fields.length === 0 || isOpen) return [];
    const names = new Set(fields.map(({ name }) => name));
    return Object.keys(samples)
      .filter((key) => !names.has(key) && !key.startsWith('__IMT'))
      .map((key) => findingInSection(module, 'samples', [key], `The interface does not describe "${key}".`));
  });
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
  date: (value) => typeof value !== 'object' && typeof value !== 'boolean',
};

function isNumeric(value: Json): boolean {
  return (
    typeof value === 'number' || (typeof value === 'string' && value.trim() !== '' && Number.isFinite(Number(value)))
  );
}

/** Types come from the app: a name that every object inherits is no type. */
const isMisfit = (type: string, value: unknown): boolean =>
  Object.hasOwn(FITS, type) && FITS[type]?.(value as Json) === false; // Samples are JSON.

function checkSampleTypes(context: LintContext): Finding[] {
  return context.modules.flatMap((module) => {
    const samples = objectOf(module.sections.samples);
    return topFields(module, context).flatMap(({ name = '', type }) => {
      const value = Object.hasOwn(samples, name) ? samples[name] : undefined;
      if (value === undefined || value === null || !isMisfit(type, value)) return [];
      return [findingInSection(module, 'samples', [name], `"${name}" is a ${type} in the interface.`)];
    });
  });
}
