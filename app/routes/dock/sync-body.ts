import { z } from 'zod';

/** Most scans in one request: a device sends the rest in the next. */
export const SYNC_SCANS_LIMIT = 200;
/** Largest body, bytes: so many scans with all they may hold. */
export const SYNC_BYTES_LIMIT = 512 * 1024;

/** Made on a device, of letters, digits and dashes. */
export const deviceId = z.string().regex(/^[A-Za-z0-9-]{8,64}$/);
/** Epoch milliseconds up to the year 9999, however wrong the clock is. */
export const deviceTime = z.int().min(0).max(253_402_300_799_999);

/** What a device sends: its scans in the order in which they were made. */
export const syncBody = z.strictObject({
  device: deviceId,
  sentAt: deviceTime,
  scans: z
    .array(z.strictObject({ id: deviceId, code: z.string().max(4096), scannedAt: deviceTime }))
    .min(1)
    .max(SYNC_SCANS_LIMIT),
});
