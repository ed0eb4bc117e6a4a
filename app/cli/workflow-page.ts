import * as z from 'zod';
import { type Consequence, deadlineRequestSchema, effectSchema } from '#machines/effects.ts';
import type { WorkflowName } from '#machines/kernel.ts';
import { workflows } from '#machines/workflows.ts';

/** One arrow of a machine as its definition has it. */
interface Arrow {
  readonly from: string;
  readonly to: string;
  readonly event: string;
  /** The condition under which it is taken; null: always, or when no condition before it holds. */
  readonly guard: string | null;
  /** Whether the event has an arrow with a condition before this one. */
  readonly otherwise: boolean;
  /** What it asks to be done outside, in words. */
  readonly causes: readonly string[];
}

const consequence = z.union([effectSchema, deadlineRequestSchema]);
/** Fills the places of ids, which no page shows; a consequence that needs more than these does not parse, and says so. */
const sample = { context: { id: 'id', returnId: 'id', attempt: 1, way: 'payment' }, event: {} };

/** A page of the documentation about one machine: its picture for Mermaid, and every arrow in a table, those too that stay in their state. */
export function workflowPage(name: WorkflowName): string {
  const { machine, states } = workflows[name];
  const arrows = states.flatMap((state) => arrowsFrom(name, state));
  const initial = machine.root.initial.target.map(({ key }) => key).join();
  const finals = states.filter((state) => machine.states[state]?.type === 'final');
  return [
    `# ${name}: states and events`,
    '',
    `Drawn from \`machines/${name}/machine.ts\` by \`npm run docs:diagrams\`. Do not edit.`,
    '',
    '```mermaid',
    'stateDiagram-v2',
    ...states.filter((state) => idOf(state) !== state).map((state) => `  state "${state}" as ${idOf(state)}`),
    `  [*] --> ${idOf(initial)}`,
    ...drawn(arrows),
    ...finals.map((state) => `  ${idOf(state)} --> [*]`),
    '```',
    '',
    ...entryLines(machine.root.entry),
    ...table(['in state', 'on event', 'if', 'goes to', 'and asks for'], arrows.map(cellsOf)),
    '',
    ...(finals.length > 0 ? [`Nothing leaves ${finals.map((state) => `\`${state}\``).join(', ')}.`] : neverOver),
    '',
  ].join('\n');
}

const neverOver = ['No state is the last one for good: something can still be learnt in each.'];

/** An arrow behind another one for the same event and condition is never taken, and not shown. */
function arrowsFrom(name: WorkflowName, from: string): Arrow[] {
  const transitions = [...(workflows[name].machine.states[from]?.transitions.values() ?? [])].flat();
  const seen = new Set<string>();
  return transitions.flatMap(({ eventType: event, guard, target, actions }) => {
    const condition = typeof guard === 'string' ? guard : null;
    const key = `${event} ${condition}`;
    if (seen.has(key)) return [];
    seen.add(key);
    const to = target?.map((state) => state.key).join() ?? from;
    const otherwise = condition === null && [...seen].some((one) => one.startsWith(`${event} `) && one !== key);
    return [{ from, to, event, guard: condition, otherwise, causes: actions.flatMap(causeOf) }];
  });
}

/** One arrow for each pair of states, with all its events. Those that stay are left to the table. */
function drawn(arrows: readonly Arrow[]): string[] {
  const leaving = arrows.filter(({ from, to }) => from !== to);
  const pairs = Map.groupBy(leaving, ({ from, to }) => `${idOf(from)} --> ${idOf(to)}`);
  return [...pairs].map(([pair, all]) => `  ${pair} : ${all.map(labelOf).join(', ')}`);
}

const labelOf = ({ event, guard }: Arrow): string => (guard === null ? event : `${event} (${guard})`);

/** Mermaid reads a hyphen as the beginning of an arrow. */
const idOf = (state: string): string => state.replaceAll('-', '_');

function cellsOf({ from, to, event, guard, otherwise, causes }: Arrow): string[] {
  const condition = guard === null ? (otherwise ? 'otherwise' : '') : `\`${guard}\``;
  return [`\`${from}\``, `\`${event}\``, condition, to === from ? 'stays' : `\`${to}\``, causes.join('; ')];
}

/** A Markdown table whose columns stand below each other, as the formatter wants it. */
function table(heading: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const widths = heading.map((_, column) => Math.max(3, ...[heading, ...rows].map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[], fill: string) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0, fill)).join(' | ')} |`;
  return [
    line(heading, ' '),
    line(
      heading.map(() => ''),
      '-',
    ),
    ...rows.map((row) => line(row, ' ')),
  ];
}

function entryLines(entry: readonly unknown[]): string[] {
  const causes = entry.flatMap(causeOf);
  return causes.length > 0 ? [`At the beginning it asks for: ${causes.join('; ')}.`, ''] : [];
}

function causeOf(action: unknown): string[] {
  if (!isCause(action)) return [];
  return [inWords(consequence.parse(action.params(sample)))];
}

function isCause(action: unknown): action is { type: 'cause'; params: (args: typeof sample) => unknown } {
  return (
    typeof action === 'object' &&
    action !== null &&
    'type' in action &&
    action.type === 'cause' &&
    'params' in action &&
    typeof action.params === 'function'
  );
}

function inWords(what: Consequence): string {
  if (what.kind === 'deadline') return `\`${what.event}\` in ${duration(what.afterSeconds)}`;
  return what.kind === 'mail' ? `mail \`${what.mail}\`` : `effect \`${what.kind}\``;
}

function duration(seconds: number): string {
  const units = [
    ['day', 86_400],
    ['hour', 3600],
    ['minute', 60],
  ] as const;
  const [unit, length] = units.find((one) => seconds % one[1] === 0 && seconds >= one[1]) ?? (['second', 1] as const);
  const count = seconds / length;
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}
