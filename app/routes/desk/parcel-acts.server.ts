import { data } from 'react-router';
import { redirectTo, type StaffArgs } from '#app/http.server.ts';
import { drawLabelAgain } from '#app/services/draw-label-again.server.ts';
import { noteDispatch } from '#app/services/note-dispatch.server.ts';
import type { DeskReturn } from '#app/services/view-desk-return.server.ts';
import type { DeskAnswer } from './take-decision.server.ts';

/** Has a label drawn again that could not be drawn. */
export async function drawAgain({ deps, staff, t }: StaffArgs, { id }: DeskReturn, blank: DeskAnswer) {
  const drawn = await drawLabelAgain(deps, { returnId: id, staffId: staff.id });
  if (drawn.ok) throw redirectTo(`/desk/returns/${id}?done=drawn`);
  return data({ ...blank, problems: [{ field: '', message: t('staff:desk.return.label-gone') }] }, { status: 409 });
}

/** Notes a proof that the parcel was sent. */
export async function dispatched({ deps, staff, t }: StaffArgs, { id }: DeskReturn, blank: DeskAnswer) {
  const { carrierNumber } = blank;
  const noted = await noteDispatch(deps, { returnId: id, staffId: staff.id, carrierNumber });
  if (noted.ok) throw redirectTo(`/desk/returns/${id}?done=dispatched`);
  if (noted.refusal.code === 'dispatch.code-unread') {
    const problems = [{ field: 'carrier-number', message: t('terms:code.dispatch.code-unread') }];
    return data({ ...blank, problems }, { status: 422 });
  }
  const problems = [{ field: '', message: t('staff:desk.return.dispatch.gone') }];
  return data({ ...blank, problems }, { status: 409 });
}
