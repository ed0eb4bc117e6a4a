import type { Road } from './money-world.ts';

/** Only asking for a refund meets this; looking does not. */
export const asking =
  (road: Road): Road =>
  (request, carry) =>
    request.method === 'POST' ? road(request, carry) : carry(request);

/** A road on which a process ends: the request gets as far as `reaches` says, and nobody ever hears of it again. */
export function dying(reaches: Road): { road: Road; reached: Promise<void> } {
  const { promise: reached, resolve } = Promise.withResolvers<void>();
  const road: Road = async (request, carry) => {
    await reaches(request, carry);
    resolve();
    return new Promise(() => {});
  };
  return { road, reached };
}
