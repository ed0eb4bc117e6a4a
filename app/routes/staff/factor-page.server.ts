import { data } from 'react-router';
import { z } from 'zod';
import { type FactorPicture, factorPicture } from '#app/auth/factor-picture.server.ts';
import {
  beginSecondFactor,
  confirmSecondFactor,
  type FactorRefusal,
  pendingFactor,
  proveCode,
  renewRecoveryCodes,
} from '#app/auth/second-factor.server.ts';
import { lacksSecondFactor } from '#app/auth/staff.server.ts';
import type { FieldProblem } from '#app/components/error-summary.tsx';
import { fail, parseForm, redirectTo, type StaffArgs } from '#app/http.server.ts';
import { safeNext } from '#app/security/next-path.server.ts';
import { noteOwnAct, switchFactorOff } from '#app/services/people/own-account.server.ts';
import { factorStatus, factorWords } from './factor-words.server.ts';
import { oneself } from './own-account.server.ts';

const fields = z.object({
  intent: z.string().max(20).catch(''),
  password: z.string().max(1000).catch(''),
  code: z.string().max(100).catch(''),
});

/** What the page shows after a form. */
export interface FactorAnswer {
  readonly problems: readonly FieldProblem[];
  /** What was begun: a picture for the camera, the same as text. */
  readonly pending: { readonly picture: FactorPicture; readonly secret: string } | null;
  /** Shown this once. */
  readonly recoveryCodes: readonly string[] | null;
}

const BLANK: FactorAnswer = { problems: [], pending: null, recoveryCodes: null };

export function loadFactorPage({ staff, deps, url }: StaffArgs) {
  return {
    ...{ on: staff.secondFactor, wanted: lacksSecondFactor(staff, deps.env) },
    maySwitchOff: deps.env.RETOUR_MODE === 'development',
    next: safeNext(url.searchParams.get('next'), '/staff'),
  };
}

/** Sets a second factor up, renews its recovery codes, or switches it off where that is allowed. */
export async function takeFactorForm(args: StaffArgs) {
  const { request, deps, staff, setCookie } = args;
  const form = await parseForm(request, fields, { maxBytes: 8 * 1024, maxFields: 10 });
  const { intent, password, code } = form.ok ? form.data : fields.parse({});
  switch (intent) {
    case 'begin': {
      const begun = await beginSecondFactor(request, staff, password, deps);
      return begun.ok ? data(await pendingAnswer(args, [])) : refused(args, 'password', begun.refusal);
    }
    case 'confirm': {
      const confirmed = await confirmSecondFactor(request, staff, code, deps, setCookie);
      if (!confirmed.ok) return unconfirmed(args, confirmed.refusal);
      await noteOwnAct(deps, oneself(args), 'factor-on');
      return data({ ...BLANK, recoveryCodes: confirmed.recoveryCodes });
    }
    case 'renew': {
      const renewed = await renewRecoveryCodes(request, staff, password, deps);
      if (!renewed.ok) return refused(args, 'renew-password', renewed.refusal);
      await noteOwnAct(deps, oneself(args), 'factor-codes');
      return data({ ...BLANK, recoveryCodes: renewed.recoveryCodes });
    }
    case 'off':
      return switchOff(args, code);
    default:
      return fail(422, 'invalid');
  }
}

async function switchOff(args: StaffArgs, code: string) {
  const { request, deps, staff } = args;
  if (deps.env.RETOUR_MODE !== 'development') fail(403, 'forbidden');
  const proved = await proveCode(request, staff, code, deps);
  if (!proved.ok) return refused(args, 'off-code', proved.refusal);
  await switchFactorOff(deps, oneself(args));
  throw redirectTo('/staff/security?done=factor-off');
}

async function pendingAnswer({ staff, deps }: StaffArgs, problems: readonly FieldProblem[]): Promise<FactorAnswer> {
  const pending = await pendingFactor(staff, deps);
  return {
    ...BLANK,
    problems,
    pending: pending && { picture: factorPicture(pending.uri), secret: pending.secret },
  };
}

/** The picture again, for another code of the same secret. */
async function unconfirmed(args: StaffArgs, refusal: FactorRefusal) {
  const problems = [{ field: 'code', message: factorWords(refusal, args.t) }];
  const answer = await pendingAnswer(args, problems);
  const lost = { ...BLANK, problems: [{ field: 'password', message: factorWords(refusal, args.t) }] };
  return data(answer.pending ? answer : lost, { status: factorStatus(refusal) });
}

function refused({ t }: StaffArgs, field: string, refusal: FactorRefusal) {
  const answer: FactorAnswer = { ...BLANK, problems: [{ field, message: factorWords(refusal, t) }] };
  return data(answer, { status: factorStatus(refusal) });
}
