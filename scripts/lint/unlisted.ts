import type { Locate, Problem } from '../core/problems.ts';
import { componentPath, componentsOf, type Manifest } from '../manifest/manifest.ts';
import type { SourceText } from './comments.ts';

interface UncheckedApp {
  readonly manifest: Manifest;
  readonly locate: Locate;
  /** Files these speak of are parts of the app, even when nothing could be read from them. */
  readonly problems: readonly Problem[];
}

/** Reports section files that no component lists: they look like a part of the app, and are none (LINT002). */
export function unlistedFiles({ manifest, locate, problems }: UncheckedApp, sources: readonly SourceText[]): Problem[] {
  if (!sources.some(({ file }) => /(?:^|[\\/])makecomapp\.json$/.test(file))) return [];
  const sections = sources.filter(({ file }) => /\.(?:iml\.json|imljson)$/.test(file));
  const listed = new Set(
    [{ name: 'app', sections: manifest.sections }, ...componentsOf(manifest).map(asOwner)].flatMap((owner) =>
      Object.keys(owner.sections).map((section) => locate({ component: owner.name, section, path: [] })?.file),
    ),
  );
  for (const { file } of problems) listed.add(file);
  return sections
    .filter(({ file }) => !listed.has(file))
    .map(({ file }) => ({
      code: 'LINT002',
      severity: 'warning',
      message: 'No component lists the file, so it is no part of the app.',
      fix: 'list it under "codeFiles" of its component in makecomapp.json, or delete it.',
      file,
    }));
}

const asOwner = (component: ReturnType<typeof componentsOf>[number]) => ({
  name: componentPath(component),
  sections: component.sections,
});
