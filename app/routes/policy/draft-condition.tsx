import { allow, fail } from '#app/http.server.ts';
import { useWords } from '#app/i18n/use-words.ts';
import { isCountry } from '#app/services/policy-terms.server.ts';
import type { PolicyDocument } from '#machines/policy/policy.ts';
import type { Route } from './+types/draft-condition';
import { conditionFields, conditionKind } from './condition-fields.server.ts';
import { conditionValues, newConditionValues, readCondition } from './condition-form.server.ts';
import { again, brokenProblems, editableDraft, takeChange } from './draft-page.server.ts';
import { readPosted } from './posted.server.ts';
import { ruleSentenceOf } from './rule-list-words.server.ts';
import { RulePart } from './rule-part.tsx';
import { policyLinks } from './styles.ts';

export const links = policyLinks;

/** The condition that the address names: one that the rule has, by its place, or a new one of a kind. */
function asked(document: PolicyDocument, ruleId: string | undefined, url: URL) {
  const rule = document.rules.find(({ id }) => id === ruleId) ?? fail(404, 'not-found');
  const place = url.searchParams.get('index');
  const index = place !== null && /^\d{1,2}$/.test(place) ? Number(place) : null;
  const condition = index === null ? null : (rule.when[index] ?? fail(404, 'not-found'));
  const kind = condition?.kind ?? conditionKind(url.searchParams.get('kind')) ?? fail(404, 'not-found');
  return { rule, index, condition, kind };
}

/** What has to be made first before such a condition can name it. */
function lacking(kind: string, { markets, seasons }: PolicyDocument): 'markets' | 'seasons' | null {
  if (kind === 'market' && Object.keys(markets).length === 0) return 'markets';
  return kind === 'season' && seasons.length === 0 ? 'seasons' : null;
}

export const loader = allow('policy.draft', async (args) => {
  const { draft, frame } = await editableDraft(args);
  const { rule, condition, kind } = asked(draft.document, args.params.rule, args.url);
  const chosen = condition?.kind === 'country' ? condition.in : [];
  const fields = conditionFields(kind, draft.document, chosen, args);
  return {
    ...{ frame, fields, name: rule.name, isNew: condition === null },
    rule: rule.id,
    kind: args.t(`policy:kind.${kind}`),
    lacks: lacking(kind, draft.document),
    values: condition ? conditionValues(condition) : newConditionValues(kind),
    now: [ruleSentenceOf(rule, draft.document, args)],
  };
});

export const action = allow('policy.draft', async (args) => {
  const { draft } = await editableDraft(args);
  const { rule, index, kind } = asked(draft.document, args.params.rule, args.url);
  const { posted, broken } = await readPosted(args.request);
  if (broken.length > 0) return again(brokenProblems(broken, args), posted);
  const read = readCondition(kind, posted, draft.document, isCountry, args);
  if (!read.ok) return again(read.problems, posted);
  const change = { kind: 'condition', rule: rule.id, index, condition: read.condition } as const;
  return takeChange(args, posted, change, `/policy/drafts/${draft.id}/rules/${rule.id}`);
});

export default function DraftCondition({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useWords();
  const { frame, rule, name, kind, isNew, fields, lacks, now } = loaderData;
  return (
    <RulePart
      frame={frame}
      rule={{ id: rule, name }}
      heading={t(isNew ? 'policy:rule-page.new-condition' : 'policy:rule-page.the-condition', { kind })}
      lacks={lacks}
      overtaken={actionData?.overtaken ? now : null}
      fields={fields}
      values={actionData?.values ?? loaderData.values}
      problems={actionData?.problems ?? []}
    />
  );
}
