import type { ReturnRow } from '#db/returns.ts';
import type { Unit } from '../unit-of-work.server.ts';
import { keepDeskMessage } from './send-message.server.ts';

/**
 * Puts the question of a rule of the desk to the customer of a return, as staff would: it stands on their page, a mail brings it, and the return waits
 * for the answer. Once for a return and a rule, however often the rule is asked. The rule is the unit's actor; the words are the merchant's own.
 */
export async function askByRule(
  unit: Unit,
  row: Pick<ReturnRow, 'id' | 'locale'>,
  { ruleId, question }: { readonly ruleId: string; readonly question: string },
): Promise<void> {
  await keepDeskMessage(unit, row, {
    ...{ text: question, template: null, asks: true, formKey: `automation:${ruleId}:${row.id}` },
  });
}
