import type { ModuleComponent } from '../manifest/manifest.ts';
import type { LintContext } from './context.ts';
import type { RequestSite } from './requests.ts';

/** A search and its requests. */
export interface SearchModule {
  readonly module: ModuleComponent;
  readonly requests: readonly RequestSite[];
}

/** The searches of the app that send something. */
export function searchesOf(context: LintContext): SearchModule[] {
  return modulesOfType(context, 'search').flatMap((module) => {
    const requests = context.requestsOf(module, 'communication');
    return requests.length === 0 ? [] : [{ module, requests }];
  });
}

export const modulesOfType = ({ modules }: LintContext, type: ModuleComponent['moduleType']): ModuleComponent[] =>
  modules.filter(({ moduleType }) => moduleType === type);
