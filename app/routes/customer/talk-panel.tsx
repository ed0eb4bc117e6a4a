import { Anchor } from '#app/components/anchor.tsx';
import { Card } from '#app/components/card.tsx';
import { LinkButton } from '#app/components/link-button.tsx';
import { Notice } from '#app/components/notice.tsx';
import { useWords } from '#app/i18n/use-words.ts';
import { MessageThread } from './message-thread.tsx';
import { messagesPath } from './paths.ts';
import type { SpokenConversation } from './spoken-conversation.server.ts';

/** An open question of the desk, above all else on the page of a return. */
export function QuestionPanel({ rmaCode, talk }: { rmaCode: string; talk: SpokenConversation }) {
  const { t } = useWords();
  if (!talk.waiting) return null;
  return (
    <Notice tone="warning" title={t('casework:customer.waiting')}>
      <p>{t('casework:customer.waiting-text')}</p>
      <LinkButton href={messagesPath(rmaCode)}>{t('casework:customer.answer-link')}</LinkButton>
    </Notice>
  );
}

/** What was written so far, and the way to write. */
export function TalkPanel({ rmaCode, talk }: { rmaCode: string; talk: SpokenConversation }) {
  const { t } = useWords();
  const link = (
    <p>
      <Anchor href={messagesPath(rmaCode)}>{t('casework:customer.link')}</Anchor>
    </p>
  );
  if (talk.messages.length === 0) return link;
  return (
    <Card title={t('casework:customer.read')}>
      <MessageThread talk={talk} label={t('casework:customer.read')} />
      {link}
    </Card>
  );
}
