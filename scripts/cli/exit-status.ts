/** What `makeapp` exits with; scripts rely on the numbers. */
export const EXIT = {
  done: 0,
  /** Problems found, or the run failed. */
  failed: 1,
  /** The command line or an input file is wrong. */
  wrongInput: 2,
} as const;

export type ExitStatus = (typeof EXIT)[keyof typeof EXIT];
