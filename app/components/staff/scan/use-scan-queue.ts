import { useEffect, useEffectEvent, useSyncExternalStore } from 'react';
import { useLocation, useNavigation } from 'react-router';
import { EMPTY_QUEUE, type Latest, type QueueView, ScanQueue } from './scan-queue.ts';

/** One for the page: what is scanned while the next page loads is not lost. */
const queue = new ScanQueue();

/** The scans of this device, sent for as long as the page is open. */
export function useScanQueue(): { queue: ScanQueue; view: QueueView } {
  const view = useSyncExternalStore(queue.subscribe, queue.view, () => EMPTY_QUEUE);
  useEffect(() => queue.start(), []);
  return { queue, view };
}

/** The scan that somebody has heard of last, and whether it was answered then or only kept. */
let told = { id: '', answered: false };

/**
 * Calls once for each scan when it is answered, and once when it had to be kept; who goes on to another page has heard of the last one. While a page is
 * being left nobody looks at it: the next one tells.
 */
export function useAnswers(
  { queue, view }: { queue: ScanQueue; view: QueueView },
  onAnswer: (latest: Latest) => void,
): void {
  const { key } = useLocation();
  const settled = useNavigation().state === 'idle';
  const answer = useEffectEvent(onAnswer);
  useEffect(() => {
    if (key && queue.view().latest?.id === told.id) queue.forget();
  }, [key, queue]);
  const { latest } = view;
  useEffect(() => {
    if (!settled || !latest || (!latest.verdict && !latest.late)) return;
    const answered = latest.verdict !== null;
    if (latest.id === told.id && answered === told.answered) return;
    told = { id: latest.id, answered };
    answer(latest);
  }, [latest, settled]);
}
