import { deviceName, type Kept } from './device-store.ts';
import type { Verdict } from './verdict.ts';

/** Why nothing could be sent. */
export type Halt = 'offline' | 'signed-out' | 'forbidden' | 'failing';

export type Sent =
  | { readonly ok: true; readonly verdicts: readonly Verdict[] }
  /** The server understood and would not have it: sending it again is of no use. */
  | { readonly ok: false; readonly halt: Halt | 'refused' };

const PATIENCE_MS = 15_000;
/** Most scans in one request. */
export const BATCH = 50;

/** Sends scans in their order, all or none of them answered. */
export function sendScans(items: readonly Kept[]): Promise<Sent> {
  const scans = items.map(({ id, code, at }) => ({ id, code, scannedAt: at }));
  const body = JSON.stringify({ device: deviceName(), sentAt: Date.now(), scans });
  return send('/dock/sync', { body, headers: { 'Content-Type': 'application/json' } });
}

/** Sends one found parcel with its photos. */
export function sendFound({ id, at, fields, photos = [] }: Kept): Promise<Sent> {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields ?? {})) body.set(name, value);
  for (const photo of photos) body.append('photo', photo, 'photo');
  const own = { id, device: deviceName(), scannedAt: String(at), sentAt: String(Date.now()) };
  for (const [name, value] of Object.entries(own)) body.set(name, value);
  return send('/dock/found/sync', { body });
}

async function send(path: string, request: Pick<RequestInit, 'body' | 'headers'>): Promise<Sent> {
  if (!navigator.onLine) return { ok: false, halt: 'offline' };
  try {
    const signal = AbortSignal.timeout(PATIENCE_MS);
    // Whoever is signed out is sent elsewhere; the queue stays where it is.
    const answer = await fetch(path, { method: 'POST', redirect: 'manual', signal, ...request });
    return await read(answer);
  } catch {
    return { ok: false, halt: 'offline' };
  }
}

async function read(answer: Response): Promise<Sent> {
  if (answer.type === 'opaqueredirect') return { ok: false, halt: 'signed-out' };
  if (answer.status === 403) return { ok: false, halt: 'forbidden' };
  if ([400, 404, 409, 413, 415, 422].includes(answer.status)) return { ok: false, halt: 'refused' };
  if (!answer.ok) return { ok: false, halt: 'failing' };
  const { verdicts }: { verdicts: readonly Verdict[] } = await answer.json();
  return { ok: true, verdicts };
}
