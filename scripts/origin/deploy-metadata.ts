import type { ComponentKind } from '../manifest/manifest.ts';
import type { ComponentEntry } from '../manifest/types.generated.ts';
import { differingKeys } from './checksums.ts';
import type { Target } from './deploy-texts.ts';
import { componentCalls } from './library.ts';
import { metadataBody } from './metadata.ts';
import type { DeploySession } from './session.ts';
import { perform } from './session.ts';

/** What metadata is called where sections are named. */
export const METADATA = 'metadata';

/** Sends the metadata of a component unless Make is known to have it (make-app-format.md §2.4 step 7). */
export async function deployMetadata(
  session: DeploySession,
  { component, remote, checksums }: Target,
  { kind, entry }: { readonly kind: ComponentKind; readonly entry: ComponentEntry },
): Promise<void> {
  const body = metadataBody(kind, entry, session.mapping);
  if (Object.values(body).every((value) => value === undefined)) return;
  const differing = checksums ? differingKeys(body, checksums) : [];
  if (checksums && differing.length === 0) return session.recorder.unchanged({ component, section: METADATA });
  const why = checksums ? `${differing.join(', ')}: not known to be the same` : 'the component is new';
  await perform(session, { action: 'update', component, section: METADATA, why }, (library) =>
    componentCalls(library, session.app, kind).update(remote, body),
  );
}
