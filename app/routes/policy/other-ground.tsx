import { LinkButton } from '#app/components/link-button.tsx';
import { Notice } from '#app/components/notice.tsx';
import { useWords } from '#app/i18n/use-words.ts';
import type { DraftFrame } from './draft-page.server.ts';

/** The draft would follow another version than the one it was compared with, and the way to put that right. */
export function OtherGround({ frame, base, to }: { frame: DraftFrame; base: number; to: number }) {
  const { t } = useWords();
  return (
    <Notice tone="warning" title={t('policy:ground.notice-title', { number: to })}>
      <p>{t('policy:ground.notice', { number: to, base })}</p>
      {frame.editable && (
        <LinkButton href={`/policy/drafts/${frame.id}/ground?to=${to}`} variant="secondary">
          {t('policy:ground.go')}
        </LinkButton>
      )}
    </Notice>
  );
}
