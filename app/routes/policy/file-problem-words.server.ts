import { isolate } from '#app/i18n/isolate.ts';
import type { FileProblem } from '#machines/policy/policy-file.ts';
import { findingSentences } from './change-words.server.ts';
import type { Speech } from './rule-words.server.ts';

/** One problem of a file in a sentence, with the line, the column and the path of its place. */
export function fileProblemWords(problem: FileProblem, speech: Speech): string {
  const { line, column } = problem;
  const figures = { line, column, sentence: sentenceOf(problem, speech) };
  const path = problem.path.join('/');
  return path === ''
    ? speech.t('policy:file.at', figures)
    : speech.t('policy:file.at-path', { ...figures, path: isolate(path) });
}

function sentenceOf({ code, details, finding }: FileProblem, speech: Speech): string {
  const { t } = speech;
  if (finding) {
    const { blocking, remarks } = findingSentences([finding], speech);
    return [...blocking, ...remarks].join(' ');
  }
  const text = (name: string) => isolate(String(details[name] ?? ''));
  const figures = { ...{ found: text('found'), field: text('field'), choices: text('choices') }, ...limits(details) };
  return t(`policy:file.problem.${KEYS[code] ?? 'invalid'}`, figures);
}

const limits = ({ least, most }: FileProblem['details']) => ({ least: String(least ?? ''), most: String(most ?? '') });

const KEYS: Readonly<Record<string, ProblemKey>> = {
  'file.empty': 'empty',
  'file.schema-version': 'schema-version',
  'json.ended': 'json-ended',
  'json.not-a-number': 'json-number',
  'json.bad-number': 'json-number',
  'json.duplicate-key': 'json-twice',
  'json.too-deep': 'json-deep',
  'json.unexpected': 'json',
  'json.bad-text': 'json',
  'json.bad-key': 'json',
  'json.after-the-end': 'json',
  'field.unknown': 'unknown',
  'field.missing': 'missing',
  'field.wrong-type': 'wrong-type',
  'field.not-whole': 'not-whole',
  'field.too-small': 'least',
  'field.too-large': 'most',
  'field.too-short': 'too-few',
  'field.too-few': 'too-few',
  'field.too-long': 'too-much',
  'field.too-many': 'too-much',
  'field.not-listed': 'not-listed',
  'field.no-date': 'no-date',
  'field.bad-code': 'bad-code',
  'condition.no-bound': 'no-bound',
  'condition.bounds-crossed': 'bounds-crossed',
  'outcome.empty': 'outcome-empty',
  'season.ends-before-it-begins': 'season',
  'season.return-before-order': 'season',
  'policy.season-twice': 'twice',
  'policy.rule-twice': 'twice',
};

type ProblemKey =
  | 'empty'
  | 'schema-version'
  | 'json'
  | 'json-ended'
  | 'json-number'
  | 'json-twice'
  | 'json-deep'
  | 'unknown'
  | 'missing'
  | 'wrong-type'
  | 'not-whole'
  | 'least'
  | 'most'
  | 'too-few'
  | 'too-much'
  | 'not-listed'
  | 'no-date'
  | 'bad-code'
  | 'no-bound'
  | 'bounds-crossed'
  | 'outcome-empty'
  | 'season'
  | 'twice'
  | 'invalid';
