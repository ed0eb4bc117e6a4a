import { test as base } from '@playwright/test';
import { AppProcess } from '../support/app-process.ts';

/** `app` is the real program with the demo shop, one for each worker; `page` speaks to it by paths alone. */
export const test = base.extend<object, { app: AppProcess }>({
  app: [
    async ({ browserName: _ }, use) => {
      const app = await AppProcess.start();
      await use(app);
      await app.stop();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  baseURL: async ({ app }, use) => use(app.url),
});

export { expect } from '@playwright/test';
