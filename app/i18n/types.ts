import type { i18n, TFunction } from 'i18next';
import type en from './en/index.ts';

/** `common` comes first: its keys need no prefix, all others are written `terms:reason.defective`. */
export const namespaces = ['common', 'terms', 'customer', 'staff', 'policy', 'mail', 'receipts', 'withdrawal'] as const;

export type Namespaces = typeof namespaces;

/** Says a key in the reader's language; the keys are those of the English files. */
export type Translate = TFunction<Namespaces>;

export type Words = i18n;

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common';
    resources: typeof en;
  }
}
