import { type Check, compileSchema } from './compile-schema.ts';
import { type Explanation, explain } from './messages.ts';
import type { Description, Parameter, Route } from './openapi.ts';
import { bundleSchema, type Node, rebase } from './references.ts';

/** Everything of a request that is described. */
export interface RequestParts {
  readonly path: Readonly<Record<string, unknown>>;
  readonly query: Readonly<Record<string, unknown>>;
  readonly header: Readonly<Record<string, unknown>>;
  readonly cookie?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
}

/** Checks requests and answers; a schema is compiled when its route is first used, never before. */
export interface Validators {
  readonly request: (route: Route, parts: RequestParts) => Promise<Explanation | undefined>;
  readonly body: (schema: Node, value: unknown) => Promise<Explanation | undefined>;
}

const known = new WeakMap<Description, Validators>();

/** The validators of a description, the same for every mock built on it. */
export function validatorsOf(description: Description): Validators {
  const validators = known.get(description) ?? createValidators(description);
  known.set(description, validators);
  return validators;
}

function createValidators({ file, documents }: Description): Validators {
  const compiled = new Map<unknown, Promise<Check>>();
  const compile = (key: unknown, build: () => Record<string, unknown>) => {
    const validator = compiled.get(key) ?? compileSchema(build(), file);
    compiled.set(key, validator);
    return validator;
  };
  const check = async (validator: Promise<Check>, value: unknown, skip = 0) => {
    const isValid = await validator;
    return isValid(value) ? undefined : explain(isValid.errors ?? [], skip);
  };
  return {
    body: (schema, value) =>
      check(
        compile(schema.value, () => bundleSchema(schema, documents)),
        value,
      ),
    request: async (route, parts) => {
      const described = route.parameters.filter((one) => one.required || Object.hasOwn(parts[one.in] ?? {}, one.name));
      if (described.length === 0 && !route.body) return undefined;
      const names = described.map((one) => `${one.in} ${one.name}`).join(' ');
      const key = `${route.method} ${route.path} ${names}`;
      // "body.attributes" is "attributes" to whoever sent it
      return check(
        compile(key, () => bundleSchema(requestSchema(route, described), documents)),
        parts,
        1,
      );
    },
  };
}

/** One schema for all that a request has, so that one compilation does; parameters it leaves out cost nothing. */
function requestSchema(route: Route, described: readonly Parameter[]): Node {
  const places = (['path', 'query', 'header'] as const).flatMap((name) => {
    const parameters = described.filter((parameter) => parameter.in === name);
    return parameters.length === 0 ? [] : [[name, placeSchema(parameters)] as const];
  });
  const [media] = route.body?.content.values() ?? [];
  const value = {
    required: route.body?.required ? ['body'] : [],
    properties: { ...Object.fromEntries(places), ...(media ? { body: rebase(media.schema) } : {}) },
  };
  return { value, file: '' };
}

const placeSchema = (parameters: readonly Parameter[]): object => ({
  required: parameters.filter((parameter) => parameter.required).map((parameter) => parameter.name),
  properties: Object.fromEntries(parameters.map((parameter) => [parameter.name, rebase(parameter.schema)])),
});
