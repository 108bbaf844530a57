const SCHEMES = new Set(['http:', 'https:', 'mailto:']);

/** An address people may be sent to, with everything in it encoded that could end it; undefined for any other scheme. */
export function safeHref(text: string): string | undefined {
  const trimmed = text.trim();
  if (!/^[a-z][a-z\d+.-]*:/i.test(trimmed) || !URL.canParse(trimmed)) return undefined;
  const { protocol, href } = new URL(trimmed);
  if (!SCHEMES.has(protocol)) return undefined;
  return href.replace(/["'<>()|`\\{}[\]*_~\s]/g, (found) => (found === '_' || found === '~' ? found : encoded(found)));
}

const encoded = (character: string): string =>
  `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
