// The first thing that runs, perhaps under an old Node: nothing here may need more than Node 20 until that has been checked,
// which is why the rest is imported later.
const wanted = 26;
const major = Number(process.versions.node.split('.')[0]);
if (major < wanted) {
  console.error(
    `Retour needs Node ${wanted}, and this is Node ${process.versions.node}.\n` +
      'You do not have to install it: "npm ci" has brought it along. Start with "npm start", which uses it.',
  );
  process.exit(1);
}

const { run } = await import('./run.ts');
await run();

export {};
