import { type Carrier, labelRequestSchema } from './carrier.ts';
import { labelPdf } from './label-pdf/label-pdf.server.ts';

/**
 * The embedded carrier: prints labels itself and needs no network. It buys no carriage; whether a label is prepaid is for the merchant's
 * contract, and the request, to say.
 */
export function createOwnCarrier(): Carrier {
  return {
    makeLabel: async (request) => labelPdf(labelRequestSchema.parse(request)),
  };
}
