/** Prints a value for a person, as assertion messages show it. */
export type Inspect = (value: unknown) => string;

/**
 * Makes the printer of values: short ones on one line, others a member a line.
 *
 * The text of this function runs inside the sandbox: it may use nothing from outside itself.
 */
export function inspector(): Inspect {
  const WIDTH = 72;
  const MAX_DEPTH = 20;
  const MAX_ITEMS = 100;

  const quoted = (text: string): string => {
    const quote = !text.includes("'") ? "'" : !text.includes('"') ? '"' : "'";
    const escaped = JSON.stringify(text).slice(1, -1).replace(/\\"/g, '"');
    return quote + (quote === "'" ? escaped.replace(/'/g, "\\'") : escaped) + quote;
  };

  const primitive = (value: unknown): string => {
    if (typeof value === 'string') return quoted(value);
    if (typeof value === 'bigint') return `${value}n`;
    return Object.is(value, -0) ? '-0' : String(value);
  };

  const layOut = (prefix: string, [open, close]: readonly [string, string], members: readonly string[]): string => {
    if (members.length === 0) return `${prefix}${open}${close}`;
    const line = `${prefix}${open} ${members.join(', ')} ${close}`;
    if (line.length <= WIDTH && !line.includes('\n')) return line;
    const indented = members.map((member) => `  ${member.replace(/\n/g, '\n  ')}`);
    return `${prefix}${open}\n${indented.join(',\n')}\n${close}`;
  };

  const listed = (items: readonly string[]): readonly string[] =>
    items.length <= MAX_ITEMS ? items : [...items.slice(0, MAX_ITEMS), `... ${items.length - MAX_ITEMS} more items`];

  const keyText = (key: string): string => (/^[A-Za-z_$][\w$]*$/.test(key) ? key : quoted(key));

  const classOf = (value: object): string => {
    const prototype: unknown = Object.getPrototypeOf(value);
    if (prototype === null) return '[Object: null prototype] ';
    const made: unknown = Reflect.get(Object(prototype), 'constructor');
    return made === Object || typeof made !== 'function' ? '' : `${made.name} `;
  };

  const propertiesOf = (value: object, show: (value: unknown) => string): string[] =>
    Object.keys(value).map((key) => {
      const property = Object.getOwnPropertyDescriptor(value, key);
      return `${keyText(key)}: ${property && 'value' in property ? show(property.value) : '[Getter]'}`;
    });

  const printArray = (items: readonly unknown[], show: (value: unknown) => string): string => {
    const shown = items.slice(0, MAX_ITEMS).map(show);
    const rest = items.length - shown.length;
    return layOut('', ['[', ']'], rest > 0 ? [...shown, `... ${rest} more items`] : shown);
  };

  const printObject = (value: object, path: readonly object[]): string => {
    if (path.includes(value)) return '[Circular]';
    if (path.length >= MAX_DEPTH) return Array.isArray(value) ? '[Array]' : '[Object]';
    const show = (member: unknown): string => print(member, [...path, value]);
    if (Array.isArray(value)) return printArray(value, show);
    if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'Invalid Date' : value.toISOString();
    if (value instanceof RegExp) return String(value);
    if (value instanceof Error) return `[${value.name}: ${value.message}]`;
    if (value instanceof Uint8Array) {
      const bytes = Array.from(value.slice(0, 50), (byte) => byte.toString(16).padStart(2, '0'));
      return `<${classOf(value).trim()} ${bytes.join(' ')}${value.length > 50 ? ' ...' : ''}>`;
    }
    if (value instanceof Map) {
      const entries = [...value].map(([key, member]) => `${show(key)} => ${show(member)}`);
      return layOut(`Map(${value.size}) `, ['{', '}'], listed(entries));
    }
    if (value instanceof Set) return layOut(`Set(${value.size}) `, ['{', '}'], listed([...value].map(show)));
    if (value instanceof String || value instanceof Number || value instanceof Boolean) {
      return `[${classOf(value).trim()}: ${primitive(value.valueOf())}]`;
    }
    return layOut(classOf(value), ['{', '}'], listed(propertiesOf(value, show)));
  };

  const print = (value: unknown, path: readonly object[]): string => {
    if (typeof value === 'function') return value.name === '' ? '[Function (anonymous)]' : `[Function: ${value.name}]`;
    return typeof value === 'object' && value !== null ? printObject(value, path) : primitive(value);
  };

  return (value) => print(value, []);
}
