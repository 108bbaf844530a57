import { leavesFolder } from './project-folder.ts';

/** Gives every file of a project a path of its own. */
export interface OutputPaths {
  /** The wanted path, unless it leads out of the project or holds another text; else the usual one, numbered if need be. */
  place(wanted: string | undefined, usual: string, text: string): string;
}

export function createOutputPaths(reserved: readonly string[]): OutputPaths {
  // Disks that do not tell capitals apart hold one file of such a name.
  const taken = new Map<string, string | undefined>(reserved.map((path) => [path.toLowerCase(), undefined]));
  const isFree = (path: string, text: string): boolean =>
    !taken.has(path.toLowerCase()) || taken.get(path.toLowerCase()) === text;
  return {
    place(wanted, usual, text) {
      let path = wanted !== undefined && !leavesFolder(wanted) ? wanted : usual;
      for (let copy = 1; !isFree(path, text); copy++) path = copy === 1 ? usual : numbered(usual, copy);
      taken.set(path.toLowerCase(), text);
      return path;
    },
  };
}

/** `rpcs/list/list.params.iml.json` becomes `rpcs/list/list2.params.iml.json`. */
const numbered = (path: string, copy: number): string => path.replace(/([^/.]*)(\.[^/]*)$/, `$1${copy}$2`);
