import type { WarehouseChange } from '#machines/policy/change/policy-change.ts';
import type { PolicyDocument, Warehouse } from '#machines/policy/policy.ts';

/** Warehouses in order of their identifiers: new, gone, and every line of the address that changed. */
export function warehouseChanges(before: PolicyDocument, after: PolicyDocument): WarehouseChange[] {
  const ids = [...new Set([...Object.keys(before.warehouses), ...Object.keys(after.warehouses)])].toSorted();
  return ids.flatMap((warehouse): WarehouseChange[] => {
    const had = Object.hasOwn(before.warehouses, warehouse) ? before.warehouses[warehouse] : undefined;
    const has = Object.hasOwn(after.warehouses, warehouse) ? after.warehouses[warehouse] : undefined;
    const place = { path: ['warehouses', warehouse] };
    if (has && !had) return [{ kind: 'warehouse-added', warehouse, name: has.name, address: has, place }];
    if (had && !has) return [{ kind: 'warehouse-removed', warehouse, name: had.name, address: had, place }];
    return had && has ? fieldChanges(warehouse, had, has) : [];
  });
}

function fieldChanges(warehouse: string, before: Warehouse, after: Warehouse): WarehouseChange[] {
  const changed = <F extends keyof Warehouse>(field: F) =>
    before[field] === after[field]
      ? []
      : [
          {
            kind: 'warehouse-changed' as const,
            warehouse,
            name: before.name,
            field,
            before: before[field],
            after: after[field],
            place: { path: ['warehouses', warehouse, field] },
          },
        ];
  return [
    ...changed('name'),
    ...changed('line1'),
    ...changed('line2'),
    ...changed('city'),
    ...changed('region'),
    ...changed('postcode'),
    ...changed('country'),
  ];
}
