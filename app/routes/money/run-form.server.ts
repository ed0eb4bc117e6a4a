import { z } from 'zod';
import { RUN_DAYS, type RunDays } from '#app/services/start-reconciliation.server.ts';

/** The spans that the form offers. */
export const DAY_CHOICES: readonly RunDays[] = RUN_DAYS;

export const daysForm = z.object({
  days: z.coerce
    .number()
    .transform((days) => RUN_DAYS.find((one) => one === days))
    .pipe(z.literal([...RUN_DAYS])),
});
