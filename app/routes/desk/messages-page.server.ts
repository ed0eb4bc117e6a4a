import { data } from 'react-router';
import { z } from 'zod';
import { fail, parseForm, redirectTo, type StaffArgs } from '#app/http.server.ts';
import { formatCount, formatMoney } from '#app/i18n/format.ts';
import { translatorFor } from '#app/i18n/instance.server.ts';
import { defaultLocale, isLocale, type Locale, localeFacts } from '#app/i18n/locales.ts';
import { may } from '#app/permissions.ts';
import type { ReturnOfCase } from '#app/services/casework/return-of-case.server.ts';
import {
  ASKING,
  MESSAGE_LIMIT,
  sendMessage,
  TEMPLATES,
  type Template,
} from '#app/services/casework/send-message.server.ts';
import { viewConversation } from '#app/services/casework/view-conversation.server.ts';
import { formatRmaCode } from '#machines/rma-code.ts';
import { FORM_KEY, requireCase } from './case-return.server.ts';
import { messageEntries } from './message-words.server.ts';
import { nameList } from './name-list.ts';

/** The messages of a return, and the form for a new one, begun by the template that the address names. */
export async function loadMessagesPage(args: StaffArgs) {
  const { deps, staff, t, url } = args;
  const found = await requireCase(args);
  const conversation = await viewConversation(deps.db, found.row.id);
  const locale = localeOf(found);
  const template = TEMPLATES.find((one) => one === url.searchParams.get('template')) ?? null;
  const language = new Intl.DisplayNames(localeFacts[args.locale].format, { type: 'language' }).of(locale) ?? locale;
  return {
    ...{ code: formatRmaCode(found.row.rmaCode), back: `/desk/returns/${found.row.id}`, limit: MESSAGE_LIMIT },
    ...{ waiting: conversation.waiting, entries: messageEntries(conversation, found.timeZone, args) },
    mayWrite: may(staff.role, 'desk.decide'),
    key: deps.ids.next(),
    language: t('casework:message.language', { language }),
    templates: TEMPLATES.map((value) => ({ value, label: t(`casework:template.${value}.label`) })),
    draft: {
      text: template ? filledTemplate(template, found, locale) : '',
      template: template ?? '',
      asks: template && ASKING.includes(template) ? 'yes' : 'no',
    },
  };
}

const localeOf = ({ row }: ReturnOfCase): Locale => (isLocale(row.locale) ? row.locale : defaultLocale);

/** A template in the customer's language, filled with what is known of their return. */
export function filledTemplate(template: Template, { row, items, shop }: ReturnOfCase, locale: Locale): string {
  const t = translatorFor(locale);
  return t(`casework:template.${template}.text`, {
    ...{
      code: formatRmaCode(row.rmaCode),
      items: nameList(items, locale),
      shop: shop.name,
      support: shop.supportEmail,
    },
    total: formatMoney({ amount: row.total, currency: row.currency }, locale),
  });
}

const fields = z.object({
  text: z.string().max(MESSAGE_LIMIT, 'too-large').default(''),
  template: z.enum(TEMPLATES).nullable().catch(null).default(null),
  asks: z.enum(['yes', 'no']).catch('no').default('no'),
  key: z.string().regex(FORM_KEY, 'invalid'),
});

/** A message to the customer: sent, or refused with what was typed. */
export async function takeMessage(args: StaffArgs) {
  const { row } = await requireCase(args);
  const form = await parseForm(args.request, fields, { maxBytes: 8 * 1024 * 1024 });
  if (!form.ok && form.errors.key) fail(422, 'invalid');
  if (!form.ok) return again(form.values, form.errors.text ?? 'empty', args);
  const { text, template, asks, key: formKey } = form.data;
  const input = { returnId: row.id, staffId: args.staff.id, text, template, asks: asks === 'yes', formKey };
  const sent = await sendMessage(args.deps, input);
  if (sent.ok) throw redirectTo(`/desk/returns/${row.id}?done=sent#messages`);
  if (sent.refusal.code === 'return.not-found') fail(404, 'not-found');
  return again({ text, template: template ?? '', asks }, sent.refusal.code.slice('message.'.length), args);
}

function again(values: Readonly<Record<string, string>>, code: string, { t, locale }: StaffArgs) {
  const limit = formatCount(MESSAGE_LIMIT, locale);
  const message =
    code === 'invalid'
      ? t('casework:unreadable')
      : t(`casework:message.error.${code === 'too-large' ? 'too-large' : 'empty'}`, { limit });
  const { text = '', template = '', asks = 'no' } = values;
  return data({ typed: { text, template, asks }, problems: [{ field: 'text', message }] }, { status: 422 });
}
