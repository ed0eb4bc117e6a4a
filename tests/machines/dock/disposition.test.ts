import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SEALS } from '#machines/answers.ts';
import {
  DISPOSITIONS,
  type Disposition,
  type Goods,
  possibleDispositions,
  proposeDisposition,
  standingDisposition,
} from '#machines/dock/disposition.ts';
import { GRADES } from '#machines/line/codes.ts';
import { TRAITS } from '#machines/policy/facts.ts';
import { REASON_CODES } from '#machines/policy/reasons.ts';

const goods = (change: Partial<Goods>): Goods => ({
  ...{ grade: 'as-new', reason: 'changed-mind', traits: [], seal: null },
  ...change,
});
const anyGoods = fc.record<Goods>({
  grade: fc.constantFrom(...GRADES),
  reason: fc.constantFrom(...REASON_CODES),
  traits: fc.subarray([...TRAITS, 'unheard_of']),
  seal: fc.constantFrom(null, ...SEALS),
});

test.each<[string, Partial<Goods>, Disposition | null]>([
  ['as new', {}, 'restock'],
  ['opened', { grade: 'opened' }, 'refurbish'],
  ['used', { grade: 'used' }, 'refurbish'],
  ['damaged', { grade: 'damaged' }, 'destroy'],
  ['said to be faulty', { reason: 'defective' }, 'vendor'],
  ['another thing', { grade: 'wrong-item' }, 'customer'],
  ['what we sent by mistake', { grade: 'wrong-item', reason: 'wrong-item' }, 'restock'],
  ['nothing', { grade: 'missing' }, null],
  ['perishable', { traits: ['perishable'] }, 'destroy'],
  ['sealed hygiene, untouched', { traits: ['sealed_hygiene_unsealed'], seal: 'unbroken' }, 'restock'],
  ['sealed hygiene, seal broken', { traits: ['sealed_hygiene_unsealed'], seal: 'broken' }, 'destroy'],
  ['sealed hygiene, opened', { traits: ['sealed_hygiene_unsealed'], grade: 'opened' }, 'destroy'],
])('goods that are %s are proposed', (_, change, proposed) => {
  expect(proposeDisposition(goods(change))).toBe(proposed);
});

test('what is proposed is open, and something is open whenever something is there', () => {
  fc.assert(
    fc.property(anyGoods, (some) => {
      const open = possibleDispositions(some);
      const proposed = proposeDisposition(some);
      expect(open.length === 0).toBe(some.grade === 'missing');
      if (some.grade === 'missing') expect(proposed).toBeNull();
      else expect(open).toContain(proposed);
      expect(open).toEqual(DISPOSITIONS.filter((one) => open.includes(one)));
    }),
  );
});

test('nothing perishable, and nothing for the body with its seal broken, is ever sold or given to the next', () => {
  fc.assert(
    fc.property(anyGoods, (some) => {
      const open = possibleDispositions(some);
      if (some.grade === 'missing' || some.grade === 'wrong-item') return;
      const unsealed = some.grade !== 'as-new' || some.seal === 'broken';
      const body = some.traits.includes('sealed_hygiene_unsealed') && unsealed;
      if (some.traits.includes('perishable') || body) {
        expect(open).not.toContain('restock');
        expect(open).not.toContain('refurbish');
      }
      if (body) expect(open).not.toContain('donate');
    }),
  );
});

test('only what may be the customer’s goes back to them before a decision, and it is never given away or destroyed', () => {
  fc.assert(
    fc.property(anyGoods, (some) => {
      const open = possibleDispositions(some);
      const theirs = some.grade === 'wrong-item' && some.reason !== 'wrong-item';
      expect(open.includes('customer')).toBe(theirs);
      if (theirs) expect(open.filter((one) => one === 'destroy' || one === 'donate')).toEqual([]);
    }),
  );
});

test('what the desk refuses goes back; until it has spoken nothing leaves that could not come back', () => {
  for (const chosen of DISPOSITIONS) {
    expect(standingDisposition(chosen, 'rejected')).toEqual({ disposition: 'customer', waits: false });
    expect(standingDisposition(chosen, 'taken')).toEqual({ disposition: chosen, waits: false });
    const stays = chosen === 'restock' || chosen === 'refurbish';
    expect(standingDisposition(chosen, 'undecided')).toEqual({ disposition: chosen, waits: !stays });
  }
});
