import type { FieldProblem } from '#app/components/error-summary.tsx';
import type { ServiceDeps } from '#app/services/deps.ts';
import { type BenchAnswer, type BenchPolicy, benchFacts, benchOrder } from '#app/services/policy-bench.server.ts';
import { viewPolicy } from '#app/services/view-policy.server.ts';
import { viewPolicyDrafts } from '#app/services/view-policy-draft.server.ts';
import { shopFields, typedFields } from './bench-fields.server.ts';
import { readBenchFacts, readRequest } from './bench-form.server.ts';
import { benchLineWords } from './bench-words.server.ts';
import { fieldReader } from './field-reader.server.ts';
import { one, type Posted } from './posted.server.ts';
import type { Speech } from './rule-words.server.ts';

type Deps = Pick<ServiceDeps, 'db' | 'clock'>;

/** The bench as its address says it: an order's number or a typed line, the policy that judges, and what is asked for. */
export async function benchPage(deps: Deps, url: URL, speech: Speech) {
  const values = valuesOf(url);
  const [policy, drafts] = await Promise.all([viewPolicy(deps), viewPolicyDrafts(deps.db, 'open')]);
  const policies = policyChoices(policy.versions, drafts, speech);
  const order = one(values, 'order').trim();
  const isTyped = order === '' && one(values, 'country') !== '';
  const outcome = order !== '' || isTyped ? await judge(deps, values, isTyped, speech) : null;
  const judged = outcome && 'lines' in outcome ? outcome : null;
  return {
    values: {
      policy: ['as-customers'],
      track: ['return'],
      shape: ['single'],
      currency: ['EUR'],
      quantity: ['1'],
      ...values,
    },
    isTyped,
    problems: outcome && 'problems' in outcome ? outcome.problems : [],
    shop: shopFields(policies, speech),
    typed: typedFields(speech),
    answer: judged && {
      title: judged.orderNumber
        ? speech.t('policy:bench.of-order', { number: judged.orderNumber })
        : speech.t('policy:bench.of-typed'),
      policy: policies.find(({ value }) => value === (one(values, 'policy') || 'as-customers'))?.label ?? '',
      lines: judged.lines.map((line, index) => benchLineWords(line, judged, index, speech)),
    },
  };
}

const MOST_TEXT = 2000;

function valuesOf(url: URL): Posted {
  const names = [...new Set(url.searchParams.keys())].slice(0, 60);
  const text = (value: string) => value.slice(0, MOST_TEXT);
  return Object.fromEntries(names.map((name) => [name, url.searchParams.getAll(name).slice(0, 30).map(text)]));
}

type Judged = BenchAnswer | { readonly problems: readonly FieldProblem[] };

async function judge(deps: Deps, values: Posted, isTyped: boolean, speech: Speech): Promise<Judged> {
  const read = fieldReader(values, speech);
  const policy = policyOf(one(values, 'policy'));
  const request = readRequest(read, values);
  const now = readDay(read);
  const facts = isTyped ? readBenchFacts(read, values, request, speech) : null;
  if (read.problems.length > 0 || (isTyped && !facts)) return { problems: read.problems };
  const done = facts
    ? await benchFacts(deps, { facts, policy, now })
    : await benchOrder(deps, { number: one(values, 'order'), policy, request, now });
  if (done.ok) return done;
  const field = done.refusal.code === 'bench.order-unknown' ? 'order' : 'policy';
  return { problems: [{ field, message: speech.t(`policy:${done.refusal.code}`) }] };
}

/** Judged on the noon of a day, or now. */
function readDay(read: ReturnType<typeof fieldReader>): Temporal.Instant | null {
  const day = read.maybeDay('on');
  return day === undefined ? null : Temporal.Instant.from(`${day}T12:00:00Z`);
}

function policyOf(text: string): BenchPolicy {
  const [kind, id = ''] = text.split(':');
  if (kind === 'version' && /^\d{1,6}$/.test(id)) return { kind: 'version', number: Number(id) };
  return kind === 'draft' ? { kind: 'draft', draftId: id.slice(0, 100) } : { kind: 'as-customers' };
}

function policyChoices(
  versions: readonly { number: number }[],
  drafts: readonly { id: string; title: string }[],
  { t }: Speech,
) {
  return [
    { value: 'as-customers', label: t('policy:bench.as-customers') },
    ...drafts.map(({ id, title }) => ({ value: `draft:${id}`, label: t('policy:bench.draft', { title }) })),
    ...versions.map(({ number }) => ({ value: `version:${number}`, label: t('policy:bench.version', { number }) })),
  ];
}
