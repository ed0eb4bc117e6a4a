import type { i18n } from 'i18next';
import type { WordKey } from './word-key.ts';

/** `common` comes first: its keys need no prefix, all others are written `terms:reason.defective`. */
export const namespaces = [
  'common',
  'terms',
  'customer',
  'staff',
  'policy',
  'mail',
  'receipts',
  'money',
  'credit',
  'rescue',
  'casework',
  'audit',
  'access',
  'approval',
  'people',
  'scan',
  'parcel',
  'queue',
  'automation',
  'found',
  'dock-said',
  'withdrawal',
] as const;

export type Namespaces = typeof namespaces;

/**
 * Says a key in the reader's language, with what stands for its names. The keys are listed once, in word-key.ts: i18next's own type works them out
 * anew at each of two thousand calls, and made checking the types take half a minute.
 */
export type Translate = (key: WordKey, names?: Readonly<Record<string, string | number>>) => string;

export type Words = i18n;
