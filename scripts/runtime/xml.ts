import { isPlainObject } from '../core/json.ts';
import { messageOf } from '../iml/errors.ts';
import { PlatformError } from './errors.ts';
import { setOwn } from './temp.ts';

type Nodes = readonly Readonly<Record<string, unknown>>[];

/**
 * Reads XML as the platform does (make-app-format.md §3.6.1): every element is an array; one with text alone is that text;
 * attributes go to `_attributes`, the text beside attributes or elements to `_value`.
 */
export async function parseXml(text: string): Promise<unknown> {
  const { XMLParser, XMLValidator } = await import('fast-xml-parser');
  const verdict = XMLValidator.validate(text);
  if (verdict !== true) throw notXml(verdict.err.msg);
  const parser = new XMLParser({
    preserveOrder: true,
    ignoreAttributes: false,
    attributeNamePrefix: '',
    parseTagValue: false,
    parseAttributeValue: false,
    ignoreDeclaration: true,
    ignorePiTags: true,
    trimValues: false,
    cdataPropName: '#cdata',
    htmlEntities: true, // Without it numeric ones would stay as they are.
  });
  try {
    return elementsOf(parser.parse(text) as Nodes); // The shape `preserveOrder` promises.
  } catch (cause) {
    throw notXml(messageOf(cause), cause);
  }
}

const notXml = (why: string, cause?: unknown): PlatformError =>
  new PlatformError('DataError', `The response is not valid XML: ${why}`, { cause });

function elementsOf(nodes: Nodes): Record<string, unknown> {
  const elements: Record<string, unknown[]> = {};
  for (const node of nodes) {
    const name = Object.keys(node).find((key) => key !== ':@' && !key.startsWith('#'));
    if (name === undefined) continue;
    if (!Object.hasOwn(elements, name)) setOwn(elements, name, []);
    elements[name]?.push(elementOf(node[name] as Nodes, node[':@'])); // An element's value is its child nodes.
  }
  return elements;
}

function elementOf(children: Nodes, attributes: unknown): unknown {
  const inner = elementsOf(children);
  const text = textOf(children);
  const hasElements = Object.keys(inner).length > 0;
  if (!hasElements && !isPlainObject(attributes)) return text;
  const shown = hasElements ? text.trim() : text;
  return {
    ...(isPlainObject(attributes) && { _attributes: { ...attributes } }),
    ...(shown !== '' && { _value: shown }),
    ...inner,
  };
}

function textOf(nodes: Nodes): string {
  return nodes
    .map((node) => {
      if (typeof node['#text'] === 'string') return node['#text'];
      return Array.isArray(node['#cdata']) ? textOf(node['#cdata']) : '';
    })
    .join('');
}
