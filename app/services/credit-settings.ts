import type { CreditValidity } from '#machines/credit/index.ts';

/** Keeps the codes of store credits: they are stored as a keyed hash, to be found, and sealed, to be shown to their owner; never as they are. */
export interface CreditVault {
  /** What a new credit is stored under. */
  readonly hash: (code: string) => string;
  /** All hashes under which a code may stand: several while the secret is being replaced. */
  readonly hashes: (code: string) => readonly string[];
  readonly seal: (code: string) => string;
  /** The code; null when it was sealed with a secret that is no longer known. */
  readonly open: (sealed: string) => string | null;
}

export interface CreditSettings {
  readonly vault: CreditVault;
  /** How long a credit lives beyond what the law asks for. */
  readonly validity: CreditValidity;
}
