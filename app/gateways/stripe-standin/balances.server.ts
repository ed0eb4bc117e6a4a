import type { World } from './world.server.ts';

const idOf = (currency: string): string => `balance:${currency.toLowerCase()}`;

/** What the merchant has in a currency, in its smallest unit; null is without limit. */
export function balanceOf(world: World, currency: string): number | null {
  return world.records.settings.get(idOf(currency))?.value ?? null;
}

export function writeBalance(world: World, currency: string, amount: number | null): void {
  if (amount === null) world.records.settings.remove(idOf(currency));
  else world.records.settings.put({ id: idOf(currency), value: amount });
}

/** Money that comes in or goes out; without a limit nobody counts. */
export function changeBalance(world: World, currency: string, by: number): void {
  const present = balanceOf(world, currency);
  if (present !== null) writeBalance(world, currency, present + by);
}

export function covers(world: World, currency: string, amount: number): boolean {
  const present = balanceOf(world, currency);
  return present === null || present >= amount;
}
