import { data } from 'react-router';
import type { FieldProblem } from '#app/components/error-summary.tsx';
import { fail, redirectTo, refusalStatus, type StaffArgs } from '#app/http.server.ts';
import { may } from '#app/permissions.ts';
import { changePolicyDraft } from '#app/services/change-policy-draft.server.ts';
import type { Refusal } from '#app/services/deps.ts';
import type { PolicyDraftChange } from '#app/services/policy-draft-change.server.ts';
import { type PolicyDraft, readPolicyDraft } from '#app/services/read-policy-draft.server.ts';
import { hiddenNumber, one, type Posted } from './posted.server.ts';
import { refusalWords } from './refusal-words.server.ts';

/** What every page about a draft shows around its own matter. */
export interface DraftFrame {
  readonly id: string;
  readonly title: string;
  readonly version: number;
  readonly state: PolicyDraft['state'];
  /** It is being edited, and by somebody who may. */
  readonly editable: boolean;
}

type DraftArgs = Pick<StaffArgs, 'deps' | 'params' | 'staff'>;

/** The draft that the address names; 404 when there is none. */
export async function draftOf({ deps, params }: Pick<StaffArgs, 'deps' | 'params'>): Promise<PolicyDraft> {
  const draft = await readPolicyDraft(deps.db, (params.id ?? '').slice(0, 100));
  return draft ?? fail(404, 'not-found');
}

export function frameOf(draft: PolicyDraft, staff: StaffArgs['staff']): DraftFrame {
  const { id, title, version, state } = draft;
  return { id, title, version, state, editable: state === 'editing' && may(staff.role, 'policy.draft') };
}

/** The draft for a page that changes it; one that is not being edited any more is shown as it stands instead. */
export async function editableDraft(args: DraftArgs): Promise<{ draft: PolicyDraft; frame: DraftFrame }> {
  const draft = await draftOf(args);
  const frame = frameOf(draft, args.staff);
  if (!frame.editable) throw redirectTo(`/policy/drafts/${draft.id}`);
  return { draft, frame };
}

export interface FormAnswer {
  readonly problems: readonly FieldProblem[];
  readonly values: Posted;
  /** Somebody else changed the draft since the page was opened. */
  readonly overtaken: boolean;
  /** The version that the draft would have to be put on first. */
  readonly ground: number | null;
}

/** Back to the form, with what was typed and a sentence for each thing that is wrong. */
export function again(problems: readonly FieldProblem[], values: Posted, status = 422, more: Partial<FormAnswer> = {}) {
  const answer: FormAnswer = { overtaken: false, ground: null, ...more, problems, values };
  return data(answer, { status });
}

/** The sentence for characters that nobody types. */
export function brokenProblems(broken: readonly string[], { t }: Pick<StaffArgs, 't'>): FieldProblem[] {
  return broken.map((field) => ({ field, message: t('error.invalid') }));
}

/** Makes a change and goes on to `next`; or back to the form, with what came between. */
export async function takeChange(args: StaffArgs, posted: Posted, change: PolicyDraftChange, next: string) {
  const { deps, params, staff } = args;
  const seen = { draftId: params.id ?? '', version: hiddenNumber(posted, 'version'), staffId: staff.id };
  const done = await changePolicyDraft(deps, { ...seen, change });
  if (done.ok) throw redirectTo(next);
  return refusedForm(args, done.refusal, posted);
}

/** A refusal as a sentence above the form. */
export async function refusedForm(args: StaffArgs, refusal: Refusal, posted: Posted, field = '') {
  const { code } = refusal;
  const message = await refusalWords(args.deps, refusal, args);
  const overtaken = code === 'policy.draft-stale';
  const ground = code === 'policy.other-ground' && typeof refusal.number === 'number' ? refusal.number : null;
  return again([{ field, message }], posted, refusalStatus(code), { overtaken, ground });
}

/** Which button of several was pressed, with its value. */
export function pressed<const Name extends string>(posted: Posted, names: readonly Name[]): [Name, string] | null {
  const name = names.find((candidate) => posted[candidate] !== undefined);
  return name === undefined ? null : [name, one(posted, name)];
}
