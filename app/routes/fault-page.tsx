import { LinkButton } from '#app/components/link-button.tsx';
import { useWords } from '#app/i18n/use-words.ts';

/** What a person sees when a page cannot be shown: what happened, that nothing is lost, where to go, what to name when asking. */
export function FaultPage({ title, text, requestId }: { title: string; text: string; requestId: string | null }) {
  const { t } = useWords();
  return (
    <div className="frame frame-customer">
      <title>{title}</title>
      <main id="main" className="customer-main customer-narrow flow" tabIndex={-1}>
        <h1>{title}</h1>
        <p className="lede">{text}</p>
        {requestId && <p>{t('fault.reference', { id: requestId })}</p>}
        <p>
          <LinkButton href="/">{t('action.to-start')}</LinkButton>
        </p>
      </main>
    </div>
  );
}
