import { expect, test } from 'vitest';
import { type FailureTaskName, failureTask } from '#machines/payout/failure-task.ts';

const table: [string | null, FailureTaskName, boolean, boolean][] = [
  // reason, task, the customer may choose, the same place may be tried again
  ['charge_for_pending_refund_disputed', 'dispute', false, false],
  ['expired_or_canceled_card', 'other-way', true, false],
  ['lost_or_stolen_card', 'other-way', true, false],
  ['declined', 'other-way', true, false],
  ['transfer-bounced', 'other-way', true, false],
  ['canceled', 'other-way', true, true],
  ['insufficient_funds', 'top-up', true, true],
  ['insufficient-balance', 'top-up', true, true],
  ['merchant_request', 'restore', false, true],
  ['window-over', 'decide', true, false],
  ['unknown', 'decide', true, true],
  ['disputed', 'decide', false, true],
  ['already-refunded', 'decide', false, true],
  ['over-refundable', 'decide', false, true],
  ['misconfigured', 'decide', false, true],
  ['a_reason_of_next_year', 'decide', false, true],
  ['constructor', 'decide', false, true],
  ['', 'decide', false, true],
  [null, 'decide', false, true],
];

test.each(table)('%s: %s', (failure, task, customerChooses, mayRetry) => {
  expect(failureTask(failure)).toEqual({ task, customerChooses, mayRetry });
});

test('what we stopped ourselves is nobody’s fault: the customer chooses', () => {
  expect(failureTask('merchant_request', { stopped: true })).toMatchObject({
    task: 'other-way',
    customerChooses: true,
  });
  expect(failureTask('declined', { stopped: true })).toEqual(failureTask('declined'));
});
