import { createHash, createHmac, hkdfSync } from 'node:crypto';

/** 128 bits: nobody guesses an address, and nobody counts through them. */
const BYTES = 16;

/**
 * The secret part of the address under which the acknowledgement of a submission is found. Made from the submission and the program's secret, so that
 * it is stored nowhere: who reads the database, where only its hash stands, cannot open a receipt.
 */
export function receiptToken(submissionKey: string, secret: string): string {
  const key = Buffer.from(hkdfSync('sha256', secret, '', 'retour withdrawal receipt', 32));
  return createHmac('sha256', key).update(submissionKey).digest().subarray(0, BYTES).toString('base64url');
}

/** What is stored in its place. */
export function hashReceiptToken(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}
