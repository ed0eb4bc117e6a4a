// The first thing that runs, perhaps under an older Node, started by hand: the version is checked before anything is imported
// that needs the new one. (Before 22.18 Node cannot read this file at all, and says so itself.)
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
