import { isPlainObject } from '../core/json.ts';
import { COMPONENT_KINDS } from '../manifest/manifest.ts';

type Members = Record<string, unknown>;

/**
 * Brings an older `makecomapp.json` up to date as the editor does (`moduleSubtype`, missing maps, make-app-format.md
 * §2.1), and fills in members that public projects leave out.
 */
export function migrateProject(project: Members): Members {
  const components = isPlainObject(project.components) ? project.components : {};
  return {
    ...project,
    fileVersion: project.fileVersion ?? 1,
    generalCodeFiles: isPlainObject(project.generalCodeFiles)
      ? { base: null, common: null, readme: null, groups: null, ...project.generalCodeFiles }
      : (project.generalCodeFiles ?? { base: null, common: null, readme: null, groups: null }),
    components: {
      ...components,
      ...Object.fromEntries(
        COMPONENT_KINDS.map((kind) => [
          kind,
          kind === 'module' ? migrateModules(components[kind]) : (components[kind] ?? {}),
        ]),
      ),
    },
    origins: Array.isArray(project.origins) ? project.origins.map(migrateOrigin) : (project.origins ?? []),
  };
}

function migrateModules(modules: unknown): unknown {
  if (!isPlainObject(modules)) return modules ?? {};
  return Object.fromEntries(Object.entries(modules).map(([id, module]) => [id, migrateModule(module)]));
}

function migrateModule(module: unknown): unknown {
  if (!isPlainObject(module) || module.moduleSubtype === undefined) return module;
  const { moduleSubtype, ...rest } = module;
  return { ...rest, moduleType: rest.moduleType ?? moduleSubtype };
}

function migrateOrigin(origin: unknown): unknown {
  if (!isPlainObject(origin) || !isPlainObject(origin.idMapping)) return origin;
  const { idMapping } = origin;
  return { ...origin, idMapping: { ...Object.fromEntries(COMPONENT_KINDS.map((kind) => [kind, []])), ...idMapping } };
}
