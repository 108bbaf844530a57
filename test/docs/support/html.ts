import { XMLValidator } from 'fast-xml-parser';

/** What is wrong with a page as XML, its first line aside; undefined when nothing is. */
export function malformed(html: string): string | undefined {
  const found = XMLValidator.validate(html.replace('<!DOCTYPE html>', ''));
  return found === true ? undefined : `${found.err.msg} (line ${found.err.line})`;
}

export const idsIn = (html: string): string[] => [...html.matchAll(/\sid="([^"]*)"/g)].map(([, id = '']) => id);

/** Names of the elements of a page, script and style seen from outside. */
export const tagsIn = (html: string): string[] =>
  [...html.replace(/(<(script|style)>)[\s\S]*?(?=<\/\2>)/g, '$1').matchAll(/<([a-z]\w*)/gi)].map(([, tag = '']) => tag);

/** Targets of links inside the page. */
export const jumpsIn = (html: string): string[] => [...html.matchAll(/\shref="#([^"]*)"/g)].map(([, id = '']) => id);

/** Everything a browser would load or follow. */
export const addressesIn = (html: string): string[] =>
  [...html.matchAll(/\s(?:href|src|action|srcset)="([^#"][^"]*)"/g)].map(([, address = '']) => address);

/** What a reader sees: no tags, no script, no style, entities as characters. */
export function shownText(html: string): string {
  return html
    .replace(/<(script|style)>[\s\S]*?<\/\1>/g, '')
    .replace(/<[^>]*>/g, '\n')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
}
