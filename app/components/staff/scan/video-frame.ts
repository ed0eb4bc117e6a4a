import type { Pixels } from './read-codes.ts';

/** The longest side of a picture that is read: what a camera shows beyond that costs time and makes no bar clearer. */
const LONGEST = 1280;

/** Takes pictures out of a video. Null as long as it shows nothing. */
export function videoFrames(): (video: HTMLVideoElement) => Pixels | null {
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d', { willReadFrequently: true });
  return (video) => {
    const scale = Math.min(1, LONGEST / Math.max(video.videoWidth, video.videoHeight));
    const [width, height] = [Math.round(video.videoWidth * scale), Math.round(video.videoHeight * scale)];
    if (!context || width === 0 || height === 0) return null;
    if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
    context.drawImage(video, 0, 0, width, height);
    return { data: context.getImageData(0, 0, width, height).data, width, height };
  };
}
