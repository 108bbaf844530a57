import { type Kind, type Shape, type Type, UNKNOWN, withoutNothing } from './type.ts';

export const newShape = (): Shape => ({
  members: new Map(),
  item: undefined,
  demands: [],
  isUsed: false,
  hint: undefined,
});

/** The member of a shape, made on demand. */
export function memberOfShape(shape: Shape, name: string): Shape {
  const member = shape.members.get(name) ?? newShape();
  shape.members.set(name, member);
  return member;
}

export function itemOfShape(shape: Shape): Shape {
  shape.item ??= newShape();
  return shape.item;
}

/** Settles what a shape is: what all its readers can live with, else unknown. */
export function settle(shape: Shape): Type {
  const settled = settledKind(shape);
  switch (settled) {
    case 'collection':
      return collectionType(shape);
    case 'list':
      return listType(shape);
    case 'unknown':
      return { ...UNKNOWN, shape };
    default: {
      const constants = shape.demands.find((demand) => demand.constants)?.constants;
      return { kinds: [settled], shape, ...(constants && { constants }) };
    }
  }
}

/** Demands name the likeliest kind first. */
function settledKind({ members, item, demands, hint }: Shape): Kind {
  if (item) return 'list';
  if (members.size > 0) return 'collection';
  const narrow = demands.flatMap(({ kinds }) => (kinds === 'any' ? [] : [kinds]));
  const wanted = narrow[0]?.find((kind) => kind !== 'nothing' && narrow.every((kinds) => kinds.includes(kind)));
  return wanted ?? (narrow.length === 0 ? hint : undefined) ?? 'unknown';
}

function collectionType(shape: Shape): Type {
  const wanted = wantedMembers(shape);
  const read = new Map([...shape.members].map(([name, member]) => [name, settle(member)]));
  if (!wanted) return { kinds: ['collection'], members: read, shape };
  const known = [...(wanted.members ?? [])].map(([name, type]) => {
    const member = shape.members.get(name);
    return [name, member && mustBeThere(member) ? withoutNothing(type) : type] as const;
  });
  const members = new Map([...read, ...known]);
  return { kinds: ['collection'], members, shape, ...(wanted.fieldsOf !== undefined && { fieldsOf: wanted.fieldsOf }) };
}

/** The declared fields a shape has to have. */
export const wantedMembers = ({ demands }: Shape): Type | undefined => demands.find(({ like }) => like?.members)?.like;

/** Whether a reader cannot do without it, though the interface does not promise it. */
export const mustBeThere = ({ demands }: Shape): boolean =>
  demands.some(({ kinds }) => kinds !== 'any' && !kinds.includes('nothing'));

function listType(shape: Shape): Type {
  const wanted = shape.demands.find(({ like }) => like?.item)?.like?.item;
  const item = shape.item ? settle(shape.item) : (wanted ?? UNKNOWN);
  return {
    kinds: ['list'],
    item: wanted && shape.item?.members.size === 0 ? { ...wanted, shape: shape.item } : item,
    shape,
  };
}
