import { LinkButton } from '#app/components/link-button.tsx';
import { useWords } from '#app/i18n/use-words.ts';

/** What a person sees when a page cannot be shown: what happened, that nothing is lost, where to go, what to name when asking. */
export function FaultPage({ title, text, requestId }: { title: string; text: string; requestId: string | null }) {
  const { t } = useWords();
  return (
    <main id="main" className="fault" tabIndex={-1}>
      <title>{title}</title>
      <h1>{title}</h1>
      <p>{text}</p>
      {requestId && <p className="fault-reference">{t('fault.reference', { id: requestId })}</p>}
      <LinkButton href="/">{t('action.to-start')}</LinkButton>
    </main>
  );
}
