import { ProductPicture } from '#app/components/product-picture.tsx';
import { Radios } from '#app/components/radios.tsx';
import { Select } from '#app/components/select.tsx';
import { TextArea } from '#app/components/text-area.tsx';
import { TextInput } from '#app/components/text-input.tsx';
import { useWords } from '#app/i18n/use-words.ts';
import { REDUCE_REASONS, REJECT_REASONS } from '#machines/line/codes.ts';

export interface DecisionValues {
  choice: string;
  quantity: string;
  deduction: string;
  reduceReason: string;
  rejectReason: string;
  note: string;
}

export interface DecisionFieldsProps {
  line: { id: string; title: string; image: string | null; acceptable: number };
  currency: string;
  values: DecisionValues;
  errorOf: (field: string) => string | undefined;
}

const NOTE_LIMIT = 2000;

/** The decision on one line. Only the fields of its choice are shown; what the others hold is not looked at. */
export function DecisionFields({ line, currency, values, errorOf }: DecisionFieldsProps) {
  const { t } = useWords();
  const { id, title, acceptable } = line;
  const field = (name: string) => ({ name: `${name}-${id}`, error: errorOf(`${name}-${id}`) });
  const options = (['accept', 'reduce', 'reject'] as const)
    .filter((choice) => choice === 'reject' || acceptable > 0)
    .map((value) => ({ value, label: t(`staff:desk.decide.${value}`) }));
  return (
    <div className="decision">
      <input type="hidden" name={`line-${id}`} value="1" />
      <p className="decision-what">
        <ProductPicture image={line.image} />
        <strong dir="auto">{title}</strong>
      </p>
      <Radios
        {...field('choice')}
        label={<span className="visually-hidden">{t('staff:desk.decide.choice', { title })}</span>}
        defaultValue={values.choice}
        options={options}
      />
      <div className="for-accept for-reduce">
        <TextInput
          {...field('quantity')}
          label={t('staff:desk.decide.quantity')}
          hint={t('staff:desk.decide.of', { most: acceptable })}
          defaultValue={values.quantity}
          inputMode="numeric"
          autoComplete="off"
          width="tiny"
        />
      </div>
      <div className="for-reduce">
        <TextInput
          {...field('deduction')}
          label={t('staff:desk.decide.deduction', { currency })}
          defaultValue={values.deduction}
          inputMode="decimal"
          autoComplete="off"
          width="short"
        />
        <Select
          {...field('reduce-reason')}
          label={t('staff:desk.decide.reduce-reason')}
          empty={t('staff:desk.decide.choose')}
          defaultValue={values.reduceReason}
          options={REDUCE_REASONS.map((value) => ({ value, label: t(`terms:reduce-reason.${value}`) }))}
        />
      </div>
      <div className="for-reject">
        <Select
          {...field('reject-reason')}
          label={t('staff:desk.decide.reject-reason')}
          empty={t('staff:desk.decide.choose')}
          defaultValue={values.rejectReason}
          options={REJECT_REASONS.map((value) => ({ value, label: t(`terms:reject-reason.${value}`) }))}
        />
      </div>
      <div className="for-reduce for-reject">
        <TextArea
          {...field('note')}
          label={`${t('staff:desk.decide.note')} ${t('field.optional')}`}
          hint={t('staff:desk.decide.note-hint')}
          defaultValue={values.note}
          rows={2}
          maxLength={NOTE_LIMIT}
        />
      </div>
    </div>
  );
}

/** The same decision carried along unseen, between the preview and its confirmation. */
export function DecisionHidden({ lineId, values }: { lineId: string; values: DecisionValues }) {
  const fields = {
    line: '1',
    choice: values.choice,
    quantity: values.quantity,
    deduction: values.deduction,
    'reduce-reason': values.reduceReason,
    'reject-reason': values.rejectReason,
    note: values.note,
  };
  return Object.entries(fields).map(([name, value]) => (
    <input key={name} type="hidden" name={`${name}-${lineId}`} value={value} />
  ));
}
