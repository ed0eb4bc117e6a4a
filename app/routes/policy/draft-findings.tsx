import { Anchor } from '#app/components/anchor.tsx';
import { LinkButton } from '#app/components/link-button.tsx';
import { Notice } from '#app/components/notice.tsx';
import { allow, fail } from '#app/http.server.ts';
import { useWords } from '#app/i18n/use-words.ts';
import { viewPolicyDraft } from '#app/services/view-policy-draft.server.ts';
import type { Route } from './+types/draft-findings';
import { frameOf } from './draft-page.server.ts';
import { DraftPage } from './draft-page.tsx';
import { type PlacedFinding, placedFindings } from './finding-places.server.ts';
import { policyLinks } from './styles.ts';

export const links = policyLinks;

export const loader = allow('policy.read', async ({ deps, params, staff, t, locale }) => {
  const view = await viewPolicyDraft(deps, params.id ?? '');
  if (!view) fail(404, 'not-found');
  return { frame: frameOf(view.draft, staff), ...placedFindings(view.draft, view.findings, { t, locale }) };
});

export default function DraftFindings({ loaderData }: Route.ComponentProps) {
  const { t } = useWords();
  const { frame, blocking, fresh, known } = loaderData;
  return (
    <DraftPage frame={frame} section="findings" heading={t('policy:findings.title')}>
      {blocking.length > 0 ? (
        <Notice tone="danger" title={t('policy:edit.blocked')}>
          <p>{t('policy:findings.blocked-text')}</p>
          <Findings findings={blocking} />
        </Notice>
      ) : (
        <Notice tone="success">
          <p>{t('policy:findings.none-blocking')}</p>
        </Notice>
      )}
      {fresh.length > 0 && (
        <Notice tone="warning" title={t('policy:findings.fresh')}>
          <Findings findings={fresh} />
        </Notice>
      )}
      {known.length > 0 && (
        <details className="policy-fold">
          <summary>{t('policy:findings.known', { count: known.length })}</summary>
          <Findings findings={known} />
        </details>
      )}
      <div className="actions">
        <LinkButton href={`/policy/drafts/${frame.id}/simulation`}>{t('policy:draft.step-link.simulation')}</LinkButton>
      </div>
    </DraftPage>
  );
}

/** Each with the way to the place it speaks about. */
function Findings({ findings }: { findings: readonly PlacedFinding[] }) {
  return (
    <ul className="policy-sentences">
      {findings.map(({ text, links: places }) => (
        <li key={text}>
          {text}{' '}
          {places.map(({ href, label }) => (
            <Anchor key={href} href={href}>
              {label}
            </Anchor>
          ))}
        </li>
      ))}
    </ul>
  );
}
