import { data } from 'react-router';
import { z } from 'zod';
import { BackLink } from '#app/components/back-link.tsx';
import { Button } from '#app/components/button.tsx';
import { Card } from '#app/components/card.tsx';
import { ErrorSummary, type FieldProblem } from '#app/components/error-summary.tsx';
import { Notice } from '#app/components/notice.tsx';
import { TextArea } from '#app/components/text-area.tsx';
import { allow, fail, parseForm, redirectTo } from '#app/http.server.ts';
import { formatCount } from '#app/i18n/format.ts';
import { useWords } from '#app/i18n/use-words.ts';
import { answerMessage, IN_A_ROW_LIMIT } from '#app/services/casework/answer-message.server.ts';
import { MESSAGE_LIMIT } from '#app/services/casework/send-message.server.ts';
import { viewConversation } from '#app/services/casework/view-conversation.server.ts';
import { formatRmaCode } from '#machines/rma-code.ts';
import type { Route } from './+types/messages';
import { MessageThread } from './message-thread.tsx';
import { PageTitle } from './page-title.tsx';
import { messagesPath, statusPath } from './paths.ts';
import { requireReturn, rmaCodeOf } from './require-return.server.ts';
import { spokenConversation } from './spoken-conversation.server.ts';

export const loader = allow('guest', async (args) => {
  const { deps, guest, params, url } = args;
  const view = await requireReturn(deps, guest, params);
  const conversation = await viewConversation(deps.db, view.id);
  return {
    ...{ rmaCode: view.rmaCode, limit: MESSAGE_LIMIT, key: deps.ids.next() },
    talk: await spokenConversation(args, conversation, view.timeZone),
    done: url.searchParams.get('done') === 'sent',
  };
});

const fields = z.object({
  text: z.string().max(MESSAGE_LIMIT, 'too-large').default(''),
  key: z.string().regex(/^[\w.-]{8,64}$/, 'invalid'),
});

export const action = allow('guest', async ({ request, deps, guest, params, t, locale }) => {
  const rmaCode = rmaCodeOf(params);
  const form = await parseForm(request, fields, { maxBytes: 8 * 1024 * 1024 });
  if (!form.ok && form.errors.key) fail(422, 'invalid');
  const again = (typed: string, code: string, status: number) => {
    const key = (['too-large', 'too-many'] as const).find((one) => one === code) ?? 'empty';
    const limit = formatCount(key === 'too-many' ? IN_A_ROW_LIMIT : MESSAGE_LIMIT, locale);
    const message = code === 'invalid' ? t('casework:unreadable') : t(`casework:message.error.${key}`, { limit });
    const problems: FieldProblem[] = [{ field: 'text', message }];
    return data({ typed, problems }, { status });
  };
  if (!form.ok) return again(form.values.text ?? '', form.errors.text ?? 'empty', 422);
  const { text, key: formKey } = form.data;
  const taken = await answerMessage(deps, { orderId: guest.orderId, rmaCode, text, formKey });
  if (taken.ok) throw redirectTo(`${messagesPath(rmaCode)}?done=sent`);
  const { code } = taken.refusal;
  if (code === 'return.not-found') fail(404, 'not-found');
  return again(text, code.slice('message.'.length), code === 'message.too-many' ? 429 : 422);
});

export default function Messages({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useWords();
  const { rmaCode, talk, key, limit, done } = loaderData;
  const problems = actionData?.problems ?? [];
  const title = t('casework:customer.title', { code: formatRmaCode(rmaCode) });
  return (
    <>
      <PageTitle title={title} wrong={problems.length > 0} />
      <BackLink href={statusPath(rmaCode)} />
      <ErrorSummary problems={problems} />
      <h1>{title}</h1>
      {done && !actionData && (
        <Notice tone="success" live>
          <p>{t('casework:customer.done')}</p>
        </Notice>
      )}
      {talk.waiting && (
        <Notice tone="warning" title={t('casework:customer.waiting')}>
          <p>{t('casework:customer.waiting-text')}</p>
        </Notice>
      )}
      {talk.messages.length > 0 && (
        <Card>
          <MessageThread talk={talk} label={title} />
        </Card>
      )}
      <form method="post" noValidate>
        <input type="hidden" name="key" value={key} />
        <TextArea
          name="text"
          label={talk.waiting ? t('casework:customer.label-answer') : t('casework:customer.label')}
          error={problems.find(({ field }) => field === 'text')?.message}
          defaultValue={actionData?.typed}
          rows={6}
          maxLength={limit}
        />
        <Button>{t('casework:customer.button')}</Button>
      </form>
    </>
  );
}
