import { Anchor } from '#app/components/anchor.tsx';
import { Tag, type Tone } from '#app/components/tag.tsx';

export interface DraftStep {
  readonly title: string;
  readonly text: string;
  readonly links: readonly { readonly href: string; readonly label: string; readonly note: string | null }[];
  readonly mark: { readonly tone: Tone; readonly text: string } | null;
}

/** The way from the first edit to publication, in order; every step can be gone to at any time. */
export function DraftSteps({ id, steps }: { id: string; steps: readonly DraftStep[] }) {
  return (
    <ol className="policy-steps">
      {steps.map((step) => (
        <li key={step.title} className="card policy-step">
          <div className="card-head">
            <h2>{step.title}</h2>
            {step.mark && <Tag tone={step.mark.tone}>{step.mark.text}</Tag>}
          </div>
          <p className="muted">{step.text}</p>
          <ul className="policy-ways">
            {step.links.map(({ href, label, note }) => (
              <li key={href}>
                <Anchor href={`/policy/drafts/${id}/${href}`}>{label}</Anchor>
                {note && <span className="muted"> {note}</span>}
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ol>
  );
}
