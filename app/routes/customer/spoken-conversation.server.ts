import { shopName } from '#app/http/shop-name.server.ts';
import type { GuestArgs } from '#app/http.server.ts';
import { formatInstant } from '#app/i18n/format.ts';
import type { Conversation } from '#app/services/casework/view-conversation.server.ts';

/** A conversation as its customer reads it: the desk is the shop, nobody of the staff is named. */
export async function spokenConversation(
  { deps, t, locale }: Pick<GuestArgs, 'deps' | 't' | 'locale'>,
  { messages, waiting }: Conversation,
  timeZone: string,
) {
  const shop = await shopName(deps);
  return {
    waiting,
    messages: messages.map(({ id, from, at, text }) => ({
      ...{ id, from, text, dateTime: at, when: formatInstant(at, timeZone, locale) },
      who: from === 'customer' ? t('casework:customer.you') : shop,
    })),
  };
}
export type SpokenConversation = Awaited<ReturnType<typeof spokenConversation>>;
