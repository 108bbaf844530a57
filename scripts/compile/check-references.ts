import type { Problem } from '../core/problems.ts';
import type { Manifest } from '../manifest/manifest.ts';
import { checkReferences as checkComponentReferences } from '../manifest/references.ts';
import { checkArgumentTypes } from './passes/argument-types.ts';
import { declarationsOf } from './passes/declarations.ts';
import { checkParameterReferences } from './passes/parameter-references.ts';
import { parseTexts } from './passes/parse-texts.ts';
import { checkRoots } from './passes/root-references.ts';
import {
  checkCommonReferences,
  checkConnectionReferences,
  checkWebhookReferences,
} from './passes/stored-references.ts';
import { checkTempReferences } from './passes/temp-references.ts';
import { checkUngroupedModules } from './passes/ungrouped-modules.ts';
import { siteTexts } from './passes/uses.ts';

/** Reports IML that does not parse, and whatever refers to something that is not there. */
export function checkReferences(manifest: Manifest): Problem[] {
  const declared = declarationsOf(manifest);
  const { uses, calls, problems } = parseTexts(siteTexts(manifest), Object.keys(manifest.functions));
  const roots = checkRoots(uses, manifest);
  return [
    ...problems,
    ...checkArgumentTypes(calls, manifest),
    ...roots.problems,
    ...checkParameterReferences(roots.rooted, declared),
    ...checkConnectionReferences(roots.rooted, declared),
    ...checkTempReferences(roots.rooted, declared),
    ...checkCommonReferences(roots.rooted, declared),
    ...checkWebhookReferences(roots.rooted, declared),
    ...checkComponentReferences(manifest),
    ...checkUngroupedModules(manifest),
  ];
}

/** The part of `checkReferences` that a broken file elsewhere cannot mislead: what a text says by itself. */
export function checkWithoutMissing(manifest: Manifest): Problem[] {
  const { uses, problems } = parseTexts(siteTexts(manifest), Object.keys(manifest.functions));
  const roots = checkRoots(uses, manifest);
  return [
    ...problems.filter(({ code }) => code !== UNKNOWN_FUNCTION),
    ...roots.problems,
    ...checkTempReferences(roots.rooted, declarationsOf(manifest)),
  ];
}

/** Of the language's checks the one that depends on other files: a custom function may be among the broken ones. */
const UNKNOWN_FUNCTION = 'IML201';
