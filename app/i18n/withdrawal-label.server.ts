import { ARGENTINE_LABEL, withdrawalLabel } from '#machines/policy/withdrawal-function.ts';
import { type Language, languageFacts } from './languages.ts';
import type { Direction } from './locales.ts';
import { withdrawalWords } from './withdrawal/index.server.ts';

/** The words of a control, and the language they are in: the page around it may speak another. */
export interface Label {
  readonly text: string;
  readonly lang: string;
  readonly direction: Direction;
}

/** The words of the two controls in languages that the law has none for. */
const unofficial = new Map([
  ['ar', withdrawalWords.ar.labels],
  ['zh', withdrawalWords.zh.labels],
]);

const wordings = (language: Language) => unofficial.get(language) ?? withdrawalLabel(language);

/**
 * What the entry to the withdrawal is called: by the wording of the law in the reader's language; in Argentina, which the reader's language or
 * the order tells, as Resolución 424/2020 wants it, whatever the language.
 */
export function entryLabel(language: Language, button: 'eu' | 'ar' | null): Label {
  if (button === 'ar' || language === 'es-AR') return { text: ARGENTINE_LABEL, lang: 'es', direction: 'ltr' };
  return { text: wordings(language).withdraw, lang: language, direction: languageFacts[language].direction };
}

/** What the button says that confirms the statement: nothing else stands on it. */
export function confirmLabel(language: Language): string {
  return wordings(language).confirm;
}
