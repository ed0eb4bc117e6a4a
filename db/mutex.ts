/** Lets one piece of work run at a time, in the order in which they asked. */
export class Mutex {
  #last: Promise<unknown> = Promise.resolve();

  run<T>(work: () => Promise<T>): Promise<T> {
    const mine = this.#last.then(work);
    // What the one before threw is its caller's affair.
    this.#last = mine.catch(() => undefined);
    return mine;
  }
}
