import { AsyncLocalStorage } from 'node:async_hooks';

/** A place at which a fiber has stopped until it is let on. */
interface Stop {
  readonly label: string;
  /** False: what it waits for has not come. */
  readonly isReady: () => boolean;
  readonly goOn: () => void;
}

/** A chain of promises that runs alone, from one stop to the next. */
export interface Fiber {
  readonly name: string;
  /** The process that it lives in: when that is killed, so is the fiber. */
  readonly process: number;
  stops: Stop[];
  over: boolean;
  killed: boolean;
}

export interface Scheduler {
  readonly fibers: readonly Fiber[];
  /** Begins a fiber; it stops before its first word. */
  spawn(name: string, process: number, work: () => Promise<unknown>): Fiber;
  /** Stops the fiber that says it, until it is let on, and no sooner than it is ready. Outside a fiber it does nothing. */
  stop(label: string, isReady?: () => boolean): Promise<void>;
  /** Those that can be let on. */
  ready(): Fiber[];
  /** The fiber that is running; null outside. */
  current(): Fiber | null;
  /** Lets a fiber on and waits until it has stopped again or come to its end; says where it had stopped. */
  letOn(fiber: Fiber): Promise<string>;
  /** Every fiber of a process is gone where it stands: nothing after that stop runs, not even a `finally`. */
  kill(process: number): number;
}

/** All promises that can be settled without the outside world have been when this comes back. */
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

const LONGEST_WAIT = 200_000;

/**
 * Runs fibers one at a time. Which one is let on is the caller's choice, and nothing else decides the order: no timer, no socket. What a
 * fiber throws goes to `onFault`.
 */
export function createScheduler(onFault: (fiber: Fiber, error: unknown) => void): Scheduler {
  const storage = new AsyncLocalStorage<Fiber>();
  let fibers: Fiber[] = [];

  function stop(label: string, isReady = () => true): Promise<void> {
    const fiber = storage.getStore();
    if (!fiber) return Promise.resolve();
    // A promise that nobody settles: the rest of a killed fiber never runs.
    return new Promise((goOn) => {
      if (!fiber.killed) fiber.stops.push({ label, isReady, goOn });
    });
  }

  async function live(fiber: Fiber, work: () => Promise<unknown>): Promise<void> {
    try {
      await stop('begin');
      await work();
    } catch (error) {
      onFault(fiber, error);
    }
    fiber.over = true;
    fibers = fibers.filter((one) => one !== fiber);
  }

  return {
    get fibers() {
      return fibers;
    },
    spawn(name, process, work) {
      const fiber: Fiber = { name, process, stops: [], over: false, killed: false };
      fibers.push(fiber);
      storage.run(fiber, () => void live(fiber, work));
      return fiber;
    },
    stop,
    ready: () => fibers.filter(({ stops }) => stops.some(({ isReady }) => isReady())),
    current: () => storage.getStore() ?? null,
    async letOn(fiber) {
      const at = fiber.stops.findIndex(({ isReady }) => isReady());
      const [first] = at < 0 ? [] : fiber.stops.splice(at, 1);
      if (!first) throw new Error(`${fiber.name} has not stopped anywhere`);
      first.goOn();
      for (let waits = 0; ; waits += 1) {
        await settled();
        if (fiber.over || fiber.killed || fiber.stops.length > 0) return first.label;
        if (waits > LONGEST_WAIT) throw new Error(`${fiber.name} waits for something outside the simulation`);
      }
    },
    kill(process) {
      const dead = fibers.filter((fiber) => fiber.process === process);
      for (const fiber of dead) {
        fiber.killed = true;
        fiber.stops = [];
      }
      fibers = fibers.filter((fiber) => fiber.process !== process);
      return dead.length;
    },
  };
}
