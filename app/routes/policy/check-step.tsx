import { Anchor } from '#app/components/anchor.tsx';
import { Card } from '#app/components/card.tsx';
import type { FieldProblem } from '#app/components/error-summary.tsx';
import { Notice } from '#app/components/notice.tsx';
import { useWords } from '#app/i18n/use-words.ts';
import type { checkPage } from './check-page.server.ts';
import { PublishForm } from './publish-form.tsx';
import { Sentences } from './sentences.tsx';

export type CheckView = Awaited<ReturnType<typeof checkPage>>;

/** What changes, what the law says to it, and the form that publishes it. */
export function CheckStep({
  view,
  values,
  problems,
}: {
  view: CheckView;
  values: Readonly<Record<string, string>> | null;
  problems: readonly FieldProblem[];
}) {
  const { t } = useWords();
  const { stale, ended, blocking, remarks } = view;
  return (
    <>
      {stale && (
        <Notice tone="warning" title={t('policy:edit.stale-title', { number: stale.number })}>
          <p>{t('policy:edit.stale', { name: stale.name })}</p>
        </Notice>
      )}
      <Differences view={view} />
      {blocking.length > 0 && (
        <Notice tone="danger" title={t('policy:edit.blocked')}>
          <p>{t('policy:edit.blocked-text')}</p>
          <Sentences sentences={blocking} />
        </Notice>
      )}
      {ended && (
        <Notice tone="warning" title={t('policy:edit.ended-title', { number: ended.number })}>
          <p>{t('policy:edit.ended', { from: ended.from })}</p>
        </Notice>
      )}
      {remarks.length > 0 && (
        <Notice title={t('policy:edit.remarks')}>
          <Sentences sentences={remarks} />
        </Notice>
      )}
      {blocking.length === 0 && view.sentences.length > 0 && (
        <PublishForm view={view} values={values} problems={problems} />
      )}
      <p className="muted">{t('policy:intro.affects')}</p>
    </>
  );
}

function Differences({ view: { follows, sentences, undo } }: { view: CheckView }) {
  const { t } = useWords();
  const number = follows ?? 0;
  return (
    <div id="differences" tabIndex={-1}>
      <Card title={t('policy:edit.differences')}>
        <p className="muted">
          {follows === null ? t('policy:edit.against-none') : t('policy:edit.against', { number })}
        </p>
        {sentences.length > 0 ? <Sentences sentences={sentences} /> : <p>{t('policy:edit.nothing', { number })}</p>}
        {undo.length > 0 && (
          <ul className="policy-undo">
            {undo.map(({ names, href }) => (
              <li key={href}>
                <Anchor href={href}>{t('policy:edit.undo', { countries: names })}</Anchor>
              </li>
            ))}
          </ul>
        )}
      </Card>
    </div>
  );
}
