import { demoPassword, demoStaff } from '#app/auth/demo-staff.ts';
import { type Env, readEnv } from '#app/env.server.ts';
import { demoStories } from '#db/seed/stories.ts';
import { buildWhenNeeded } from './build.ts';

interface Running {
  port: number;
  firstLink: string | null;
  log: { fatal(bindings: object, message: string): void; error(bindings: object, message: string): void };
  stop(): Promise<void>;
}

/** Checks the configuration, builds when the sources have changed, starts, says where to go, and stops on a signal. */
export async function run(): Promise<void> {
  const read = readEnv(process.env);
  if (!read.ok) {
    return give(
      `Retour cannot start with this configuration:\n${read.problems.map((line) => `  - ${line}`).join('\n')}`,
    );
  }
  if (!(await buildWhenNeeded())) return give('The build failed; see above.');
  // React and its companions choose their fast halves by it; the mode of Retour is RETOUR_MODE.
  process.env.NODE_ENV = 'production';
  const server = await startServer(read.env);
  if (!server) return;
  stopOnSignals(server);
  console.log(greeting(read.env, server));
}

async function startServer(env: Env): Promise<Running | null> {
  const location = new URL('../../build/server/index.js', import.meta.url).href;
  const { start }: { start: (env: Env) => Promise<Running> } = await import(location);
  try {
    return await start(env);
  } catch (error) {
    give(explain(error, env));
    return null;
  }
}

function explain(error: unknown, env: Env): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE') {
    return `Port ${env.PORT} is taken by another program. Stop that one, or choose another port: PORT=3001 npm start`;
  }
  if (code === 'EACCES')
    return `This user may not listen on port ${env.PORT}. Choose one above 1023: PORT=3000 npm start`;
  if (code === 'EADDRNOTAVAIL') return `HOST=${env.HOST ?? ''} is not an address of this machine.`;
  if (error instanceof Error && error.name === 'SetUpProblem') return `Retour cannot start: ${error.message}`;
  return `Retour could not start: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
}

function stopOnSignals(server: Running): void {
  let stopping = false;
  const stop = async (exitCode: number) => {
    if (stopping) return;
    stopping = true;
    await server.stop().catch((error: unknown) => server.log.error({ err: error }, 'stopping failed'));
    process.exit(exitCode);
  };
  process.on('SIGTERM', () => void stop(0));
  process.on('SIGINT', () => void stop(0));
  // A promise that nobody waited for is a mistake of ours, but one request's, not a reason to drop all others.
  process.on('unhandledRejection', (error) => server.log.error({ err: error }, 'unhandled rejection'));
  process.on('uncaughtException', (error) => {
    server.log.fatal({ err: error }, 'uncaught exception');
    void stop(1);
  });
}

function greeting(env: Env, { port, firstLink }: Running): string {
  const url = env.APP_URL === undefined ? `http://localhost:${port}` : env.appUrl;
  const lines = ['', `  Retour runs at ${url}`, ''];
  if (env.RETOUR_MODE === 'development') {
    lines.push(`  Customers start at    ${url}/`, `  Mails are kept at     ${url}/dev/mailbox`);
    lines.push(`  Staff sign in at      ${url}/staff`, `    with the password   ${demoPassword}`);
    lines.push(...demoStaff.map(({ email, role }) => `    ${role.padEnd(18)}  ${email}`), '');
    lines.push('  Orders to try, each with its e-mail address:');
    lines.push(...demoStories.map(({ number, email, shows }) => `    ${number}  ${email.padEnd(28)}  ${shows}`));
  } else {
    lines.push(`  Staff sign in at      ${url}/staff`);
    if (firstLink !== null) {
      lines.push(
        '',
        '  Nobody works here yet. The first administrator makes their account, within an hour, at',
        `  ${firstLink}`,
      );
    }
  }
  return [...lines, '', '  Stop with Ctrl+C', ''].join('\n');
}

function give(message: string): void {
  console.error(message);
  process.exitCode = 1;
}
