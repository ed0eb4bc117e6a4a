import { Anchor } from '#app/components/anchor.tsx';
import { Button } from '#app/components/button.tsx';
import { EmptyState } from '#app/components/empty-state.tsx';
import { LinkButton } from '#app/components/link-button.tsx';
import { Notice } from '#app/components/notice.tsx';
import { VisuallyHidden } from '#app/components/visually-hidden.tsx';
import { allow, fail } from '#app/http.server.ts';
import { useWords } from '#app/i18n/use-words.ts';
import type { PolicyDraftChange } from '#app/services/policy-draft-change.server.ts';
import { lintPolicy } from '#machines/policy/lint.ts';
import type { Route } from './+types/draft-rules';
import { draftOf, frameOf, pressed, takeChange } from './draft-page.server.ts';
import { DraftPage } from './draft-page.tsx';
import { readPosted } from './posted.server.ts';
import { ruleListWords } from './rule-list-words.server.ts';
import { policyLinks } from './styles.ts';

export const links = policyLinks;

export const loader = allow('policy.read', async ({ deps, params, staff, t, locale }) => {
  const draft = await draftOf({ deps, params });
  return {
    frame: frameOf(draft, staff),
    rules: ruleListWords(draft.document, lintPolicy(draft.document), { t, locale }),
  };
});

const buttons = ['up', 'down', 'copy', 'remove'] as const;

/** One button of one rule; its value is the rule. */
export const action = allow('policy.draft', async (args) => {
  const draft = await draftOf(args);
  const { posted } = await readPosted(args.request, 4096);
  const [button, rule] = pressed(posted, buttons) ?? fail(422, 'invalid');
  const name = draft.document.rules.find(({ id }) => id === rule)?.name ?? '';
  const changes: Record<(typeof buttons)[number], PolicyDraftChange> = {
    up: { kind: 'rule-move', rule, way: 'up' },
    down: { kind: 'rule-move', rule, way: 'down' },
    copy: { kind: 'rule-copy', rule, name: args.t('policy:rule-list.copy-name', { name }).slice(0, 80) },
    remove: { kind: 'rule-remove', rule },
  };
  const stays = button === 'up' || button === 'down' ? `#rule-${rule}` : '';
  return takeChange(args, posted, changes[button], `/policy/drafts/${draft.id}/rules${stays}`);
});

type Rule = Route.ComponentProps['loaderData']['rules'][number];

export default function DraftRules({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useWords();
  const { frame, rules } = loaderData;
  const add = frame.editable && (
    <LinkButton href={`/policy/drafts/${frame.id}/rules/new`} icon="plus">
      {t('policy:rule-list.add')}
    </LinkButton>
  );
  return (
    <DraftPage
      frame={frame}
      section="rules"
      heading={t('policy:draft.section.rules')}
      problems={actionData?.problems ?? []}
    >
      <p className="policy-lead">{t('policy:rule-list.lead')}</p>
      {rules.length === 0 ? (
        <EmptyState icon="scales" title={t('policy:rule-list.none')}>
          <p>{t('policy:rule-list.none-text')}</p>
        </EmptyState>
      ) : (
        <form method="post" noValidate>
          <input type="hidden" name="version" value={frame.version} />
          <ol className="policy-steps">
            {rules.map((rule, index) => (
              <RuleItem key={rule.id} rule={rule} frame={frame} first={index === 0} last={index === rules.length - 1} />
            ))}
          </ol>
        </form>
      )}
      {add}
    </DraftPage>
  );
}

function RuleItem({
  rule,
  frame,
  first,
  last,
}: {
  rule: Rule;
  frame: Route.ComponentProps['loaderData']['frame'];
  first: boolean;
  last: boolean;
}) {
  const { t } = useWords();
  const act = (name: (typeof buttons)[number]) => (
    <Button name={name} value={rule.id} variant={name === 'remove' ? 'quiet' : 'secondary'} size="small">
      {t(`policy:rule-list.${name}`)} <VisuallyHidden>{rule.name}</VisuallyHidden>
    </Button>
  );
  return (
    <li className="card policy-rule" id={`rule-${rule.id}`}>
      <h2>
        {frame.editable ? (
          <Anchor href={`/policy/drafts/${frame.id}/rules/${rule.id}`}>
            <bdi>{rule.name}</bdi>
          </Anchor>
        ) : (
          <bdi>{rule.name}</bdi>
        )}
      </h2>
      <p>{rule.sentence}</p>
      {rule.findings.map((finding) => (
        <Notice key={finding.text} tone={finding.tone}>
          <p>{finding.text}</p>
        </Notice>
      ))}
      {frame.editable && (
        <div className="policy-acts">
          {!first && act('up')}
          {!last && act('down')}
          {act('copy')}
          {act('remove')}
        </div>
      )}
    </li>
  );
}
