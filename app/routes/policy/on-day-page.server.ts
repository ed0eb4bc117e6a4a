import { z } from 'zod';
import type { FieldProblem } from '#app/components/error-summary.tsx';
import { formatDay, formatInstant } from '#app/i18n/format.ts';
import { isolate } from '#app/i18n/isolate.ts';
import type { ServiceDeps } from '#app/services/deps.ts';
import { type PolicyOfDay, policyOnDay } from '#app/services/policy-on-day.server.ts';
import { isCountry } from '#app/services/policy-terms.server.ts';
import { allCountries } from './country-groups.server.ts';
import { seasonWords } from './part-words.server.ts';
import { ruleSentenceOf } from './rule-list-words.server.ts';
import { countryName, type Speech, termsWords } from './rule-words.server.ts';

/** The day and country of the address, and what applied then; a sentence for each that is missing or is none. */
export async function onDayPage(deps: Pick<ServiceDeps, 'db' | 'clock'>, url: URL, speech: Speech) {
  const { t } = speech;
  const date = url.searchParams.get('date')?.trim().slice(0, 20) ?? '';
  const country = url.searchParams.get('country')?.trim().toUpperCase().slice(0, 20) ?? '';
  const wanted = url.searchParams.has('date') || url.searchParams.has('country');
  const day = z.iso.date().safeParse(date);
  const problems: FieldProblem[] = [];
  if (wanted && !day.success) problems.push({ field: 'date', message: t('policy:error.date') });
  if (wanted && !isCountry(country)) {
    const message = country === '' ? t('policy:day.choose') : t('policy:filter.unknown', { code: country });
    problems.push({ field: 'country', message });
  }
  const known = isCountry(country);
  const options = allCountries(known ? [country] : [], '', speech)[0]?.choices ?? [];
  const answer = day.success && known ? await answerOf(deps, { date: day.data, country }, speech) : null;
  return { asked: { date, country: known ? country : '' }, problems, options, answer };
}

async function answerOf(
  deps: Pick<ServiceDeps, 'db' | 'clock'>,
  asked: { date: string; country: string },
  speech: Speech,
) {
  const { t, locale } = speech;
  const { timeZone, parts } = await policyOnDay(deps, asked);
  return {
    title: t('policy:day.answer', { country: countryName(asked.country, speech), date: formatDay(asked.date, locale) }),
    zone: t('policy:day.zone', { zone: timeZone }),
    parts: parts.map((part) => partOf(part, timeZone, speech)),
  };
}

function partOf({ version, since, document, terms, rules, seasons }: PolicyOfDay, timeZone: string, speech: Speech) {
  const { t, locale } = speech;
  const { law, policy, applies } = termsWords(terms, speech);
  const from = since && formatInstant(since.toString(), timeZone, locale);
  const number = version?.number ?? null;
  const title = number === null ? t('policy:day.law-only') : t('policy:versions.version', { number });
  return {
    ...{ key: `${number}`, number },
    title: from ? t('policy:day.since', { what: title, from }) : title,
    published: version && publishedWords(version, speech),
    law: [law.window, law.cost, law.shipping],
    source: law.source ?? '–',
    policy: [policy.window, policy.cost, policy.shipping, policy.finalSale],
    applies: [applies.window, applies.cost, applies.shipping, applies.finalSale],
    seasons: seasons.map((season) => `${season.name}: ${seasonWords(season, speech)}`),
    rules: rules.map((rule) => ruleSentenceOf(rule, document, speech)),
  };
}

function publishedWords(version: NonNullable<PolicyOfDay['version']>, { t }: Speech): string {
  const { publishedBy, approvedBy, reason } = version;
  const names = { name: isolate(publishedBy), reason: isolate(reason) };
  return approvedBy ? t('policy:day.two', { ...names, second: isolate(approvedBy) }) : t('policy:day.one', names);
}
