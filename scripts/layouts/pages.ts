import type { CodePage } from '../core/code-page.ts';
import type { FileCode } from '../manifest/pages.ts';

/** A page for every code about the files and archives an app is read from. */
export const FILE_PAGES: Readonly<Record<FileCode, CodePage>> = {
  MAN050: {
    means: 'makecomapp.json names a file that is not there, is a folder or a link, or may not be read.',
    why: 'The paths under codeFiles decide where a section is kept, not the names of files (make-app-format.md §1.9.1).',
    fix: 'Create the file, or correct the path; null says that the section is not kept here.',
  },
  MAN051: {
    means: 'A section or settings file is not valid JSON, with or without comments.',
    why: 'Sections are JSON, with comments where the section allows them; nothing else can be read or run (make-app-format.md §1.2, §3.1).',
    fix: 'Correct the place shown; often a comma or a quote is missing.',
    bad: '{ "url": "/users" "method": "GET" }',
    good: '{ "url": "/users", "method": "GET" }',
  },
  MAN052: {
    means: 'A path, or an ID that becomes a path, points out of the folder of the project.',
    fix: 'Keep files below makecomapp.json and write relative paths with forward slashes.',
    bad: '"base": "../elsewhere/base.iml.json"',
    good: '"base": "general/base.iml.json"',
  },
  MAN053: {
    means: 'A file is far larger than any section, or its bytes are not UTF-8.',
    why: 'Sections are sent as UTF-8 text (make-app-format.md §2.4).',
    fix: 'Save it as UTF-8, or correct the path when it leads to something else.',
  },
  MAN054: {
    means: 'An object has a key twice, or a component is described twice.',
    why: 'JSON readers keep the last of two equal keys, so the first is lost silently (make-app-format.md §1.9).',
    fix: 'Remove one of the two.',
    bad: '{ "qs": { "page": 1 }, "qs": { "limit": 10 } }',
    good: '{ "qs": { "page": 1, "limit": 10 } }',
  },
  MAN055: {
    means: 'Common data or groups, which are plain JSON, hold a comment or a trailing comma.',
    why: 'These two are uploaded as application/json; the other sections may have comments (make-app-format.md §1.9.1).',
    fix: 'Remove it.',
    bad: '{ "clientId": "abc", }',
    good: '{ "clientId": "abc" }',
  },
  MAN056: {
    means: 'Files of a component are there, and what they do not say had to be guessed or kept it from being read.',
    why: 'The online layout keeps no types, labels or bindings (make-app-format.md §1.9.2).',
    fix: 'Compare with the app at Make, and state what the message names.',
  },
  MAN061: {
    means:
      'The archive has no metadata.json, another folder than the name of its app, or files an import does not know.',
    why: 'An import looks for every part at a fixed path (make-app-format.md §1.9.3).',
    fix: 'Export the app again, or rename the folder.',
  },
  MAN062: {
    means:
      "The code of a custom function is written in a way that the editor's import reads another name from it, or none.",
    why: 'An import takes the name from the text of the code (make-app-format.md §1.9.3).',
    fix: 'Begin a line with "function name(…) {", with nothing like a declaration above it.',
  },
  MAN063: {
    means: 'The icon is no PNG, or not 512 pixels wide and high.',
    why: 'Make refuses other pictures (make-app-format.md §1.1).',
    fix: 'Give a PNG of 512 × 512 pixels.',
  },
  MAN064: {
    means: 'The app has something that the format of import archives has no place for.',
    why: 'The import leaves it out without a word (make-app-format.md §1.9.3).',
    fix: 'Set it in the editor after the import, or deploy the app instead.',
  },
};
