import { formatDay } from '#app/i18n/format.ts';
import { isolate } from '#app/i18n/isolate.ts';
import type { PolicyFinding } from '#machines/policy/lint.ts';
import { allOf, type Named, quoted } from './name-words.server.ts';
import { ruleFindingSentence } from './rule-finding-words.server.ts';
import { type Speech, sourceWords, windowWords } from './rule-words.server.ts';
import { together } from './together.server.ts';

/** What keeps the version from being published, and what is only good to know. With the document, rules are called by their names. */
export function findingSentences(
  findings: readonly PolicyFinding[],
  speech: Speech,
  named: Named = null,
): { blocking: string[]; remarks: string[] } {
  return {
    blocking: sentencesOf(
      findings.filter((finding) => finding.severity === 'block'),
      speech,
      named,
    ),
    remarks: sentencesOf(
      findings.filter((finding) => finding.severity !== 'block'),
      speech,
      named,
    ),
  };
}

/** Findings about countries that are alike are said in one sentence, where the first of them stands. */
function sentencesOf(findings: readonly PolicyFinding[], speech: Speech, named: Named): string[] {
  const apart = Map.groupBy(findings, (finding) => (isOfCountry(finding) ? 'countries' : 'others'));
  const ofCountries = (apart.get('countries') ?? []).flatMap((finding) => {
    const { country } = finding;
    return country === null ? [] : [{ ...finding, country }];
  });
  return [
    ...together(ofCountries, speech, (finding) => countrySentence(finding, finding.country, speech)),
    ...new Set((apart.get('others') ?? []).map((finding) => findingSentence(finding, speech, named))),
  ];
}

function isOfCountry({ ruleId, country }: PolicyFinding): boolean {
  return ruleId === null && country !== null;
}

/** One finding by itself, with the act and, where there is one, the article it rests on. */
export function findingSentence(finding: PolicyFinding, speech: Speech, named: Named = null): string {
  const { country } = finding;
  if (finding.ruleId !== null && finding.code !== 'name.used-twice' && finding.code !== 'policy.unknown-country') {
    return ruleFindingSentence(finding, speech, named);
  }
  return country === null ? partSentence(finding, speech) : countrySentence(finding, allOf([country], speech), speech);
}

/** `country`: its name, or what stands for it while sentences are compared. */
function countrySentence(finding: PolicyFinding, country: string, speech: Speech): string {
  const { t } = speech;
  const { code, severity, law, lawDayKind } = finding;
  const days = typeof law === 'number' ? t(`policy:law.${lawDayKind ?? 'calendar'}`, { count: law }) : '';
  const from =
    finding.details.from === 'order' || finding.details.from === 'dispatch' ? finding.details.from : undefined;
  const merchant = typeof finding.merchant === 'number' ? windowWords(finding.merchant, speech, from) : '';
  const figures = { country, law: days, merchant, source: isolate(sourceWords(finding) ?? '') };
  switch (code) {
    case 'policy.below-law':
      return t(severity === 'warn' ? 'policy:finding.below-law-warn' : 'policy:finding.below-law', figures);
    case 'policy.return-cost-against-law':
      return severity === 'warn'
        ? t('policy:finding.return-cost-against-law-warn', figures)
        : t('policy:finding.return-cost-against-law', figures);
    case 'policy.may-end-before-law':
      return t('policy:finding.may-end-before-law', { ...figures, count: Number(finding.details.margin) });
    case 'policy.replaces-law':
      return t('policy:finding.replaces-law', figures);
    case 'policy.final-sale-without-effect':
      return t('policy:finding.final-sale-without-effect', figures);
    case 'policy.unknown-law':
      return t('policy:finding.unknown-law', figures);
    default:
      return t('policy:finding.unknown-country', figures);
  }
}

/** About a market, a season, a warehouse or a name. */
function partSentence({ code, subject, details }: PolicyFinding, speech: Speech): string {
  const { t, locale } = speech;
  const day = (value: unknown) => (typeof value === 'string' ? formatDay(value, locale) : '');
  const { orderedFrom, orderedTo, returnUntil } = details;
  const figures = { subject: quoted(subject ?? '', speech) };
  const dates = { from: day(orderedFrom), to: day(orderedTo), until: day(returnUntil) };
  switch (code) {
    case 'market.unused':
      return t('policy:finding.market-unused', figures);
    case 'warehouse.unused':
      return t('policy:finding.warehouse-unused', figures);
    case 'season.over':
      return t('policy:finding.season-over', { ...figures, until: dates.until });
    case 'season.too-long':
      return t('policy:finding.season-too-long', { ...figures, ...dates });
    case 'season.returns-too-late':
      return t('policy:finding.season-returns-too-late', { ...figures, ...dates });
    case 'season.without-effect':
      return t('policy:finding.season-without-effect', figures);
    default:
      return t('policy:finding.name-used-twice', figures);
  }
}
