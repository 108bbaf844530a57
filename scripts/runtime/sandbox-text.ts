import { assertModule } from './sandbox-assert.ts';
import { bufferClass } from './sandbox-buffer.ts';
import { valueCodec } from './sandbox-codec.ts';
import { textEncodings } from './sandbox-encodings.ts';
import { deepEquality } from './sandbox-equality.ts';
import { inspector } from './sandbox-inspect.ts';
import { furnishRealm } from './sandbox-realm.ts';

/**
 * The program a realm starts with: the text of functions that are checked, formatted and tested here like all others,
 * and put together there. It gives a function of the host and the configuration.
 */
export function realmText(): string {
  return `(function () {
'use strict';
const read = eval;
const furnish = ${String(furnishRealm)};
const parts = {
  codecOf: ${String(valueCodec)},
  makeBuffer: () => read(${later(`(${String(bufferClass)})((${String(textEncodings)})())`)}),
  makeAssert: () => read(${later(`(${String(assertModule)})((${String(inspector)})(), (${String(deepEquality)})())`)}),
};
return (host, configuration) => furnish(parts, host, JSON.parse(configuration));
})()`;
}

/** Text that is read only when it is needed. */
const later = (expression: string): string => JSON.stringify(`'use strict';\n${expression}`);
