import { Button } from '#app/components/button.tsx';
import { Card } from '#app/components/card.tsx';
import { Notice } from '#app/components/notice.tsx';
import { SummaryList } from '#app/components/summary-list.tsx';
import { useWords } from '#app/i18n/use-words.ts';
import type { DraftFrame } from './draft-page.server.ts';
import type { ProposalPage } from './proposal-page.server.ts';

/** What is proposed, and the second person's two ways. It carries what they read, so that nothing else can be published by it. */
export function ApprovalForm({
  frame,
  proposal,
}: {
  frame: DraftFrame;
  proposal: NonNullable<ProposalPage['proposal']>;
}) {
  const { t } = useWords();
  const { notMe } = proposal;
  return (
    <Card title={t('policy:proposal.proposed')}>
      <SummaryList
        rows={[
          { id: 'by', label: t('policy:proposal.by'), value: <bdi>{proposal.by}</bdi> },
          { id: 'on', label: t('policy:proposal.on'), value: proposal.on },
          { id: 'begins', label: t('policy:versions.from'), value: proposal.begins },
          {
            id: 'reason',
            label: t('policy:versions.reason'),
            value: <bdi className="policy-reason">{proposal.reason}</bdi>,
          },
        ]}
      />
      {notMe && (
        <Notice>
          <p>{t(`policy:proposal.${notMe}`)}</p>
        </Notice>
      )}
      {notMe !== 'not-allowed' && (
        <form method="post" noValidate className="actions">
          <input type="hidden" name="version" value={frame.version} />
          <input type="hidden" name="hash" value={proposal.hash} />
          {notMe === null && (
            <Button name="approve" value="yes">
              {t('policy:proposal.approve', { number: proposal.next })}
            </Button>
          )}
          <Button name="withdraw" value="yes" variant="secondary">
            {t(notMe === null ? 'policy:proposal.send-back' : 'policy:proposal.withdraw')}
          </Button>
        </form>
      )}
    </Card>
  );
}
