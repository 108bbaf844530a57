import { isPlainObject } from '../core/json.ts';
import type {
  ConnectionComponent,
  Manifest,
  ModuleComponent,
  ModuleType,
  WebhookComponent,
} from '../manifest/manifest.ts';
import { elementsOf } from '../parameters/field.ts';
import { oneLine } from './clean-text.ts';

/** A group of modules as the app's module list shows it. */
export interface ModuleGroup {
  readonly label: string;
  readonly modules: readonly ModuleComponent[];
}

/** The modules group by group; those in no group come last. Without groups there is one, with every module. */
export function groupsOf({ sections, modules }: Manifest): ModuleGroup[] {
  const left = new Map(Object.entries(modules));
  const groups = (Array.isArray(sections.groups) ? sections.groups : []).flatMap((group: unknown): ModuleGroup[] => {
    if (!isPlainObject(group) || !Array.isArray(group.modules)) return [];
    const found = group.modules.flatMap((name: unknown) => {
      const module = typeof name === 'string' ? left.get(name) : undefined;
      return module && left.delete(module.name) ? [module] : [];
    });
    return found.length > 0
      ? [{ label: typeof group.label === 'string' ? oneLine(group.label) : '', modules: found }]
      : [];
  });
  if (left.size === 0) return groups;
  return [...groups, { label: groups.length > 0 ? 'Other modules' : 'Modules', modules: [...left.values()] }];
}

/** What a module type is called. */
export const TYPE_NAMES: Readonly<Record<ModuleType, string>> = {
  action: 'Action',
  search: 'Search',
  trigger: 'Trigger',
  instant_trigger: 'Instant trigger',
  responder: 'Responder',
  universal: 'Universal',
};

/** The label, else the name. */
export const labelOf = ({ label, name }: { readonly label: string; readonly name: string }): string =>
  oneLine(label) || name;

/** The connections a component can use, the alternative last. */
export function connectionsOf(
  { connection, altConnection }: { readonly connection: string | null; readonly altConnection: string | null },
  manifest: Manifest,
): ConnectionComponent[] {
  return [...new Set([connection, altConnection])].flatMap((name) => {
    const found = name === null ? undefined : manifest.connections[name];
    return found ? [found] : [];
  });
}

/** The webhook that feeds an instant trigger. */
export function webhookOf(module: ModuleComponent, manifest: Manifest): WebhookComponent | undefined {
  return module.webhook ? manifest.webhooks[module.webhook] : undefined;
}

/** Claims that a section says something: an empty object, array or text does not. */
export function isFilled(section: unknown): boolean {
  if (typeof section === 'string') return section.trim() !== '';
  return Array.isArray(section) ? section.length > 0 : isPlainObject(section) && Object.keys(section).length > 0;
}

/** The sections a person fills in, static ones first; what means nothing for the type is left out. */
export function parameterSections({
  sections,
  moduleType,
}: ModuleComponent): { readonly name: 'static' | 'mappable'; readonly section: unknown }[] {
  const isStaticOnly = moduleType === 'trigger' || moduleType === 'instant_trigger';
  const both = [
    { name: 'static' as const, section: sections.staticParams },
    ...(isStaticOnly ? [] : [{ name: 'mappable' as const, section: sections.mappableParams }]),
  ];
  return both.filter(({ section }) => elementsOf(section).length > 0);
}

/** Path of the reference page of each module; safe as a file name, and unique where case does not count. */
export function referencePaths({ modules }: Manifest): ReadonlyMap<string, string> {
  const taken = new Set<string>();
  return new Map(
    Object.keys(modules).map((name) => {
      const safe = name.replace(/[^\w-]+/g, '-').replace(/^-+/, '') || 'module';
      let unique = safe;
      for (let count = 2; taken.has(unique.toLowerCase()); count++) unique = `${safe}-${count}`;
      taken.add(unique.toLowerCase());
      return [name, `reference/${unique}.md`];
    }),
  );
}
