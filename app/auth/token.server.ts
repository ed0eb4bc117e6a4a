import { createHash } from 'node:crypto';
import type { Ids } from '#app/ids.server.ts';

/** 128 unpredictable bits for a cookie, URL-safe. */
export function makeToken(ids: Ids): string {
  return Buffer.from(ids.random(16)).toString('base64url');
}

/** What is stored in its place: who reads the database cannot use it. Unsalted is enough for a value that nobody can guess. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}
