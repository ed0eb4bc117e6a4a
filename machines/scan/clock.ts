/** How far a device's clock may be off, milliseconds, before it is said to be wrong: two minutes. */
export const CLOCK_TOLERANCE_MS = 120_000;
/** How long a scan may have waited on its device, milliseconds: seven days. */
export const WAIT_LIMIT_MS = 7 * 24 * 3_600_000;

export interface DeviceTimes {
  /** The device's clock when the code was scanned, epoch milliseconds. */
  readonly scannedAt: number;
  /** The same clock when the scan was sent. */
  readonly sentAt: number;
  /** The server's clock when it came in. */
  readonly receivedAt: number;
}

export interface SettledTime {
  /** When the parcel came, by the server's clock, epoch milliseconds. */
  readonly arrivedAt: number;
  /** How far the device's clock is ahead of the server's, milliseconds; negative: behind. */
  readonly offset: number;
  readonly clockWrong: boolean;
}

/**
 * When a scan happened. The server's clock wins: of the device's only the time between scanning and sending is believed, which is right however
 * wrong the clock is, unless it was set in between; a wait below zero or above {@link WAIT_LIMIT_MS} is not believed, and the scan counts from now.
 */
export function settleTime({ scannedAt, sentAt, receivedAt }: DeviceTimes): SettledTime {
  const offset = sentAt - receivedAt;
  const wait = sentAt - scannedAt;
  const believed = wait >= 0 && wait <= WAIT_LIMIT_MS;
  return {
    arrivedAt: believed ? receivedAt - wait : receivedAt,
    offset,
    clockWrong: !believed || Math.abs(offset) > CLOCK_TOLERANCE_MS,
  };
}
