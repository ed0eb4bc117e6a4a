import sharp from 'sharp';

/** A picture as a phone would send it, for a form's file field. */
export async function aPhoto() {
  const plain = sharp({ create: { width: 640, height: 480, channels: 3, background: '#b5651d' } });
  return { name: 'lamp.jpg', mimeType: 'image/jpeg', buffer: await plain.jpeg().toBuffer() };
}
