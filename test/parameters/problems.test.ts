import { describe, expect, test } from 'vitest';
import { formatProblem } from '../../scripts/core/problems.ts';
import { prepareParameters } from '../../scripts/parameters/prepare.ts';
import {
  bundleValidationMessage,
  PARAMETER_PROBLEMS,
  problemsOfParameters,
} from '../../scripts/parameters/problems.ts';

const section = [
  { name: 'name', label: 'Name', type: 'text', required: true },
  { name: 'limit', type: 'uinteger' },
  {
    name: 'filters',
    label: 'Filters',
    type: 'array',
    spec: [{ name: 'kind', label: 'Type', type: 'select', options: [{ value: 'tag' }] }],
  },
];

describe('bundleValidationMessage', () => {
  test('says what is missing and what to do', async () => {
    const { problems } = await prepareParameters(section, {});

    expect(bundleValidationMessage(problems)).toMatchInlineSnapshot(
      `"Validation failed for 1 parameter(s): Missing value of required parameter 'name' (Name). Fix: give "name" a value."`,
    );
  });

  test('names the default the form would have filled in', async () => {
    const { problems } = await prepareParameters([{ name: 'method', required: true, default: 'GET' }], {});

    expect(problems).toMatchObject([{ fix: 'give "method" a value; the form would fill in GET.' }]);
  });

  test('lists several problems by place', async () => {
    const { problems } = await prepareParameters(section, { name: '', limit: '-1', filters: [{}, { kind: 'tog' }] });

    expect(bundleValidationMessage(problems)).toMatchInlineSnapshot(`
      "Validation failed for 3 parameter(s):
      - Missing value of required parameter 'name' (Name). Fix: give "name" a value.
      - Parameter 'limit': Value is too small. Minimum value is 0. Fix: give 0 or more.
      - Parameter 'filters[1].kind' (Filters › 2 › Type): Value 'tog' not found in options. Fix: did you mean "tag"?"
    `);
  });

  test('is none when there are only warnings', async () => {
    const { problems } = await prepareParameters(section, { name: 'a', nmae: 'b' });

    expect(problems).toHaveLength(1);
    expect(bundleValidationMessage(problems)).toBeUndefined();
  });
});

describe('problemsOfParameters', () => {
  test('places them in the component', async () => {
    const { problems } = await prepareParameters(section, { name: 'a', filters: [{ kind: 'tog' }] });

    const [problem] = problemsOfParameters(problems, { component: 'modules.searchUser', section: 'mappableParams' });

    expect(formatProblem(problem!)).toMatchInlineSnapshot(`
      "modules.searchUser › mappableParams › filters[0].kind
        RUN109 Parameter 'filters[0].kind' (Filters › 1 › Type): Value 'tog' not found in options.
        fix: did you mean "tag"?"
    `);
  });

  test('gives every kind a code of its own', () => {
    const codes = Object.values(PARAMETER_PROBLEMS).map(({ code }) => code);

    expect(new Set(codes).size).toBe(codes.length);
  });
});
