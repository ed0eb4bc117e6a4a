import { expect, test } from 'vitest';
import { translatorFor, wordsFor } from '#app/i18n/instance.server.ts';
import { makeWords } from '#app/i18n/instance.ts';
import { loadWords } from '#app/i18n/load-words.ts';
import { speechOf } from '#app/i18n/speech.ts';

test('speaks at once, in the language asked for', () => {
  expect(translatorFor('de')('action.back')).toBe('Zurück');
  expect(translatorFor('ar')('terms:reason.too-small')).toBe('المقاس صغير جدًا');
});

test('the instance of a language is made once and keeps its language beside others', () => {
  const german = wordsFor('de');
  translatorFor('zh')('action.back');
  expect(wordsFor('de')).toBe(german);
  expect(german.t('action.back')).toBe('Zurück');
});

test('codes with dots find their sentence', () => {
  expect(translatorFor('en')('terms:code.window.closed')).toBe('The return period has ended.');
});

test('counts by the grammar of the language', () => {
  const t = translatorFor('ar');
  expect([1, 2, 3, 11, 100].map((count) => t('product.pieces', { count }))).toEqual([
    'قطعة واحدة',
    'قطعتان',
    '3 قطع',
    '11 قطعة',
    '100 قطعة',
  ]);
});

test('what a person typed is filled in as it is: React escapes it', () => {
  expect(translatorFor('en')('frame.footer', { shop: 'Fennel & Oak' })).toBe('Returns and refunds for Fennel & Oak');
});

test('a browser gets one language, without the words of customer pages and mails', async () => {
  const words = await loadWords('de');
  expect(words.t('action.back')).toBe('Zurück');
  expect(words.hasResourceBundle('de', 'staff')).toBe(true);
  expect(words.hasResourceBundle('de', 'mail')).toBe(false);
  expect(words.hasResourceBundle('en', 'common')).toBe(false);
});

test('a sentence that is said again is the same, and one whose words come later is said once they are there', () => {
  const words = makeWords('en', { en: { common: { action: { back: 'Back' } } } });
  const { t } = speechOf(words);
  expect([t('action.back'), t('action.back')]).toEqual(['Back', 'Back']);
  expect(t('scan:camera.open')).not.toBe('Scan with the camera');
  words.addResourceBundle('en', 'scan', { camera: { open: 'Scan with the camera' } });
  expect([t('scan:camera.open'), t('scan:camera.open')]).toEqual(['Scan with the camera', 'Scan with the camera']);
});
