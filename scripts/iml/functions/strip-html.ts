/** What follows the `<` of a tag, an end tag, a declaration or a processing instruction. */
const OPENING = /[A-Za-z/!?]/;

/** Elements whose content is no text. */
const HIDDEN = new Set(['style', 'script']);

/** Removes tags, comments and the content of styles and scripts; `<br>` becomes a newline. Takes linear time. */
export function stripTags(html: string): string {
  const close = closings(html);
  let text = '';
  let at = 0;
  while (at < html.length) {
    const open = html.indexOf('<', at);
    if (open === -1) break;
    text += html.slice(at, open);
    const end = OPENING.test(html[open + 1] ?? '') ? endOfTag(html, open, close) : -1;
    // A `<` that opens no tag, or one that never ends, is text.
    if (end === -1) text += '<';
    else if (tagName(html, open) === 'br') text += '\n';
    at = end === -1 ? open + 1 : afterHidden(html, open, end, close);
  }
  return text + html.slice(at);
}

/** Finds text from a position on; remembers what does not occur any more, so that no search is repeated in vain. */
type Find = (wanted: string, from: number) => number;

function closings(html: string): Find {
  const lower = html.toLowerCase();
  // Lower-casing can change the length of exotic text; tags are then matched as they are written.
  const searched = lower.length === html.length ? lower : html;
  const absent = new Set<string>();
  return (wanted, from) => {
    const found = absent.has(wanted) ? -1 : searched.indexOf(wanted, from);
    if (found === -1) absent.add(wanted);
    return found;
  };
}

/** The offset behind a tag or comment; -1 when it never ends. A `>` in a quoted attribute ends nothing. */
function endOfTag(html: string, open: number, find: Find): number {
  if (html.startsWith('<!--', open)) {
    const end = find('-->', open + 4);
    return end === -1 ? -1 : end + 3;
  }
  let at = open + 1;
  let end = find('>', at);
  while (end !== -1) {
    const quote = firstQuote(html, at, end);
    const closing = quote === -1 ? -1 : find(html[quote] ?? '', quote + 1);
    if (closing === -1) return end + 1;
    at = closing + 1;
    if (end < at) end = find('>', at);
  }
  return -1;
}

/** Where an attribute's quote opens before the given end; quotes count only behind `=`. */
function firstQuote(html: string, from: number, to: number): number {
  for (let at = from; at < to; at++) {
    if ((html[at] === '"' || html[at] === "'") && html[at - 1] === '=') return at;
  }
  return -1;
}

function tagName(html: string, open: number): string {
  return /^[a-z][a-z0-9]*/i.exec(html.slice(open + 1, open + 12))?.[0].toLowerCase() ?? '';
}

/** The offset behind a hidden element's end tag; without one the rest is hidden, as browsers do. */
function afterHidden(html: string, open: number, end: number, find: Find): number {
  const name = tagName(html, open);
  if (!HIDDEN.has(name) || html[end - 2] === '/') return end;
  const closing = find(`</${name}`, end);
  const closed = closing === -1 ? -1 : find('>', closing);
  return closed === -1 ? html.length : closed + 1;
}
