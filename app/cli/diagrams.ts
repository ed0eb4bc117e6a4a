import { mkdir, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { workflows } from '#machines/workflows.ts';
import { workflowPage } from './workflow-page.ts';

// Writes docs/diagrams/<machine>.md. A test compares them with the definitions, so they are written again after every change of a machine.
const folder = fileURLToPath(new URL('../../docs/diagrams/', import.meta.url));
await mkdir(folder, { recursive: true });
for (const { name } of Object.values(workflows)) {
  await writeFile(`${folder}${name}.md`, workflowPage(name));
  console.log(`docs/diagrams/${name}.md`);
}
