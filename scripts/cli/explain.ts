import { EXIT, type ExitStatus } from './exit-status.ts';
import type { Topic, TopicFamily } from './explain-topics.ts';
import { printPage, WIDEST, wrap } from './page-text.ts';
import { paint, type Terminal } from './terminal.ts';

/** `makeapp explain [RULE]`: the page of a code or review rule, the rules of a family, or the families. */
export async function explain(terminal: Terminal, ...args: readonly unknown[]): Promise<ExitStatus> {
  const [given, { json }] = args as [string | undefined, { readonly json?: true }]; // As commander declares them.
  const { pageAbout, topicFamilies, topicsOf } = await import('./explain-topics.ts');
  const print = (document: object, text: () => string): void =>
    terminal.out(json ? `${JSON.stringify({ ok: true, ...document })}\n` : `${text()}\n`);
  if (given === undefined) {
    const families = topicFamilies();
    print({ families }, () => printFamilies(terminal, families));
    return EXIT.done;
  }
  const id = given.toUpperCase();
  const rules = topicsOf(id);
  if (rules.length > 0) {
    print({ family: id, rules }, () => printTopics(terminal, rules));
    return EXIT.done;
  }
  const page = pageAbout(id, given).trimEnd();
  print({ rule: id, page }, () => printPage(page, terminal));
  return EXIT.done;
}

function printFamilies(terminal: Terminal, families: readonly TopicFamily[]): string {
  const lines = families.map(
    ({ family, about, count }) => `${paint(terminal, 'bold', family.padEnd(7))}${String(count).padStart(4)}  ${about}`,
  );
  const hint = 'makeapp explain FAMILY lists the rules of one, makeapp explain RULE says all about it.';
  return [...lines, '', hint].join('\n');
}

function printTopics(terminal: Terminal, topics: readonly Topic[]): string {
  const column = Math.max(...topics.map(({ rule }) => rule.length)) + 2;
  return topics
    .flatMap(({ rule, title }) => {
      const [first = '', ...rest] = wrap(title, WIDEST - column);
      return [
        `${paint(terminal, 'bold', rule.padEnd(column))}${first}`,
        ...rest.map((line) => ' '.repeat(column) + line),
      ];
    })
    .join('\n');
}
