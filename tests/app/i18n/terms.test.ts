import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { wordsFor } from '#app/i18n/instance.server.ts';
import { type Locale, locales } from '#app/i18n/locales.ts';
import { roles } from '#app/permissions.ts';
import { REFUND_WAYS, SEALS } from '#machines/answers.ts';
import { contestEvent } from '#machines/contest/events.ts';
import { goodwillEvent } from '#machines/goodwill/events.ts';
import { GRADES, REDUCE_REASONS, REJECT_REASONS } from '#machines/line/context.ts';
import { lineEvent } from '#machines/line/events.ts';
import { TRAVELS } from '#machines/parcel/context.ts';
import { parcelEvent } from '#machines/parcel/events.ts';
import { payoutEvent } from '#machines/payout/events.ts';
import { TRAITS } from '#machines/policy/facts.ts';
import { GRADE_DEDUCTION_CODES } from '#machines/policy/grade-deduction.ts';
import { CANCELLATION_CODES, COUPON_CODES, FEE_CODES, SHIPPING_CODES } from '#machines/policy/quote-schema.ts';
import { REASON_CODES } from '#machines/policy/reasons.ts';
import { COUNTERFACTUAL_CODES, RECEIPT_CODES } from '#machines/policy/receipt-codes.ts';
import { returnEvent } from '#machines/return/events.ts';
import { transferEvent } from '#machines/transfer/events.ts';
import { withdrawalEvent } from '#machines/withdrawal/events.ts';
import { workflows } from '#machines/workflows.ts';

const events = {
  ...{ return: returnEvent, line: lineEvent, parcel: parcelEvent, payout: payoutEvent },
  ...{ withdrawal: withdrawalEvent, transfer: transferEvent },
  ...{ contest: contestEvent, goodwill: goodwillEvent },
};

const lists: Readonly<Record<string, readonly string[]>> = {
  role: roles,
  reason: REASON_CODES,
  grade: GRADES,
  'reduce-reason': REDUCE_REASONS,
  'reject-reason': REJECT_REASONS,
  travel: TRAVELS,
  seal: SEALS,
  'refund-way': REFUND_WAYS,
  resolution: ['refund'],
  trait: TRAITS,
  code: [...SHIPPING_CODES, ...FEE_CODES, ...CANCELLATION_CODES, ...COUPON_CODES, ...GRADE_DEDUCTION_CODES],
};

function missing(locale: Locale, keys: readonly string[]): string[] {
  const words = wordsFor(locale);
  return keys.filter((key) => !words.exists(key, { lng: locale, fallbackLng: [] }));
}

/** Every dotted code on a line that gives or declares a verdict or a refusal, read from the sources so that none can be forgotten. */
function codesIn(folder: string): string[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
  const lines = files.flatMap((name) => readFileSync(join(folder, name), 'utf8').split('\n'));
  const speaking = lines.filter((line) => /code: |refuse\(|Refusal = |^\s*\| '/.test(line));
  return speaking.flatMap((line) => Array.from(line.matchAll(/'([a-z-]+(?:\.[a-z-]+)+)'/g), (match) => match[1] ?? ''));
}

test.each(locales)('%s has a word for every member of every list', (locale) => {
  const keys = Object.entries(lists).flatMap(([group, codes]) => codes.map((code) => `terms:${group}.${code}`));
  expect(missing(locale, keys)).toEqual([]);
});

test.each(locales)('%s has a label and a customer’s sentence for every state of every machine', (locale) => {
  const keys = Object.entries(workflows).flatMap(([name, { states }]) =>
    states.flatMap((state) => [`terms:state.${name}.${state}`, `terms:customer-state.${name}.${state}`]),
  );
  expect(keys.length).toBeGreaterThan(40);
  expect(missing(locale, keys)).toEqual([]);
});

test.each(locales)('%s has words for every event of every machine', (locale) => {
  const keys = Object.entries(events).flatMap(([name, schema]) =>
    schema.options.map((option) => `terms:event.${name}.${option.shape.type.value}`),
  );
  expect(keys.length).toBeGreaterThan(20);
  expect(missing(locale, keys)).toEqual([]);
});

const POLICY_PAGES = 'app/routes/policy';

/** The policy's pages say findings, refusals and problems of files in sentences of their own: each code stands in one of these files. */
const POLICY_WORDS = readdirSync(POLICY_PAGES)
  .filter((name) => name.endsWith('-words.server.ts'))
  .map((name) => readFileSync(join(POLICY_PAGES, name), 'utf8'))
  .join('\n');

const DOCK_PAGES = 'app/routes/dock';

/** What the dock says of scans and found parcels is written for each case beside its page. */
const DOCK_WORDS = readdirSync(DOCK_PAGES)
  .filter((name) => /^(scan|found).*\.server\.ts$/.test(name))
  .map((name) => readFileSync(join(DOCK_PAGES, name), 'utf8'))
  .join('\n');
/** So do the pages of the desk's automation. */
const AUTOMATION_WORDS = readFileSync('app/routes/desk/automation-words.server.ts', 'utf8');

/** The shop's system is answered in JSON, in English: each code of the interface stands there with its sentence. */
const API_WORDS = readFileSync('app/http/json.server.ts', 'utf8');

test.each(locales)('%s has a sentence for every verdict and refusal in the sources', (locale) => {
  const codes = [...new Set(['machines', 'app/services', 'app/images', 'app/auth'].flatMap(codesIn))];
  expect(codes.length).toBeGreaterThan(60);
  // What a receipt says has words of its own: see receipt-words.test.ts.
  const receipts = new Set<string>([...RECEIPT_CODES, ...COUNTERFACTUAL_CODES].map(({ code }) => code));
  const other = codes.filter(
    (code) =>
      !receipts.has(code) && !`${POLICY_WORDS}${AUTOMATION_WORDS}${API_WORDS}${DOCK_WORDS}`.includes(`'${code}'`),
  );
  const without = other.filter(
    (code) => missing(locale, [`terms:code.${code}`, `policy:${code}`, `policy:finding.${code}`]).length === 3,
  );
  expect(without).toEqual([]);
});
