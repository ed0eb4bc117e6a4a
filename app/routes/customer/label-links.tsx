import { LinkButton } from '#app/components/link-button.tsx';
import { useWords } from '#app/i18n/use-words.ts';
import { labelPath } from './paths.ts';

/** The label in both sizes. Each opens by itself, and the page behind it waits until it is drawn. */
export function LabelLinks({ rmaCode }: { rmaCode: string }) {
  const { t } = useWords();
  return (
    <p className="actions">
      <LinkButton href={labelPath(rmaCode, 'a4')} document icon="print">
        {t('customer:label.a4')}
      </LinkButton>
      <LinkButton href={labelPath(rmaCode, '4x6')} document variant="secondary">
        {t('customer:label.4x6')}
      </LinkButton>
    </p>
  );
}
