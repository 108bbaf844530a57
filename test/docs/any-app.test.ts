import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { renderDocs } from '../../scripts/docs/render-docs.ts';
import { appOf, component } from './support/app.ts';
import { malformed } from './support/html.ts';

const word = fc.constantFrom('a', 'body', '{{parameters.a}}', '{{broken', 'rpc://list', 'select', 'array', '429', '');
const key = fc.constantFrom(
  ...'name type label help options nested spec validate default labels value rpc parameters store enum pattern max'.split(
    ' ',
  ),
  ...'url method headers qs body response error valid message condition iterate pagination temp log sanitize 404'.split(
    ' ',
  ),
  ...'output trigger limit repeat required multiple placeholder reversedNested labels add'.split(' '),
);
const { section } = fc.letrec((tie) => ({
  section: fc.oneof(
    { maxDepth: 5, withCrossShrink: true },
    word,
    fc.constantFrom(null, true, false, 0, 7),
    fc.array(tie('section'), { maxLength: 3 }),
    fc.dictionary(key, tie('section'), { maxKeys: 5 }),
  ),
}));
const sections = fc.record({
  communication: section,
  staticParams: section,
  mappableParams: section,
  params: section,
  interface: section,
  samples: section,
  epoch: section,
  scope: section,
  attach: section,
  scopeList: section,
});

describe('renderDocs', () => {
  test('documents any app without failing, malformed sections and all', () => {
    const type = fc.constantFrom('action', 'search', 'trigger', 'instant_trigger', 'responder', 'universal');

    fc.assert(
      fc.property(
        sections,
        section,
        section,
        type,
        fc.constantFrom('basic', 'oauth'),
        (parts, base, groups, moduleType, connectionType) => {
          const manifest = appOf(
            [
              component('connection', 'c', { connectionType, sections: parts }),
              component('webhook', 'w', { connection: 'c', sections: parts }),
              component('rpc', 'list', { sections: parts }),
              component('module', 'm', { connection: 'c', webhook: 'w', moduleType, sections: parts }),
              component('module', 'call', { moduleType: 'universal', sections: parts }),
            ],
            { base, groups, readme: '' } as never, // whatever a broken project holds
          );

          const documents = renderDocs(manifest);

          expect(documents).toHaveLength(6);
          expect(malformed(documents[1]!.text)).toBeUndefined();
        },
      ),
      { numRuns: 100 },
    );
  });
});
