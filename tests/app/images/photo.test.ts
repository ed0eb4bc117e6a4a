import sharp from 'sharp';
import { expect, test } from 'vitest';
import { encodePhoto, PHOTO_BYTES_LIMIT } from '#app/images/photo.server.ts';

const picture = (width = 64, height = 48) =>
  sharp({ create: { width, height, channels: 3, background: { r: 200, g: 60, b: 20 } } });

test.each(['jpeg', 'png', 'webp'] as const)('a %s becomes a JPEG of ours', async (format) => {
  const encoded = await encodePhoto(await picture()[format]().toBuffer());
  expect(encoded.ok && (await sharp(encoded.photo.jpeg).metadata()).format).toBe('jpeg');
  expect(encoded).toMatchObject({ photo: { width: 64, height: 48 } });
});

test('place, camera and comment do not survive, and the picture stands upright', async () => {
  const bytes = await picture(60, 20)
    .withExif({ IFD0: { Make: 'SpyCam', Copyright: 'Ada' }, IFD3: { GPSLatitude: '52/1 31/1 0/1' } })
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer();
  expect((await sharp(bytes).metadata()).exif).toBeDefined();
  const encoded = await encodePhoto(bytes);
  const photo = encoded.ok ? encoded.photo : null;
  const metadata = await sharp(photo?.jpeg).metadata();
  expect([metadata.exif, metadata.icc, metadata.xmp, metadata.iptc]).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
  expect([metadata.width, metadata.height]).toEqual([20, 60]);
  expect(Buffer.from(photo?.jpeg ?? []).includes('SpyCam')).toBe(false);
});

test('a large photo is made smaller, a small one is left at its size', async () => {
  const encoded = await encodePhoto(await picture(5000, 2500).jpeg().toBuffer());
  expect(encoded).toMatchObject({ photo: { width: 2000, height: 1000 } });
});

/** The header of a PNG, whole and with its check sum, that claims a size and has no picture behind it. */
function pngHeader(width: number, height: number): Buffer {
  const header = Buffer.alloc(25);
  header.writeUInt32BE(13, 0);
  header.write('IHDR', 4, 'latin1');
  header.writeUInt32BE(width, 8);
  header.writeUInt32BE(height, 12);
  header.set([8, 2, 0, 0, 0], 16);
  header.writeUInt32BE(crc32(header.subarray(4, 21)), 21);
  const data = Buffer.alloc(12);
  data.write('IDAT', 4, 'latin1');
  data.writeUInt32BE(crc32(data.subarray(4, 8)), 8);
  return Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), header, data]);
}

function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return (crc ^ 0xffffffff) >>> 0;
}

const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><script>alert(1)</script></svg>';
const heic = Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypheic\0\0\0\0mif1heic'), Buffer.alloc(200)]);

test.each([
  ['nothing', new Uint8Array(), 'photo.empty'],
  ['more than 10 MB', new Uint8Array(PHOTO_BYTES_LIMIT + 1), 'photo.too-large'],
  ['a text named .jpg', Buffer.from('I am a photo, honestly'), 'photo.unsupported-type'],
  ['an SVG with a script', Buffer.from(svg), 'photo.unsupported-type'],
  ['a PDF', Buffer.from('%PDF-1.7\n%âãÏÓ\n1 0 obj'), 'photo.unsupported-type'],
  ['a zip', Buffer.from([0x50, 0x4b, 3, 4, 20, 0, 0, 0, 0, 0]), 'photo.unsupported-type'],
  ['a GIF', Buffer.from('GIF89a\x01\0\x01\0\0\0\0;', 'latin1'), 'photo.unsupported-type'],
  ['a PNG of 50,000 by 50,000', pngHeader(50_000, 50_000), 'photo.too-many-pixels'],
  ['a PNG without a picture', pngHeader(10, 10), 'photo.broken'],
  ['a HEIC that cannot be read', heic, 'photo.heic-unreadable'],
])('%s is refused', async (_, bytes, code) => {
  expect(await encodePhoto(bytes)).toEqual({ ok: false, refusal: { code } });
});

test('a photo that is cut off is refused', async () => {
  const whole = await picture(800, 600).jpeg().toBuffer();
  expect(await encodePhoto(whole.subarray(0, whole.length / 2))).toEqual({
    ok: false,
    refusal: { code: 'photo.broken' },
  });
});
