import { isPlainObject } from '../core/json.ts';
import { type Documents, follow, type Node } from './references.ts';

export interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header' | 'cookie';
  readonly required: boolean;
  readonly schema: Node;
}

/** Bodies by media type; a type without a schema takes anything. */
export type Content = ReadonlyMap<string, { readonly schema: Node; readonly example: unknown }>;

export interface Route {
  readonly operationId: string;
  readonly method: string;
  readonly path: string;
  readonly segments: readonly string[];
  readonly parameters: readonly Parameter[];
  readonly body: { readonly required: boolean; readonly content: Content } | undefined;
  readonly responses: ReadonlyMap<string, Content>;
  /** Any one of these will do; each is a set of scheme names. */
  readonly security: readonly (readonly string[])[];
}

export interface SecurityScheme {
  readonly type: string;
  readonly scheme?: string;
  readonly in?: string;
  readonly name?: string;
}

/** An OpenAPI document, read into what a mock needs of it. */
export interface Description {
  readonly file: string;
  readonly documents: Documents;
  readonly title: string;
  /** Origin and path prefix of each server, without a final slash. */
  readonly servers: readonly string[];
  readonly routes: readonly Route[];
  /** Requests the API sends, by their name under `webhooks`. */
  readonly webhooks: ReadonlyMap<string, Route>;
  readonly schemes: ReadonlyMap<string, SecurityScheme>;
}

const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];

export function readDescription(file: string, documents: Documents): Description {
  const root = record(documents.get(file));
  const read = new Reader(documents, root.security);
  const servers = list(root.servers).map((server) => String(record(server).url ?? '').replace(/\/+$/, ''));
  return {
    file,
    documents,
    title: String(record(root.info).title ?? ''),
    servers,
    routes: read.routes({ value: root.paths, file }, true),
    webhooks: new Map(read.routes({ value: root.webhooks, file }, false).map((route) => [route.path, route])),
    schemes: new Map(Object.entries(record(record(root.components).securitySchemes)).map(readScheme)),
  };
}

// The schema of OpenAPI guarantees these members; what else a scheme holds is of no use here.
const readScheme = ([name, scheme]: [string, unknown]): [string, SecurityScheme] => [name, scheme as SecurityScheme];

/** Reads path items, following references wherever OpenAPI allows one. */
class Reader {
  readonly #documents: Documents;
  readonly #security: unknown;

  constructor(documents: Documents, security: unknown) {
    this.#documents = documents;
    this.#security = security;
  }

  routes(paths: Node, isAddressed: boolean): Route[] {
    return Object.entries(record(paths.value)).flatMap(([path, value]) => {
      const item = this.#follow({ value, file: paths.file });
      const members = record(item.value);
      return METHODS.filter((method) => Object.hasOwn(members, method)).map((method) =>
        this.#route(method, path, { value: members[method], file: item.file }, list(members.parameters), isAddressed),
      );
    });
  }

  #route(method: string, path: string, operation: Node, shared: readonly unknown[], isAddressed: boolean): Route {
    const members = record(operation.value);
    const { file } = operation;
    const name = `${method.toUpperCase()} ${path}`;
    return new LazyRoute({
      operationId: typeof members.operationId === 'string' ? members.operationId : name,
      method: method.toUpperCase(),
      path,
      segments: isAddressed ? splitPath(path) : [],
      security: list(members.security ?? this.#security).map((requirement) => Object.keys(record(requirement))),
      readParameters: () => this.#parameters([...shared, ...list(members.parameters)], file),
      readBody: () =>
        members.requestBody === undefined ? undefined : this.#body({ value: members.requestBody, file }),
      readResponses: () => this.#responses(record(members.responses), file),
    });
  }

  #responses(responses: Readonly<Record<string, unknown>>, file: string): Route['responses'] {
    const read = Object.entries(responses).map(([status, value]) => {
      return [status.toUpperCase(), this.#content(this.#follow({ value, file }))] as const;
    });
    return new Map(read);
  }

  /** An operation's parameter replaces the path item's of the same name and place. */
  #parameters(values: readonly unknown[], file: string): Parameter[] {
    const found = values.map((value) => {
      const node = this.#follow({ value, file });
      const members = record(node.value);
      // "in" has been one of the four since OpenAPI 3.0
      const place = members.in as Parameter['in'];
      return {
        name: String(members.name),
        in: place,
        required: members.required === true,
        schema: { value: members.schema ?? {}, file: node.file },
      };
    });
    return [...new Map(found.map((parameter) => [`${parameter.in} ${parameter.name}`, parameter])).values()];
  }

  #body(value: Node): Route['body'] {
    const node = this.#follow(value);
    return { required: record(node.value).required === true, content: this.#content(node) };
  }

  #content({ value, file }: Node): Content {
    const types = Object.entries(record(record(value).content));
    return new Map(
      types.map(([type, media]) => {
        const members = record(media);
        const [named] = Object.values(record(members.examples));
        const example = members.example ?? record(named).value;
        return [type.toLowerCase(), { schema: { value: members.schema ?? {}, file }, example }];
      }),
    );
  }

  #follow(node: Node): Node {
    return follow(node, this.#documents) ?? { value: {}, file: node.file };
  }
}

interface RouteSource extends Pick<Route, 'operationId' | 'method' | 'path' | 'segments' | 'security'> {
  readonly readParameters: () => Route['parameters'];
  readonly readBody: () => Route['body'];
  readonly readResponses: () => Route['responses'];
}

/** Reads the larger parts of an operation when they are first asked for: a run uses a few routes of many. */
class LazyRoute implements Route {
  readonly operationId: string;
  readonly method: string;
  readonly path: string;
  readonly segments: readonly string[];
  readonly security: Route['security'];
  readonly #source: RouteSource;
  #parameters: Route['parameters'] | undefined;
  #body: { readonly value: Route['body'] } | undefined;
  #responses: Route['responses'] | undefined;

  constructor(source: RouteSource) {
    this.operationId = source.operationId;
    this.method = source.method;
    this.path = source.path;
    this.segments = source.segments;
    this.security = source.security;
    this.#source = source;
  }

  get parameters(): Route['parameters'] {
    this.#parameters ??= this.#source.readParameters();
    return this.#parameters;
  }

  get body(): Route['body'] {
    this.#body ??= { value: this.#source.readBody() };
    return this.#body.value;
  }

  get responses(): Route['responses'] {
    this.#responses ??= this.#source.readResponses();
    return this.#responses;
  }
}

/** "/users/{id}" as ["users", "{id}"]. */
export const splitPath = (path: string): string[] => path.split('/').filter((segment) => segment !== '');

const record = (value: unknown): Readonly<Record<string, unknown>> => (isPlainObject(value) ? value : {});
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
