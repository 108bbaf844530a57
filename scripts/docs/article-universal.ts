import { parseTemplate } from '../iml/parse.ts';
import { type Reference, referencesIn } from '../iml/references.ts';
import type { Manifest, ModuleComponent } from '../manifest/manifest.ts';
import { elementsOf, fieldLabel, fieldName } from '../parameters/field.ts';
import { isFilled, labelOf, parameterSections } from './app-parts.ts';
import { oneLine } from './clean-text.ts';
import { type Block, code, codeBlock, inlines, paragraph, type Section, strong, table } from './document.ts';
import { effectiveRequest, isObject, requestsOf } from './requests.ts';

/** A worked example of the universal module: the call that one of the app's own modules makes. */
export function exampleSection(universal: ModuleComponent, manifest: Manifest): Section | undefined {
  const call = exampleCall(universal, manifest);
  if (!call) return undefined;
  const label = labelOf(call.like);
  const rows = [
    [inlines(strong(call.field)), [code(call.path)]],
    [inlines(strong('Method')), [code('GET')]],
  ];
  return {
    key: `example:${universal.name}`,
    title: `Example: ${label}`,
    blocks: [
      paragraph('This call asks for the same as the module ', strong(label), ':'),
      table(['Field', 'Value'], rows),
      ...answerBlocks(universal),
    ],
    sections: [],
  };
}

function answerBlocks({ sections }: ModuleComponent): Block[] {
  const body = elementsOf(sections.interface).flatMap((element) =>
    element.kind === 'field' && fieldName(element.field) === 'body' ? [oneLine(fieldLabel(element.field))] : [],
  );
  const where = paragraph(
    'The answer is in the output of the module, under ',
    strong('Bundle'),
    ...(body.length > 0 ? [' › ', strong(body.join(''))] : []),
    '. Run the module once to be able to map what is in it.',
  );
  if (!isFilled(sections.samples) || !isObject(sections.samples)) return [where];
  return [
    where,
    paragraph('The bundle looks like this:'),
    codeBlock('json', JSON.stringify(sections.samples, null, 2)),
  ];
}

interface ExampleCall {
  readonly like: ModuleComponent;
  /** Label of the field that takes the address. */
  readonly field: string;
  readonly path: string;
}

/** The plainest GET among the modules: one request, an address without IML, the fewest query keys; searches first. */
function exampleCall(universal: ModuleComponent, manifest: Manifest): ExampleCall | undefined {
  const [target] = requestsOf(universal.sections.communication);
  const address = target && addressField(universal, effectiveRequest(target, manifest.sections.base).url);
  if (!address) return undefined;
  const calls = Object.values(manifest.modules).flatMap((module) => {
    const [request, ...more] = requestsOf(module.sections.communication);
    if (!request || more.length > 0 || (module.moduleType !== 'search' && module.moduleType !== 'action')) return [];
    const { url, method, qs } = effectiveRequest(request, manifest.sections.base);
    const path = url?.startsWith(address.prefix) ? url.slice(address.prefix.length) : '';
    if (method !== 'GET' || path === '' || path.includes('{{')) return [];
    const rank = Object.keys(qs).length * 2 + (module.moduleType === 'search' ? 0 : 1);
    return [{ like: module, field: address.label, path: `/${path}`, rank }];
  });
  return calls.reduce<(typeof calls)[number] | undefined>(
    (best, call) => (best && best.rank <= call.rank ? best : call),
    undefined,
  );
}

/** The field whose value ends the address, and what stands before it. */
function addressField(
  universal: ModuleComponent,
  url: string | undefined,
): { label: string; prefix: string } | undefined {
  if (url === undefined || !url.endsWith('}}')) return undefined;
  const start = url.lastIndexOf('{{');
  const reference = onlyReference(url.slice(start));
  const fields = parameterSections(universal).flatMap(({ section }) => elementsOf(section));
  const found = fields.find(
    (element) =>
      element.kind === 'field' && reference?.root === 'parameters' && fieldName(element.field) === reference.path[0],
  );
  if (found?.kind !== 'field') return undefined;
  return { label: oneLine(fieldLabel(found.field)), prefix: url.slice(0, start) };
}

/** What a mustache reads first; nothing when it is no IML. */
function onlyReference(mustache: string): Reference | undefined {
  try {
    return referencesIn(parseTemplate(mustache)).references[0];
  } catch {
    return undefined; // The checks report it; here it means that there is no example.
  }
}
