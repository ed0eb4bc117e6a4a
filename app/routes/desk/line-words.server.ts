import type { DeskLineWords } from '#app/components/staff/desk-line-card.tsx';
import { formatMoney, formatPercent } from '#app/i18n/format.ts';
import type { Locale } from '#app/i18n/locales.ts';
import { type SpokenReceipt, spokenReceipts } from '#app/i18n/receipt-words.ts';
import type { Translate } from '#app/i18n/types.ts';
import type { DeskLine } from '#app/services/desk-line.server.ts';
import type { DeskReturn } from '#app/services/view-desk-return.server.ts';

interface Reader {
  readonly t: Translate;
  readonly locale: Locale;
}

/** One line in words: what its customer said, what the dock found, what it brings, which rule said what, and what was decided. */
export function lineWords(line: DeskLine, view: DeskReturn, reader: Reader): DeskLineWords {
  const { t, locale } = reader;
  const money = (amount: number) => formatMoney({ amount, currency: view.currency }, locale);
  const quote = (view.decided ?? view.asked).lines.find((one) => one.orderLineId === line.orderLineId);
  const amount = money(quote?.refund ?? 0);
  const { id, title, variant, sku, image, quantity, comment, dockNote, acceptable } = line;
  return {
    ...{ id, title, variant, sku, image, quantity, comment, dockNote, acceptable },
    reason: t(`terms:reason.${line.reason}`),
    seal: line.seal && t(`terms:seal.${line.seal}`),
    counted: line.counted === null ? null : t('staff:desk.return.counted', { count: line.counted }),
    differs: line.counted !== null && line.counted !== quantity,
    grade: line.grade,
    customerPhotos: [...soldAs(line, t), ...photos(line.customerPhotos, 'customer-photo', title, t)],
    dockPhotos: photos(line.dockPhotos, 'dock-photo', title, t),
    refund: t(view.decided ? 'staff:desk.return.refund' : 'staff:desk.return.estimate', { amount }),
    decision: decisionWords(line, reader, money),
    kept: line.kept,
    review: line.review,
    ahead: line.differsAfterwards,
    suggestion: suggestionWords(line, reader, money),
    receipts: receiptsOf(line, view, reader).map((receipt, index) => ({
      id: String(index),
      ...receiptRow(receipt, reader),
    })),
  };
}

/** The order's picture in front of the customer's photos: what was sold beside what came of it. */
function soldAs({ customerPhotos, image, title }: DeskLine, t: Translate) {
  if (customerPhotos.length === 0 || image === null) return [];
  return [{ id: 'sold', src: image, alt: t('casework:sold', { title }) }];
}

const photos = (ids: readonly string[], key: 'customer-photo' | 'dock-photo', title: string, t: Translate) =>
  ids.map((id, index) => ({
    id,
    src: `/staff/photos/${id}`,
    alt: t(`staff:desk.return.${key}`, { number: index + 1, title }),
  }));

/** The decisions on a line in words and as data: the same for the page and for its JSON. */
export function receiptsOf(line: DeskLine, { policyNumbers }: DeskReturn, reader: Reader): SpokenReceipt[] {
  return spokenReceipts(line.standing, (id) => policyNumbers.get(id) ?? null, reader);
}

function suggestionWords({ suggested }: DeskLine, { t, locale }: Reader, money: (amount: number) => string) {
  if (!suggested) return null;
  const percent = formatPercent(suggested.percent, locale);
  return t('staff:desk.return.suggested', { amount: money(suggested.amount), percent });
}

function receiptRow(receipt: SpokenReceipt, { t }: Reader) {
  const { scope, outcome, policyNumber } = receipt;
  const version = policyNumber === null ? null : t('staff:desk.return.policy-version', { number: policyNumber });
  return {
    scope: t(`staff:desk.return.scope.${scope}`),
    outcome: t(`staff:desk.return.outcome.${outcome}`),
    tone:
      outcome === 'allow' ? ('success' as const) : outcome === 'refuse' ? ('danger' as const) : ('neutral' as const),
    text: receipt.sentence,
    detail: version ?? '',
    would: receipt.wouldChangeSentences,
  };
}

function decisionWords({ decision, state }: DeskLine, { t }: Reader, money: (amount: number) => string) {
  if (!decision) return null;
  const pieces = decision.type === 'reject' ? '' : t('product.pieces', { count: decision.quantity });
  const reason =
    decision.type === 'reject'
      ? t(`terms:reject-reason.${decision.reason}`)
      : decision.type === 'reduce'
        ? `${money(-decision.deduction)}: ${t(`terms:reduce-reason.${decision.reason}`)}`
        : '';
  return {
    state: t(`terms:state.line.${state}`),
    tone:
      decision.type === 'accept'
        ? ('success' as const)
        : decision.type === 'reduce'
          ? ('warning' as const)
          : ('danger' as const),
    detail: [pieces, reason].filter(Boolean).join(' · '),
    note: decision.type === 'accept' ? null : decision.note,
  };
}
