import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { locales } from '#app/i18n/locales.ts';
import { resources } from '#app/i18n/resources.server.ts';
import { SIGNAL_BASES, SIGNAL_CODES, type SignalCode, type SignalFacts, signalsOf } from '#machines/signals/index.ts';

const NOW = Temporal.Instant.from('2026-11-22T09:00:00Z');
const daysAgo = (days: number) => NOW.subtract({ hours: days * 24 });
/** An ordinary return. */
const PLAIN: SignalFacts = {
  ...{ now: NOW, decidedAt: null, receivedAt: null, kept: false, weights: null, findings: [] },
  person: { bought: 3, returned: 3, recent: 1, claims: 1 },
  ...{ emailsAtAddress: 1, returnsOfCard: 1, voidedLabelCame: false },
};
const person = (change: Partial<SignalFacts['person']>) => ({ person: { ...PLAIN.person, ...change } });

const cases: readonly [string, Partial<SignalFacts>, SignalCode | null, object?][] = [
  ['an ordinary return', {}, null],
  ['refunded, not seen, a moment before three weeks', { decidedAt: daysAgo(21).add({ milliseconds: 1 }) }, null],
  ['refunded, not seen, three weeks', { decidedAt: daysAgo(21) }, 'missing-scan', { days: 21 }],
  ['refunded and seen', { decidedAt: daysAgo(40), receivedAt: daysAgo(50) }, null],
  ['refunded and kept', { decidedAt: daysAgo(40), kept: true }, null],
  ['a light parcel, on the slack', { weights: { measured: 50, expected: 100 } }, null],
  ['a light parcel, past the slack', { weights: { measured: 49, expected: 100 } }, 'weight-off'],
  ['a heavy parcel, on the slack', { weights: { measured: 1200, expected: 1000 } }, null],
  ['a heavy parcel, past it', { weights: { measured: 1201, expected: 1000 } }, 'weight-off', { measured: 1201 }],
  ['another serial number', { findings: ['serial-differs'] }, 'serial-mismatch'],
  ['nothing in it', { findings: ['empty-parcel'] }, 'empty-parcel'],
  ['four orders, all back', person({ bought: 4, returned: 4 }), null],
  ['five orders, four back', person({ bought: 5, returned: 4 }), 'high-rate', { bought: 5, returned: 4 }],
  ['five orders, three back', person({ bought: 5, returned: 3 }), null],
  ['four addresses of one house', { emailsAtAddress: 4 }, null],
  ['five addresses of one house', { emailsAtAddress: 5 }, 'shared-address', { emails: 5 }],
  ['a void label that came', { voidedLabelCame: true }, 'voided-label'],
  ['four in a week', person({ recent: 4 }), null],
  ['five in a week', person({ recent: 5 }), 'burst', { count: 5, days: 7 }],
  ['four of one card', { returnsOfCard: 4 }, null],
  ['five of one card', { returnsOfCard: 5 }, 'same-card', { count: 5 }],
  ['four claims', person({ claims: 4 }), null],
  ['five claims', person({ claims: 5 }), 'repeated-claims', { count: 5 }],
];

test.each(cases)('%s', (_, change, code, facts = {}) => {
  const signals = signalsOf({ ...PLAIN, ...change });
  expect(signals.map((signal) => signal.code)).toEqual(code === null ? [] : [code]);
  expect(signals[0]?.facts ?? {}).toMatchObject(facts);
});

test('each signal has a case, says what it rests on, and words in every language for its figures', () => {
  expect(new Set(cases.flatMap(([, , code]) => code ?? []))).toEqual(new Set(SIGNAL_CODES));
  for (const [, change, code] of cases) {
    const signal = signalsOf({ ...PLAIN, ...change })[0];
    if (code === null || !signal) continue;
    expect(signal.rests.length).toBeGreaterThan(0);
    for (const locale of locales) {
      const said = resources[locale].casework.signals.code[code];
      const named = Array.from(said.matchAll(/\{\{(\w+)\}\}/g), (match) => match[1]);
      expect(Object.keys(signal.facts).toSorted(), `${locale} ${code}`).toEqual(named.toSorted());
    }
  }
  for (const basis of SIGNAL_BASES) expect(Object.keys(resources.en.casework.signals.basis)).toContain(basis);
});

test('nothing that judges or quotes knows of signals', () => {
  const read = (folder: string) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => [`${folder}/${name}`, readFileSync(`${folder}/${name}`, 'utf8')] as const);
  const files = [...read('machines'), ...read('app/services')].filter(([name]) => !name.includes('/signals/'));
  const knowing = files.filter(([, text]) => /machines\/signals|return-signals|raise-signals/.test(text));
  // Whoever raises them, marks the queue, or leaves an automatic decision to a person; no verdict and no quote.
  expect(knowing.map(([name]) => name).toSorted()).toEqual([
    'app/services/automation-gate.server.ts',
    'app/services/casework/raise-signals.server.ts',
    'app/services/decide-by-policy.server.ts',
    'app/services/receive-parcel.server.ts',
    'app/services/store-return.server.ts',
  ]);
});
