import type { Seal } from '#machines/answers.ts';
import type { Grade } from '#machines/line/codes.ts';
import type { ReasonCode } from '#machines/policy/reasons.ts';

/** Where goods go once the dock has looked at them; the order is that of the page. */
export const DISPOSITIONS = ['restock', 'refurbish', 'vendor', 'donate', 'destroy', 'customer'] as const;
export type Disposition = (typeof DISPOSITIONS)[number];

/** What the answer depends on: what was found, why it comes back, what kind of goods were sold. */
export interface Goods {
  readonly grade: Grade;
  readonly reason: ReasonCode;
  readonly traits: readonly string[];
  /** What the customer said of the seal; null where it was not asked. */
  readonly seal: Seal | null;
}

/** Nobody buys them after somebody else had them at home. */
const NEVER_SOLD_AGAIN = ['perishable', 'not_resalable_by_nature', 'inseparably_mixed'];
/** These nobody is even given, once the seal is broken. */
const NEVER_UNSEALED = ['sealed_hygiene_unsealed', 'personal_use_goods'];
const OWN = DISPOSITIONS.filter((one) => one !== 'customer');

/**
 * The ways that are open, in the order of the page; none where nothing is there. What is not what was sold may be the customer's own: it is
 * neither destroyed nor given away, and only it goes back to them before the desk has refused anything.
 */
export function possibleDispositions(goods: Goods): readonly Disposition[] {
  if (goods.grade === 'missing') return [];
  // Whoever says that the shop sent the wrong thing sends back the shop's.
  if (goods.grade === 'wrong-item') return goods.reason === 'wrong-item' ? OWN : ['restock', 'vendor', 'customer'];
  return OWN.filter((one) => !barred(goods).includes(one));
}

function barred({ grade, reason, traits, seal }: Goods): readonly Disposition[] {
  const has = (some: readonly string[]) => some.some((trait) => traits.includes(trait));
  const unsealed = grade !== 'as-new' || seal === 'broken';
  const forNobodyElse = has(['prescription_medicine']) || (unsealed && has(NEVER_UNSEALED));
  if (forNobodyElse) return [...RESALE, 'donate'];
  if (has(NEVER_SOLD_AGAIN)) return RESALE;
  if (grade === 'damaged' || grade === 'used') return ['restock'];
  // A fault that somebody reported is looked for before the next customer gets it.
  if (reason === 'defective') return ['restock'];
  return unsealed && has(['sealed_media_unsealed']) ? ['restock'] : [];
}

const RESALE: readonly Disposition[] = ['restock', 'refurbish'];

/** The way that suggests itself, always one of those that are open: the dock takes it with no key at all. Null where nothing is there. */
export function proposeDisposition(goods: Goods): Disposition | null {
  const open = possibleDispositions(goods);
  return wishes(goods).find((wish) => open.includes(wish)) ?? open[0] ?? null;
}

function wishes({ grade, reason }: Goods): readonly Disposition[] {
  if (grade === 'wrong-item') return ['customer', 'restock'];
  if (reason === 'defective') return ['vendor'];
  if (grade === 'as-new') return ['restock', 'destroy'];
  return grade === 'damaged' ? ['destroy'] : ['refurbish', 'destroy'];
}

/** What the desk has said of a line, as far as the goods are concerned. */
export type DeskWord = 'undecided' | 'taken' | 'rejected';

/**
 * Where the goods go by now. What the desk has refused is the customer's again and goes back to them, whatever the dock had chosen. Until the
 * desk has spoken, `waits` holds back what cannot be undone: goods that may have to go back are neither given away nor destroyed.
 */
export function standingDisposition(
  chosen: Disposition,
  desk: DeskWord,
): { readonly disposition: Disposition; readonly waits: boolean } {
  if (desk === 'rejected') return { disposition: 'customer', waits: false };
  return { disposition: chosen, waits: desk === 'undecided' && !RESALE.includes(chosen) };
}
