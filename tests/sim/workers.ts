import { runEffect } from '#app/effects/run-effect.server.ts';
import { AT_ONCE } from '#app/effects/turn.server.ts';
import { changes } from './prepared.ts';
import type { Process, World } from './world.ts';

/** One turn of a process's worker, as a fiber; each effect that it leases becomes one of its own. */
export function beginTurn(world: World, process: Process): void {
  const { owner } = process;
  process.turning = true;
  world.scheduler.spawn(`turn of ${process.index}`, process.index, async () => {
    try {
      await world.turn(world.deps, owner, AT_ONCE - process.running, (leased) => {
        process.running += 1;
        const { effect, id, attempts } = leased;
        world.trace.note(`leased ${effect.kind} ${id} for the ${attempts}. time by ${process.index}`);
        world.trace.meet(`effect ${effect.kind}`);
        world.scheduler.spawn(`${effect.kind} ${id}`, process.index, async () => {
          await runEffect(world.deps, world.handle, owner, leased);
          process.running -= 1;
        });
      });
    } finally {
      process.turning = false;
    }
  });
}

/** One look of a process at the provider's list of events, as a fiber. */
export function beginPoll(world: World): void {
  const process = world.random.pick(world.processes);
  world.scheduler.spawn('poll', process.index, async () => {
    const polled = await world.poll(world.deps);
    if (!polled) return;
    world.trace.note(`polled ${polled.read} events, ${polled.news} of them news`);
    world.trace.meet(polled.news > 0 ? 'poll with news' : 'poll');
  });
}

/** A process dies: whatever it was doing stays as it is, and its leases run out. */
export function crash(world: World, process: Process): void {
  const lost = world.scheduler.kill(process.index);
  world.restart(process);
  world.trace.note(`process ${process.index} died with ${lost} fibers`);
  world.trace.meet(lost > 0 ? 'crash while busy' : 'crash while idle');
}

/** Lets fibers on, one step each, in an order of chance. */
export async function work(world: World, steps: number): Promise<void> {
  for (let step = 0; step < steps; step += 1) {
    const ready = world.scheduler.ready();
    if (ready.length === 0) return;
    const fiber = world.random.pick(ready);
    const label = await world.scheduler.letOn(fiber);
    world.trace.note(`${fiber.name} went on from ${label}`);
  }
}

/** Lets everything that has begun come to its end. */
export async function calm(world: World): Promise<void> {
  while (world.scheduler.fibers.length > 0) await work(world, 50);
}

/** More than any run needs: whatever is still to do then is stuck, and will be found so. */
const MOST_TURNS = 300;

/** Runs what is due until nothing is. */
export async function drainAll(world: World): Promise<void> {
  for (let turns = 0, before = -1; turns < MOST_TURNS && before !== changes(world.file); turns += 1) {
    before = changes(world.file);
    beginTurn(world, world.random.pick(world.processes));
    await calm(world);
  }
}
