import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SourceText } from '../lint/comments.ts';
import type { OpenProject } from './project.ts';

/** Folders a descriptor project keeps its sources in. */
const FOLDERS = ['app', 'modules', 'connections', 'rpcs', 'webhooks', 'functions', 'endpoints'];

/** Reads the files an app is written in: comments in them speak to the review rules, and one may be no part of the app. */
export function sourceTexts({ folder, kind }: Pick<OpenProject, 'folder' | 'kind'>): SourceText[] {
  if (kind === 'descriptors') return FOLDERS.flatMap((name) => filesBelow(join(folder, name), /\.ts$/));
  return kind === 'archive' ? [] : filesBelow(folder, /\.(?:json|imljson|js)$/);
}

const ELSEWHERE = /^(?:\.|node_modules$|dist$)/;

function filesBelow(folder: string, wanted: RegExp): SourceText[] {
  return entriesOf(folder).flatMap((entry): SourceText[] => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return ELSEWHERE.test(entry.name) ? [] : filesBelow(path, wanted);
    return entry.isFile() && wanted.test(entry.name) ? textOf(path) : [];
  });
}

/** An editor may take a file away, or its rights, at any time. */
function textOf(file: string): SourceText[] {
  try {
    return [{ file, text: readFileSync(file, 'utf8') }];
  } catch {
    return [];
  }
}

function entriesOf(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return []; // An app without webhooks has no such folder; what cannot be read is reported by who needs it.
  }
}
