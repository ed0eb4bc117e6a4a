import { PhotoStrip } from '#app/components/photo-strip.tsx';
import type { SummaryRow } from '#app/components/summary-list.tsx';
import type { Translate } from '#app/i18n/types.ts';
import type { LineAnswers, RefundWay } from '#machines/answers.ts';
import { changePathOf } from './paths.ts';

interface AnsweredLine extends LineAnswers {
  readonly title: string;
  readonly photos: readonly string[];
  /** The customer may keep it. */
  readonly kept: boolean;
}

interface AnswersShown {
  readonly lines: readonly AnsweredLine[];
  readonly refund: RefundWay | null;
  /** null: nothing has to travel. */
  readonly travel: 'label' | 'own' | null;
}

/** Every answer with the way back to its question. */
export function answerRows({ lines, refund, travel }: AnswersShown, t: Translate): SummaryRow[] {
  const rows = lines.flatMap((line) => lineRows(line, t));
  if (refund) {
    rows.push({
      id: 'refund',
      label: t('customer:check.money'),
      value: t(`terms:refund-way.${refund}`),
      change: { href: changePathOf({ page: 'refund' }), what: t('customer:check.money') },
    });
  }
  rows.push({
    id: 'travel',
    label: t('customer:check.travel'),
    value: travel ? t(`terms:travel.${travel}`) : t('customer:check.keep'),
    ...(travel ? { change: { href: changePathOf({ page: 'travel' }), what: t('customer:check.travel') } } : {}),
  });
  return rows;
}

function lineRows(
  { lineId, title, quantity, reason, comment, seal, photos, kept }: AnsweredLine,
  t: Translate,
): SummaryRow[] {
  const item: SummaryRow = {
    id: `${lineId}-item`,
    label: t('customer:check.item'),
    value: (
      <>
        <bdi>{title}</bdi>, {t('product.pieces', { count: quantity })}
        {kept && <p>{t('customer:check.keep-item')}</p>}
      </>
    ),
    change: { href: changePathOf({ page: 'items' }), what: t('customer:check.change-item', { title }) },
  };
  const why: SummaryRow = {
    id: `${lineId}-reason`,
    label: t('customer:check.reason'),
    value: (
      <>
        {reason && <p>{t(`terms:reason.${reason}`)}</p>}
        {seal && <p>{t(`terms:seal.${seal}`)}</p>}
        {comment && <p dir="auto">{comment}</p>}
        <PhotoStrip
          label={t('customer:check.photos', { title })}
          photos={photos.map((id, index) => ({
            id,
            src: `/photos/${id}`,
            alt: t('customer:reason.photo', { number: index + 1 }),
          }))}
        />
      </>
    ),
    change: { href: changePathOf({ page: 'reason', lineId }), what: t('customer:check.change-reason', { title }) },
  };
  return [item, why];
}
