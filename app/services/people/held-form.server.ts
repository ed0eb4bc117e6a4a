import { findHeldForm, holdForm } from '#db/held-forms.ts';
import type { ServiceDeps } from '../deps.ts';

/** Long enough to find the phone with the codes. */
const MINUTES = 30;
/** Of one person, whatever a browser sends. */
const MOST = 3;

/** Keeps a sealed form for half an hour; of each person the last three. */
export async function keepHeld(
  { db, clock }: ServiceDeps,
  form: { readonly id: string; readonly userId: string; readonly sealed: string },
): Promise<void> {
  const now = clock();
  const held = { ...form, expiresAt: now.add({ minutes: MINUTES }) };
  await db.transaction((tx) => holdForm(tx, held, { now, most: MOST }));
}

/** What was kept for this person; null when it is another's, or over. */
export const findHeld = ({ db, clock }: ServiceDeps, own: { readonly id: string; readonly userId: string }) =>
  findHeldForm(db, own, clock());
