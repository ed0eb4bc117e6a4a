import { formatDay } from '#app/i18n/format.ts';
import { translatorFor } from '#app/i18n/instance.server.ts';
import type { Language } from '#app/i18n/languages.ts';
import { storedRightSchema } from '#app/services/withdrawal-case.server.ts';
import type { WithdrawalRow } from '#db/withdrawals.ts';
import { restore } from '#machines/kernel.ts';
import { withdrawalWorkflow } from '#machines/withdrawal/index.ts';

/** Why nothing comes of a statement, in a sentence, with the day or the article that it rests on. */
export function answerParagraphs(row: WithdrawalRow, language: Language): string[] {
  const t = translatorFor(language);
  const { answer } = withdrawalWorkflow.context.parse(restore(withdrawalWorkflow, row).context);
  const right = row.right === null ? null : storedRightSchema.parse(row.right);
  if (answer === null) throw new Error(`withdrawal ${row.id} has no answer`);
  if (answer === 'late') {
    return right?.lastDay ? [t('withdrawal:answer.late', { day: formatDay(right.lastDay, language) })] : [];
  }
  if (answer === 'excepted') {
    return [t('withdrawal:answer.excepted', { article: [...new Set(right?.articles ?? [])].join(', ') })];
  }
  return [t(`withdrawal:answer.${answer}`)];
}
