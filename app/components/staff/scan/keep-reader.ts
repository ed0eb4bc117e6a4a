/**
 * Has the camera's files kept for the time without a connection, on a device that uses it: where it was never used nothing is kept, where it was these take
 * the place of those of an older build.
 */
export function keepReader(reader: readonly string[], used: boolean): void {
  if (!('serviceWorker' in navigator)) return;
  navigator.serviceWorker.ready.then(({ active }) => active?.postMessage({ reader, used })).catch(() => undefined);
}
