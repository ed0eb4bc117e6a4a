import { addressRules } from './address-rules.ts';
import { cookieRules } from './cookie-rules.ts';
import type { Exchange, PassiveRule } from './exchange.ts';
import { headerRules } from './header-rules.ts';
import { pageRules } from './page-rules.ts';
import { policyRules } from './policy-rules.ts';
import { textRules } from './text-rules.ts';

/** What a baseline scan of ZAP looks for in what goes over the line: its passive rules of high and medium risk, and those of low risk that fit here. */
export const passiveRules: readonly PassiveRule[] = [
  ...headerRules,
  ...policyRules,
  ...cookieRules,
  ...pageRules,
  ...textRules,
  ...addressRules,
];

/** The others of medium risk and above, and why they are not asked here. */
export const leftOut: readonly { readonly id: string; readonly name: string; readonly because: string }[] = [
  {
    id: '10003',
    name: 'Vulnerable JS library',
    because: 'scripts are built from npm packages, which npm audit knows better than file names',
  },
  {
    id: '10026',
    name: 'HTTP parameter override',
    because:
      'about JSP and servlets, and off unless both are declared; a form without an action is sent to its own page here',
  },
  {
    id: '10034',
    name: 'Heartbleed',
    because: 'reads a version of OpenSSL from the Server header, which 10036 forbids',
  },
  {
    id: '10202',
    name: 'Absence of anti-CSRF tokens',
    because: 'docs/decisions/032: where a request comes from is checked instead, see foreign-forms.test.ts',
  },
];

export interface Finding {
  readonly rule: string;
  readonly risk: PassiveRule['risk'];
  readonly where: string;
  readonly what: string;
}

/** All that the rules find in one exchange. */
export function findingsOf(exchange: Exchange): Finding[] {
  return passiveRules.flatMap(({ id, name, risk, finds }) => {
    const what = finds(exchange);
    const where = `${exchange.method} ${new URL(exchange.url).pathname} ${exchange.status}`;
    return what === null ? [] : [{ rule: `${id} ${name}`, risk, where, what: what.slice(0, 120) }];
  });
}
