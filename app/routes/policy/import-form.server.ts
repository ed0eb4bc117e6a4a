import { FormDataParseError, parseFormData } from '@remix-run/form-data-parser';
import { data } from 'react-router';
import type { FieldProblem } from '#app/components/error-summary.tsx';
import { fail, redirectTo, type StaffArgs } from '#app/http.server.ts';
import { importPolicyDraft } from '#app/services/import-policy-draft.server.ts';
import { LARGEST_FILE_BYTES } from '#machines/policy/policy-file.ts';
import { fieldReader } from './field-reader.server.ts';
import { fileProblemWords } from './file-problem-words.server.ts';
import type { Posted } from './posted.server.ts';

/** More than a policy may be, so that a file that is too large is told apart and what was typed is kept. */
const MOST_BYTES = 64 * 1024 * 1024;
/** More sentences than these help nobody; the first ones are usually the cause of the others. */
const MOST_PROBLEMS = 50;

/** Reads the file, or the text that was pasted, and makes a draft of it. */
export async function takeImport(args: StaffArgs) {
  const { deps, staff, request, t } = args;
  const sent = await readUpload(request);
  const again = (problems: readonly FieldProblem[], file: readonly string[] = []) =>
    data({ problems, file, values: sent.values }, { status: 422 });
  if (sent.tooLarge) return again([{ field: 'file', message: t('policy:file.too-large') }]);
  const read = fieldReader(sent.values, args);
  const title = read.text('title', 80);
  const text = sent.file ?? sent.values.text?.[0] ?? '';
  if (text.trim() === '') read.wrong('file', t('policy:file.none'));
  if (title === undefined || read.problems.length > 0) return again(read.problems);
  const done = await importPolicyDraft(deps, { text, title, staffId: staff.id });
  if (done.ok) throw redirectTo(`/policy/drafts/${done.draftId}/differences`);
  const field = sent.file === null ? 'text' : 'file';
  const message = t('policy:file.refused', { count: done.problems.length + done.more });
  const words = done.problems.slice(0, MOST_PROBLEMS).map((problem) => fileProblemWords(problem, args));
  return again([{ field, message }], [...new Set(words)]);
}

async function readUpload(request: Request): Promise<{ values: Posted; file: string | null; tooLarge: boolean }> {
  if (!/^multipart\/form-data\b/i.test(request.headers.get('Content-Type') ?? '')) fail(415, 'unsupported-type');
  const upload: { file: string | null; tooLarge: boolean } = { file: null, tooLarge: false };
  const limits = { maxFiles: 2, maxFileSize: MOST_BYTES, maxParts: 10, maxTotalSize: MOST_BYTES };
  try {
    const form = await parseFormData(request, limits, async (file) => {
      if (file.fieldName !== 'file' || file.size === 0) return null;
      if (file.size > LARGEST_FILE_BYTES) upload.tooLarge = true;
      else upload.file = new TextDecoder().decode(await file.arrayBuffer());
      return null;
    });
    const text = (name: string) => String(form.get(name) ?? '').replaceAll('\r\n', '\n');
    // Pasted text of that size would be sent back with the page.
    const pasted = text('text');
    if (pasted.length > LARGEST_FILE_BYTES) upload.tooLarge = true;
    return { values: { title: [text('title')], text: [pasted.length > LARGEST_FILE_BYTES ? '' : pasted] }, ...upload };
  } catch (error) {
    if (error instanceof FormDataParseError || isLimit(error)) fail(413, 'too-large');
    throw error;
  }
}

/** The parser's own limits are classes of a package that it depends on; their names are part of its documentation. */
const isLimit = (error: unknown): boolean => error instanceof Error && /^Max\w+ExceededError$/.test(error.name);
