import { useEffect, useEffectEvent, useSyncExternalStore } from 'react';
import { useLocation } from 'react-router';
import { EMPTY_QUEUE, type Latest, type QueueView, ScanQueue } from './scan-queue.ts';

/** One for the page: what is scanned while the next page loads is not lost. */
const queue = new ScanQueue();

/** The scans of this device, sent for as long as the page is open. */
export function useScanQueue(): { queue: ScanQueue; view: QueueView } {
  const view = useSyncExternalStore(queue.subscribe, queue.view, () => EMPTY_QUEUE);
  useEffect(() => queue.start(), []);
  return { queue, view };
}

let told = '';

/** Calls once for each scan when it is answered, and once when it had to be kept; who goes on to another page has heard of the last one. */
export function useAnswers(
  { queue, view }: { queue: ScanQueue; view: QueueView },
  onAnswer: (latest: Latest) => void,
): void {
  const { key } = useLocation();
  const answer = useEffectEvent(onAnswer);
  useEffect(() => {
    if (key) queue.forget();
  }, [key, queue]);
  const { latest } = view;
  useEffect(() => {
    if (!latest || (!latest.verdict && !latest.late)) return;
    const name = `${latest.id} ${latest.verdict ? 'answered' : 'kept'}`;
    if (name === told) return;
    told = name;
    answer(latest);
  }, [latest]);
}
