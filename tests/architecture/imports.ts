import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '../..');

/** All source files below the folders that hold code, as paths from the project's root. */
export function sourceFiles(...folders: string[]): string[] {
  const walk = (folder: string): string[] =>
    readdirSync(join(ROOT, folder)).flatMap((name) => {
      const path = join(folder, name);
      return statSync(join(ROOT, path)).isDirectory() ? walk(path) : [path];
    });
  return folders
    .filter((folder) => existsSync(join(ROOT, folder)))
    .flatMap(walk)
    .filter((path) => /\.tsx?$/.test(path));
}

export const readSource = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

/** What a file imports: paths from the project's root, or the names of packages. */
export function importsOf(path: string): string[] {
  const source = readSource(path);
  const found = source.matchAll(
    /(?:^|\n)\s*(?:import|export)\s(?:[^'"`;]*?\sfrom\s*)?['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]\s*\)/g,
  );
  return [...found].map((match) => resolveImport(path, match[1] ?? match[2] ?? ''));
}

function resolveImport(from: string, specifier: string): string {
  if (specifier.startsWith('#')) return specifier.slice(1);
  if (specifier.startsWith('.')) return relative(ROOT, resolve(ROOT, dirname(from), specifier));
  return specifier;
}
