import { workflows } from '#machines/workflows.ts';

export interface MachineArrow {
  readonly from: string;
  readonly to: string;
  readonly event: string;
}

/** A machine as its definition has it: its states in their order, and an arrow for each event that leads from one to another. */
export interface MachineView {
  readonly states: readonly string[];
  readonly arrows: readonly MachineArrow[];
}

/** Read from the definition itself, so that the picture cannot differ from what runs. */
export function viewMachine(name: keyof typeof workflows): MachineView {
  const { machine, states } = workflows[name];
  const arrows = states.flatMap((from) => {
    const all = [...(machine.states[from]?.transitions.values() ?? [])].flat();
    return all.flatMap(({ eventType: event, target }) =>
      (target ?? []).filter(({ key }) => key !== from).map(({ key: to }) => ({ from, to, event })),
    );
  });
  const seen = new Set<string>();
  return { states, arrows: arrows.filter(({ from, to, event }) => isNew(seen, `${from} ${to} ${event}`)) };
}

function isNew(seen: Set<string>, key: string): boolean {
  if (seen.has(key)) return false;
  seen.add(key);
  return true;
}
