import { InputError } from '../core/problems.ts';

const SHORTEST = 8;

/** Trims an API key and refuses what no key can be; the message never holds the key. */
export function readApiKey(text: string, source: string): string {
  const key = text.trim();
  if (key === '') throw new InputError(`${source} holds no API key.`, { fix: 'put the key there, and nothing else.' });
  if (!/^[\x21-\x7E]+$/.test(key) || key.length < SHORTEST) {
    throw new InputError(`What ${source} holds is no API key.`, {
      fix: 'copy the key from your profile at Make, tab API; a key is one word without spaces.',
    });
  }
  return key;
}

/** Hides a key in text that came from elsewhere, in every form a server may repeat it. */
export function createMask(key: string): (text: string) => string {
  const forms = [key, JSON.stringify(key).slice(1, -1), encodeURIComponent(key), Buffer.from(key).toString('base64')];
  const longestFirst = [...new Set(forms)].sort((a, b) => b.length - a.length);
  return (text) => longestFirst.reduce((hidden, form) => hidden.replaceAll(form, '***'), text);
}
