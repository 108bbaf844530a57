import { isAbsolute, relative, sep } from 'node:path';

/** A file as tools on other machines name it: relative to a folder and with forward slashes where it lies below. */
export function portableFile(file: string, folder: string): string {
  const path = relative(folder, file);
  const isBelow = path !== '' && path !== '..' && !path.startsWith(`..${sep}`) && !isAbsolute(path);
  return (isBelow ? path : file).split(sep).join('/');
}
