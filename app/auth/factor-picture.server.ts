import { QR_QUIET_ZONE, qrCode } from '#app/gateways/label-pdf/barcodes.server.ts';

/** A QR code as one path on a square of so many modules, its quiet zone included. */
export interface FactorPicture {
  readonly size: number;
  readonly path: string;
}

/** Draws what an app reads with the camera. */
export function factorPicture(uri: string): FactorPicture {
  const { modules, dark } = qrCode(uri);
  const quiet = QR_QUIET_ZONE;
  const path = dark.map(({ x, y, width, height }) => `M${x + quiet} ${y + quiet}h${width}v${height}h-${width}z`);
  return { size: modules + 2 * quiet, path: path.join('') };
}
