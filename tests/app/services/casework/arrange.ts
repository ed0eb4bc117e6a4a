import type { Database } from '#db/open.ts';
import { createPerson } from '#db/people.ts';
import { type SentReturn, sendReturn } from '#tests/app/services/staff/arrange.ts';

/** Two of customer care, one of finance and one of the dock. */
export const CREW = {
  ada: { name: 'Ada Agent', role: 'agent' },
  bo: { name: 'Bo Agent', role: 'agent' },
  fina: { name: 'Fina Finance', role: 'finance' },
  wanda: { name: 'Wanda Dock', role: 'warehouse' },
} as const;

/** A return, and people who work on it; their ids are the keys of `CREW`. */
export async function returnWithCrew(db: Database): Promise<SentReturn> {
  const sent = await sendReturn(db);
  await db.transaction(async (tx) => {
    for (const [id, { name, role }] of Object.entries(CREW)) {
      await createPerson(tx, {
        ...{ id, accountId: `${id}-account`, name, role, email: `${id}@linden.example` },
        ...{ passwordHash: 'none', at: sent.shop.clock() },
      });
    }
  });
  return sent;
}
