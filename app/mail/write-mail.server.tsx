import { render } from '@react-email/render';
import { directionOf, type Locale, localeFacts } from '#app/i18n/locales.ts';
import type { MailContent } from './content.ts';
import { MailPage } from './mail-page.tsx';
import { plainText } from './plain-text.ts';

export interface WrittenMail {
  readonly subject: string;
  readonly html: string;
  readonly text: string;
}

/** Writes a mail in both its forms. A subject is one line, whatever a product's title holds. */
export async function writeMail(content: MailContent, locale: Locale, shop: string): Promise<WrittenMail> {
  const lang = localeFacts[locale].format.split('-u-')[0] ?? locale;
  const html = await render(<MailPage content={content} lang={lang} dir={directionOf(locale)} shop={shop} />);
  return { subject: content.subject.replace(/[\r\n]+/g, ' ').trim(), html, text: plainText(content) };
}
