import { isSameJson } from '../core/same-json.ts';
import { type Component, componentPath, componentsOf, type Manifest } from '../manifest/manifest.ts';
import { withEmptySections } from '../manifest/sections.ts';

type Same = (a: unknown, b: unknown) => boolean;

/**
 * Names the parts in which two manifests differ, such as "modules.getUser › interface". Key order does not count;
 * `isSameText` may let more pass.
 */
export function differences(
  source: Manifest,
  result: Manifest,
  isSameText: (a: string, b: string) => boolean = Object.is,
): string[] {
  const isSame: Same = (a, b) => isSameJson(a, b, isSameText);
  const [before, after] = [withEmptySections(withTests(source)), withEmptySections(withTests(result))];
  const known = new Map(componentsOf(after).map((component) => [componentPath(component), component]));
  const own = new Set(componentsOf(before).map(componentPath));
  return [
    ...differingKeys(before.app, after.app, isSame).map((key) => `app › ${key}`),
    ...differingKeys(before.sections, after.sections, isSame).map((section) => `app › ${section}`),
    ...componentsOf(before).flatMap((component) =>
      differingParts(component, known.get(componentPath(component)), isSame),
    ),
    ...[...known.keys()].filter((path) => !own.has(path)),
  ];
}

/** A function without a test is one with an empty test. */
function withTests(manifest: Manifest): Manifest {
  const functions = Object.entries(manifest.functions).map(([name, component]) => {
    return [name, { ...component, sections: { test: '', ...component.sections } }] as const;
  });
  return { ...manifest, functions: Object.fromEntries(functions) };
}

function differingParts(component: Component, other: Component | undefined, isSame: Same): string[] {
  const path = componentPath(component);
  if (!other) return [path];
  const metadata = differingKeys({ ...component, sections: null }, { ...other, sections: null }, isSame);
  return [...metadata, ...differingKeys(component.sections, other.sections, isSame)].map((key) => `${path} › ${key}`);
}

function differingKeys(before: object, after: object, isSame: Same): string[] {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return keys.filter((key) => !isSame(Reflect.get(before, key), Reflect.get(after, key)));
}
