import { movesBetween } from '#machines/policy/change/moves.ts';
import type { SeasonChange } from '#machines/policy/change/policy-change.ts';
import { same } from '#machines/policy/change/same.ts';
import type { PolicyDocument } from '#machines/policy/policy.ts';
import type { Season } from '#machines/policy/season.ts';

/** Seasons that are gone, then those of the later document in its order: new, changed, moved. */
export function seasonChanges({ seasons: before }: PolicyDocument, { seasons: after }: PolicyDocument): SeasonChange[] {
  const moves = movesBetween(idsOf(before), idsOf(after));
  const gone = before.flatMap((season, index): SeasonChange[] =>
    idsOf(after).includes(season.id) ? [] : [entry('season-removed', season, index)],
  );
  const rest = after.flatMap((season, index): SeasonChange[] => {
    const had = before.find(({ id }) => id === season.id);
    if (!had) return [entry('season-added', season, index)];
    const moved = moves.find(({ id }) => id === season.id);
    const common = { season: season.id, name: had.name, place: { path: ['seasons', index] } };
    const move: SeasonChange[] = moved ? [{ kind: 'season-moved', ...common, from: moved.from, to: moved.to }] : [];
    return [...fieldChanges(had, season, index), ...move];
  });
  return [...gone, ...rest];
}

function entry(kind: 'season-added' | 'season-removed', season: Season, index: number): SeasonChange {
  const place = { path: ['seasons', index] };
  return { kind, season: season.id, name: season.name, dates: season, position: index + 1, place };
}

function idsOf(seasons: readonly Season[]): string[] {
  return seasons.map(({ id }) => id);
}

function fieldChanges(before: Season, after: Season, index: number): SeasonChange[] {
  const changed = <F extends Exclude<keyof Season, 'id'>>(field: F) =>
    same(before[field], after[field])
      ? []
      : [
          {
            kind: 'season-changed' as const,
            season: after.id,
            name: before.name,
            field,
            before: before[field],
            after: after[field],
            place: { path: ['seasons', index, field] },
          },
        ];
  return [
    ...changed('name'),
    ...changed('countries'),
    ...changed('orderedFrom'),
    ...changed('orderedTo'),
    ...changed('returnUntil'),
  ];
}
