import type { Problem } from '../core/problems.ts';
import type { Manifest } from './manifest.ts';
import { NAME_RULES } from './names.ts';
import { quote } from './words.ts';

/** Checks the app's own metadata (make-app-format.md §1.1). */
export function checkApp({ app }: Manifest): Problem[] {
  const problems: Problem[] = [];
  const report = (key: keyof typeof app, message: string, fix: string): void => {
    problems.push({ code: 'MAN024', severity: 'error', message, fix, component: 'app', path: [key] });
  };
  if (!NAME_RULES.app.pattern.test(app.name)) {
    report('name', `${quote(app.name)} cannot be the ID of an app.`, `it takes ${NAME_RULES.app.expects}.`);
  }
  if (app.label.trim() === '') report('label', 'The app has no label.', 'say what users see as its name.');
  if (!Number.isInteger(app.version) || app.version < 1) {
    report('version', `${quote(app.version)} is no major version.`, 'give a whole number from 1.');
  }
  if (!/^#[0-9A-Fa-f]{6}$/.test(app.theme)) {
    report(
      'theme',
      `${quote(app.theme)} is no colour Make takes.`,
      'write it as # and six hexadecimal digits: #1F9D55.',
    );
  }
  if (!/^[a-z]{2,3}(?:-[A-Z]{2})?$/.test(app.language)) {
    report('language', `${quote(app.language)} is no language code.`, 'give an ISO code such as en.');
  }
  const countries = app.countries ?? [];
  if (app.audience === 'countries' && countries.length === 0) {
    report('countries', 'An app for certain countries names none.', 'list them, or set audience to "global".');
  }
  if (app.audience === 'global' && countries.length > 0) {
    report('countries', 'A global app names countries.', 'remove them, or set audience to "countries".');
  }
  return problems;
}
