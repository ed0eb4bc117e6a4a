import type { RefundScript } from './controls.ts';
import type { ChargeRecord } from './payment-records.server.ts';
import { canMove } from './refund-moves.server.ts';

/** How the next refunds come out: each takes the first script meant for its payment. */
export function createScripts() {
  let queue: { script: RefundScript; left: number }[] = [];
  return {
    add(script: RefundScript): void {
      if (script.later && !canMove(script.status, script.later.to)) {
        throw new RangeError(`a refund does not go from ${script.status} to ${script.later.to}`);
      }
      queue.push({ script, left: script.times ?? 1 });
    },
    take({ id, intent }: ChargeRecord): RefundScript | null {
      const found = queue.find(({ script: { payment } }) => [undefined, id, intent].includes(payment));
      if (!found) return null;
      found.left -= 1;
      queue = queue.filter(({ left }) => left > 0);
      return found.script;
    },
  };
}
