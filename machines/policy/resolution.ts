/** What a customer may ask for a line. */
export const RESOLUTIONS = ['refund', 'store-credit', 'exchange', 'repair', 'keep'] as const;
export type Resolution = (typeof RESOLUTIONS)[number];

/** When the money goes back: with the carrier's first scan, when the parcel arrives, or after the goods were looked at. */
export const REFUND_TRIGGERS = ['first-scan', 'receipt', 'inspection'] as const;
export type RefundTrigger = (typeof REFUND_TRIGGERS)[number];
