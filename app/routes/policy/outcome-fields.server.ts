import { GRADES } from '#machines/line/codes.ts';
import { TOPICS, type Topic } from '#machines/policy/outcome.ts';
import type { PolicyDocument } from '#machines/policy/policy.ts';
import { REFUND_TRIGGERS } from '#machines/policy/resolution.ts';
import { yesNo } from './condition-fields.server.ts';
import type { FormField } from './form-field.ts';
import type { Speech } from './rule-words.server.ts';
import { costFields, windowFromField } from './terms-form.server.ts';

export const ADMISSIONS = ['allow', 'refuse', 'review'] as const;

export function topicOf(text: string | null): Topic | null {
  return TOPICS.find((topic) => topic === text) ?? null;
}

/** The fields of one thing that a rule can say. */
export function outcomeFields(topic: Topic, document: PolicyDocument, speech: Speech): FormField[] {
  const { t } = speech;
  const label = t(`policy:topic.${topic}`);
  const hint = t(`policy:topic-hint.${topic}`);
  switch (topic) {
    case 'window':
      return [
        { type: 'number', name: 'days', label: t('policy:field.days'), hint: t('policy:field.days-hint') },
        windowFromField(speech),
      ];
    case 'admission': {
      const choices = ADMISSIONS.map((value) => ({
        ...{ value, label: t(`policy:admission.${value}`), hint: t(`policy:admission-hint.${value}`) },
      }));
      return [{ type: 'radio', name: 'value', label, choices }];
    }
    case 'returnCost':
      return costFields(speech);
    case 'restocking':
    case 'creditBonus':
      return [{ type: 'number', name: 'percent', label: t('policy:field.percent'), hint }];
    case 'keep':
    case 'refundOutboundShipping':
      return [{ type: 'radio', name: 'value', label, hint, choices: yesNo(speech) }];
    case 'warehouse': {
      const choices = Object.entries(document.warehouses).map(([value, { name }]) => ({ value, label: name }));
      return [{ type: 'radio', name: 'value', label, hint, choices }];
    }
    case 'evidence':
      return [
        { type: 'number', name: 'photos', label: t('policy:field.photos'), hint },
        {
          ...{ type: 'check', name: 'comment', label: t('policy:field.comment') },
          choices: [{ value: 'yes', label: t('policy:field.comment-yes') }],
        },
      ];
    case 'refundTrigger':
      return [
        {
          ...{ type: 'radio', name: 'when', label, hint },
          choices: REFUND_TRIGGERS.map((value) => ({ value, label: t(`policy:trigger.${value}`) })),
        },
        moneyRow(t('policy:field.cap'), t('policy:field.cap-hint'), speech),
      ];
    case 'gradeDeductions':
      return GRADES.map((grade) => ({
        ...{ type: 'number' as const, name: grade },
        label: t('policy:field.grade-percent', { grade: t(`terms:grade.${grade}`) }),
        hint: t('policy:field.grade-hint'),
      }));
    case 'couponThreshold':
      return [
        moneyRow(t('policy:field.minimum'), hint, speech),
        {
          type: 'text',
          name: 'code',
          width: 'medium',
          ltr: true,
          label: t('policy:field.coupon'),
          hint: t('policy:field.coupon-hint'),
        },
      ];
  }
}

function moneyRow(label: string, hint: string, { t }: Speech): FormField {
  return {
    ...{ type: 'row', name: 'money' },
    fields: [
      { type: 'amount', name: 'amount', label, hint },
      {
        type: 'text',
        name: 'currency',
        width: 'tiny',
        ltr: true,
        label: t('policy:edit.currency'),
        hint: t('policy:edit.currency-hint'),
      },
    ],
  };
}
