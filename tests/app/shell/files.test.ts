import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { diskFiles } from '#app/gateways/disk-files.server.ts';
import { temporaryFolder } from './support.ts';

const bytes = new Uint8Array([0, 10, 255, 13, 10, 65]);

test('what was put is what comes back', async () => {
  await using folder = temporaryFolder();
  const files = diskFiles(folder.path);
  await files.put('0190-ab', bytes, 'image/webp');
  expect(await files.get('0190-ab')).toEqual({ bytes, contentType: 'image/webp' });
});

test('an empty file is a file', async () => {
  await using folder = temporaryFolder();
  const files = diskFiles(folder.path);
  await files.put('empty', new Uint8Array(), 'application/pdf');
  expect(await files.get('empty')).toEqual({ bytes: new Uint8Array(), contentType: 'application/pdf' });
});

test('what is not there, or was deleted, is null', async () => {
  await using folder = temporaryFolder();
  const files = diskFiles(folder.path);
  await files.put('gone', bytes, 'image/webp');
  await files.delete('gone');
  await files.delete('never');
  expect([await files.get('gone'), await files.get('never')]).toEqual([null, null]);
});

test('the same id again replaces, and a reader meanwhile sees one of the two whole', async () => {
  await using folder = temporaryFolder();
  const files = diskFiles(folder.path);
  const versions = [1, 2].map((fill) => new Uint8Array(300_000).fill(fill));
  await files.put('photo', versions[0] ?? bytes, 'image/webp');
  const writing = Promise.all(versions.map((version) => files.put('photo', version, 'image/webp')));
  const seen = await Promise.all(Array.from({ length: 50 }, () => files.get('photo')));
  await writing;
  for (const file of seen) {
    expect(file?.bytes.length).toBe(300_000);
    expect(new Set(file?.bytes).size).toBe(1);
  }
});

test('nothing half-written is left, and nothing half-written is read', async () => {
  await using folder = temporaryFolder();
  const files = diskFiles(folder.path);
  await files.put('photo', bytes, 'image/webp');
  const directory = join(folder.path, (await readdir(folder.path))[0] ?? '');
  await writeFile(join(directory, 'other.1234.part'), 'half');
  expect(await readdir(directory)).toContain('photo');
  expect(await files.get('other')).toBeNull();
  expect(await readFile(join(directory, 'photo'))).toHaveLength('image/webp\n'.length + bytes.length);
});

test.each(['../secret', 'a/b', '', '.', 'A', 'a.part', `${'a'.repeat(101)}`])('%j is no id', async (id) => {
  await using folder = temporaryFolder();
  const files = diskFiles(folder.path);
  await expect(files.put(id, bytes, 'image/webp')).rejects.toThrow(RangeError);
  expect(await files.get(id)).toBeNull();
  await files.delete(id);
});

test('a content type cannot smuggle a line', async () => {
  await using folder = temporaryFolder();
  await expect(diskFiles(folder.path).put('a1', bytes, 'image/webp\nx')).rejects.toThrow(RangeError);
});
