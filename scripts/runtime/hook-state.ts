import { isPlainObject } from '../core/json.ts';
import { toText } from '../iml/values.ts';
import { mergeInto } from './temp.ts';

/** What is stored of an attached webhook. */
export interface HookState {
  readonly id?: unknown;
  readonly url?: string;
  /** What `attach` and `update` saved. */
  readonly data: Record<string, unknown>;
}

export function readHook(stored: unknown): HookState {
  const state = isPlainObject(stored) ? stored : {};
  const data: Record<string, unknown> = {};
  if (isPlainObject(state.data)) mergeInto(data, state.data);
  return {
    ...(state.id !== undefined && { id: state.id }),
    ...(state.url !== undefined && { url: toText(state.url) }),
    data,
  };
}

/** The `webhook` variable: id, address, and what was saved. */
export const hookRoot = ({ id, url, data }: HookState): Record<string, unknown> => ({
  ...data,
  ...(id !== undefined && { id }),
  ...(url !== undefined && { url }),
});
