import { styleText } from 'node:util';

/** Where a command writes; injected, so that tests read what a person would. */
export interface Terminal {
  /** Results: without a newline of its own. */
  out(text: string): void;
  /** Progress, warnings, traces. */
  err(text: string): void;
  /** Whether a person watches stdout and wants colour. */
  readonly isColored: boolean;
  /** Width of the screen; absent where stdout goes to a file or another program. */
  readonly columns?: number | undefined;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readStdin(): Promise<string>;
  /** Resolves when the person has had enough: Ctrl-C, or a request to end. */
  interrupted(): Promise<void>;
}

export type Style = 'bold' | 'dim' | 'red' | 'green' | 'yellow' | 'cyan';

/** Colours text when the terminal shows colours. */
export function paint(terminal: Pick<Terminal, 'isColored'>, style: Style, text: string): string {
  return terminal.isColored ? styleText(style, text, { validateStream: false }) : text;
}

/** The terminal of this process. `NO_COLOR` (no-color.org) switches colours off. */
export function processTerminal(): Terminal {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', ignoreClosedPipe);
  return {
    out: (text) => process.stdout.write(text),
    err: (text) => process.stderr.write(text),
    isColored: process.stdout.isTTY === true && !process.env.NO_COLOR && process.env.TERM !== 'dumb',
    ...(process.stdout.isTTY && { columns: process.stdout.columns }),
    cwd: process.cwd(),
    env: process.env,
    readStdin: async () => {
      const chunks: Buffer[] = [];
      for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
      return Buffer.concat(chunks).toString('utf8');
    },
    interrupted: () =>
      new Promise((resolved) => {
        process.once('SIGINT', () => resolved());
        process.once('SIGTERM', () => resolved());
        process.stdout.once('error', () => resolved());
      }),
  };
}

/** Whoever read the output has seen enough (`makeapp run … | head`); anything else that fails is no matter of course. */
function ignoreClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
}
