import type { TitledPage } from '../core/code-page.ts';

/** A page for what the review says about exceptions and files, besides its rules. */
export const REVIEW_PAGES = {
  LINT001: {
    title: 'An exception from a rule that has no effect.',
    means: 'An exception excuses nothing, names no rule, gives no reason, or is from an error that cannot be excused.',
    fix: 'Remove the exception, or name a rule and the reason why it does not hold there.',
    bad: '// lint-disable-next-line UX-001',
    good: '// lint-disable-next-line UX-001 the service writes its name like this',
  },
  LINT002: {
    title: 'A section file that no component lists.',
    means: 'The file looks like a section, and makecomapp.json does not mention it.',
    why: 'A section is part of the app only through the path in codeFiles (make-app-format.md §1.9.1).',
    fix: 'List it under "codeFiles" of its component, or delete it.',
  },
} as const satisfies Readonly<Record<string, TitledPage>>;
