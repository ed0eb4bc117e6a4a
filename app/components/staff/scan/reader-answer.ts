import type { FoundCode } from './found-code.ts';

/** What the reader's thread says: once when it is ready or never will be, and once to each picture. */
export type ReaderAnswer = { readonly codes: readonly FoundCode[] } | { readonly failed: true };
