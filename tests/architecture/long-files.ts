import { readSource, sourceFiles } from './imports.ts';

/** The aim, not a limit: a file above it is perhaps two ideas. */
const AIM = 200;

/** Prints the source files that pass the aim of 200 lines. */
export function reportLongFiles(): void {
  const long = sourceFiles('app', 'db', 'machines')
    .map((file) => ({ file, lines: readSource(file).split('\n').length }))
    .filter(({ lines }) => lines > AIM);
  if (long.length === 0) return;
  console.log(`\nFiles over ${AIM} lines:`);
  for (const { file, lines } of long.toSorted((a, b) => b.lines - a.lines)) console.log(`  ${lines}  ${file}`);
}
