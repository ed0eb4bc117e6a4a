import { expect, test } from 'vitest';
import { admit, type Circuit, type CircuitCause, CLOSED, failed, succeeded } from '#machines/circuit.ts';

const NOW = Temporal.Instant.from('2026-11-21T09:00:00Z');
const at = (seconds: number) => NOW.add({ seconds });
const after = (causes: CircuitCause[], from: Circuit = CLOSED): Circuit =>
  causes.reduce((circuit, cause) => failed(circuit, cause, NOW), from);

test('four failures in a row leave it closed, the fifth opens it, and one success in between counts from none', () => {
  const four = after(['unavailable', 'rate', 'unavailable', 'unavailable']);
  expect(four).toMatchObject({ state: 'closed', failures: 4 });
  expect(admit(four, NOW)).toEqual({ go: true, circuit: four });
  expect(after(['rate'], four)).toMatchObject({ state: 'open', cause: 'rate', openedAt: NOW, retryAt: at(30) });
  expect(after(['rate'], succeeded(four))).toMatchObject({ state: 'closed', failures: 1 });
});

test('a key that is refused opens it at once, for a quarter of an hour', () => {
  expect(after(['misconfigured'])).toMatchObject({ state: 'open', cause: 'misconfigured', retryAt: at(900) });
});

test('while open nobody goes; when the pause is over one goes, and the others wait for it', () => {
  const open = after(['misconfigured']);
  expect(admit(open, at(899))).toEqual({ go: false, retryAt: at(900), cause: 'misconfigured' });
  const probe = admit(open, at(900));
  if (!probe.go) throw new Error('not let in');
  expect(probe.circuit).toMatchObject({ state: 'half-open', retryAt: at(1020) });
  expect(admit(probe.circuit, at(901))).toMatchObject({ go: false, retryAt: at(1020) });
  expect(admit(probe.circuit, at(1020))).toMatchObject({ go: true });
  expect(succeeded(probe.circuit)).toEqual(CLOSED);
});

test('a probe that fails opens it again, each time for longer, up to ten minutes', () => {
  let circuit = after(Array.from({ length: 5 }, () => 'unavailable'));
  const pauses: number[] = [];
  for (let probe = 0; probe < 7; probe += 1) {
    const now = circuit.retryAt ?? NOW;
    const admission = admit(circuit, now);
    if (!admission.go) throw new Error('not let in');
    circuit = failed(admission.circuit, 'unavailable', now);
    pauses.push(circuit.retryAt?.since(now).total('seconds') ?? 0);
  }
  expect(pauses).toEqual([60, 120, 240, 480, 600, 600, 600]);
  expect(circuit.openedAt).toEqual(NOW);
});

test('what was called before it opened neither closes it nor makes the pause longer', () => {
  const open = after(['misconfigured']);
  expect(succeeded(open)).toBe(open);
  expect(failed(open, 'unavailable', at(10))).toBe(open);
});
