import type { TitledPage } from '../core/code-page.ts';

/** A page for every mistake in how a descriptor writes IML. The examples are TypeScript. */
export const DSL_PAGES = {
  IML310: {
    title: 'A template that is one expression and no text.',
    means: 'The tag iml`…` holds a single expression, so there is nothing for it to join.',
    why: 'One mustache alone keeps the type of its value; text around it makes text of it (iml.md §1).',
    fix: 'Write the expression itself, or fn.toString() around it when text is wanted.',
    bad: 'iml`${p.count}`',
    good: 'fn.toString(p.count)',
  },
  IML311: {
    title: 'Mustaches inside an argument.',
    means: 'A function of fn gets a text that has {{ }} in it.',
    why: 'An argument is part of an expression already, and a mustache within a quoted text is not evaluated (iml.md §1.1).',
    fix: 'Pass the reference itself; raw() takes IML written by hand.',
    bad: "fn.upper('{{parameters.name}}')",
    good: 'fn.upper(p.name)',
  },
  IML312: {
    title: 'A value that cannot be an argument.',
    means: 'A function of fn or an operator of op gets a list, an object or something else IML has no literal for.',
    why: 'Literals of the language are text, numbers and keywords such as true and null (iml.md §3, §7).',
    fix: 'Map the list where a section takes JSON, or build it from text with fn.split().',
    bad: "fn.join(['a', 'b'], ',')",
    good: "fn.join(fn.split('a;b', ';'), ',')",
  },
  IML313: {
    title: 'A name with a backtick in it.',
    means: 'A path goes through a member whose name itself contains a backtick.',
    why: 'Unusual names stand between backticks, and there is no way to write one within (iml.md §4.2).',
    fix: 'Read the member with fn.get(collection, name).',
  },
  IML314: {
    title: 'A mustache in the text of a template.',
    means: 'The fixed text of iml`…` opens a mustache by itself.',
    why: 'The text would be evaluated on Make although it is meant as text here (iml.md §1).',
    fix: 'Put the expression into ${ }.',
    bad: 'iml`/users/{{parameters.id}}`',
    good: 'iml`/users/${p.id}`',
  },
  IML315: {
    title: 'A brace right before an expression.',
    means: 'The text before an expression ends with {, which makes three braces in a row.',
    why: 'Which two of the three open the mustache would decide what is sent (iml.md §1).',
    fix: 'Write the brace as an expression: ${raw("{{\'{\'}}")}.',
  },
  IML316: {
    title: 'Hand-written IML that is not one expression.',
    means: 'raw() has text around its mustache, or none or several of them.',
    why: 'What raw() makes stands for a value, so it has to be one (iml.md §1).',
    fix: 'Use iml`…` for text with expressions in it.',
    bad: "raw('Hi {{parameters.name}}')",
    good: 'iml`Hi ${p.name}`',
  },
} as const satisfies Readonly<Record<string, TitledPage>>;
