import { join } from './document.ts';
import { isNamedShape, membersRead, type NameOfShape, printInterface, printListOf, printShape } from './print-type.ts';
import type { RootHandle } from './reading.ts';
import type { Iterated, RootTable, Scope } from './scope.ts';
import { newShape, settle } from './shape.ts';
import type { Piece } from './source-file.ts';
import { call, quoted } from './syntax.ts';
import { type Shape, simple, type Type } from './type.ts';

/** An answer or a delivery, with the handles of its parts. */
export interface Message {
  readonly maker: 'reply' | 'incoming';
  readonly interface: string;
  readonly body: Shape;
  readonly query: Shape;
  /** Headers the DSL does not know by itself. */
  readonly headers: Set<string>;
  /** Roots, and the constants that stand for them. */
  readonly handles: Readonly<Record<string, string>>;
}

export const newReply = (handles: Readonly<Record<string, string>> = REPLY, name = 'Answer'): Message => ({
  maker: 'reply',
  interface: name,
  body: newShape(),
  query: newShape(),
  headers: new Set(),
  handles,
});

export const newDelivery = (): Message => ({ ...newReply(DELIVERY, 'Delivery'), maker: 'incoming' });

const REPLY = { body: 'body', headers: 'headers', statusCode: 'statusCode' } as const;
const DELIVERY = { body: 'body', query: 'query', headers: 'headers', method: 'method' } as const;

/** Handles of an answer beside a delivery: to the registration, and to other requests. */
export const ANSWER = { body: 'answer', headers: 'answerHeaders', statusCode: 'answerStatus' } as const;
export const REGISTERED = { body: 'registered', headers: 'registeredHeaders', statusCode: 'registeredStatus' } as const;

const STANDARD_HEADERS: Readonly<Record<Message['maker'], readonly string[]>> = {
  reply: (
    'cache-control content-disposition content-encoding content-language content-length content-range content-type date etag ' +
    'expires last-modified link location retry-after x-request-id'
  ).split(' '),
  incoming: 'authorization content-length content-type host user-agent x-forwarded-for'.split(' '),
};

/** The roots of a message. */
export function messageRoots(message: Message, isOpen: boolean): RootTable {
  const { handles, headers, maker } = message;
  const open = (shape: Shape): Type => (isOpen ? { kinds: [], shape, open: [shape] } : settle(shape));
  const find: Readonly<Record<string, (path: readonly string[]) => Type | undefined>> = {
    body: () => open(message.body),
    query: () => open(message.query),
    statusCode: () => simple('number'),
    method: () => simple('text'),
    headers: ([name]) => {
      if (name !== undefined && name !== name.toLowerCase()) return undefined;
      if (name !== undefined && !STANDARD_HEADERS[maker].includes(name)) headers.add(name);
      if (name === undefined) return simple('collection');
      return { kinds: ['collection'], members: new Map([[name, simple('text', 'nothing')]]) };
    },
  };
  return Object.fromEntries(
    Object.entries(handles).map(([root, code]) => [
      root,
      (path: readonly string[]): RootHandle | undefined => {
        const type = find[root]?.(path);
        return type && { code, type };
      },
    ]),
  );
}

/** A handle whose type the file states: what is carried from request to request, or the whole output. */
export interface Stated {
  readonly root: string;
  readonly handle: string;
  readonly maker: string;
  readonly interface: string;
  readonly shape: Shape;
  /** The maker hands the root back as a member. */
  readonly isMember?: boolean;
}

export const newStated = (root: string, maker: string, name: string): Stated => ({
  root,
  handle: root,
  maker,
  interface: name,
  shape: newShape(),
});

export const statedRoots = (all: readonly Stated[], isOpen: boolean): RootTable =>
  Object.fromEntries(
    all.map(({ root, handle, shape }) => [
      root,
      () => ({ code: handle, type: isOpen ? { kinds: [], shape, open: [shape] } : settle(shape) }),
    ]),
  );

/** Declares the handles that are used, and above them the shapes of what they stand for. */
export function declareAnswers(scope: Scope, messages: readonly Message[], stated: readonly Stated[]): Piece[] {
  const lists = scope.settleLists();
  const names = new Map<Shape, string>();
  const used = messages.filter(({ handles }) => Object.values(handles).some((handle) => scope.used.has(handle)));
  const usedStated = stated.filter(({ handle }) => scope.used.has(handle));
  for (const list of lists) if (!list.type && isNamedShape(list.shape)) names.set(list.shape, interfaceOf(list));
  for (const message of used) {
    if (scope.used.has(message.handles.body ?? '') && isNamedShape(message.body))
      names.set(message.body, message.interface);
    if (message.maker === 'incoming' && isNamedShape(message.query) && scope.used.has('query'))
      names.set(message.query, 'Query');
  }
  for (const { shape, interface: name } of usedStated) if (isNamedShape(shape)) names.set(shape, name);
  const nameOf: NameOfShape = (shape) => names.get(shape);
  const interfaces = [...names].map(([shape, name]): Piece => {
    // the shape itself is printed by its members
    const members = membersRead(shape, nameOf);
    return { code: printInterface(name, members), names: [] };
  });
  return [
    ...interfaces,
    ...used.map((message) => declareMessage(message, scope, nameOf)),
    ...usedStated.map(
      ({ handle, maker, shape, isMember }): Piece => ({
        code: [`const ${isMember ? `{ ${handle} }` : handle} = ${maker}<`, printShape(shape, nameOf), '>();'],
        names: [maker],
      }),
    ),
    ...lists.flatMap((list) => declareList(list, scope, nameOf)),
    ...scope.kept.pieces,
  ];
}

/** `item2` has the interface `Item2`. */
const interfaceOf = ({ item }: Iterated): string => item.charAt(0).toUpperCase() + item.slice(1);

function declareMessage({ maker, handles, body, query, headers }: Message, scope: Scope, nameOf: NameOfShape): Piece {
  const parts = Object.entries(handles).filter(([, handle]) => scope.used.has(handle));
  const names = parts.map(([root, handle]) => (root === handle ? root : `${root}: ${handle}`));
  const isRead = (root: string): boolean => parts.some(([part]) => part === root);
  const types = [isRead('body') ? printShape(body, nameOf) : 'unknown'];
  const extra = isRead('headers') ? [...headers].map(quoted).join(' | ') : '';
  if (maker === 'incoming' && (isRead('query') || extra))
    types.push(isRead('query') ? printShape(query, nameOf) : 'unknown');
  if (extra) types.push(extra);
  return { code: [`const { ${names.join(', ')} } = ${maker}<`, join(', ', types), '>();'], names: [maker] };
}

function declareList(list: Iterated, scope: Scope, nameOf: NameOfShape): Piece[] {
  const pieces: Piece[] = [];
  if (!list.code) {
    pieces.push({
      code: [`const ${list.list} = raw<`, printListOf(list.shape, nameOf), '>(', quoted(list.text), ');'],
      names: ['raw'],
    });
  }
  const code = list.code ?? list.list;
  if (scope.used.has(list.item)) pieces.push({ code: [`const ${list.item} = `, call('itemOf', code), ';'] });
  if (scope.used.has(list.iterate)) pieces.push({ code: [`const ${list.iterate} = `, call('iterateOf', code), ';'] });
  return pieces;
}
