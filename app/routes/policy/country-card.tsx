import { Card } from '#app/components/card.tsx';
import { SummaryList } from '#app/components/summary-list.tsx';
import { useWords } from '#app/i18n/use-words.ts';
import { AppliesCell, Lines } from './country-tables.tsx';
import type { TermsWords } from './rule-words.server.ts';

/** All that is known about one country: the law with its source, the rules, and what comes of the two. */
export function CountryCard({ terms }: { terms: TermsWords }) {
  const { t } = useWords();
  const { law, policy } = terms;
  return (
    <Card title={terms.name}>
      <p className="muted">{t(terms.own ? 'policy:country.own' : 'policy:country.inherits')}</p>
      <SummaryList
        rows={[
          { id: 'law', label: t('policy:table.law'), value: <Lines lines={[law.window, law.cost, law.shipping]} /> },
          { id: 'source', label: t('policy:table.source'), value: law.source ? <bdi>{law.source}</bdi> : '–' },
          {
            id: 'policy',
            label: t('policy:table.policy'),
            value: <Lines lines={[policy.window, policy.cost, policy.shipping, policy.finalSale]} />,
          },
          { id: 'applies', label: t('policy:table.applies'), value: <AppliesCell applies={terms.applies} /> },
        ]}
      />
    </Card>
  );
}
