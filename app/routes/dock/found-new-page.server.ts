import { data } from 'react-router';
import type { FieldProblem } from '#app/components/error-summary.tsx';
import type { Verdict } from '#app/components/staff/scan/verdict.ts';
import { answerJson, redirectTo, type StaffArgs } from '#app/http.server.ts';
import { type PutRefusal, putFoundParcel } from '#app/services/put-found-parcel.server.ts';
import { foundNumber } from '#app/services/view-found.server.ts';
import { findScan } from '#app/services/view-scan.server.ts';
import { fieldWords, photoWords, type ReadFoundForm, readFoundForm } from './found-form.server.ts';

/** An empty form, with the code that was scanned and not known, where it comes from there. */
export async function loadFoundForm({ deps, url }: StaffArgs) {
  const scan = await findScan(deps.db, (url.searchParams.get('scan') ?? '').slice(0, 64));
  return { id: deps.ids.next(), code: (scan?.code ?? '').slice(0, 120) };
}

/** From a form, without scripts: the page of the parcel comes next, or the form again with what is wrong. */
export async function takeFoundForm(args: StaffArgs) {
  const put = await putDown(args);
  if (put.ok) return redirectTo(`/dock/found/${put.id}?saved=yes`);
  return data({ typed: put.typed, problems: put.problems }, { status: put.status });
}

/** From a device that has kept it: a verdict, also where it cannot be taken, so that the device does not send it for ever. */
export async function syncFound(args: StaffArgs): Promise<Response> {
  const { t } = args;
  const put = await putDown(args);
  const told: Verdict = put.ok
    ? {
        ...{ id: put.id, result: 'ok', go: `/dock/found/${put.id}?saved=yes`, links: [] },
        ...{ title: t('found:saved', { number: foundNumber(put.id) }), text: '' },
      }
    : {
        ...{ id: put.typed.id ?? '', result: 'stop', go: null, links: [] },
        ...{ title: t('found:error.not-put'), text: put.problems.map(({ message }) => message).join('. ') },
      };
  return answerJson({ verdicts: [told] });
}

type Put =
  | { readonly ok: true; readonly id: string }
  | {
      readonly ok: false;
      readonly status: number;
      readonly problems: FieldProblem[];
      readonly typed: ReadFoundForm['typed'];
    };

async function putDown(args: StaffArgs): Promise<Put> {
  const { request, deps, staff, t } = args;
  const form = await readFoundForm(request);
  const problems: FieldProblem[] = Object.entries(form.errors).map(([field, code]) => ({
    field: field === 'id' ? '' : field,
    message: fieldWords(field, code, args),
  }));
  if (form.photoProblem) problems.unshift({ field: 'photo', message: photoWords(form.photoProblem, t) });
  if (!form.data || problems.length > 0) return { ok: false, status: 422, problems, typed: form.typed };
  const now = deps.clock().epochMilliseconds;
  const { id, device = `form-${staff.id}`, scannedAt = now, sentAt = now, words } = form.data;
  const source = { device, sentAt, staffId: staff.id };
  const put = await putFoundParcel(deps, { id, source, scannedAt, words, photos: form.photos });
  if (put.ok) return put;
  return {
    ok: false,
    status: 409,
    typed: form.typed,
    problems: [{ field: '', message: refusalWords(put.refusal.code, t) }],
  };
}

function refusalWords(code: PutRefusal, t: StaffArgs['t']): string {
  return code === 'found.conflict' ? t('found:error.conflict') : photoWords(code, t);
}
