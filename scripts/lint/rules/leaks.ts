import type { Json, JsonObject } from '../../core/json.ts';
import { componentPath } from '../../manifest/manifest.ts';
import type { LintContext } from '../context.ts';
import { creating } from '../examples.ts';
import { findingAt, findingIn } from '../finding.ts';
import { MINIMAL } from '../minimal-parts.ts';
import type { RequestSite } from '../requests.ts';
import { isObject, listOf, objectOf, textOf } from '../requests.ts';
import type { Finding, Rule } from '../rule.ts';
import { isSensitiveHeader } from '../secrets.ts';
import type { TextSite } from '../texts.ts';
import { walkTexts, wholeExpression } from '../texts.ts';

const BASE = MINIMAL.sections.base;

const call = (headers: JsonObject) => ({
  modules: { makeApiCall: { communication: { ...objectOf(MINIMAL.modules.makeApiCall.communication), headers } } },
});

const PASSWORD: JsonObject = { name: 'pin', type: 'password', label: 'PIN' };

const BODY: JsonObject = { slug: '{{slug(parameters.name)}}', pin: '{{parameters.pin}}' };

/** Rules about secrets where they do not belong. */
export const leakRules: readonly Rule[] = [
  {
    id: 'SEC-006',
    family: 'security',
    severity: 'warning',
    title: 'Messages quote parts of an answer, not all of it',
    reason: 'A whole answer in a message is unreadable and may hold what nobody should see.',
    advice: 'use the member that says what went wrong: {{body.message}}.',
    reference: 'make-app-format.md §8.8 MK-ERR-05',
    check: (context) =>
      messagesOf(context).flatMap((site) =>
        site.references
          .filter(({ root, path, start, end }) => root === 'body' && path.length === 0 && isAlone(site, start, end))
          .map(({ start }) => findingAt(site, 'The message holds the whole answer.', { offset: start })),
      ),
    examples: {
      bad: { base: { ...BASE, response: { error: { message: '[{{statusCode}}] {{body}}', '401': UNAUTHORIZED() } } } },
      at: 'app › base › response.error.message',
      good: { base: BASE },
    },
  },
  {
    id: 'SEC-009',
    family: 'security',
    severity: 'error',
    title: 'No key is written out',
    reason: 'Everyone who can read the app can use it, and it cannot be taken back.',
    advice: 'withdraw the key, and read it from the connection or from common data.',
    reference: 'make-app-format.md §8.2 MK-BASE-11',
    check: checkLiterals,
    examples: {
      bad: creating({ headers: { 'x-version': 'ghp_0123456789abcdefghijABCDEFGHIJ012345' } }),
      at: 'modules.createItem › communication › headers.x-version',
      good: creating({ headers: { 'x-version': '2025-01-01' } }),
    },
  },
  {
    id: 'SEC-011',
    family: 'security',
    severity: 'warning',
    title: 'A password typed in does not come out',
    reason: 'What a module gives is shown to everyone who sees the scenario, and kept in its history.',
    advice: 'leave it out of the output.',
    reference: 'make-app-format.md §4.3',
    check: (context) =>
      context.requests
        .flatMap((request) =>
          context
            .textsBelow(request, 'response', 'output')
            .filter((site) =>
              site.references.some(
                ({ root, path }) =>
                  root === 'parameters' &&
                  site.component !== undefined &&
                  context.inputsOf(site.component, String(path[0])).some(({ type }) => type === 'password'),
              ),
            ),
        )
        .map((site) => findingAt(site, 'A password the user typed in comes out of the module.')),
    examples: {
      bad: creating(
        {
          body: BODY,
          log: { sanitize: ['request.body.pin'] },
          response: { output: { id: '{{body.id}}', name: '{{parameters.pin}}' } },
        },
        [PASSWORD],
      ),
      at: 'modules.createItem › communication › response.output.name',
      good: creating(
        { body: BODY, log: { sanitize: ['request.body.pin'] }, response: { output: { id: '{{body.id}}' } } },
        [PASSWORD],
      ),
    },
  },
  {
    id: 'SEC-012',
    family: 'security',
    severity: 'warning',
    title: "The app's authorization wins over a user's",
    reason: 'Headers spread last replace what stands before them.',
    advice: 'put the spread first and the authorization after it.',
    reference: 'runtime.md §12',
    check: ({ requestsAndBase }) =>
      requestsAndBase.flatMap((request) => {
        const replaced = replacedHeader(objectOf(request.own.headers));
        const message = `The spread behind "${replaced}" may replace it.`;
        return replaced === undefined ? [] : [findingIn(request, ['headers'], message)];
      }),
    fix: (finding, { valueAt }) => {
      const entries = Object.entries(objectOf(valueAt(finding)));
      const spreads = entries.filter(([name]) => isSpread(name));
      return { set: Object.fromEntries([...spreads, ...entries.filter(([name]) => !isSpread(name))]) };
    },
    examples: {
      bad: call({
        authorization: 'Bearer {{connection.apiKey}}',
        '{{...}}': "{{toCollection(parameters.headers, 'key', 'value')}}",
      }),
      at: 'modules.makeApiCall › communication › headers',
      good: call({
        '{{...}}': "{{toCollection(parameters.headers, 'key', 'value')}}",
        authorization: 'Bearer {{connection.apiKey}}',
      }),
    },
  },
  {
    id: 'SEC-014',
    family: 'security',
    severity: 'warning',
    title: 'Messages hold no stack traces',
    reason: 'They tell attackers about the service, and users nothing.',
    advice: 'use the member that says what went wrong.',
    reference: 'make-app-format.md §8.8 MK-ERR-05',
    check: (context) =>
      messagesOf(context).flatMap((site) =>
        site.references
          .filter(({ path }) => /^stack_?(trace)?$/i.test(String(path.at(-1) ?? '')))
          .map(({ start }) => findingAt(site, 'The message holds a stack trace.', { offset: start })),
      ),
    examples: {
      bad: {
        base: { ...BASE, response: { error: { message: '[{{statusCode}}] {{body.stack}}', '401': UNAUTHORIZED() } } },
      },
      at: 'app › base › response.error.message',
      good: { base: BASE },
    },
  },
  {
    id: 'SEC-015',
    family: 'security',
    severity: 'error',
    title: 'Masked paths exist',
    reason: 'A path that matches nothing masks nothing.',
    advice: 'write request or response, then headers, qs, body or url, then the name: request.headers.authorization.',
    reference: 'make-app-format.md §3.10',
    check: ({ requestsAndBase }) =>
      requestsAndBase.flatMap((request) =>
        listOf(objectOf(request.own.log).sanitize).flatMap((entry, index) =>
          typeof entry !== 'string' || MASKED_PATH.test(entry)
            ? []
            : [findingIn(request, ['log', 'sanitize', index], `"${entry}" is no part of a request or response.`)],
        ),
      ),
    fix: (finding, { valueAt }) => {
      const entry = textOf(valueAt(finding));
      return MASKED_PATH.test(`request.${entry}`) ? { set: `request.${entry}` } : undefined;
    },
    examples: {
      bad: { base: { ...BASE, log: { sanitize: ['request.headers.authorization', 'headers.x-session'] } } },
      at: 'app › base › log.sanitize[1]',
      good: { base: { ...BASE, log: { sanitize: ['request.headers.authorization', 'request.headers.x-session'] } } },
    },
  },
];

function UNAUTHORIZED(): JsonObject {
  return { type: 'InvalidAccessTokenError', message: '[401] {{body.message}}' };
}

const MASKED_PATH = /^(request\.(headers|qs|body|url|query|oauth|aws)|response\.(headers|body))\b/i;

const isSpread = (name: string): boolean => /^\{\{\s*\.\.\.\s*\}\}$/.test(name);

function replacedHeader(headers: JsonObject): string | undefined {
  const names = Object.keys(headers);
  return names.find((name, index) => isSensitiveHeader(name) && names.slice(index + 1).some(isSpread));
}

/** Texts users read when a request fails. */
function messagesOf(context: LintContext): TextSite[] {
  return context.requestsAndBase.flatMap((request: RequestSite) =>
    [['response', 'error'], ['error'], ['response', 'valid', 'message']].flatMap((inner) =>
      context.textsBelow(request, ...inner).filter(({ path }) => path.at(-1) === 'message' || path.at(-1) === 'error'),
    ),
  );
}

/** Whether a reference is a mustache by itself, not an argument of something. */
function isAlone(site: TextSite, start: number, end: number): boolean {
  if (wholeExpression(site)) return wholeExpression(site)?.type === 'name';
  return (site.template?.parts ?? []).some(
    (part) => part.type === 'mustache' && part.expression.start === start && part.expression.end === end,
  );
}

/** Keys of well-known services, and tokens that say what they are. */
const KEY_FORMS: readonly RegExp[] = [
  /\bsk_(live|test)_[A-Za-z0-9]{16,}/,
  /\bsk-[A-Za-z0-9_-]{32,}/,
  /\bgh[pousr]_[A-Za-z0-9]{30,}/,
  /\bxox[abprs]-[A-Za-z0-9-]{10,}/,
  /\bAKIA[0-9A-Z]{16}\b/,
  /\bAIza[0-9A-Za-z_-]{35}\b/,
  /\beyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}/,
  /-----BEGIN [A-Z ]*PRIVATE KEY-----\s*[A-Za-z0-9+/]/,
];

export const isKey = (text: string): boolean => KEY_FORMS.some((form) => form.test(text));

/** Everywhere but in common data, which is there for secrets, and samples, which have a rule of their own. */
function checkLiterals({ manifest, components }: LintContext): Finding[] {
  const owners = [
    { at: 'app', sections: manifest.sections },
    ...components.map((component) => ({ at: componentPath(component), sections: component.sections })),
  ];
  return owners.flatMap(({ at, sections }) =>
    Object.entries(sections).flatMap(([section, value]) =>
      section === 'common' || section === 'samples' ? [] : literalsIn(value, at, section),
    ),
  );
}

function literalsIn(value: Json, at: string, section: string): Finding[] {
  const findings: Finding[] = [];
  walkTexts(value, [], (text, path) => {
    const isForm = !isObject(value) && section !== 'communication';
    const isHeader = path.at(-2) === 'headers' && isSensitiveHeader(String(path.at(-1)));
    const isLong = /^(\w+ )?[A-Za-z0-9+/_=.-]{24,}$/.test(text) && /\d/.test(text) && /[A-Za-z]/.test(text);
    if (isKey(text) || (isHeader && isLong && !isForm))
      findings.push(findingAt({ at, section, path }, 'The text looks like a key that is written out.'));
  });
  return findings;
}
