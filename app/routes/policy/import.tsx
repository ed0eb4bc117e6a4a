import { Anchor } from '#app/components/anchor.tsx';
import { BackLink } from '#app/components/back-link.tsx';
import { Button } from '#app/components/button.tsx';
import { ErrorSummary } from '#app/components/error-summary.tsx';
import { FileInput } from '#app/components/file-input.tsx';
import { Notice } from '#app/components/notice.tsx';
import { TextArea } from '#app/components/text-area.tsx';
import { TextInput } from '#app/components/text-input.tsx';
import { allow } from '#app/http.server.ts';
import { useWords } from '#app/i18n/use-words.ts';
import type { Route } from './+types/import';
import { takeImport } from './import-form.server.ts';
import { policyLinks } from './styles.ts';

export const links = policyLinks;

export const loader = allow('policy.draft', () => null);

export const action = allow('policy.draft', (args) => takeImport(args));

/** A policy as a file, such as one that is kept under version control: it becomes a draft, never a version. */
export default function PolicyImport({ actionData }: Route.ComponentProps) {
  const { t } = useWords();
  const problems = actionData?.problems ?? [];
  const values = actionData?.values ?? {};
  const errorOf = (field: string) => problems.find((problem) => problem.field === field)?.message;
  const title = t('policy:file.title');
  return (
    <>
      <title>{problems.length > 0 ? t('problem.page-title', { title }) : title}</title>
      <BackLink href="/policy/drafts">{t('policy:drafts.title')}</BackLink>
      <ErrorSummary problems={problems} />
      <h1>{title}</h1>
      <p className="policy-lead">
        {t('policy:file.lead')}{' '}
        <Anchor href="/schemas/policy.schema.json" document>
          {t('policy:file.schema')}
        </Anchor>
      </p>
      {actionData && actionData.file.length > 0 && (
        <Notice tone="danger" title={t('policy:file.problems')}>
          <ul className="policy-sentences" id="file-problems">
            {actionData.file.map((problem) => (
              <li key={problem}>{problem}</li>
            ))}
          </ul>
        </Notice>
      )}
      <form method="post" encType="multipart/form-data" noValidate className="policy-form">
        <TextInput
          name="title"
          label={t('policy:drafts.name')}
          hint={t('policy:drafts.name-hint')}
          error={errorOf('title')}
          defaultValue={values.title?.[0]}
          autoComplete="off"
          width="medium"
        />
        <FileInput
          name="file"
          label={t('policy:file.file')}
          hint={t('policy:file.file-hint')}
          error={errorOf('file')}
          accept=".json,application/json"
          multiple={false}
        />
        <TextArea
          name="text"
          label={t('policy:file.text')}
          hint={t('policy:file.text-hint')}
          error={errorOf('text')}
          defaultValue={values.text?.[0]}
          maxLength={1_000_000}
          rows={12}
        />
        <Button>{t('policy:file.import')}</Button>
      </form>
    </>
  );
}
