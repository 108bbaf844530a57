import type { ComponentKind } from '../manifest/manifest.ts';
import type { OriginEntry } from '../manifest/types.generated.ts';
import { CODE_ORDER, pathOf } from './addresses.ts';
import { align, deleteShared } from './align.ts';
import type { AlignmentPlan } from './alignment-plan.ts';
import { planAlignment } from './alignment-plan.ts';
import { deployAppMetadata, deployIcon } from './app-metadata.ts';
import { createClient } from './client.ts';
import { deployMetadata } from './deploy-metadata.ts';
import type { DeployOptions, DeployProject } from './deploy-options.ts';
import type { DeployReport } from './deploy-report.ts';
import { Recorder } from './deploy-report.ts';
import { appTarget, deployTexts, targetOf } from './deploy-texts.ts';
import { failureOf } from './failure.ts';
import { findOrCreateApp } from './find-or-create-app.ts';
import { Mapping } from './mapping.ts';
import { checkReferences } from './references.ts';
import type { DeploySession } from './session.ts';
import { problemOf } from './session.ts';

/**
 * Sends to Make what differs from what it has (make-app-format.md §2.4). Whatever goes wrong is in the report; only an
 * origin that contradicts itself makes it throw.
 */
export async function deploy(
  project: DeployProject,
  origin: OriginEntry,
  options: DeployOptions,
): Promise<DeployReport> {
  const recorder = new Recorder(options.onProgress);
  const { dryRun = false } = options;
  let app = origin;
  const mapping = new Mapping(origin, async (idMapping) => {
    if (!dryRun) await project.saveOrigin({ ...app, idMapping }, origin);
  });
  for (const problem of checkReferences(project.document, mapping)) recorder.problem(problem);
  if (recorder.hasErrors) return recorder.report();
  try {
    const client = createClient({ ...options, baseUrl: origin.baseUrl });
    const { document, read } = project;
    const base = { document, read, client, mapping, recorder, dryRun, created: new Set<string>() };
    const found = await findOrCreateApp({ ...base, project, origin }, options);
    if (!found) return recorder.report();
    app = found.app;
    await run({ ...base, ...found }, { ...options, project });
  } catch (error) {
    recorder.problem(failureOf(error, { origin: app, signal: options.signal, command: 'deploy' }));
  }
  return recorder.report(app, mapping);
}

async function run(
  session: DeploySession,
  { prune = false, confirm, project }: DeployOptions & { readonly project: DeployProject },
): Promise<void> {
  const plan = planAlignment({ ...session, prune });
  reportOrphans(session, plan);
  if (!(await isConfirmed(session, plan, confirm))) return;
  await align(session, plan);
  const touched = CODE_ORDER.flatMap((kind) => pairedComponents(session, kind));
  if (project.app) await deployAppMetadata(session, project.app);
  await deployTexts(session, appTarget(session), session.document.generalCodeFiles);
  if (project.icon) await deployIcon(session, project.icon);
  for (const { target, entry } of touched) {
    await deployTexts(session, target, entry.codeFiles);
  }
  for (const { target, entry, kind } of touched) await deployMetadata(session, target, { kind, entry });
  await deleteShared(session, plan);
}

/** The components of a kind that are sent: not those this origin ignores or another version owns. */
function pairedComponents(session: DeploySession, kind: ComponentKind) {
  const { document, mapping, snapshot, recorder } = session;
  return Object.entries(document.components[kind]).flatMap(([id, entry]) => {
    const component = pathOf(kind, id);
    const pair = mapping.pairOf(kind, id);
    if (!entry || !pair) return [];
    if (pair.remote === null) {
      recorder.skip({ component, why: 'ignored for this origin' });
      return [];
    }
    if (pair.nonOwnedByApp || snapshot.components[kind].get(pair.remote)?.isExternal) {
      recorder.skip({ component, why: 'owned by another version of the app' });
      return [];
    }
    return [{ kind, entry, target: targetOf(session, { kind, component, remote: pair.remote }) }];
  });
}

/** What was deleted in the project stays at Make unless somebody says otherwise. */
function reportOrphans({ recorder }: DeploySession, { orphans }: AlignmentPlan): void {
  for (const { kind, pair } of orphans) {
    const component = pathOf(kind, pair.local ?? '');
    const message = `Make has "${pair.remote}", paired with ${component}, which is no longer in the project.`;
    const fix = '--prune deletes it at Make; remove the pair from the origin to keep it there.';
    recorder.problem(problemOf('DEP007', message, { component, fix }, 'warning'));
  }
}

async function isConfirmed(
  { recorder, dryRun }: DeploySession,
  { deletions, stale }: AlignmentPlan,
  confirm: DeployOptions['confirm'],
): Promise<boolean> {
  const question = {
    deletions: deletions.map(({ kind, pair, remote }) => pathOf(kind, pair.local ?? remote)),
    recreations: stale.map(({ kind, pair }) => pathOf(kind, pair.local ?? '')),
  };
  if (dryRun || (deletions.length === 0 && stale.length === 0)) return true;
  if (await confirm?.(question)) return true;
  const wishes = [
    question.deletions.length > 0 ? `delete ${question.deletions.join(', ')} at Make` : '',
    question.recreations.length > 0 ? `create ${question.recreations.join(', ')} anew, which Make no longer has` : '',
  ];
  const message = `This deploy would ${wishes.filter(Boolean).join(' and ')}. That was not confirmed, so nothing was sent.`;
  recorder.problem(problemOf('DEP013', message, { fix: 'answer yes, or give --yes where nobody can be asked.' }));
  return false;
}
