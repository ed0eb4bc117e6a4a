import { allow, fail } from '#app/http.server.ts';
import { useWords } from '#app/i18n/use-words.ts';
import type { PolicyDocument } from '#machines/policy/policy.ts';
import type { Route } from './+types/draft-outcome';
import { again, brokenProblems, editableDraft, takeChange } from './draft-page.server.ts';
import { outcomeFields, topicOf } from './outcome-fields.server.ts';
import { outcomeValues, readOutcome } from './outcome-form.server.ts';
import { readPosted } from './posted.server.ts';
import { ruleSentenceOf } from './rule-list-words.server.ts';
import { RulePart } from './rule-part.tsx';
import { policyLinks } from './styles.ts';

export const links = policyLinks;

function asked(document: PolicyDocument, ruleId: string | undefined, url: URL) {
  const rule = document.rules.find(({ id }) => id === ruleId) ?? fail(404, 'not-found');
  return { rule, topic: topicOf(url.searchParams.get('topic')) ?? fail(404, 'not-found') };
}

export const loader = allow('policy.draft', async (args) => {
  const { draft, frame } = await editableDraft(args);
  const { rule, topic } = asked(draft.document, args.params.rule, args.url);
  return {
    ...{ frame, rule: rule.id, name: rule.name },
    heading: args.t(`policy:topic.${topic}`),
    lacks:
      topic === 'warehouse' && Object.keys(draft.document.warehouses).length === 0 ? ('warehouses' as const) : null,
    fields: outcomeFields(topic, draft.document, args),
    values: outcomeValues(topic, rule.outcome),
    now: [ruleSentenceOf(rule, draft.document, args)],
  };
});

export const action = allow('policy.draft', async (args) => {
  const { draft } = await editableDraft(args);
  const { rule, topic } = asked(draft.document, args.params.rule, args.url);
  const { posted, broken } = await readPosted(args.request, 16 * 1024);
  if (broken.length > 0) return again(brokenProblems(broken, args), posted);
  const read = readOutcome(topic, posted, draft.document, args);
  if (!read.ok) return again(read.problems, posted);
  const change = { kind: 'outcome', rule: rule.id, topic, outcome: read.outcome } as const;
  return takeChange(args, posted, change, `/policy/drafts/${draft.id}/rules/${rule.id}`);
});

export default function DraftOutcome({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useWords();
  const { frame, rule, name, heading, fields, lacks, now } = loaderData;
  return (
    <RulePart
      frame={frame}
      rule={{ id: rule, name }}
      heading={t('policy:rule-page.says', { about: heading })}
      lacks={lacks}
      overtaken={actionData?.overtaken ? now : null}
      fields={fields}
      values={actionData?.values ?? loaderData.values}
      problems={actionData?.problems ?? []}
    />
  );
}
