import { BackLink } from '#app/components/back-link.tsx';
import { Button } from '#app/components/button.tsx';
import { ErrorSummary } from '#app/components/error-summary.tsx';
import { Notice } from '#app/components/notice.tsx';
import { allow } from '#app/http.server.ts';
import { useWords } from '#app/i18n/use-words.ts';
import type { Route } from './+types/bench';
import { BenchLineCard } from './bench-line.tsx';
import { benchPage } from './bench-page.server.ts';
import { FormFields } from './form-fields.tsx';
import { policyLinks } from './styles.ts';

export const links = policyLinks;

/** What would apply to an order, picked or typed; a plain GET form, so that an answer has an address. */
export const loader = allow('policy.read', ({ deps, url, t, locale }) => benchPage(deps, url, { t, locale }));

export default function PolicyBench({ loaderData }: Route.ComponentProps) {
  const { t } = useWords();
  const { problems, values, shop, typed, answer } = loaderData;
  const title = t('policy:bench.title');
  return (
    <>
      <title>{problems.length > 0 ? t('problem.page-title', { title }) : title}</title>
      <BackLink href="/policy">{t('policy:version.back')}</BackLink>
      <ErrorSummary problems={problems} />
      <h1>{title}</h1>
      <p className="policy-lead">{t('policy:bench.lead')}</p>
      <form method="get" noValidate>
        <FormFields fields={shop} values={values} problems={problems} />
        <details className="policy-group" open={loaderData.isTyped}>
          <summary>{t('policy:bench.type')}</summary>
          <p className="muted">{t('policy:bench.type-text')}</p>
          <div className="policy-typed">
            <FormFields fields={typed} values={values} problems={problems} />
          </div>
        </details>
        <Button>{t('policy:bench.judge')}</Button>
      </form>
      {answer && (
        <>
          <h2>{answer.title}</h2>
          <p className="muted">{answer.policy}</p>
          {answer.lines.length === 0 && (
            <Notice>
              <p>{t('policy:bench.no-lines')}</p>
            </Notice>
          )}
          {answer.lines.map((line, index) => (
            <BenchLineCard key={line.key} line={line} open={index === 0} />
          ))}
        </>
      )}
    </>
  );
}
