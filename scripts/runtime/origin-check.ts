import { isPlainObject } from '../core/json.ts';
import { toText } from '../iml/values.ts';
import type { ModuleComponent } from '../manifest/manifest.ts';
import type { Step } from './base.ts';
import type { Chain } from './chain-types.ts';
import { PlatformError } from './errors.ts';
import { addressFor } from './request.ts';
import { evaluateIn } from './scope.ts';
import { originOf } from './url.ts';

/**
 * Makes the check that keeps a universal module on the app's own host (ASM-69): the address must have the origin it has when
 * everything a user may type freely is left empty. Otherwise a typed URL would receive the headers of Base.
 */
export function originCheck(chain: Chain, module: ModuleComponent): (step: Step, url: string) => void {
  return (step, url) => {
    const own = ownOrigin(chain, module, step);
    const target = originOf(url);
    if (own !== undefined && target === own) return;
    throw new PlatformError(
      'InvalidConfigurationError',
      own === undefined
        ? `The URL "${toText(step.url)}" leaves the choice of the host to the user; begin it with the API's own address.`
        : `The URL leads to ${target ?? 'no address'}, but only ${own} may receive the connection's credentials.`,
    );
  };
}

function ownOrigin(chain: Chain, module: ModuleComponent, step: Step): string | undefined {
  const { variables } = chain.scope;
  const given = variables.parameters;
  variables.parameters = fixedChoices(module, given);
  try {
    const url = toText(evaluateIn(chain.scope, step.url, 'url'));
    return originOf(addressFor(chain, step, url === '' ? '/' : url, []));
  } catch {
    return literalOrigin(step.url);
  } finally {
    variables.parameters = given;
  }
}

/** When the template does not work without the user's values, its literal beginning decides. */
function literalOrigin(template: unknown): string | undefined {
  const [literal = ''] = toText(template).split('{{');
  return /^https?:\/\/[^/]+\//i.test(literal) ? originOf(literal) : undefined;
}

/** Values picked from a list the app wrote down are the app's, not the user's. */
function fixedChoices({ sections }: ModuleComponent, parameters: unknown): Record<string, unknown> {
  const fields = [sections.staticParams, sections.mappableParams].flatMap((section) =>
    Array.isArray(section) ? section : [],
  );
  const fixed = fields.filter(
    (field) => isPlainObject(field) && field.type === 'select' && Array.isArray(field.options),
  );
  const names = new Set(fixed.map((field) => (isPlainObject(field) ? field.name : undefined)));
  return Object.fromEntries(
    Object.entries(isPlainObject(parameters) ? parameters : {}).filter(([name]) => names.has(name)),
  );
}
