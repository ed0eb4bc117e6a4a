import { expect, test } from 'vitest';
import { importsOf, readSource, sourceFiles } from './imports.ts';

// Who may import whom. A folder that is not listed on the right of its importer is an edge that the house does not have.
const LAYERS = {
  'app/routes': [
    'app/routes',
    'app/services',
    'app/components',
    'app/i18n',
    'app/pdf',
    'app/styles',
    'machines',
    ...SHELL(),
  ],
  'app/services': ['app/services', 'app/i18n', 'app/import', 'app/permissions.ts', 'db', 'machines'],
  'app/components': ['app/components', 'app/i18n', 'machines'],
  'app/i18n': ['app/i18n', 'machines'],
  'app/mail': ['app/mail', 'app/i18n', 'machines'],
  'app/effects': [
    'app/effects',
    'app/services',
    'app/gateways',
    'app/mail',
    'app/i18n',
    'app/observe',
    'app/security',
    'db',
    'machines',
  ],
  'app/gateways': ['app/gateways', 'app/pdf', 'machines'],
  'app/pdf': ['app/pdf', 'machines'],
  'app/import': ['app/import', 'machines'],
  db: ['db', 'machines'],
  machines: ['machines'],
} as const;

function SHELL() {
  return [
    'app/http',
    'app/http.server.ts',
    'app/context.server.ts',
    'app/permissions.ts',
    'app/auth',
    'app/security',
    'app/images',
    'app/env.server.ts',
  ] as const;
}

const OURS = /^(app|db|machines|tests|public)\//;
const files = sourceFiles('app', 'db', 'machines');
const layerOf = (path: string) => Object.keys(LAYERS).find((layer) => path.startsWith(`${layer}/`));

test('imports point towards machines: no edge that the house does not have', () => {
  const wrong = files.flatMap((file) => {
    const layer = layerOf(file);
    const allowed = layer === undefined ? undefined : Object.entries(LAYERS).find(([name]) => name === layer)?.[1];
    if (allowed === undefined) return [];
    return importsOf(file)
      .filter((target) => OURS.test(target))
      .filter((target) => !allowed.some((folder) => target === folder || target.startsWith(`${folder}/`)))
      .map((target) => `${file} -> ${target}`);
  });
  expect(wrong).toEqual([]);
});

test('machines are pure: nothing but the libraries named, no clock, no randomness, no input or output', () => {
  const packages = ['xstate', 'zod', 'date-holidays'];
  const wrong = files
    .filter((file) => file.startsWith('machines/'))
    .flatMap((file) => [
      ...importsOf(file)
        .filter((target) => !OURS.test(target) && !packages.includes(target))
        .map((target) => `${file} imports ${target}`),
      ...(/\b(Date\.now|new Date\(\)|Math\.random|Temporal\.Now|process\.|crypto\.|fetch\(|console\.)/.test(
        readSource(file),
      )
        ? [`${file} reaches outside`]
        : []),
    ]);
  expect(wrong).toEqual([]);
});

test('xstate runs in the kernel only: a machine file uses setup and assign, nothing invokes or spawns', () => {
  const wrong = files.flatMap((file) => {
    const source = readSource(file);
    const imported = source.match(/import\s*\{([^}]*)\}\s*from 'xstate'/)?.[1] ?? '';
    const names = imported
      .split(',')
      .map((name) => name.replace(/\btype\b/, '').trim())
      .filter(Boolean);
    const allowed =
      file === 'machines/kernel.ts' ? ['AnyStateMachine', 'initialTransition', 'transition'] : ['setup', 'assign'];
    return [
      ...names.filter((name) => !allowed.includes(name)).map((name) => `${file} imports ${name}`),
      ...(file.endsWith('/machine.ts') && /\b(invoke|spawn|after):/.test(source)
        ? [`${file} invokes, spawns or waits`]
        : []),
    ];
  });
  expect(wrong).toEqual([]);
});

test('components and the browser never reach a server file', () => {
  const wrong = files
    .filter((file) => file.startsWith('app/components/') || file === 'app/entry.client.tsx')
    .flatMap((file) =>
      importsOf(file)
        .filter((target) => target.includes('.server'))
        .map((target) => `${file} -> ${target}`),
    );
  expect(wrong).toEqual([]);
});

test('raw SQL stands in db only, and only db looks at a driver', () => {
  const wrong = files
    .filter((file) => !file.startsWith('db/'))
    .flatMap((file) =>
      importsOf(file)
        .filter((target) => /^(better-sqlite3|pg|drizzle-orm)/.test(target))
        .map((target) => `${file} -> ${target}`),
    )
    // The stand-in keeps its own file, apart from the shop's database.
    .filter((edge) => !edge.startsWith('app/gateways/stripe-standin/'));
  expect(wrong).toEqual([]);
});

test('the process environment is read where the program starts, and nowhere else', () => {
  const wrong = files
    .filter((file) => !file.startsWith('app/cli/') && file !== 'app/server.ts' && !/^db\/drizzle\./.test(file))
    .filter((file) => /process\.env\b/.test(readSource(file)));
  expect(wrong).toEqual([]);
});

test('names: kebab-case, and no drawer for everything', () => {
  const wrong = files.filter((file) => {
    const name = file.split('/').at(-1) ?? '';
    return (
      !/^[a-z0-9]+([.-][a-z0-9]+)*\.tsx?$/.test(name) ||
      /(^|[-.])(utils?|helpers?|misc|manager|common|v2)([-.]|$)/.test(name)
    );
  });
  expect(wrong).toEqual([]);
});

test('a file is one idea: routes at most 150 lines, nothing over 300', () => {
  const lines = (file: string) => readSource(file).split('\n').length;
  const wrong = files
    .filter((file) => lines(file) > (file.startsWith('app/routes/') ? 150 : 300))
    .map((file) => `${file}: ${lines(file)}`);
  expect(wrong).toEqual([]);
});
