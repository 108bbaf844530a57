import { describe, expect, test } from 'vitest';
import { compileProject } from '../../scripts/compile/compile-project.ts';
import { outputFiles } from '../../scripts/compile/output.ts';
import { libraryWith } from './support/project.ts';

async function outputs(): Promise<Map<string, string>> {
  const { manifest } = await compileProject(await libraryWith([]));
  const files = await outputFiles(manifest!, '.');
  return new Map(files.map(({ path, bytes }) => [path, new TextDecoder().decode(bytes)]));
}

describe('outputFiles', () => {
  test('holds the manifest and the types of every module', async () => {
    const files = await outputs();

    expect([...files.keys()]).toEqual([
      'manifest.json',
      'types/watchBooks.d.ts',
      'types/findBooks.d.ts',
      'types/addBook.d.ts',
      'types/watchLoans.d.ts',
      'types/answerReader.d.ts',
      'types/makeApiCall.d.ts',
    ]);
    expect(JSON.parse(files.get('manifest.json') ?? '')).toMatchObject({
      app: { name: 'library-app' },
      sections: { common: { pageSize: 50 } },
    });
  });

  test('writes the same bytes again', async () => {
    expect(await outputs()).toEqual(await outputs());
  });

  test('types nested parameters, open sets and lists', async () => {
    expect((await outputs()).get('types/addBook.d.ts')).toMatchInlineSnapshot(`
      "// Generated from the module "addBook" of the app "library-app"; changes are lost.

      /**
       * What a user fills in: Add a Book
       */
      export interface AddBookParameters {
        /**
         * Title
         */
        title: string
        /**
         * Author
         */
        author: {
          /**
           * Name
           */
          name: string
        }
        /**
         * Shelves
         *
         * Items: Shelf
         */
        shelves?: (string | number | boolean)[]
        /**
         * New
         */
        isNew?: boolean
        /**
         * Price. Only when "New" is true.
         */
        price?: string
        [k: string]: unknown
      }

      /**
       * One bundle it puts out: Add a Book
       */
      export interface AddBookBundle {
        /**
         * Book ID
         */
        id?: string
        /**
         * Title
         */
        title?: string
        /**
         * Authors
         */
        authors?: {
          /**
           * Name
           */
          name?: string
        }[]
        /**
         * Published
         */
        published?: string
      }
      "
    `);
  });

  test('knows no bundle of a responder, and any value where nothing is said', async () => {
    const files = await outputs();

    expect(files.get('types/answerReader.d.ts')).not.toContain('Bundle');
    expect(files.get('types/makeApiCall.d.ts')).toContain('body?: unknown');
    expect(files.get('types/watchLoans.d.ts')).toContain('export interface WatchLoansParameters {}');
  });
});
