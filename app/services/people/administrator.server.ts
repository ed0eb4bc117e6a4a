import { countAdmins, loadPerson, type Person } from '#db/people.ts';
import { refuse } from '../deps.ts';
import type { Unit } from '../unit-of-work.server.ts';

/** Undoes a transaction whose end must not stand. */
class Undone extends Error {
  override readonly name = 'Undone';
}

/** Whether the person who acts is an administrator now, in the transaction of the act: the page was asked for a while ago. */
export async function isAdministrator(unit: Unit, staffId: string): Promise<boolean> {
  const person = await loadPerson(unit.tx, staffId);
  return person?.role === 'admin' && person.disabledAt === null;
}

/**
 * Throws when nobody is left who could let people in. Called after the act was written into the chain of acts, where writers take turns: of two
 * who take the last two administrators away at once, the second one sees what the first did.
 */
export async function keepAnAdministrator(unit: Unit, before: Person): Promise<void> {
  if (before.role !== 'admin' || before.disabledAt !== null) return;
  if ((await countAdmins(unit.tx)) === 0) throw new Undone('the last administrator');
}

/** Throws when the first account is not the only one: two first links were used at once. */
export function undoUnless(holds: boolean): void {
  if (!holds) throw new Undone('overtaken');
}

/** Says a refusal for work that was undone. */
export async function unlessUndone<Value, Code extends string>(work: Promise<Value>, code: Code) {
  try {
    return await work;
  } catch (error) {
    if (error instanceof Undone) return refuse(code);
    throw error;
  }
}
