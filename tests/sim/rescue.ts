import * as z from 'zod';
import { ADA, OTHER } from '../app/services/rescue/arrange.ts';
import { type Act, ask } from './people.ts';
import { prepared } from './prepared.ts';
import type { World } from './world.ts';

// What people do about a debt whose refund came to nothing: the customer takes another way, and finance sends a transfer by two people.

const strandedRow = z.object({ id: z.string(), returnId: z.string() });
const transferRow = z.object({ id: z.string(), state: z.string(), contentHash: z.string() });

const STRANDED = `select id, return_id as returnId from payouts
  where state in ('failed', 'reopened') or (state = 'owed' and way = 'transfer') order by id`;
const TRANSFERS = `select id, state, content_hash as contentHash from bank_transfers
  where state in ('asked', 'recorded', 'confirmed') order by id`;

const FINANCE = ['f1', 'f2'] as const;

/** The customer, now and then from two browsers that disagree. */
function takesOtherWay(world: World): boolean {
  const { random, file } = world;
  const stranded = z.array(strandedRow).parse(prepared(file, STRANDED).all());
  if (stranded.length === 0) return false;
  const { id: payoutId, returnId } = random.pick(stranded);
  for (let browser = 0; browser < 1 + random.below(2); browser += 1) {
    const way = random.chance(0.5) ? 'credit' : 'transfer';
    const account = way === 'transfer' ? random.pick([ADA, OTHER]) : null;
    const by = random.chance(0.7) ? { kind: 'customer' as const } : { kind: 'staff' as const, staffId: 'agent' };
    const input = { payoutId, returnId, way, account, by } as const;
    ask(world, 'other way', () => world.services.chooseOtherWay(world.rescue, input));
  }
  return true;
}

function movesTransfer(world: World): boolean {
  const { random, file, services } = world;
  const transfers = z.array(transferRow).parse(prepared(file, TRANSFERS).all());
  if (transfers.length === 0) return false;
  const { id: transferId, state, contentHash } = random.pick(transfers);
  const madeOn = world.now().toZonedDateTimeISO('UTC').toPlainDate().toString();
  for (let person = 0; person < 1 + random.below(2); person += 1) {
    const act = { transferId, staffId: random.pick(FINANCE) };
    const reference = `bank-${random.below(1_000_000)}`;
    if (state === 'asked') {
      ask(world, 'record', () => services.recordTransfer(world.rescue, { ...act, contentHash, reference, madeOn }));
    } else if (state === 'recorded') {
      ask(world, 'confirm', () => services.confirmTransfer(world.rescue, { ...act, contentHash }));
    } else if (random.chance(0.2)) {
      ask(world, 'bounce', () => services.bounceTransfer(world.rescue, act));
    }
  }
  return true;
}

/** What is done about debts that are open again. */
export const RESCUE: readonly Act[] = [
  { weight: 1, name: 'another way', begin: takesOtherWay },
  { weight: 3, name: 'transfer', begin: movesTransfer },
];
