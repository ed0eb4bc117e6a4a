/** What clients were told, act by act. Each entry is a promise that must hold from then on, whatever is killed. */
export class Told {
  /** By id. */
  readonly orders = new Set<string>();
  /** The code of each return that was sent, by id. */
  readonly returns = new Map<string, string>();
  readonly received = new Set<string>();
  readonly cancelled = new Set<string>();
  /** Minor units; null where somebody was told only that it is decided. */
  readonly decided = new Map<string, number | null>();
  /** Returns of which more than one person was told that their decision is the one. */
  readonly decidedTwice = new Set<string>();
  /** Events of the payment provider that were acknowledged to it, by id. */
  readonly heard = new Set<string>();
  #count = 0;

  get count(): number {
    return this.#count;
  }

  /** Another act was acknowledged. */
  add(): void {
    this.#count += 1;
  }

  decide(returnId: string, total: number | null): void {
    if (total !== null && typeof this.decided.get(returnId) === 'number') this.decidedTwice.add(returnId);
    this.decided.set(returnId, total ?? this.decided.get(returnId) ?? null);
  }

  /** As it stands now: what is told while somebody compares does not count yet. */
  snapshot(): Told {
    const copy = new Told();
    for (const id of this.orders) copy.orders.add(id);
    for (const [id, rma] of this.returns) copy.returns.set(id, rma);
    for (const id of this.received) copy.received.add(id);
    for (const id of this.cancelled) copy.cancelled.add(id);
    for (const [id, total] of this.decided) copy.decided.set(id, total);
    for (const id of this.decidedTwice) copy.decidedTwice.add(id);
    for (const id of this.heard) copy.heard.add(id);
    return copy;
  }
}
