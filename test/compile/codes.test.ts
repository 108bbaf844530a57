import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { CODES } from '../../scripts/compile/codes.ts';
import { MANIFEST_CODES } from '../../scripts/manifest/codes.ts';

const FOLDER = join(import.meta.dirname, '../../scripts/compile');

function codesUsed(): Set<string> {
  const files = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' }).filter(
    (file) => file.endsWith('.ts') && file !== 'codes.ts',
  );
  return new Set(
    files.flatMap((file) => readFileSync(join(FOLDER, file), 'utf8').match(/(?<=')(?:MAN|REF)\d{3}(?=')/g) ?? []),
  );
}

describe('CODES', () => {
  test('lists every code this folder reports, and no other', () => {
    expect(Object.keys(CODES).sort()).toEqual([...codesUsed()].sort());
  });

  test('shares no code with the rules of the manifest', () => {
    expect(Object.keys(CODES).filter((code) => Object.hasOwn(MANIFEST_CODES, code))).toEqual([]);
  });
});
