import { data } from 'react-router';
import { z } from 'zod';
import { BackLink } from '#app/components/back-link.tsx';
import { Button } from '#app/components/button.tsx';
import { ErrorSummary, type FieldProblem } from '#app/components/error-summary.tsx';
import { TextArea } from '#app/components/text-area.tsx';
import { allow, fail, parseForm, redirectTo, refusalStatus } from '#app/http.server.ts';
import { formatCount } from '#app/i18n/format.ts';
import { useWords } from '#app/i18n/use-words.ts';
import { CONTEST_LIMIT, contestDecision } from '#app/services/casework/contest-decision.server.ts';
import { canContest } from '#app/services/casework/view-contest.server.ts';
import { formatRmaCode } from '#machines/rma-code.ts';
import type { Route } from './+types/contest';
import { PageTitle } from './page-title.tsx';
import { statusPath } from './paths.ts';
import { requireReturn, rmaCodeOf } from './require-return.server.ts';

export const loader = allow('guest', async ({ deps, guest, params }) => {
  const { id, rmaCode } = await requireReturn(deps, guest, params);
  // Its page says how the decision stands.
  if (!(await canContest(deps.db, id))) throw redirectTo(statusPath(rmaCode));
  return { rmaCode, limit: CONTEST_LIMIT };
});

const fields = z.object({ words: z.string().max(CONTEST_LIMIT, 'too-large').default('') });

export const action = allow('guest', async ({ request, deps, guest, params, t, locale }) => {
  const rmaCode = rmaCodeOf(params);
  const form = await parseForm(request, fields, { maxBytes: 8 * 1024 * 1024 });
  const again = (typed: string, code: string, status: number) => {
    const limit = formatCount(CONTEST_LIMIT, locale);
    const key = (['too-large', 'gone'] as const).find((one) => one === code) ?? 'empty';
    const message = code === 'invalid' ? t('casework:unreadable') : t(`casework:contest.${key}`, { limit });
    const problems: FieldProblem[] = [{ field: key === 'gone' ? '' : 'words', message }];
    return data({ typed, problems }, { status });
  };
  if (!form.ok) return again(form.values.words ?? '', form.errors.words ?? 'empty', 422);
  const contested = await contestDecision(deps, { orderId: guest.orderId, rmaCode, words: form.data.words });
  if (contested.ok) throw redirectTo(statusPath(rmaCode));
  const { code } = contested.refusal;
  if (code === 'return.not-found') fail(404, 'not-found');
  const shown = code === 'contest.impossible' ? 'gone' : code.slice('contest.'.length);
  return again(form.data.words, shown, refusalStatus(code));
});

export default function Contest({ loaderData: { rmaCode, limit }, actionData }: Route.ComponentProps) {
  const { t } = useWords();
  const problems = actionData?.problems ?? [];
  const title = t('casework:contest.title', { code: formatRmaCode(rmaCode) });
  return (
    <>
      <PageTitle title={title} wrong={problems.length > 0} />
      <BackLink href={statusPath(rmaCode)} />
      <ErrorSummary problems={problems} />
      <h1>{title}</h1>
      <p className="lede">{t('casework:contest.lead')}</p>
      <form method="post" noValidate>
        <TextArea
          name="words"
          label={t('casework:contest.label')}
          error={problems.find(({ field }) => field === 'words')?.message}
          defaultValue={actionData?.typed}
          rows={8}
          maxLength={limit}
        />
        <Button>{t('casework:contest.button')}</Button>
      </form>
    </>
  );
}
