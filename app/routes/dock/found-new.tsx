import { type FormEvent, useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import { BackLink } from '#app/components/back-link.tsx';
import { Button } from '#app/components/button.tsx';
import { ErrorSummary, type FieldProblem } from '#app/components/error-summary.tsx';
import { FileInput } from '#app/components/file-input.tsx';
import { useFocusOnProblems } from '#app/components/staff/focus-problems.ts';
import { useAnswers, useScanQueue } from '#app/components/staff/scan/use-scan-queue.ts';
import { KeptPanel, VerdictPanel } from '#app/components/staff/scan/verdict-panel.tsx';
import { StaffTitle } from '#app/components/staff/staff-title.tsx';
import { TextArea } from '#app/components/text-area.tsx';
import { TextInput } from '#app/components/text-input.tsx';
import { allow } from '#app/http.server.ts';
import { useFoundWords } from '#app/i18n/use-found-words.ts';
import type { Route } from './+types/found-new';
import { loadFoundForm, takeFoundForm } from './found-new-page.server.ts';

export const loader = allow('dock.found', (args) => loadFoundForm(args));
export const action = allow('dock.found', (args) => takeFoundForm(args));

export default function FoundNew({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useFoundWords();
  const scans = useScanQueue();
  const { latest } = scans.view;
  const navigate = useNavigate();
  const [missing, setMissing] = useState<readonly FieldProblem[]>([]);
  const form = useRef<HTMLFormElement>(null);
  const problems = missing.length > 0 ? missing : (actionData?.problems ?? []);
  useFocusOnProblems(problems);
  useAnswers(scans, ({ verdict, late }) => {
    if (late && !verdict) form.current?.reset();
    if (verdict?.go && !late) void navigate(verdict.go);
  });
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const { fields, photos } = readForm(event.currentTarget);
    if (photos.length === 0) return setMissing([{ field: 'photo', message: t('found:error.photo-missing') }]);
    setMissing([]);
    void scans.queue.found(fields.code || fields.name || fields.goods || t('found:nothing-known'), fields, photos);
  };
  const title = t('found:new');
  return (
    <>
      <StaffTitle title={title} wrong={problems.length > 0} />
      <BackLink href="/dock/found">{t('found:title')}</BackLink>
      <ErrorSummary problems={problems} />
      <h1>{title}</h1>
      {latest?.verdict && !latest.verdict.go && <VerdictPanel verdict={latest.verdict} />}
      <KeptPanel view={scans.view} />
      <form
        ref={form}
        method="post"
        encType="multipart/form-data"
        noValidate
        onSubmit={onSubmit}
        className="dock-form found-form"
      >
        <input type="hidden" name="id" value={loaderData.id} />
        <Fields code={loaderData.code} typed={actionData?.typed ?? {}} problems={problems} />
        <Button icon="check">{t('found:save')}</Button>
      </form>
    </>
  );
}

/** Takes the form's words and photos as they are kept on the device. */
function readForm(form: HTMLFormElement): { fields: Record<string, string>; photos: File[] } {
  const entries = [...new FormData(form).entries()];
  const photos = entries.flatMap(([, value]) => (value instanceof File && value.size > 0 ? [value] : []));
  const fields = entries.flatMap(([name, value]) =>
    typeof value === 'string' && name !== 'id' ? [[name, value] as const] : [],
  );
  return { fields: Object.fromEntries(fields), photos };
}

function Fields({
  code,
  typed,
  problems,
}: {
  code: string;
  typed: Readonly<Record<string, string>>;
  problems: readonly FieldProblem[];
}) {
  const { t } = useFoundWords();
  const field = (name: 'code' | 'name' | 'place' | 'email' | 'goods' | 'note') => ({
    ...{
      name,
      label: t(`found:field.${name}`),
      error: errorOf(name),
      defaultValue: typed[name] ?? (name === 'code' ? code : ''),
    },
  });
  const errorOf = (name: string) => problems.find((problem) => problem.field === name)?.message;
  return (
    <>
      <FileInput
        name="photo"
        label={t('found:field.photo')}
        hint={t('found:field.photo-hint')}
        error={errorOf('photo')}
        accept="image/jpeg,image/png,image/webp"
      />
      <TextInput {...field('code')} hint={t('found:field.code-hint')} width="medium" autoComplete="off" ltr />
      <TextInput {...field('goods')} hint={t('found:field.goods-hint')} autoComplete="off" />
      <div className="fields-row">
        <TextInput {...field('name')} autoComplete="off" />
        <TextInput {...field('place')} autoComplete="off" />
      </div>
      <TextInput
        {...field('email')}
        hint={t('found:field.email-hint')}
        width="medium"
        autoComplete="off"
        inputMode="email"
        ltr
      />
      <TextArea {...field('note')} rows={2} maxLength={2000} />
    </>
  );
}
