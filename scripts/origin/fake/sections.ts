/** What the stand-in for Make knows of one section. Written apart from the client's tables, so that the two cannot share a mistake. */
export interface StoredSection {
  /** Last part of its address. */
  readonly api: string;
  /** Key in the checksum document. */
  readonly column: string;
  /** `source`: JSON with comments, kept as text; `list`: plain JSON, kept as text; `data`: plain JSON, kept as data; `text`: anything. */
  readonly form: 'source' | 'list' | 'data' | 'text';
  readonly mediaTypes: readonly string[];
  readonly blank: string;
}

export type StoredKind = 'app' | 'connection' | 'webhook' | 'module' | 'rpc' | 'function' | 'endpoint';

const JSONC = ['application/jsonc'];
const source = (api: string, blank: string, column = api): StoredSection => ({
  ...{ api, column, blank },
  form: 'source',
  mediaTypes: JSONC,
});
const object = (api: string): StoredSection => source(api, '{}');
const list = (api: string, column = api): StoredSection => source(api, '[]', column);
const script = (api: string): StoredSection => ({
  ...{ api, column: api, blank: '' },
  form: 'text',
  mediaTypes: ['application/javascript'],
});
const COMMON: StoredSection = {
  api: 'common',
  column: 'common',
  form: 'data',
  mediaTypes: ['application/json'],
  blank: '{}',
};

/** Sections by kind, whatever the type of the component (make-app-format.md §1.2, §2.3). */
export const STORED_SECTIONS: Readonly<Record<StoredKind, readonly StoredSection[]>> = {
  app: [
    object('base'),
    COMMON,
    { api: 'readme', column: 'content', form: 'text', mediaTypes: ['text/markdown'], blank: 'README\n======\n' },
    { api: 'groups', column: 'groups', form: 'list', mediaTypes: [...JSONC, 'application/json'], blank: '[]' },
    object('install'),
    list('installSpec'),
  ],
  connection: [
    ...[object('api'), list('parameters'), COMMON, object('scopes'), list('scope')],
    ...[object('install'), list('installSpec')],
  ],
  webhook: [
    ...[object('api'), list('parameters'), object('attach'), object('detach'), object('update'), list('scope')],
  ],
  module: [
    ...[object('api'), object('epoch'), list('parameters'), list('expect'), list('interface')],
    ...[object('samples'), list('scope')],
  ],
  rpc: [object('api'), list('parameters')],
  function: [script('code'), script('test')],
  endpoint: [
    ...[object('api'), list('scope')],
    ...[list('inputParameters', 'input_parameters'), list('outputParameters', 'output_parameters')],
  ],
};

/** Read, never written through an address of their own (make-app-format.md §2.3). */
export const READ_ONLY: ReadonlySet<string> = new Set(['install', 'installSpec']);
