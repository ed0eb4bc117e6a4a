import { Notice } from '#app/components/notice.tsx';
import { allow, redirectTo } from '#app/http.server.ts';
import { useWords } from '#app/i18n/use-words.ts';
import type { Route } from './+types/draft-terms';
import { DraftForm, Overtaken } from './draft-form.tsx';
import { again, brokenProblems, editableDraft, takeChange } from './draft-page.server.ts';
import { DraftPage } from './draft-page.tsx';
import { readPosted } from './posted.server.ts';
import { policyLinks } from './styles.ts';
import { readTerms } from './terms-form.server.ts';
import { askedCountries, lawProblems, termsPage } from './terms-page.server.ts';

export const links = policyLinks;

export const loader = allow('policy.draft', async (args) => {
  const { draft, frame } = await editableDraft(args);
  const countries = askedCountries(args.url);
  if (countries.length === 0) throw redirectTo(`/policy/drafts/${draft.id}/countries`);
  return { frame, ...termsPage(draft.document, countries, args) };
});

/** The same terms for all the countries chosen; what is below the law of one of them is refused at its field. */
export const action = allow('policy.draft', async (args) => {
  const { draft } = await editableDraft(args);
  const { posted, broken } = await readPosted(args.request, 16 * 1024);
  if (broken.length > 0) return again(brokenProblems(broken, args), posted);
  const countries = askedCountries(args.url);
  const read = readTerms(posted, args);
  if (!read.ok) return again(read.problems, posted);
  const against = lawProblems(draft.document, countries, read.terms, args);
  if (against.length > 0) return again(against, posted);
  const change = { kind: 'terms', countries, terms: read.terms } as const;
  return takeChange(args, posted, change, `/policy/drafts/${draft.id}/differences`);
});

export default function DraftTerms({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useWords();
  const { frame, heading, names, differ, laws, fields } = loaderData;
  const problems = actionData?.problems ?? [];
  const back = { href: `/policy/drafts/${frame.id}/countries`, label: t('policy:draft.section.countries') };
  return (
    <DraftPage frame={frame} section="countries" heading={heading} back={back} problems={problems}>
      {actionData?.overtaken && <Overtaken now={loaderData.now} />}
      {names && <p>{names}</p>}
      {differ && (
        <Notice tone="warning">
          <p>{differ}</p>
        </Notice>
      )}
      {laws.length > 0 && (
        <Notice title={t('policy:edit.law-there')}>
          <ul className="policy-sentences">
            {laws.map((law) => (
              <li key={law.names}>
                {law.names}: {law.sentences}
                {law.source && <bdi className="policy-source">{law.source}</bdi>}
              </li>
            ))}
          </ul>
        </Notice>
      )}
      <DraftForm
        frame={frame}
        fields={fields}
        values={actionData?.values ?? loaderData.values}
        problems={problems}
        button={t('policy:edit.next')}
        cancel={back.href}
      />
    </DraftPage>
  );
}
