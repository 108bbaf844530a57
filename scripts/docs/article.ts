import type { Manifest } from '../manifest/manifest.ts';
import { groupsOf, labelOf, type ModuleGroup, TYPE_NAMES } from './app-parts.ts';
import { connectingSection, prerequisites } from './article-connection.ts';
import { moduleKey, moduleSection } from './article-module.ts';
import { oneLine } from './clean-text.ts';
import {
  type Block,
  inlines,
  joined,
  jump,
  note,
  type Page,
  paragraph,
  type Section,
  strong,
  table,
} from './document.ts';
import { ERROR_MEANINGS, type ErrorCase, errorCases, isOther } from './error-cases.ts';
import { allMessages } from './message-text.ts';
import { readReadme } from './readme.ts';
import { isObject } from './requests.ts';

/** The help article of an app: everything its users fill in, get, and may run into. */
export function renderArticle(manifest: Manifest): Page {
  const readme = readReadme(manifest);
  const label = oneLine(manifest.app.label);
  const groups = groupsOf(manifest);
  const connecting = connectingSection(manifest, readme.connecting);
  const description = oneLine(manifest.app.description);
  const lead = readme.intro.length > 0 ? readme.intro : description === '' ? [] : [paragraph(description)];
  return {
    title: label,
    lead,
    sections: [
      {
        key: 'start',
        title: `Getting started with ${label}`,
        blocks: [],
        sections: [
          {
            key: 'prerequisites',
            title: 'Prerequisites',
            blocks: [...prerequisites(manifest), boldNote()],
            sections: [],
          },
          ...(connecting ? [connecting] : []),
        ],
      },
      ...readme.sections.map(
        ({ title, blocks }, index): Section => ({ key: `readme:${index}`, title, blocks, sections: [] }),
      ),
      overview(groups),
      ...groups.map((group, index) => groupSection(group, index, manifest)),
      errorSection(manifest),
    ],
  };
}

function boldNote(): Block {
  return note('Fields with a label in ', strong('bold'), ' are required, here as in Make. All others may stay empty.');
}

function overview(groups: readonly ModuleGroup[]): Section {
  const rows = groups.flatMap(({ modules }) =>
    modules.map((module) => [
      [jump(moduleKey(module.name), labelOf(module))],
      inlines(TYPE_NAMES[module.moduleType]),
      inlines(oneLine(module.description)),
    ]),
  );
  const blocks =
    rows.length > 0 ? [table(['Module', 'Type', 'What it does'], rows)] : [paragraph('The app has no modules yet.')];
  return { key: 'overview', title: 'Modules at a glance', blocks, sections: [] };
}

function groupSection({ label, modules }: ModuleGroup, index: number, manifest: Manifest): Section {
  return {
    key: `group:${index}`,
    title: label || 'Modules',
    blocks: [],
    sections: modules.map((module) => moduleSection(module, manifest)),
  };
}

/** What the errors of the app mean, a row for each type. */
function errorSection(manifest: Manifest): Section {
  const { base } = manifest.sections;
  const response = isObject(base) && isObject(base.response) ? base.response : {};
  const cases = errorCases(response.error);
  const types = [...new Set(cases.map(({ type }) => type))];
  const rows = types.map((type) => {
    const own = cases.filter((found) => found.type === type);
    return [
      inlines(statusesOf(own)),
      inlines(strong(oneLine(type))),
      inlines(ERROR_MEANINGS[type] ?? 'The request failed.'),
    ];
  });
  return {
    key: 'errors',
    title: 'Errors',
    blocks: [
      paragraph(
        `When ${oneLine(manifest.app.label)} refuses a request, the module reports an error. Its type decides what Make does next:`,
      ),
      table(['Status of the answer', 'Error', 'What it means'], rows),
      ...messageBlocks(cases),
    ],
    sections: [],
  };
}

function statusesOf(cases: readonly ErrorCase[]): string {
  return cases.map((found) => (isOther(found) ? 'any other' : found.status)).join(', ');
}

/** How the messages look, each once. */
function messageBlocks(cases: readonly ErrorCase[]): Block[] {
  const texts = allMessages(cases, new Map());
  if (texts.length === 0) return [];
  const shown = joined(
    texts.map((text) => [{ kind: 'em' as const, content: inlines(text) }]),
    ', ',
  );
  return [paragraph('The message reads: ', shown, '.')];
}
