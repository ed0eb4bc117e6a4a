import type { NoticeTone } from '#app/components/notice.tsx';
import type { ScanResult } from '#machines/scan/verdict.ts';

/** The answer to a scan, in the reader's words: the server writes it, the device shows and sounds it. */
export interface Verdict {
  /** The device's id of the scan. */
  readonly id: string;
  readonly result: ScanResult;
  readonly title: string;
  readonly text: string;
  /** Where the parcel is counted; null where it is not. */
  readonly go: string | null;
  /** Further ways, such as the returns to choose from. */
  readonly links: readonly { readonly href: string; readonly label: string; readonly note: string }[];
}

export const toneOf: Readonly<Record<ScanResult, NoticeTone>> = {
  ok: 'success',
  already: 'warning',
  unknown: 'danger',
  stop: 'danger',
};
