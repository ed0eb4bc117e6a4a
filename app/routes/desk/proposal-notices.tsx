import { Anchor } from '#app/components/anchor.tsx';
import { Notice } from '#app/components/notice.tsx';

interface ProposalNoticeProps {
  readonly notice: {
    readonly tone: 'info' | 'warning';
    readonly title: string;
    readonly text: string;
    readonly link: string;
    readonly href: string;
  } | null;
}

/** On the page of a return: what was proposed about it, and what became of that. */
export function ProposalNotice({ notice }: ProposalNoticeProps) {
  if (!notice) return null;
  return (
    <Notice tone={notice.tone} title={notice.title}>
      <p dir="auto">{notice.text}</p>
      <p>
        <Anchor href={notice.href} document>
          {notice.link}
        </Anchor>
      </p>
    </Notice>
  );
}

interface WaitingProposalsProps {
  readonly waiting: {
    readonly title: string;
    readonly more: string | null;
    readonly rows: readonly {
      readonly id: string;
      readonly href: string;
      readonly code: string;
      readonly text: string;
    }[];
  } | null;
}

/** On the desk: the decisions that somebody else has to let go. */
export function WaitingProposals({ waiting }: WaitingProposalsProps) {
  if (!waiting) return null;
  return (
    <Notice title={waiting.title}>
      <ul className="parked">
        {waiting.rows.map((row) => (
          <li key={row.id}>
            <Anchor href={row.href} className="rma" document>
              <bdi dir="ltr">{row.code}</bdi>
            </Anchor>{' '}
            <span dir="auto">{row.text}</span>
          </li>
        ))}
      </ul>
      {waiting.more && <p>{waiting.more}</p>}
    </Notice>
  );
}
