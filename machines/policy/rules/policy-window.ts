import type { Decision, Rule, RuleInput } from '#machines/policy/rules/rule.ts';
import { runningWindow } from '#machines/policy/topics/window.ts';
import type { RuleVerdict } from '#machines/policy/verdict.ts';

/**
 * The window the merchant promises: calendar days after the local day of its event (delivery, order or dispatch), in the consumer's zone, without
 * roll-over, lengthened by a season. Without a known event it has not begun to run, and so has not ended.
 */
export const policyWindow: Rule = {
  name: 'policy-window',
  scope: 'policy',
  perVersion: true,
  decide: (input) => {
    const { days } = input.window;
    if (days === null) return { outcome: 'none', code: 'policy.no-window' };
    const merchant = merchantOf(input);
    if (days === 0) return { outcome: 'refuse', code: 'policy.no-returns', inputs: { windowDays: days }, merchant };
    return { ...ofWindow(input, days), merchant };
  },
};

function ofWindow({ window, version, line, facts, now }: RuleInput, days: number): Decision {
  const inputs = { windowDays: days, from: window.from, resolution: facts.request?.resolution ?? null };
  const running = runningWindow(days, window.from, version.document.seasons, line);
  if (!running) return { outcome: 'allow', code: 'policy.window-open', inputs: { ...inputs, event: null } };
  const { event, season, until, endsAt } = running;
  const open = now.epochMilliseconds < endsAt;
  return {
    outcome: open ? 'allow' : 'refuse',
    code: open ? 'policy.window-open' : 'policy.window-ended',
    until,
    inputs: { ...inputs, event, season: season?.id ?? null, seasonName: season?.name ?? null },
  };
}

function merchantOf({ window: { rule } }: RuleInput): RuleVerdict['merchant'] {
  return rule && { id: rule.id, name: rule.name, topic: 'window' };
}
