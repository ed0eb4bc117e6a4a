import { fail, type StaffArgs } from '#app/http.server.ts';
import { formatDay, formatInstant, formatMoney } from '#app/i18n/format.ts';
import { type TransferPage, type TransferStep, viewTransferPage } from '#app/services/view-transfers.server.ts';
import { formatRmaCode } from '#machines/rma-code.ts';

/** The transfer that the address names, or the page that there is none. */
export async function requireTransfer({ deps, params, staff }: StaffArgs): Promise<TransferPage> {
  const transferId = (params.id ?? '').slice(0, 100);
  return (await viewTransferPage(deps, { transferId, staffId: staff.id })) ?? fail(404, 'not-found');
}

/** One transfer in the reader's words, with the acts that this person may do. */
export async function loadTransferPage(args: StaffArgs) {
  const view = await requireTransfer(args);
  const { t, locale, url, deps } = args;
  const money = formatMoney({ amount: view.amount, currency: view.currency }, locale);
  return {
    title: t('rescue:transfer.title', { amount: money }),
    state: { text: t(`terms:state.transfer.${view.state}`), done: view.state === 'confirmed' },
    done: url.searchParams.get('done') === 'yes',
    hash: view.contentHash,
    may: view.may,
    needsOther: view.needsOther,
    disputed: view.disputed,
    confirmHint: t('rescue:transfer.confirm-hint', { amount: money, reference: view.record?.reference ?? '' }),
    today: deps.clock().toZonedDateTimeISO(view.timeZone).toPlainDate().toString(),
    returnHref: `/desk/returns/${view.returnId}`,
    facts: factsOf(view, money, args),
    story: view.story.map((step) => storyWords(step, view.timeZone, args)),
  };
}

function factsOf(view: TransferPage, money: string, { t, locale }: StaffArgs) {
  const { record, timeZone, erasedAt } = view;
  const somebody = t('rescue:transfer.somebody');
  const code = formatRmaCode(view.rmaCode);
  const rows: readonly (readonly [id: string, label: string, value: string | null])[] = [
    ['amount', t('rescue:transfers.column.amount'), money],
    ['account', t('rescue:transfers.column.account'), view.mask || null],
    ['purpose', t('rescue:transfer.purpose'), code],
    ['order', t('rescue:transfer.order'), view.orderNumber],
    [
      'recorded',
      t('rescue:transfer.recorded'),
      record &&
        t('rescue:transfer.recorded-by', {
          name: view.recordedBy ?? somebody,
          day: formatDay(record.madeOn, locale),
          reference: record.reference,
        }),
    ],
    [
      'confirmed',
      t('rescue:transfer.confirmed-by'),
      view.state === 'confirmed' || view.state === 'bounced' ? (view.confirmedBy ?? somebody) : null,
    ],
    ['erased', t('rescue:transfer.erased'), erasedAt && formatInstant(erasedAt, timeZone, locale)],
  ];
  return rows.flatMap(([id, label, value]) => (value === null ? [] : [{ id, label, value }]));
}

function storyWords(step: TransferStep, timeZone: string, { t, locale }: StaffArgs) {
  const type = KNOWN.find((known) => known === step.type);
  return {
    id: step.id,
    title: type ? t(`rescue:story.${type}`) : step.type,
    when: formatInstant(step.at, timeZone, locale),
    dateTime: step.at,
    status: step.type === 'bounce' || step.type === 'refuse' ? ('stopped' as const) : ('done' as const),
    who: step.actor === 'staff' ? (step.name ?? t('rescue:transfer.somebody')) : t(`rescue:transfer.by.${step.actor}`),
  };
}

const KNOWN = [
  ...(['ask', 'give', 'reveal', 'refuse', 'record', 'void', 'confirm', 'bounce', 'withdraw', 'erase'] as const),
];
