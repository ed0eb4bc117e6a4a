import { Anchor } from '#app/components/anchor.tsx';
import { Button } from '#app/components/button.tsx';
import { Card } from '#app/components/card.tsx';
import { Select, type SelectOption } from '#app/components/select.tsx';
import { VisuallyHidden } from '#app/components/visually-hidden.tsx';
import { useWords } from '#app/i18n/use-words.ts';
import type { DraftFrame } from './draft-page.server.ts';

/** The conditions of a rule, or what it says: one a line with the ways to change it, and one more to add. */
export function RuleParts({
  frame,
  rule,
  title,
  empty,
  what,
  parts,
  select,
}: {
  frame: DraftFrame;
  rule: string;
  title: string;
  empty: string;
  what: 'condition' | 'outcome';
  parts: readonly { readonly key: string; readonly query: string; readonly sentence: string }[];
  select: { name: string; label: string; options: readonly SelectOption[]; error: string | undefined };
}) {
  const { t } = useWords();
  return (
    <Card title={title}>
      <form method="post" noValidate>
        <input type="hidden" name="version" value={frame.version} />
        {parts.length === 0 && <p>{empty}</p>}
        <ul className="policy-parts">
          {parts.map((part) => (
            <li key={part.key} className="policy-part">
              <span>{part.sentence}</span>
              <span className="policy-acts">
                <Anchor href={`/policy/drafts/${frame.id}/rules/${rule}/${what}?${part.query}`}>
                  {t('action.change')} <VisuallyHidden>{part.sentence}</VisuallyHidden>
                </Anchor>
                <button type="submit" className="link-like" name={`remove-${what}`} value={part.key}>
                  {t('action.remove')} <VisuallyHidden>{part.sentence}</VisuallyHidden>
                </button>
              </span>
            </li>
          ))}
        </ul>
        <div className="fields-row">
          <Select {...select} empty={t('policy:rule-page.choose')} />
          <Button name={`add-${what}`} value="yes" variant="secondary">
            {t(what === 'condition' ? 'policy:rule-page.add-condition' : 'policy:rule-page.add-outcome')}
          </Button>
        </div>
      </form>
    </Card>
  );
}
