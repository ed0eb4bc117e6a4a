import { spawnSync } from 'node:child_process';
import { startPostgres } from '#tests/support/postgres-server.ts';
await using s = await startPostgres();
spawnSync('vitest', ['run', 'tests/db'], { stdio: 'inherit', env: { ...process.env, TEST_POSTGRES_URL: s.url } });
