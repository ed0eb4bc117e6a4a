import { Button } from '#app/components/button.tsx';
import { Card } from '#app/components/card.tsx';
import { TextInput } from '#app/components/text-input.tsx';
import { allow, fail, redirectTo } from '#app/http.server.ts';
import { useWords } from '#app/i18n/use-words.ts';
import type { Route } from './+types/draft-rule';
import { again, brokenProblems, editableDraft, pressed, takeChange } from './draft-page.server.ts';
import { DraftPage } from './draft-page.tsx';
import { fieldReader } from './field-reader.server.ts';
import { topicOf } from './outcome-fields.server.ts';
import { one, readPosted } from './posted.server.ts';
import { rulePageWords } from './rule-list-words.server.ts';
import { RuleParts } from './rule-parts.tsx';
import { policyLinks } from './styles.ts';

export const links = policyLinks;

export const loader = allow('policy.draft', async (args) => {
  const { draft, frame } = await editableDraft(args);
  const rule = draft.document.rules.find(({ id }) => id === args.params.rule) ?? fail(404, 'not-found');
  return { frame, id: rule.id, name: rule.name, ...rulePageWords(rule, draft.document, args) };
});

const buttons = ['rename', 'add-condition', 'add-outcome', 'remove-condition', 'remove-outcome'] as const;

export const action = allow('policy.draft', async (args) => {
  const { draft } = await editableDraft(args);
  const rule = args.params.rule ?? '';
  const page = `/policy/drafts/${draft.id}/rules/${rule}`;
  const { posted, broken } = await readPosted(args.request, 8 * 1024);
  if (broken.length > 0) return again(brokenProblems(broken, args), posted);
  const [button, value] = pressed(posted, buttons) ?? fail(422, 'invalid');
  const read = fieldReader(posted, args);
  switch (button) {
    case 'rename': {
      const name = read.text('name', 80);
      return name ? takeChange(args, posted, { kind: 'rule-rename', rule, name }, page) : again(read.problems, posted);
    }
    case 'add-condition':
      if (one(posted, 'kind') === '') return again([{ field: 'kind', message: args.t('error.choose-one') }], posted);
      throw redirectTo(`${page}/condition?kind=${encodeURIComponent(one(posted, 'kind'))}`);
    case 'add-outcome':
      if (one(posted, 'topic') === '') return again([{ field: 'topic', message: args.t('error.choose-one') }], posted);
      throw redirectTo(`${page}/outcome?topic=${encodeURIComponent(one(posted, 'topic'))}`);
    case 'remove-condition':
      return takeChange(args, posted, { kind: 'condition', rule, index: Number(value), condition: null }, page);
    case 'remove-outcome': {
      const topic = topicOf(value) ?? fail(422, 'invalid');
      return takeChange(args, posted, { kind: 'outcome', rule, topic, outcome: null }, page);
    }
  }
});

export default function DraftRule({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useWords();
  const { frame, name, conditions, outcomes } = loaderData;
  const problems = actionData?.problems ?? [];
  const errorOf = (field: string) => problems.find((problem) => problem.field === field)?.message;
  return (
    <DraftPage
      frame={frame}
      section="rules"
      heading={t('policy:rule-page.title', { name })}
      back={{ href: `/policy/drafts/${frame.id}/rules`, label: t('policy:draft.section.rules') }}
      problems={problems}
    >
      <p className="policy-sentence">{loaderData.sentence}</p>
      <RuleParts
        frame={frame}
        rule={loaderData.id}
        title={t('policy:rule-page.when')}
        empty={t('policy:rule-page.always')}
        what="condition"
        parts={conditions}
        select={{ name: 'kind', label: t('policy:rule-page.kind'), options: loaderData.kinds, error: errorOf('kind') }}
      />
      <RuleParts
        frame={frame}
        rule={loaderData.id}
        title={t('policy:rule-page.then')}
        empty=""
        what="outcome"
        parts={outcomes}
        select={{
          name: 'topic',
          label: t('policy:rule-page.topic'),
          options: loaderData.topics,
          error: errorOf('topic'),
        }}
      />
      <Card title={t('policy:rule-page.rename')}>
        <form method="post" noValidate className="policy-form">
          <input type="hidden" name="version" value={frame.version} />
          <TextInput
            name="name"
            label={t('policy:field.rule-name')}
            error={errorOf('name')}
            defaultValue={actionData?.values.name?.[0] ?? name}
            autoComplete="off"
            width="medium"
          />
          <Button name="rename" value="yes" variant="secondary">
            {t('action.save')}
          </Button>
        </form>
      </Card>
    </DraftPage>
  );
}
