import { Anchor } from '#app/components/anchor.tsx';
import { Notice } from '#app/components/notice.tsx';
import { useWords } from '#app/i18n/use-words.ts';
import { DraftForm, Overtaken } from './draft-form.tsx';
import { DraftPage } from './draft-page.tsx';

type FormProps = Parameters<typeof DraftForm>[0];

export interface RulePartProps extends Pick<FormProps, 'frame' | 'fields' | 'values' | 'problems'> {
  rule: { id: string; name: string };
  heading: string;
  /** What has to be made first before this can name it; null: nothing. */
  lacks: 'markets' | 'seasons' | 'warehouses' | null;
  /** The rule as it reads now, when somebody else changed it meanwhile; null: nobody did. */
  overtaken: readonly string[] | null;
}

/** The page of one condition, or of one thing that a rule says. */
export function RulePart({ frame, rule, heading, lacks, overtaken, ...form }: RulePartProps) {
  const { t } = useWords();
  const href = `/policy/drafts/${frame.id}/rules/${rule.id}`;
  const back = { href, label: t('policy:rule-page.title', { name: rule.name }) };
  return (
    <DraftPage frame={frame} section="rules" heading={heading} back={back} problems={form.problems}>
      {overtaken && <Overtaken now={overtaken} />}
      {lacks ? (
        <Notice tone="warning">
          <p>
            {t(`policy:rule-page.lacks-${lacks}`)}{' '}
            <Anchor href={`/policy/drafts/${frame.id}/${lacks}`}>{t(`policy:draft.section.${lacks}`)}</Anchor>
          </p>
        </Notice>
      ) : (
        <DraftForm frame={frame} {...form} button={t('action.save')} cancel={href} />
      )}
    </DraftPage>
  );
}
