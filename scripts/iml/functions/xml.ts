import { ImlFunctionError, messageOf } from '../errors.ts';
import { collectionOf, quoted } from './arguments.ts';
import { packageOf } from './lazy.ts';

/** How elements become members: attributes under `_attributes`, text beside attributes as `_value` (make-app-format.md §3.6.1). */
const SHAPE = {
  attributeNamePrefix: '',
  attributesGroupName: '_attributes',
  textNodeName: '_value',
  ignoreAttributes: false,
} as const;

/**
 * Reads XML the way the platform shows XML bodies: every element, the root too, is an array; an element with nothing
 * but text is that text, and all values are text.
 */
export function parseXml(text: string): unknown {
  const { XMLParser, XMLValidator } = packageOf('fast-xml-parser');
  const validity = XMLValidator.validate(text);
  if (validity !== true) throw new ImlFunctionError(`${quoted(text)} is not valid XML. ${validity.err.msg}`);
  const parser = new XMLParser({
    ...SHAPE,
    parseTagValue: false,
    parseAttributeValue: false,
    ignoreDeclaration: true,
    ignorePiTags: true,
    // Numeric references are plain XML, but the package counts them among HTML's.
    htmlEntities: true,
    isArray: (_name, _path, _isLeaf, isAttribute) => !isAttribute,
  });
  try {
    return parser.parse(text);
  } catch (cause) {
    throw new ImlFunctionError(`The XML cannot be read: ${messageOf(cause)}`, {
      cause,
    });
  }
}

/** Writes a collection in the shape `parseXml` gives as XML text; a member that is no array is one element. */
export function printXml(value: unknown): string {
  const { XMLBuilder } = packageOf('fast-xml-parser');
  return new XMLBuilder({ ...SHAPE, suppressEmptyNode: true }).build(collectionOf(value));
}
