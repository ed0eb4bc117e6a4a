import { setTimeout as pause } from 'node:timers/promises';
import { allow, fail } from '#app/http.server.ts';
import { readLabel } from '#app/services/read-label.server.ts';
import { LABEL_FORMATS } from '#machines/parcel/index.ts';
import { waitingPage } from './label-waiting.server.ts';
import { rmaCodeOf } from './require-return.server.ts';

/** How long an answer waits for a label that is still being drawn, and how often it looks. */
const PATIENCE_MS = 3000;
const LOOK_MS = 150;

/** The label as a PDF. It is drawn after the return was sent: until then a page that asks again by itself. */
export const loader = allow('guest', async ({ deps, guest, params, t, locale }) => {
  const format = LABEL_FORMATS.find((known) => known === params.format) ?? fail(404, 'not-found');
  const wanted = { orderId: guest.orderId, rmaCode: rmaCodeOf(params), format };
  let label = await readLabel(deps, wanted);
  for (let waited = 0; waited < PATIENCE_MS && notReady(label); waited += LOOK_MS) {
    await pause(LOOK_MS);
    label = await readLabel(deps, wanted);
  }
  if (label.ok) {
    return new Response(new Uint8Array(label.pdf), {
      headers: {
        'Content-Type': label.contentType,
        'Content-Disposition': `inline; filename="return-${wanted.rmaCode}-${format}.pdf"`,
      },
    });
  }
  if (label.refusal.code === 'label.not-ready') return waitingPage(t, locale);
  return fail(label.refusal.code === 'return.not-found' ? 404 : 410, 'not-found');
});

const notReady = (label: Awaited<ReturnType<typeof readLabel>>): boolean =>
  !label.ok && label.refusal.code === 'label.not-ready';
