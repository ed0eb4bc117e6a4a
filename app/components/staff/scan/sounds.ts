import type { ScanResult } from '#machines/scan/verdict.ts';

export type Sound = ScanResult | 'kept';

/** Each tone: frequency in hertz, when it begins and how long it lasts in milliseconds. Told apart by rhythm and height, also by who hears badly. */
const SCORES: Readonly<Record<Sound, readonly (readonly [hertz: number, from: number, length: number])[]>> = {
  ok: [
    [880, 0, 90],
    [1320, 90, 140],
  ],
  already: [
    [740, 0, 90],
    [740, 150, 90],
    [740, 300, 90],
  ],
  unknown: [
    [392, 0, 180],
    [262, 180, 320],
  ],
  stop: [
    [175, 0, 260],
    [175, 340, 260],
    [175, 680, 400],
  ],
  kept: [[587, 0, 60]],
};

let context: AudioContext | null = null;

/** Plays the sound of a result. A browser that has not been touched yet stays silent, and one without sound too. */
export function playSound(sound: Sound): void {
  if (!('AudioContext' in globalThis)) return;
  context ??= new AudioContext();
  const audio = context;
  if (audio.state === 'suspended') audio.resume().catch(() => undefined);
  if (audio.state === 'closed') return;
  for (const [hertz, from, length] of SCORES[sound]) {
    const begin = audio.currentTime + from / 1000;
    const end = begin + length / 1000;
    const oscillator = new OscillatorNode(audio, { frequency: hertz, type: sound === 'stop' ? 'square' : 'triangle' });
    const volume = new GainNode(audio, { gain: 0 });
    // Up and down in a few milliseconds: without it each tone begins and ends with a crack.
    volume.gain.setValueAtTime(0, begin);
    volume.gain.linearRampToValueAtTime(0.25, begin + 0.01);
    volume.gain.setValueAtTime(0.25, end - 0.02);
    volume.gain.linearRampToValueAtTime(0, end);
    oscillator.connect(volume).connect(audio.destination);
    oscillator.start(begin);
    oscillator.stop(end);
  }
}
