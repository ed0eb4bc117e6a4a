import { allow, redirectTo } from '#app/http.server.ts';
import { useWords } from '#app/i18n/use-words.ts';
import { TOPICS } from '#machines/policy/outcome.ts';
import type { Route } from './+types/draft-rule-new';
import { DraftForm } from './draft-form.tsx';
import { again, brokenProblems, editableDraft, takeChange } from './draft-page.server.ts';
import { DraftPage } from './draft-page.tsx';
import { fieldReader } from './field-reader.server.ts';
import type { FormField } from './form-field.ts';
import { freeSlugOf } from './new-rule.server.ts';
import { outcomeFields, topicOf } from './outcome-fields.server.ts';
import { outcomeValues, readOutcome } from './outcome-form.server.ts';
import { readPosted } from './posted.server.ts';
import type { Speech } from './rule-words.server.ts';
import { policyLinks } from './styles.ts';

export const links = policyLinks;

/** First what the rule is about, then its name and what it says: a rule says at least one thing from the start. */
export const loader = allow('policy.draft', async (args) => {
  const { draft, frame } = await editableDraft(args);
  const topic = topicOf(args.url.searchParams.get('topic'));
  if (!topic) return { frame, fields: [topicField(args)], values: {}, about: null };
  const name: FormField = {
    ...{ type: 'text', name: 'name', width: 'medium' },
    ...{ label: args.t('policy:field.rule-name'), hint: args.t('policy:field.rule-name-hint') },
  };
  const fields = [name, ...outcomeFields(topic, draft.document, args)];
  return { frame, fields, values: outcomeValues(topic, {}), about: args.t(`policy:topic.${topic}`) };
});

function topicField({ t }: Speech): FormField {
  const choices = TOPICS.map((value) => ({
    ...{ value, label: t(`policy:topic.${value}`), hint: t(`policy:topic-hint.${value}`) },
  }));
  return { type: 'radio', name: 'topic', label: t('policy:rule-new.about'), choices };
}

export const action = allow('policy.draft', async (args) => {
  const { draft } = await editableDraft(args);
  const { posted, broken } = await readPosted(args.request, 16 * 1024);
  if (broken.length > 0) return again(brokenProblems(broken, args), posted);
  const topic = topicOf(args.url.searchParams.get('topic'));
  const read = fieldReader(posted, args);
  const list = `/policy/drafts/${draft.id}/rules`;
  if (!topic) {
    const chosen = read.choice('topic', TOPICS);
    if (chosen) throw redirectTo(`${list}/new?topic=${chosen}`);
    return again(read.problems, posted);
  }
  const name = read.text('name', 80);
  const outcome = readOutcome(topic, posted, draft.document, args);
  if (!name || !outcome.ok) return again([...read.problems, ...(outcome.ok ? [] : outcome.problems)], posted);
  const change = { kind: 'rule-add', name, outcome: outcome.outcome } as const;
  return takeChange(args, posted, change, `${list}/${freeSlugOf(draft.document, name)}`);
});

export default function DraftRuleNew({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useWords();
  const { frame, fields, about } = loaderData;
  const problems = actionData?.problems ?? [];
  const list = `/policy/drafts/${frame.id}/rules`;
  const heading = about ? t('policy:rule-new.says', { about }) : t('policy:rule-new.title');
  return (
    <DraftPage
      frame={frame}
      section="rules"
      heading={heading}
      back={{ href: about ? `${list}/new` : list, label: about ? t('action.back') : t('policy:draft.section.rules') }}
      problems={problems}
    >
      <DraftForm
        frame={frame}
        fields={fields}
        values={actionData?.values ?? loaderData.values}
        problems={problems}
        button={about ? t('policy:rule-new.add') : t('action.continue')}
        cancel={list}
      />
    </DraftPage>
  );
}
