import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import * as z from 'zod';
import { restore, type Workflow } from '#machines/kernel.ts';
import { workflows } from '#machines/workflows.ts';

// One file for each version that was ever shipped, frozen: a row that was stored then must still be understood now.
const folder = join(import.meta.dirname, 'snapshots');
const rows = z.array(z.strictObject({ state: z.string(), machineVersion: z.int(), context: z.unknown() }));

function load(name: string, version: number) {
  return rows.parse(JSON.parse(readFileSync(join(folder, `${name}.v${version}.json`), 'utf8')));
}

function understandsEveryVersion<Context, Event extends { type: string }>(workflow: Workflow<Context, Event>): void {
  const { name, version: newest } = workflow;
  expect(readdirSync(folder).filter((file) => file.startsWith(`${name}.`))).toHaveLength(newest);
  expect(workflow.migrations).toHaveLength(newest - 1);
  for (let version = 1; version <= newest; version += 1) {
    for (const row of load(name, version)) {
      expect(row.machineVersion).toBe(version);
      const restored = restore(workflow, row);
      expect(workflow.states).toContain(restored.value);
      if (version === newest) expect(restored.value).toBe(row.state);
    }
  }
  const states = new Set(load(name, newest).map((row) => row.state));
  expect([...states].sort()).toEqual([...workflow.states].sort());
}

test('return: every version ever stored is restored', () => understandsEveryVersion(workflows.return));
test('line: every version ever stored is restored', () => understandsEveryVersion(workflows.line));
test('parcel: every version ever stored is restored', () => understandsEveryVersion(workflows.parcel));
test('payout: every version ever stored is restored', () => understandsEveryVersion(workflows.payout));
test('withdrawal: every version ever stored is restored', () => understandsEveryVersion(workflows.withdrawal));
test('transfer: every version ever stored is restored', () => understandsEveryVersion(workflows.transfer));

test('contest: every version ever stored is restored', () => understandsEveryVersion(workflows.contest));
test('goodwill: every version ever stored is restored', () => understandsEveryVersion(workflows.goodwill));

test('each machine has its examples', () => {
  const named = new Set(readdirSync(folder).map((file) => file.split('.')[0]));
  expect([...named].sort()).toEqual(Object.keys(workflows).sort());
});
