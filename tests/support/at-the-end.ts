/**
 * Does something when this process ends, also when it is told to: Vitest ends its workers by a signal, and Node then ends without a word. What is done
 * must be done at once; nothing waits any more.
 */
export function atTheEnd(work: () => void): () => void {
  if (process.listenerCount('SIGTERM', end) === 0) process.once('SIGTERM', end);
  process.once('exit', work);
  return () => process.off('exit', work);
}

const end = () => process.exit();
