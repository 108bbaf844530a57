import { collection, date, fn, type OutputOf, type Ref, type Root, reply, text, uinteger } from '#dsl';
import type { CreatedEnvelope, Envelope } from './api/types.ts';

/** What every write answers with; records themselves are not returned. */
export const statusInterface = {
  timestamp: date({ label: 'Timestamp' }),
  status: collection({
    label: 'Status',
    spec: { code: uinteger({ label: 'Code' }), type: text({ label: 'Type' }) },
  }),
};

export const statusOutput = <N extends Root>(envelope: Ref<Envelope, N>) =>
  ({
    timestamp: fn.parseDate(envelope.timestamp),
    status: envelope.status,
  }) satisfies OutputOf<typeof statusInterface, N>;

const bare = reply<Partial<CreatedEnvelope>>().body;
const listed = reply<readonly CreatedEnvelope[]>().body;

/** Reads a member of the answer to a creation, which comes bare or, as documented for users, alone in a list. */
const created = <const K extends 'id' | 'timestamp' | 'status'>(key: K) =>
  fn.ifempty(fn.get(bare, key), fn.get(fn.first(listed), key));

export const createdInterface = (label: string) => ({ id: text({ label }), ...statusInterface });

export const createdOutput = {
  id: created('id'),
  timestamp: fn.parseDate(created('timestamp')),
  status: created('status'),
};
