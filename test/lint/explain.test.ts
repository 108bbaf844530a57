import { describe, expect, test } from 'vitest';
import { InputError } from '../../scripts/core/problems.ts';
import { COVERED_BY } from '../../scripts/lint/covered-by.ts';
import { explainRule } from '../../scripts/lint/explain.ts';
import { ruleIds } from '../../scripts/lint/rules.ts';
import { UNDECIDABLE } from '../../scripts/lint/undecidable.ts';

describe('explainRule', () => {
  test('prints a page', () => {
    expect(explainRule('ERR-010')).toMatchInlineSnapshot(`
      "# ERR-010 Defaults are not repeated

      Severity: info (silent unless asked for). Source: runtime.md §4.7.

      Make gives 429 its type and this text anyway.

      ## What to do

      Remove the entry. Some cases can be put right mechanically.

      ## Flagged

      \`\`\`json
      {
        "base": {
          "baseUrl": "https://api.acme.test/v1",
          "headers": {
            "authorization": "Bearer {{connection.apiKey}}"
          },
          "response": {
            "error": {
              "401": {
                "type": "InvalidAccessTokenError",
                "message": "[{{statusCode}}] {{body.message}}"
              },
              "429": {
                "type": "RateLimitError",
                "message": "Third party API limit likely exceeded"
              },
              "message": "[{{statusCode}}] {{body.message}}"
            }
          },
          "log": {
            "sanitize": [
              "request.headers.authorization"
            ]
          }
        }
      }
      \`\`\`

      at app › base › response.error["429"]

      ## Accepted

      \`\`\`json
      {
        "base": {
          "baseUrl": "https://api.acme.test/v1",
          "headers": {
            "authorization": "Bearer {{connection.apiKey}}"
          },
          "response": {
            "error": {
              "401": {
                "type": "InvalidAccessTokenError",
                "message": "[{{statusCode}}] {{body.message}}"
              },
              "message": "[{{statusCode}}] {{body.message}}"
            }
          },
          "log": {
            "sanitize": [
              "request.headers.authorization"
            ]
          }
        }
      }
      \`\`\`

      ## Switching it off

      In makeapp.config.yaml:

      \`\`\`yaml
      rules:
        ERR-010: off
      suppress:
        - rule: ERR-010
          component: app
          path: response.error["429"]
          reason: why the rule does not hold here
      \`\`\`

      Or in the source, above the line:

      \`\`\`ts
      // lint-disable-next-line ERR-010 why the rule does not hold here
      \`\`\`
      "
    `);
  });

  test.each(ruleIds)('has a page about %s with examples and a way to switch it off', (id) => {
    const page = explainRule(id);

    expect(page).toMatch(new RegExp(`^# ${id} .+\\n\\nSeverity: `));
    expect(page).toContain('## Flagged');
    expect(page).toContain('## Accepted');
    expect(page).toContain(`${id}: off`);
  });

  test('says which check reports a rule instead', () => {
    expect(explainRule('RPC-001')).toContain('REF007');
  });

  test('says why a rule is not checked', () => {
    expect(explainRule('NAME-008')).toContain('known to the platform only');
  });

  test('knows the rule that was meant', () => {
    expect(() => explainRule('SEC-0')).toThrow(InputError);
  });
});

describe('the tables', () => {
  test('name no rule twice', () => {
    const all = [...ruleIds, ...Object.keys(COVERED_BY), ...Object.keys(UNDECIDABLE)];

    expect(all.filter((id, index) => all.indexOf(id) !== index)).toEqual([]);
  });
});
