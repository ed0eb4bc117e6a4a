import { render } from '@react-email/render';
import { type Language, languageFacts } from '#app/i18n/languages.ts';
import type { MailContent } from './content.ts';
import { MailPage } from './mail-page.tsx';
import { plainText } from './plain-text.ts';

export interface WrittenMail {
  readonly subject: string;
  readonly html: string;
  readonly text: string;
}

/** Writes a mail in both its forms. A subject is one line, whatever a product's title holds. */
export async function writeMail(content: MailContent, language: Language, shop: string): Promise<WrittenMail> {
  const { format, direction } = languageFacts[language];
  const lang = format.split('-u-')[0] ?? language;
  const html = await render(<MailPage content={content} lang={lang} dir={direction} shop={shop} />);
  return { subject: content.subject.replace(/[\r\n]+/g, ' ').trim(), html, text: plainText(content) };
}
