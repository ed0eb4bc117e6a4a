import { allow, fail } from '#app/http.server.ts';
import { useWords } from '#app/i18n/use-words.ts';
import { isCountry } from '#app/services/policy-terms.server.ts';
import type { PolicyDocument } from '#machines/policy/policy.ts';
import type { Route } from './+types/draft-part';
import { DraftForm, Overtaken } from './draft-form.tsx';
import { again, brokenProblems, editableDraft, takeChange } from './draft-page.server.ts';
import { DraftPage } from './draft-page.tsx';
import { hasPart, partFields, partOf } from './part-fields.server.ts';
import { partValues, readPart } from './part-form.server.ts';
import { partWords } from './part-words.server.ts';
import { readPosted } from './posted.server.ts';
import { policyLinks } from './styles.ts';

export const links = policyLinks;

/** Which one the address names; null for a new one. */
function asked(document: PolicyDocument, params: { part?: string | undefined; name?: string | undefined }) {
  const part = partOf(params.part) ?? fail(404, 'not-found');
  const name = params.name ?? '';
  if (name === 'new') return { part, id: null };
  return hasPart(part, document, name) ? { part, id: name } : fail(404, 'not-found');
}

export const loader = allow('policy.draft', async (args) => {
  const { draft, frame } = await editableDraft(args);
  const { part, id } = asked(draft.document, args.params);
  const values = partValues(part, draft.document, id);
  const known = partWords(part, draft.document, args).find((one) => one.id === id);
  return {
    ...{ frame, part, values, name: known?.name ?? null },
    fields: partFields(part, id, values.in ?? [], args),
    now: known ? [`${known.name}: ${known.text}`] : [],
  };
});

export const action = allow('policy.draft', async (args) => {
  const { draft } = await editableDraft(args);
  const { part, id } = asked(draft.document, args.params);
  const { posted, broken } = await readPosted(args.request);
  if (broken.length > 0) return again(brokenProblems(broken, args), posted);
  const read = readPart(part, id, posted, draft.document, isCountry, args);
  if (!read.ok) return again(read.problems, posted);
  return takeChange(args, posted, read.change, `/policy/drafts/${draft.id}/${part}`);
});

export default function DraftPart({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useWords();
  const { frame, part, name, fields } = loaderData;
  const problems = actionData?.problems ?? [];
  const list = `/policy/drafts/${frame.id}/${part}`;
  return (
    <DraftPage
      frame={frame}
      section={part}
      heading={name === null ? t(`policy:part.${part}.add`) : t(`policy:part.${part}.one`, { name })}
      back={{ href: list, label: t(`policy:draft.section.${part}`) }}
      problems={problems}
    >
      {actionData?.overtaken && <Overtaken now={loaderData.now} />}
      <DraftForm
        frame={frame}
        fields={fields}
        values={actionData?.values ?? loaderData.values}
        problems={problems}
        button={t('action.save')}
        cancel={list}
      />
    </DraftPage>
  );
}
