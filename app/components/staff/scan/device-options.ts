import { useEffect, useState } from 'react';

/** What somebody has set on this device. */
export interface DeviceOptions {
  /** Go on to the count of each parcel as soon as it is scanned; else only note that it has come. */
  readonly count: boolean;
  readonly sound: boolean;
}

const NAME = 'retour-dock-options';
const USUAL: DeviceOptions = { count: true, sound: true };

function read(): DeviceOptions {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(NAME) ?? '{}');
    if (typeof stored !== 'object' || stored === null) return USUAL;
    return {
      count: !('count' in stored && stored.count === false),
      sound: !('sound' in stored && stored.sound === false),
    };
  } catch {
    return USUAL;
  }
}

/** The options of this device and what changes them; the usual ones until the page has looked. */
export function useDeviceOptions(): readonly [DeviceOptions, (change: Partial<DeviceOptions>) => void] {
  const [options, setOptions] = useState(USUAL);
  useEffect(() => setOptions(read()), []);
  const change = (changed: Partial<DeviceOptions>) => {
    const next = { ...options, ...changed };
    setOptions(next);
    try {
      localStorage.setItem(NAME, JSON.stringify(next));
    } catch {
      // Nothing is kept here: it holds until the page is left.
    }
  };
  return [options, change];
}
