import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DecisionBasisSchema, decideLine, replayDecision } from '#machines/policy/decision.ts';
import { evaluateLine } from '#machines/policy/evaluate.ts';
import { PolicyDocumentSchema } from '#machines/policy/policy.ts';
import { cases } from '#tests/machines/policy/arbitraries.ts';
import { at, facts, version } from '#tests/machines/policy/build.ts';

const NOW = at('2026-11-10T10:00:00Z');
const POLICIES = { atPurchase: version(1), current: version(2, { windowDays: 60 }) };

test('a decision stored as JSON replays to itself, whatever the facts and the policies', () => {
  fc.assert(
    fc.property(cases, ({ facts, policies, now }) => {
      const { verdict, basis } = decideLine(facts, policies, now);
      const stored = DecisionBasisSchema.parse(JSON.parse(JSON.stringify(basis)));
      const { atPurchase, current } = policies;
      // The versions come from the database too: read anew, not the objects the decision was made with.
      const versions = [atPurchase, current].map((one) => ({
        ...one,
        document: PolicyDocumentSchema.parse(JSON.parse(JSON.stringify(one.document))),
      }));
      expect(replayDecision(stored, versions)).toEqual(verdict);
      expect(verdict).toEqual(evaluateLine(facts, policies, now));
    }),
    { numRuns: 300 },
  );
});

test('the basis names the versions and the instant', () => {
  expect(decideLine(facts(), POLICIES, NOW).basis).toMatchObject({
    schemaVersion: 1,
    atPurchase: 'v1',
    current: 'v2',
    law: '2026-11-21',
    now: '2026-11-10T10:00:00Z',
  });
});

test.each([
  ['that at purchase', [POLICIES.current], 'v1'],
  ['the present one', [POLICIES.atPurchase], 'v2'],
  ['both', [], 'v1'],
])('a version that is not there is refused: %s', (_what, versions, policyVersionId) => {
  const { basis } = decideLine(facts(), POLICIES, NOW);
  expect(replayDecision(basis, versions)).toEqual({
    ok: false,
    refusal: { code: 'decision.unknown-version', policyVersionId },
  });
});

test('a decision under another state of the statutory table is not passed off as made again', () => {
  const { basis } = decideLine(facts(), POLICIES, NOW);
  expect(replayDecision({ ...basis, law: '2025-01-01' }, [POLICIES.atPurchase, POLICIES.current])).toEqual({
    ok: false,
    refusal: { code: 'decision.other-law', law: '2025-01-01' },
  });
});

test.each([
  ['no facts', { facts: { order: {} } }],
  ['another schema', { schemaVersion: 2 }],
  ['no instant', { now: 'yesterday' }],
  ['more than a basis has', { more: 1 }],
])('what is no basis is not read: %s', (_what, over) => {
  const { basis } = decideLine(facts(), POLICIES, NOW);
  expect(DecisionBasisSchema.safeParse(basis).success).toBe(true);
  expect(DecisionBasisSchema.safeParse({ ...basis, ...over }).success).toBe(false);
});
