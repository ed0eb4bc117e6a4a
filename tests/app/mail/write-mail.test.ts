import { expect, test } from 'vitest';
import { locales } from '#app/i18n/locales.ts';
import type { MailContent } from '#app/mail/content.ts';
import { plainText } from '#app/mail/plain-text.ts';
import { writeMail } from '#app/mail/write-mail.server.tsx';

const content: MailContent = {
  subject: 'Your refund',
  preview: 'Return ABCD',
  heading: 'We have sent your refund',
  paragraphs: ['The refund is complete.', 'Banks need some days.'],
  code: '1234 5678',
  rows: [
    { label: '2 × Mug', value: '€36.00' },
    { label: 'Refund', value: '€36.00', strong: true },
  ],
  action: { label: 'See your return', url: 'https://shop.example/r/ABCD' },
  closing: ['Questions? Write to us.', 'Return ABCD'],
};

test('the plain text says everything that the HTML says', async () => {
  const { html, text } = await writeMail(content, 'en', 'Linden');
  const said = [
    content.heading,
    ...content.paragraphs,
    '1234 5678',
    '2 × Mug',
    '€36.00',
    'See your return',
    'https://shop.example/r/ABCD',
    ...content.closing,
  ];
  for (const words of said) {
    expect(text).toContain(words);
    expect(html).toContain(words);
  }
  expect(text).toBe(plainText(content));
});

test.each(locales)('a mail in %s names its language and its direction', async (locale) => {
  const { html } = await writeMail(content, locale, 'Linden');
  expect(html).toMatch(new RegExp(`<html[^>]*dir="${locale === 'ar' ? 'rtl' : 'ltr'}"`));
  expect(html).toMatch(new RegExp(`<html[^>]*lang="${locale}`));
});

test('a subject is one line, and what a customer typed cannot become markup', async () => {
  const nasty = { ...content, subject: 'Hello\r\nBcc: all@example.com', paragraphs: ['<script>alert(1)</script>'] };
  const { subject, html } = await writeMail(nasty, 'en', 'Linden');
  expect(subject).toBe('Hello Bcc: all@example.com');
  expect(html).not.toContain('<script>');
});
