import type { StateDiagramProps } from '#app/components/state-diagram.tsx';
import type { Translate } from '#app/i18n/types.ts';
import type { DeskReturn } from '#app/services/view-desk-return.server.ts';
import { viewMachine } from '#app/services/view-machine.server.ts';
import { PAYOUT_STATES } from '#machines/payout/index.ts';
import { RETURN_STATES } from '#machines/return/index.ts';

const RETURN_EVENTS = ['receive', 'decide', 'settle', 'reopen', 'cancel', 'remind'] as const;
const PAYOUT_EVENTS = [
  ...(['send', 'report', 'refuse', 'lose', 'miss', 'check', 'retry'] as const),
  ...(['stop', 'pay', 'bounce', 'replace', 'cancel'] as const),
];

/** The workflows of a return as pictures with the present state marked: its own, and that of its refund once there is one. */
export function diagramWords({ state, payouts }: DeskReturn, t: Translate): StateDiagramProps[] {
  const own = diagram('return', state, {
    title: t('staff:desk.return.machine.return'),
    stateLabel: (id) => known(RETURN_STATES, id, (one) => t(`terms:state.return.${one}`)),
    eventLabel: (id) => known(RETURN_EVENTS, id, (one) => t(`terms:event.return.${one}`)),
  });
  const [payout] = payouts;
  if (!payout) return [own];
  const refund = diagram('payout', payout.state, {
    title: t('staff:desk.return.machine.payout'),
    stateLabel: (id) => known(PAYOUT_STATES, id, (one) => t(`terms:state.payout.${one}`)),
    eventLabel: (id) => known(PAYOUT_EVENTS, id, (one) => t(`terms:event.payout.${one}`)),
  });
  return [own, refund];
}

interface Labels {
  readonly title: string;
  readonly stateLabel: (id: string) => string;
  readonly eventLabel: (id: string) => string;
}

function diagram(name: 'return' | 'payout', current: string, labels: Labels): StateDiagramProps {
  const { states, arrows } = viewMachine(name);
  return {
    ...{ id: name, current, title: labels.title },
    states: states.map((id) => ({ id, label: labels.stateLabel(id) })),
    edges: arrows.map(({ from, to, event }) => ({ from, to, label: labels.eventLabel(event) })),
  };
}

/** The words of a code that we know; any other as it is. */
function known<const Code extends string>(codes: readonly Code[], id: string, say: (code: Code) => string): string {
  const code = codes.find((one) => one === id);
  return code ? say(code) : id;
}
