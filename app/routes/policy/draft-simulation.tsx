import { LinkButton } from '#app/components/link-button.tsx';
import { allow, fail } from '#app/http.server.ts';
import { useWords } from '#app/i18n/use-words.ts';
import { simulatePolicy } from '#app/services/simulate-policy.server.ts';
import { viewPolicyDraft } from '#app/services/view-policy-draft.server.ts';
import type { Route } from './+types/draft-simulation';
import { frameOf } from './draft-page.server.ts';
import { DraftPage } from './draft-page.tsx';
import { SimulationResult } from './simulation-result.tsx';
import { simulationWords } from './simulation-words.server.ts';
import { policyLinks } from './styles.ts';

export const links = policyLinks;

/** Tried when asked for: it reads thousands of orders, and changes nothing. */
export const loader = allow('policy.read', async ({ deps, params, url, staff, t, locale }) => {
  const view = await viewPolicyDraft(deps, params.id ?? '');
  if (!view) fail(404, 'not-found');
  const { draft, begins, base, now } = view;
  const asked = url.searchParams.get('run') === 'yes';
  const input = { document: draft.document, begins, base, now };
  const result = asked ? simulationWords(await simulatePolicy(deps, input), { t, locale }) : null;
  return { frame: frameOf(draft, staff), base: draft.baseNumber, result };
});

export default function DraftSimulation({ loaderData }: Route.ComponentProps) {
  const { t } = useWords();
  const { frame, base, result } = loaderData;
  const here = `/policy/drafts/${frame.id}`;
  return (
    <DraftPage frame={frame} section="simulation" heading={t('policy:simulation.title')}>
      <p className="policy-lead">
        {base === 0 ? t('policy:simulation.lead-law') : t('policy:simulation.lead', { number: base })}
      </p>
      {result && <SimulationResult result={result} />}
      <div className="actions">
        <LinkButton href={`${here}/simulation?run=yes`} variant={result ? 'secondary' : 'primary'}>
          {t(result ? 'policy:simulation.again' : 'policy:simulation.run')}
        </LinkButton>
        <LinkButton href={`${here}/proposal`} variant={result ? 'primary' : 'quiet'}>
          {t('policy:draft.step-link.proposal')}
        </LinkButton>
      </div>
    </DraftPage>
  );
}
