import { expect, test } from 'vitest';
import { translatorFor } from '#app/i18n/instance.server.ts';
import type { Locale } from '#app/i18n/locales.ts';
import { dockWords } from '#app/routes/desk/dock-words.server.ts';
import { signalWords } from '#app/routes/desk/signal-words.server.ts';
import { lookAtReturn } from '#app/services/casework/raise-signals.server.ts';
import { receiveParcel } from '#app/services/receive-parcel.server.ts';
import { openShop } from '#tests/app/services/customer/arrange.ts';
import { allThere, returnOf } from '#tests/app/services/staff/arrange.ts';
import { openShell } from '../../shell/support.ts';

/** Without the marks that keep a number in one piece. */
const plain = (text: string | undefined) => text?.replace(/\u00a0/g, ' ').replace(/[\u200e\u200f\u061c]/g, '');

test.each<[Locale, string, string]>([
  ['en', '1.25 kg', 'The parcel weighs 1.25 kg; what was announced should weigh 840 g.'],
  ['de', '1,25 kg', 'Das Paket wiegt 1,25 kg; das Angekündigte sollte 840 g wiegen.'],
  ['ar', '1.25 كغم', 'يزن الطرد 1.25 كغم، وكان ينبغي أن يزن المعلن 840 غرام.'],
  ['zh', '1.25 kg', '包裹重 1.25 kg；所申报的应重 840 g。'],
])(
  'in %s the desk reads what a parcel weighed, count by count, and that it should weigh something else',
  async (locale, weight, sentence) => {
    await using shell = await openShell();
    const shop = await openShop(shell.deps.db);
    const sent = await returnOf(shop, {
      id: 'o1',
      number: '#1001',
      lines: [{ id: 'a', quantity: 2, weightGrams: 420 }],
    });
    const counts = allThere(sent.lines);
    for (const weightGrams of [null, 1250])
      await receiveParcel(shop, { rmaCode: sent.rmaCode, staffId: 'dock', counts, weightGrams });
    const speech = { t: translatorFor(locale), locale };
    const view = { id: sent.returnId, lines: [], timeZone: 'Europe/Berlin' };
    const told = await dockWords({ deps: shell.deps, ...speech }, view);
    expect(told?.last.facts).toHaveLength(2);
    expect(plain(told?.last.facts[0])).toContain(weight);
    expect(told?.earlier[0]?.facts, 'nobody weighed it').toHaveLength(1);
    const signals = await lookAtReturn(shop.db, sent.returnId, shop.clock());
    expect(signalWords(signals, speech).list.map(({ text }) => plain(text))).toEqual([sentence]);
  },
);
