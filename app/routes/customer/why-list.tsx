import { Card } from '#app/components/card.tsx';
import { useWords } from '#app/i18n/use-words.ts';
import type { WhyLine } from './why-words.server.ts';

/** Every rule's word on one line, with what would have changed it. */
export function WhyList({ line, withTitle }: { line: WhyLine; withTitle: boolean }) {
  const { t } = useWords();
  return (
    <Card {...(withTitle ? { title: <bdi>{line.title}</bdi> } : {})}>
      {line.version !== null && <p>{t('receipts:page.version', { number: line.version })}</p>}
      <p className="product-facts">{t('receipts:page.decided-at', { when: line.decidedAt })}</p>
      {line.groups.map(({ scope, receipts }) => (
        <section key={scope}>
          <h3>{t(`receipts:page.${scope}`)}</h3>
          <ul className="why">
            {receipts.map((receipt) => (
              <li key={receipt.id}>
                <p>
                  {receipt.sentence}{' '}
                  {receipt.policyNumber !== null && (
                    <small>{t('receipts:page.by-version', { number: receipt.policyNumber })}</small>
                  )}
                </p>
                {receipt.wouldChangeSentences.length > 0 && (
                  <ul>
                    {receipt.wouldChangeSentences.map((sentence) => (
                      <li key={sentence}>{sentence}</li>
                    ))}
                  </ul>
                )}
              </li>
            ))}
          </ul>
        </section>
      ))}
    </Card>
  );
}
