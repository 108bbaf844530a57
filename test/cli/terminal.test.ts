import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { paint, processTerminal } from '../../scripts/cli/terminal.ts';

const isTTY = process.stdout.isTTY;
beforeEach(() => {
  process.stdout.isTTY = true;
  vi.stubEnv('TERM', 'xterm-256color');
  vi.stubEnv('NO_COLOR', undefined);
});
afterEach(() => {
  process.stdout.isTTY = isTTY;
  vi.unstubAllEnvs();
});

describe('the terminal of the process', () => {
  test('is coloured when a person looks at it', () => {
    expect(paint(processTerminal(), 'red', 'no')).toBe('\u001b[31mno\u001b[39m');
  });

  test('is not coloured in a pipe', () => {
    process.stdout.isTTY = false;

    expect(paint(processTerminal(), 'red', 'no')).toBe('no');
  });

  test.each([
    ['NO_COLOR', '1'],
    ['TERM', 'dumb'],
  ])('is not coloured when %s is %s', (name, value) => {
    vi.stubEnv(name, value);

    expect(paint(processTerminal(), 'red', 'no')).toBe('no');
  });
});
