import * as z from 'zod';
import type { Translate } from '#app/i18n/types.ts';
import type { AuditQuestion } from '#app/services/view-audit.server.ts';
import { parseRmaCode } from '#machines/rma-code.ts';

const text = z.string().trim().max(100).catch('');
const schema = z.object({ person: text, code: text, since: text, until: text, before: text });

export interface AskedAudit {
  readonly asked: AuditQuestion;
  /** What was typed, to be shown again. */
  readonly typed: z.output<typeof schema>;
  readonly problems: readonly { field: string; message: string }[];
}

/** What the address asks for. What cannot be read is named at its field, and left out of the question. */
export function readAuditQuestion(params: URLSearchParams, t: Translate): AskedAudit {
  const typed = schema.parse(Object.fromEntries(params));
  const code = typed.code === '' ? null : parseRmaCode(typed.code);
  const [since, until] = [dayOf(typed.since), dayOf(typed.until)];
  const problems = [
    ...(code && !code.ok ? [{ field: 'code', message: t('audit:filter.bad-code') }] : []),
    ...(since === 'wrong' ? [{ field: 'since', message: t('audit:filter.bad-day') }] : []),
    ...(until === 'wrong' ? [{ field: 'until', message: t('audit:filter.bad-day') }] : []),
  ];
  const asked = {
    person: typed.person,
    rmaCode: code?.ok ? code.code : '',
    since: since === 'wrong' ? null : since,
    until: until === 'wrong' ? null : until,
    before: /^[1-9]\d{0,14}$/.test(typed.before) ? Number(typed.before) : null,
  };
  return { asked, typed, problems };
}

function dayOf(typed: string): Temporal.PlainDate | null | 'wrong' {
  if (typed === '') return null;
  try {
    const day = Temporal.PlainDate.from(typed);
    return day.year >= 1900 && day.year <= 9000 ? day : 'wrong';
  } catch (error) {
    if (error instanceof RangeError) return 'wrong';
    throw error;
  }
}
