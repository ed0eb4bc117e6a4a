import { openReader } from './code-source.ts';
import { type FoundCode, sureCode } from './found-code.ts';
import type { ReaderThread } from './workers.ts';

/** How the camera was left: with a code, or with what was wrong with it. */
export type Sight = { readonly code: string } | { readonly trouble: 'refused' | 'no-reader' };

/** The camera at the back, where there are two, with as many pixels as the narrow bars of a parcel's label need. */
const CAMERA: MediaTrackConstraints = { facingMode: 'environment', width: { ideal: 1280 }, height: { ideal: 720 } };

/** How often a picture is looked at. */
const LOOK_MS = 150;

/**
 * Shows the camera until a code is sure, something is wrong, or nobody looks any more: then null. The picture does not wait for the reader. The camera is off
 * afterwards; the reader ends with `gone`.
 *
 * @param onReady called once, as soon as pictures are read
 */
export async function watchCamera(
  video: HTMLVideoElement,
  thread: ReaderThread,
  gone: AbortSignal,
  onReady: () => void,
): Promise<Sight | null> {
  const loading = openReader(thread, gone);
  const stream = await navigator.mediaDevices.getUserMedia({ video: CAMERA }).catch(() => null);
  if (!stream) return { trouble: 'refused' };
  try {
    video.srcObject = stream;
    await video.play();
    const reader = await loading;
    if (gone.aborted) return null;
    if (!reader) return { trouble: 'no-reader' };
    onReady();
    let before: readonly FoundCode[] = [];
    while (!gone.aborted) {
      const now = await reader.read(video).catch(() => null);
      if (!now) return gone.aborted ? null : { trouble: 'no-reader' };
      const code = sureCode(before, now);
      if (code !== null) return { code };
      if (now.length > 0) before = now;
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    }
    return null;
  } catch {
    // The picture does not start, or the page has been left before it did.
    return gone.aborted ? null : { trouble: 'refused' };
  } finally {
    for (const track of stream.getTracks()) track.stop();
  }
}
