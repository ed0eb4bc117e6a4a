import { Anchor } from '#app/components/anchor.tsx';
import { Button } from '#app/components/button.tsx';
import { allow, redirectTo } from '#app/http.server.ts';
import { useWords } from '#app/i18n/use-words.ts';
import { DEFAULT_ENTRY } from '#app/services/policy-draft-change.server.ts';
import { isCountry } from '#app/services/policy-terms.server.ts';
import type { Route } from './+types/draft-countries';
import { countriesByTerms } from './country-groups.server.ts';
import { again, brokenProblems, draftOf, frameOf, pressed, takeChange } from './draft-page.server.ts';
import { DraftPage } from './draft-page.tsx';
import { fieldReader } from './field-reader.server.ts';
import type { FormField } from './form-field.ts';
import { FormFields } from './form-fields.tsx';
import { type Posted, readPosted } from './posted.server.ts';
import { countryNames, type Speech } from './rule-words.server.ts';
import { policyLinks } from './styles.ts';
import { termsPath } from './terms-path.ts';

export const links = policyLinks;

export const loader = allow('policy.read', async ({ deps, params, staff, t, locale }) => {
  const draft = await draftOf({ deps, params });
  const fields: FormField[] = [
    {
      ...{ type: 'countries', name: 'for', label: t('policy:edit.choose'), hint: t('policy:edit.choose-hint') },
      groups: countriesByTerms(draft.document, { t, locale }),
    },
    {
      type: 'text',
      name: 'code',
      width: 'tiny',
      ltr: true,
      label: t('policy:edit.code'),
      hint: t('policy:edit.code-hint'),
    },
  ];
  return { frame: frameOf(draft, staff), fields };
});

/** On to the terms of the countries chosen; or their own terms are taken away. */
export const action = allow('policy.draft', async (args) => {
  const draft = await draftOf(args);
  const { posted, broken } = await readPosted(args.request);
  if (broken.length > 0) return again(brokenProblems(broken, args), posted);
  const read = readChosen(posted, args);
  if (!read.ok) return again(read.problems, posted);
  const { countries } = read;
  const list = `/policy/drafts/${draft.id}/countries`;
  if (pressed(posted, ['set'])) throw redirectTo(termsPath(draft.id, countries));
  const { t } = args;
  const wrong = (message: string) => again([{ field: 'for', message }], posted);
  if (countries.includes(DEFAULT_ENTRY)) return wrong(t('policy:error.remove-default'));
  const without = countries.filter((country) => !Object.hasOwn(draft.document.countries, country));
  if (without.length > 0) return wrong(t('policy:error.remove-none', { countries: countryNames(without, args) }));
  return takeChange(args, posted, { kind: 'terms', countries, terms: null }, list);
});

function readChosen(posted: Posted, speech: Speech) {
  const read = fieldReader(posted, speech);
  const code = read.maybeText('code', 20)?.toUpperCase();
  if (code !== undefined && !isCountry(code)) read.unknownCountry('code', code);
  const named = [...(posted.for ?? []), ...(code ? [code] : [])];
  const countries = [...new Set(named.filter((country) => country === DEFAULT_ENTRY || isCountry(country)))].slice(
    0,
    300,
  );
  if (read.problems.length === 0 && countries.length === 0) read.wrong('for', speech.t('policy:error.countries'));
  return read.problems.length > 0 ? { ok: false as const, problems: read.problems } : { ok: true as const, countries };
}

export default function DraftCountries({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useWords();
  const { frame, fields } = loaderData;
  const problems = actionData?.problems ?? [];
  return (
    <DraftPage frame={frame} section="countries" heading={t('policy:draft.section.countries')} problems={problems}>
      <p className="policy-lead">{t('policy:edit.countries-lead')}</p>
      <form method="post" noValidate>
        <input type="hidden" name="version" value={frame.version} />
        <FormFields fields={fields} values={actionData?.values ?? {}} problems={problems} />
        {frame.editable && (
          <div className="actions">
            <Button name="set" value="yes">
              {t('policy:edit.set')}
            </Button>
            <Button name="remove" value="yes" variant="secondary">
              {t('policy:edit.remove')}
            </Button>
          </div>
        )}
      </form>
      <p>
        <Anchor href={`/policy/drafts/${frame.id}/seasons`}>{t('policy:edit.to-seasons')}</Anchor>
      </p>
    </DraftPage>
  );
}
