/** Runs tasks in the order they come, at most so many at once. */
export type RequestQueue = <T>(task: () => Promise<T>) => Promise<T>;

export function createRequestQueue(atOnce: number): RequestQueue {
  const waiting: (() => void)[] = [];
  let running = 0;
  const leave = (): void => {
    running--;
    waiting.shift()?.();
  };
  return async (task) => {
    if (running >= atOnce) await new Promise<void>((enter) => waiting.push(enter));
    running++;
    try {
      return await task();
    } finally {
      leave();
    }
  };
}
