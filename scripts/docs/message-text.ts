import type { Expression } from '../iml/ast.ts';
import { parseTemplate } from '../iml/parse.ts';
import { referenceOf, referencesIn } from '../iml/references.ts';
import { oneLine } from './clean-text.ts';

export interface MessageContext {
  /** The status the message belongs to, when it is one status. */
  readonly status?: string | undefined;
  /** Labels of the fields by name. */
  readonly labels: ReadonlyMap<string, string>;
}

export interface Message {
  readonly message: string | undefined;
  readonly status?: string | undefined;
}

/** The messages that say something of their own, each once; one that several statuses share names none of them. */
export function ownMessages(messages: readonly Message[], labels: ReadonlyMap<string, string>): string[] {
  return allMessages(
    messages.filter(({ message }) => message !== undefined && hasOwnWords(message)),
    labels,
  );
}

/** As `ownMessages`, with those that merely pass on what the service says. */
export function allMessages(messages: readonly Message[], labels: ReadonlyMap<string, string>): string[] {
  const statuses = new Map<string, (string | undefined)[]>();
  for (const { message, status } of messages) {
    if (message !== undefined) statuses.set(message, [...(statuses.get(message) ?? []), status]);
  }
  const texts = [...statuses].map(([message, shared]) =>
    messageText(message, { status: shared.length === 1 ? shared[0] : undefined, labels }),
  );
  return [...new Set(texts)];
}

/** A message as a person may get to see it: what is filled in at run time stands in angle quotes. */
export function messageText(template: string, context: MessageContext): string {
  try {
    const { parts } = parseTemplate(template);
    return oneLine(
      parts.map((part) => (part.type === 'text' ? part.value : wordFor(part.expression, context))).join(''),
    );
  } catch {
    return oneLine(template); // Not a template: the checks report it, here it is shown as it is.
  }
}

function wordFor(expression: Expression, { status, labels }: MessageContext): string {
  const [root, first] = pathOf(expression);
  if (root === 'statusCode') return status !== undefined && /^\d{3}$/.test(status) ? status : '‹status›';
  if (root === 'parameters' && typeof first === 'string') return `‹${labels.get(first) ?? first}›`;
  return readsAnswer(expression) ? '‹what the service says›' : '‹…›';
}

function pathOf(expression: Expression): readonly unknown[] {
  const found = referenceOf(expression);
  return found ? [found.root, ...found.path] : [];
}

function readsAnswer(expression: Expression): boolean {
  const { start, end } = expression;
  const { references } = referencesIn({
    text: '',
    kind: 'primitive',
    parts: [{ type: 'mustache', expression, start, end }],
  });
  return references.some(({ root }) => root === 'body');
}

/** Claims that a message says something of its own, besides the status and what the service answered. */
function hasOwnWords(template: string): boolean {
  try {
    return parseTemplate(template).parts.some((part) => part.type === 'text' && /\p{L}{2}/u.test(part.value));
  } catch {
    return true;
  }
}
