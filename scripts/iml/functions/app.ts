import { ImlFunctionError, messageOf } from '../errors.ts';
import { toText } from '../values.ts';
import { bytesOf, isNothing, isText, itemsOf, notValid, optionalText } from './arguments.ts';
import { fieldsOf } from './data-structure.ts';
import { type EagerFunction, type ImlFunction, optional, required } from './function.ts';
import { packageOf } from './lazy.ts';
import { typedError } from './typed-error.ts';
import { parseXml, printXml } from './xml.ts';

const parseJSON: EagerFunction = {
  name: 'parseJSON',
  family: 'app',
  summary: 'Reads a value from JSON text; a value that is already parsed stays as it is.',
  parameters: [required('text', 'text')],
  returns: 'any',
  basis: 'documented',
  appsOnly: true,
  examples: [
    ['parseJSON(\'[1, {"a": null}]\')', [1, { a: null }]],
    ['parseJSON(user)', { name: 'Ida' }, { user: { name: 'Ida' } }],
  ],
  run: (_, value) => {
    if (isNothing(value)) return null;
    return isText(value) || value instanceof Uint8Array ? readJson(toText(value)) : value;
  },
};

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    // The parser's own message is what the platform shows (iml.md §13).
    throw new ImlFunctionError(messageOf(cause), { cause });
  }
}

const createJSON: EagerFunction = {
  name: 'createJSON',
  family: 'app',
  summary: 'Writes a value as JSON text.',
  parameters: [required('value', 'any')],
  returns: 'text',
  basis: 'documented',
  appsOnly: true,
  examples: [
    ["createJSON(split('a,b', ','))", '["a","b"]'],
    ['createJSON(user)', '{"name":"Ida"}', { user: { name: 'Ida', age: undefined } }],
  ],
  run: (_, value) => {
    try {
      return JSON.stringify(value);
    } catch (cause) {
      throw new ImlFunctionError('The value cannot be written as JSON: it contains itself or is nested too deeply.', {
        cause,
      });
    }
  },
};

const parseXML: EagerFunction = {
  name: 'parseXML',
  family: 'app',
  summary:
    'Reads XML text; every element is an array, attributes are under _attributes and text beside them is _value.',
  parameters: [required('text', 'text')],
  returns: 'collection',
  basis: 'assumed',
  appsOnly: true,
  examples: [
    ["parseXML('<a><b>1</b><b>2</b></a>')", { a: [{ b: ['1', '2'] }] }],
    ['parseXML(\'<a id="7">x</a>\')', { a: [{ _value: 'x', _attributes: { id: '7' } }] }],
  ],
  run: (_, text) => (isNothing(text) ? null : parseXml(toText(text))),
};

const createXML: EagerFunction = {
  name: 'createXML',
  family: 'app',
  summary: 'Writes a collection, in the shape parseXML gives, as XML text.',
  parameters: [required('collection', 'collection')],
  returns: 'text',
  basis: 'assumed',
  appsOnly: true,
  examples: [
    [
      'createXML(order)',
      '<order><item>tea</item><item>milk</item></order>',
      { order: { order: { item: ['tea', 'milk'] } } },
    ],
    ['createXML(parseXML(\'<a id="7">1 &lt; 2</a>\'))', '<a id="7">1 &lt; 2</a>'],
  ],
  run: (_, value) => (isNothing(value) ? null : printXml(value)),
};

const mime: EagerFunction = {
  name: 'mime',
  family: 'app',
  summary: 'Gives the MIME type that the extension of a file name stands for.',
  parameters: [required('filename', 'text')],
  returns: 'text',
  basis: 'documented',
  appsOnly: true,
  examples: [
    ["mime('report.final.pdf')", 'application/pdf'],
    ["mime('README')", undefined],
  ],
  run: (_, filename) => {
    // A name without a dot has no extension, even when it equals one: `png`.
    const extension = /\.([^./\\]+)$/.exec(toText(filename))?.[1];
    return extension === undefined ? undefined : (packageOf('mime').default.getType(extension) ?? undefined);
  },
};

const toDataStructure: EagerFunction = {
  name: 'toDataStructure',
  family: 'app',
  summary: 'Describes sample data as the fields of an interface.',
  parameters: [required('data', 'any'), optional('type', 'text')],
  returns: 'array',
  basis: 'assumed',
  appsOnly: true,
  examples: [
    ['toDataStructure(\'{"id": 7}\')', [{ name: 'id', label: 'id', type: 'number' }]],
    [
      'toDataStructure(user)',
      [{ name: 'tags', label: 'tags', type: 'array', spec: { type: 'text' } }],
      { user: { tags: ['a'] } },
    ],
  ],
  run: (_, data, type) => {
    if (isNothing(data)) return null;
    const form = optionalText(type, '') || 'json';
    if (form !== 'json' && form !== 'xml') throw notValid(type, 'type of data (json or xml)');
    if (!isText(data) && !(data instanceof Uint8Array)) return fieldsOf(data);
    return fieldsOf(form === 'json' ? readJson(toText(data)) : parseXml(toText(bytesOf(data))));
  },
};

const isArray: EagerFunction = {
  name: 'isArray',
  family: 'app',
  summary: 'Claims that a value is an array.',
  parameters: [required('value', 'any')],
  returns: 'boolean',
  basis: 'documented',
  appsOnly: true,
  examples: [
    ['isArray(emptyarray)', true],
    ["isArray('a,b')", false],
  ],
  run: (_, value) => Array.isArray(value),
};

/** Takes an end off the array that the argument refers to, the only functions that change one (A, iml.md §12). */
function taking(name: 'pop' | 'shift', end: string, examples: EagerFunction['examples']): EagerFunction {
  return {
    name,
    family: 'app',
    summary: `Gives the ${end} item of an array and removes it from the array.`,
    parameters: [required('array', 'array')],
    returns: 'any',
    basis: 'documented',
    appsOnly: true,
    examples,
    run: (_, array) => {
      if (isNothing(array)) return undefined;
      const items = mutable(array);
      if (Object.isFrozen(items)) throw new ImlFunctionError('The array cannot be changed.');
      return items[name]();
    },
  };
}

/** Drops the promise not to change an array; these two functions exist to change it. */
const mutable = (array: unknown): unknown[] => itemsOf(array) as unknown[];

const pop = taking('pop', 'last', [
  ["pop(split('a,b', ','))", 'b'],
  ['pop(emptyarray)', undefined],
]);

const shift = taking('shift', 'first', [
  ["shift(split('a,b', ','))", 'a'],
  ['shift(emptyarray)', undefined],
]);

const errorFactory: EagerFunction = {
  name: 'errorFactory',
  family: 'app',
  summary: 'Makes an error of a type, for a custom function to return; an unknown type becomes RuntimeError.',
  parameters: [required('type', 'text'), optional('message', 'text')],
  returns: 'any',
  basis: 'documented',
  appsOnly: true,
  examples: [
    ["errorFactory('DataError', 'No such list.')", typedError('DataError', 'No such list.')],
    ["errorFactory('Oops', 'Sorry.')", typedError('RuntimeError', 'Sorry.')],
  ],
  run: (_, type, message) => typedError(toText(type), toText(message)),
};

/** What the runtime of custom apps adds to the language, signatures apart (iml.md §13). */
export const appFunctions: readonly ImlFunction[] = [
  parseJSON,
  createJSON,
  parseXML,
  createXML,
  mime,
  toDataStructure,
  isArray,
  pop,
  shift,
  errorFactory,
];
