import { rename, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { code128 } from '#app/gateways/label-pdf/barcodes.server.ts';

/** What the camera sees, in the format that the browser's made-up camera plays from a file: it looks for it whenever a camera is opened. */
export const cameraFile = join(tmpdir(), `retour-camera-${process.pid}.y4m`);

/** The browser's own switches for it. Nobody is there to be asked. */
export const cameraSwitches = [
  '--use-fake-device-for-media-stream',
  '--use-fake-ui-for-media-stream',
  `--use-file-for-fake-video-capture=${cameraFile}`,
];

const [WIDTH, HEIGHT, FRAMES] = [1280, 720, 5];

/** Pixels that one module of the bar code takes: a label as it is seen from half a metre. */
const MODULE = 3;

/** Black and white in luma as cameras give it. */
const [BLACK, WHITE] = [16, 235];

/** Holds a label before the camera, or with null an empty table. It is seen when the camera is opened the next time. */
export async function showCamera(code: string | null): Promise<void> {
  const luma = Buffer.alloc(WIDTH * HEIGHT, WHITE);
  const { modules, dark } = code === null ? { modules: 0, dark: [] } : code128(code);
  const left = Math.floor((WIDTH - modules * MODULE) / 2);
  for (const bar of dark) {
    const from = left + bar.x * MODULE;
    for (let y = HEIGHT / 3; y < HEIGHT / 2; y += 1) {
      luma.fill(BLACK, y * WIDTH + from, y * WIDTH + from + bar.width * MODULE);
    }
  }
  const colours = Buffer.alloc((WIDTH * HEIGHT) / 2, 128);
  const frame = Buffer.concat([Buffer.from('FRAME\n'), luma, colours]);
  const header = Buffer.from(`YUV4MPEG2 W${WIDTH} H${HEIGHT} F10:1 Ip A1:1 C420jpeg\n`);
  // In one step: a camera that is open goes on with what it has.
  await writeFile(`${cameraFile}.part`, Buffer.concat([header, ...Array.from({ length: FRAMES }, () => frame)]));
  await rename(`${cameraFile}.part`, cameraFile);
}
