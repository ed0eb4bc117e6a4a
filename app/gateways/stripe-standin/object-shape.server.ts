export const apiVersion = '2026-10-28.endive';

/** An object as it goes into a body. */
export type Shape = Record<string, unknown>;

/** Fields that Stripe always sends and that are null here. */
export const nothing = (names: readonly string[]): Shape => Object.fromEntries(names.map((name) => [name, null]));

export const listShape = (url: string, data: Shape[], hasMore: boolean): Shape => ({
  object: 'list',
  data,
  has_more: hasMore,
  url,
});

/** What an event has as `previous_attributes`: the former values of the fields that changed. */
export const changedFields = (before: Shape, after: Shape): Shape =>
  Object.fromEntries(
    Object.keys(after)
      .filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]))
      .map((name) => [name, before[name] ?? null]),
  );
