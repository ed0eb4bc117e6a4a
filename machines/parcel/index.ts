import type { Workflow } from '../kernel.ts';
import { type ParcelContext, parcelContext } from './context.ts';
import { type ParcelEvent, parcelEvent } from './events.ts';
import { parcelMachine } from './machine.ts';
import { parcelMigrations } from './migrations.ts';

export const PARCEL_STATES = ['announced', 'labelled', 'dispatched', 'received', 'voided'] as const;
export type ParcelState = (typeof PARCEL_STATES)[number];

export const parcelWorkflow: Workflow<ParcelContext, ParcelEvent> = {
  name: 'parcel',
  version: 1,
  machine: parcelMachine,
  states: PARCEL_STATES,
  context: parcelContext,
  event: parcelEvent,
  migrations: parcelMigrations,
};

export { LABEL_FORMATS, type LabelFormat, TRAVELS, type Travel } from './context.ts';
export type { ParcelContext, ParcelEvent };
