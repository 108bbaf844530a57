import { onManifest, type TestApp, type TestAppOptions } from '../../scripts/cli/testing.ts';
import { compileProject } from '../../scripts/compile/compile-project.ts';
import { ManifestError } from '../../scripts/core/problems.ts';
import type { Manifest } from '../../scripts/manifest/manifest.ts';

let built: Promise<Manifest> | undefined;

/** The app, compiled once a test file. */
export function chatbotManifest(): Promise<Manifest> {
  built ??= compileProject('.').then(({ manifest, problems }) => {
    if (!manifest) throw new ManifestError(problems);
    return manifest;
  });
  return built;
}

/** The app on a fresh mock API. */
export async function openChatbot(options: TestAppOptions = {}): Promise<TestApp> {
  return onManifest(await chatbotManifest(), '.', options);
}

/** Users of the mock that tests speak of. */
export const INES = '6012ab34cd56ef7890120001';
export const BANNED = '6012ab34cd56ef7890120002';
export const NAMELESS = '6012ab34cd56ef7890120002';
export const FERRY = '600e5a7e5ea5000000000001';
