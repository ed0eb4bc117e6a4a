import type { PasswordProblem } from '#app/auth/password-rules.ts';
import { LONGEST_PASSWORD, SHORTEST_PASSWORD } from '#app/auth/password-rules.ts';
import type { FactorRefusal } from '#app/auth/second-factor.server.ts';
import type { Translate } from '#app/i18n/types.ts';

/** Why a code or a password was not taken as a proof, in words. */
export function factorWords(refusal: FactorRefusal, t: Translate): string {
  switch (refusal.code) {
    case 'factor.too-many':
      return t('people:factor.error.too-many', { count: refusal.minutes });
    case 'factor.wrong':
      return t('people:factor.error.wrong');
    case 'factor.password':
      return t('people:factor.error.password');
    case 'factor.locked':
      return t('people:factor.error.locked');
    case 'factor.none':
      return t('people:factor.error.none');
  }
}

/** 429 where somebody tried too often. */
export const factorStatus = ({ code }: FactorRefusal): number =>
  code === 'factor.too-many' || code === 'factor.locked' ? 429 : 422;

/** Why a new password was not taken, in words. */
export function passwordWords(problem: PasswordProblem, t: Translate): string {
  switch (problem) {
    case 'too-short':
      return t('people:password.error.too-short', { count: SHORTEST_PASSWORD });
    case 'too-long':
      return t('people:password.error.too-long', { count: LONGEST_PASSWORD });
    case 'personal':
      return t('people:password.error.personal');
    case 'repeated':
      return t('people:password.error.repeated');
    case 'common':
      return t('people:password.error.common');
  }
}
