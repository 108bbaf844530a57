import type { Manifest } from '../manifest/manifest.ts';
import { groupsOf, labelOf, TYPE_NAMES } from './app-parts.ts';
import { oneLine } from './clean-text.ts';
import { escapeText } from './markdown-text.ts';

/** `llms.txt`: title, summary, and a list of the pages with a line on each, for programs that read documentation. */
export function renderLlms(manifest: Manifest, paths: ReadonlyMap<string, string>): string {
  const { label, description, version } = manifest.app;
  const name = escapeText(oneLine(label));
  const modules = groupsOf(manifest).flatMap((group) => group.modules);
  const summary = oneLine(description);
  const parts = [
    `# ${name} for Make`,
    ...(summary === '' ? [] : [`> ${escapeText(summary)}`]),
    `A custom app for the automation platform Make, version ${version}, with ${modules.length} module${modules.length === 1 ? '' : 's'}.`,
    section('Help', [
      entry('Help article', 'index.md', 'how to connect, every module and field, errors'),
      entry('Help article as a web page', 'index.html', 'the same as one page with search'),
    ]),
    ...(modules.length === 0
      ? []
      : [
          section(
            'Modules',
            modules.map((module) =>
              entry(
                labelOf(module),
                paths.get(module.name) ?? '',
                `${TYPE_NAMES[module.moduleType]}. ${oneLine(module.description)}`,
              ),
            ),
          ),
        ]),
    section('Optional', [entry('IML functions', 'iml-functions.md', 'what expressions can call, with examples')]),
  ];
  return `${parts.join('\n\n')}\n`;
}

const section = (title: string, entries: readonly string[]): string => `## ${title}\n\n${entries.join('\n')}`;

const entry = (title: string, path: string, about: string): string =>
  `- [${escapeText(title)}](${path}): ${escapeText(about.trim())}`;
