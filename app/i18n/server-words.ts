/** Groups of words, by namespace, that are said on the server alone: the pages that run in a browser get these sentences ready made. They would be a third of its words. */
export const SERVER_WORDS: Readonly<Record<string, readonly string[]>> = {
  terms: [
    ...['code', 'customer-state', 'trait', 'event', 'deadline-step', 'failure', 'state.payout', 'state.withdrawal'],
    ...['state.parcel', 'state.contest', 'state.goodwill'],
  ],
  staff: [
    ...['dock.verdict', 'dock.stop', 'dock.error', 'dock.scan.hint', 'due', 'desk.task', 'desk.return.by'],
    ...['desk.return.label-problem', 'desk.error', 'desk.story', 'desk.provider', 'desk.window', 'desk.proof.error'],
    ...['desk.failure', 'desk.empty', 'desk.view', 'withdrawals.problem', 'withdrawals.done'],
    ...[
      'withdrawals.order.here',
      'withdrawals.order.matched',
      'withdrawals.outcome.repeat',
      'withdrawals.outcome.answered',
    ],
    ...['open', 'open-unknown', 'late', 'none', 'excluded', 'unmatched', 'excepted', 'basis'].map(
      (verdict) => `withdrawals.law.${verdict}`,
    ),
    ...['late', 'excepted', 'no-contract', 'nothing-left', 'no-right', 'choose'].map(
      (answer) => `withdrawals.answer.${answer}`,
    ),
  ],
  queue: [
    ...['view', 'empty', 'clock', 'filter.error', 'filter.resolutions', 'filter.too-many', 'bulk.code', 'bulk.count'],
    ...['bulk.waiting', 'error', 'done.take', 'done.give-back', 'done.give', 'done.left', 'done.undone', 'done.saved'],
  ],
  parcel: ['error', 'act'],
};
