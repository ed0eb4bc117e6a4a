import type { WarningRecord } from './dispute-records.server.ts';
import { warningShape } from './dispute-shape.server.ts';
import { refusals } from './errors.server.ts';
import { type Form, onlyKnown, readText } from './form.server.ts';
import { page, pageParameters, readPage } from './lists.server.ts';
import { listShape, type Shape } from './object-shape.server.ts';
import type { World } from './world.server.ts';

export function readWarning(world: World, id: string, form: Form): Shape {
  onlyKnown(form, ['expand']);
  const warning = world.records.warnings.get(id);
  if (!warning) throw refusals.missing('early_fraud_warning', id, 'early_fraud_warning');
  return warningShape(warning);
}

export function listWarnings(world: World, form: Form): Shape {
  onlyKnown(form, [...pageParameters, 'charge', 'payment_intent']);
  const intent = readText(form, 'payment_intent');
  const fits = (warning: WarningRecord) => intent === null || warning.intent === intent;
  const parent = readText(form, 'charge') ?? undefined;
  const { items, hasMore } = page(world.records.warnings, 'early_fraud_warning', readPage(form), { parent, fits });
  return listShape('/v1/radar/early_fraud_warnings', items.map(warningShape), hasMore);
}
