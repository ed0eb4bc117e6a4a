import { z } from 'zod';
import { fail } from '#app/http.server.ts';
import { type PolicyEdit, PolicyEditSchema, PolicyEditsSchema } from '#app/services/policy-edits.server.ts';
import type { CountryPolicy } from '#machines/policy/policy.ts';

/**
 * What is being prepared lives in the page's address: nothing is stored before it is published, reload and Back lose nothing, and it can be sent to
 * a colleague. `edit` stands once for each edit: `DE.AT~30~EUR395~-~final` or `DE~remove`; `base` is the newest version when it was begun.
 */
export interface PolicyDraft {
  base: number | null;
  edits: readonly PolicyEdit[];
}

/** Longer addresses are cut or refused on their way by some proxies. */
const LONGEST_ADDRESS = 6000;

/** Reads the draft from an address; one that was tampered with is answered 400. */
export function readDraft(url: URL): PolicyDraft {
  const base = z.coerce.number().int().min(0).max(1_000_000).nullable().safeParse(url.searchParams.get('base'));
  const edits = PolicyEditsSchema.safeParse(url.searchParams.getAll('edit').map(readEdit));
  if (!base.success || !edits.success || url.search.length > 2 * LONGEST_ADDRESS) fail(400, 'invalid');
  return { base: url.searchParams.has('base') ? base.data : null, edits: edits.data };
}

/** The address of a step of the edit pages. */
export function draftPath(
  draft: PolicyDraft,
  step: 'choose' | 'rules' | 'check',
  countries: readonly string[] = [],
): string {
  const query = new URLSearchParams();
  if (draft.base !== null) query.set('base', String(draft.base));
  for (const edit of draft.edits) query.append('edit', writeEdit(edit));
  if (step !== 'choose') query.set('step', step);
  for (const country of countries) query.append('for', country);
  return `/policy/edit?${query}`;
}

/** Whether the draft still fits into an address. */
export function fits(draft: PolicyDraft): boolean {
  return draftPath(draft, 'check').length <= LONGEST_ADDRESS;
}

export function writeEdit({ countries, rules }: PolicyEdit): string {
  const named = countries.join('.');
  if (rules === null) return `${named}~remove`;
  const { windowDays, returnCost, refundOutboundShipping, finalSaleReturnable } = rules;
  return [
    named,
    windowDays ?? 'law',
    writeCost(returnCost),
    refundOutboundShipping ? 'shipping' : '-',
    finalSaleReturnable ? 'final' : '-',
  ].join('~');
}

function writeCost(cost: CountryPolicy['returnCost']): string {
  if (cost.payer === 'merchant') return 'merchant';
  return cost.labelFee ? `${cost.labelFee.currency}${cost.labelFee.amount}` : 'own';
}

/** Null for a text that is none; the schema then refuses it. */
function readEdit(text: string): PolicyEdit | null {
  const [named = '', days, cost = '', shipping, final, ...more] = text.split('~');
  const countries = named.split('.');
  const rules =
    days === 'remove' && cost === ''
      ? null
      : {
          windowDays: days === 'law' ? null : Number(days),
          windowFrom: 'delivery',
          returnCost: readCost(cost),
          refundOutboundShipping: shipping === 'shipping',
          finalSaleReturnable: final === 'final',
        };
  const parsed = PolicyEditSchema.safeParse({ countries, rules });
  return parsed.success && more.length === 0 ? parsed.data : null;
}

function readCost(text: string): unknown {
  if (text === 'merchant') return { payer: 'merchant' };
  const fee = /^([A-Z]{3})(\d{1,15})$/.exec(text);
  if (!fee) return text === 'own' ? { payer: 'customer', labelFee: null } : null;
  return { payer: 'customer', labelFee: { currency: fee[1], amount: Number(fee[2]) } };
}
