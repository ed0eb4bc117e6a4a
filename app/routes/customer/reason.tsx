import { data } from 'react-router';
import { BackLink } from '#app/components/back-link.tsx';
import { Button } from '#app/components/button.tsx';
import { DefaultSubmit } from '#app/components/default-submit.tsx';
import { ErrorSummary, type FieldProblem } from '#app/components/error-summary.tsx';
import { FileInput } from '#app/components/file-input.tsx';
import { Notice } from '#app/components/notice.tsx';
import { ProductLine } from '#app/components/product-line.tsx';
import { Progress } from '#app/components/progress.tsx';
import { Radios } from '#app/components/radios.tsx';
import { TextArea } from '#app/components/text-area.tsx';
import { allow, fail } from '#app/http.server.ts';
import { useWords } from '#app/i18n/use-words.ts';
import { COMMENT_LIMIT, SEALS } from '#machines/answers.ts';
import type { Route } from './+types/reason';
import { PageTitle } from './page-title.tsx';
import { loadReasonPage, takeReason } from './reason-page.server.ts';
import { standingWords } from './standing-words.ts';
import { StopPage } from './stop-page.tsx';

export const loader = allow('guest', (args) => loadReasonPage(args));

export const action = allow('guest', async (args) => {
  const outcome = await takeReason(args);
  if (outcome.kind === 'unknown') fail(404, 'not-found');
  return data(outcome.page, { status: outcome.page.problems.length > 0 ? 422 : 200 });
});

export default function Reason({ loaderData, actionData }: Route.ComponentProps) {
  const { t, locale } = useWords();
  const { line, reasons, sealAsked, photos, draftId, back, stop } = loaderData;
  const problems: readonly FieldProblem[] = actionData?.problems ?? [];
  const values = actionData?.values ?? loaderData.values;
  const errorOf = (field: string) => problems.find((problem) => problem.field === field)?.message;
  const title = t('customer:reason.title', { title: line.title });
  // Without a script the page cannot know which reason will be chosen: where one needs evidence, no field is called optional.
  const needed = reasons.some((one) => one.needed);
  const optional = (label: string) => (needed ? label : `${label} ${t('field.optional')}`);
  if (stop && !actionData)
    return <StopPage stop={stop} draftId={draftId} title={line.title} support={loaderData.support} />;
  return (
    <>
      <PageTitle title={title} wrong={problems.length > 0} />
      <BackLink href={back} />
      <ErrorSummary problems={problems} />
      <Progress step={2} steps={5} />
      <form method="post" action={loaderData.action} encType="multipart/form-data" noValidate>
        <DefaultSubmit />
        <input type="hidden" name="draft" value={draftId} />
        <ProductLine title={line.title} variant={line.variant} image={line.image} quantity={line.quantity} />
        {line.standing.kind === 'faults-only' && (
          <Notice title={standingWords(line.standing, t, locale)}>
            <p>{t('customer:reason.faults-only')}</p>
          </Notice>
        )}
        <Radios
          name="reason"
          heading
          label={title}
          hint={t('customer:reason.hint')}
          error={errorOf('reason')}
          defaultValue={values.reason}
          options={reasons.map(({ reason, evidence, needed }) => ({
            value: reason,
            label: t(`terms:reason.${reason}`),
            hint: evidence && t(needed ? 'customer:reason.wants' : 'customer:reason.welcome', { what: evidence }),
          }))}
        />
        {sealAsked && (
          <Radios
            name="seal"
            label={t('customer:reason.seal')}
            hint={t('customer:reason.seal-hint')}
            error={errorOf('seal')}
            defaultValue={values.seal}
            options={SEALS.map((seal) => ({ value: seal, label: t(`terms:seal.${seal}`) }))}
          />
        )}
        <TextArea
          name="comment"
          label={optional(t('customer:reason.comment'))}
          hint={t('customer:reason.comment-hint')}
          error={errorOf('comment')}
          defaultValue={values.comment}
          maxLength={COMMENT_LIMIT}
        />
        <FileInput
          name="photos"
          label={optional(t('customer:reason.photos'))}
          hint={needed ? t('customer:reason.photos-hint-needed') : t('customer:reason.photos-hint')}
          error={errorOf('photos')}
          accept="image/jpeg,image/png,image/webp"
          accepted={photos.map((id, index) => ({
            id,
            name: t('customer:reason.photo', { number: index + 1 }),
            src: `/photos/${id}`,
          }))}
        />
        <Button>{t('action.continue')}</Button>
      </form>
    </>
  );
}
