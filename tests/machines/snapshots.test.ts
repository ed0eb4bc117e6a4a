import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import * as z from 'zod';
import { restore } from '#machines/kernel.ts';
import { workflows } from '#machines/workflows.ts';

// One file for each version that was ever shipped, frozen: a row that was stored then must still be understood now.
const folder = join(import.meta.dirname, 'snapshots');
const rows = z.array(z.strictObject({ state: z.string(), machineVersion: z.int(), context: z.unknown() }));
const load = (name: string, version: number) => rows.parse(JSON.parse(readFileSync(join(folder, `${name}.v${version}.json`), 'utf8')));

test.each(Object.values(workflows).map((workflow) => [workflow.name, workflow] as const))(
  '%s: every version ever stored has its examples, and each of them is restored to its state',
  (name, workflow) => {
    expect(readdirSync(folder).filter((file) => file.startsWith(`${name}.`))).toHaveLength(workflow.version);
    expect(workflow.migrations).toHaveLength(workflow.version - 1);
    for (let version = 1; version <= workflow.version; version += 1) {
      for (const row of load(name, version)) {
        expect(row.machineVersion).toBe(version);
        expect(restore(workflow, row).value).toBe(version === workflow.version ? row.state : expect.any(String));
      }
    }
    const states = load(name, workflow.version).map((row) => row.state);
    expect([...new Set(states)].sort()).toEqual([...workflow.states].sort());
  },
);
