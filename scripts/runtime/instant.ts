const ZONED = /(?:Z|[+-]\d{2}:?\d{2})$/i;

/** Reads a date: an instant, ISO-like text (UTC unless it says otherwise), or seconds or milliseconds since 1970. */
export function toInstant(value: unknown): Date | undefined {
  if (value instanceof Date) return validOrNothing(value);
  if (typeof value === 'number') return validOrNothing(new Date(Math.abs(value) < 1e11 ? value * 1000 : value));
  if (typeof value !== 'string' || value.trim() === '') return undefined;
  const text = value.trim();
  if (/^-?\d{9,}(?:\.\d+)?$/.test(text)) return toInstant(Number(text));
  const iso = /^(\d{4}-\d{2}-\d{2})[T ](.+)$/.exec(text);
  if (!iso)
    return (
      validOrNothing(new Date(/^\d{4}-\d{2}-\d{2}$/.test(text) || ZONED.test(text) ? text : `${text} UTC`)) ??
      validOrNothing(new Date(text))
    );
  return validOrNothing(new Date(`${iso[1]}T${iso[2]}${ZONED.test(text) ? '' : 'Z'}`));
}

const validOrNothing = (date: Date): Date | undefined => (Number.isNaN(date.getTime()) ? undefined : date);
